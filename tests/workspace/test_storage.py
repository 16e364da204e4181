"""Pages and workspaces that are not on this disk."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import fsspec
import pytest

from extractor.cli import run
from extractor.errors import WriteError
from extractor.workspace.lock import LockedError, hold_lock
from extractor.workspace.storage import LocalStorage, open_storage
from tests.runs.conftest import read_results, run_odd, write_pages

PAGES = {f"p{n}.txt": f"Title {n // 2}\n{'fail' if n == 3 else 'ok'}\nbody {n}\n" for n in range(8)}


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A bucket on moto's server, a process of its own; the machine's own credentials are out of reach."""
    port = find_port()
    environment = {
        "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    server = subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(port)], stderr=subprocess.DEVNULL)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        wait_for(environment["AWS_ENDPOINT_URL_S3"])
        files = fsspec.filesystem("s3", skip_instance_cache=True)
        files.mkdir("pages")
        yield files
    server.terminate()
    server.wait()


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=1).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the S3 server did not start")


def put_pages(files: Any, folder: str) -> None:
    for name, text in PAGES.items():
        files.pipe_file(f"{folder}/{name}", text.encode())


@pytest.mark.server
def test_what_a_bucket_refuses_is_one_line_that_names_it(s3: Any, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert s3
    write_pages(raw, PAGES)
    for words, told in (
        (["convert", str(raw), "-o", "s3://nobucket/out"], "error: s3://nobucket/out: The specified bucket does not exist"),
        (
            ["convert", "s3://nobucket/raw", "-o", str(raw.parent / "out")],
            "error: There is no file or folder at s3://nobucket/raw.",
        ),
        (["export", "-o", "s3://nobucket"], "error: There is no workspace s3://nobucket: "),
        (["quarantine", "list", "-o", "nosuch://x"], "error: Cannot open nosuch://x: "),
    ):
        assert run(words) == 2
        said = capsys.readouterr().err
        assert said.startswith(told)
        assert said.count("\n") == 1


@pytest.mark.parametrize("executor", ["serial", pytest.param("process", marks=pytest.mark.process)])
def test_a_bucket_gives_what_a_folder_gives(executor: str, s3: Any, tmp_path: Path) -> None:
    space = f"pages/{uuid4().hex}"
    put_pages(s3, f"{space}/raw")
    report = run_odd(f"s3://{space}/raw", f"s3://{space}/out", executor=executor)
    assert (report.counts["written"], report.counts["failed"], report.exit_code) == (7, 1, 3)
    run_odd(write_pages(tmp_path / "raw", PAGES), tmp_path / "out")
    s3.get(f"{space}/out/", str(tmp_path / "copy") + "/", recursive=True)
    local, remote = read_results(tmp_path / "out"), read_results(tmp_path / "copy")
    assert {name for name in remote if "quarantine" not in name} == {name for name in local if "quarantine" not in name}
    assert all(remote[name] == local[name] for name in remote if "quarantine" not in name)
    assert s3.exists(f"{space}/out/runs/{report.run_id}/report.html")
    assert s3.exists(f"{space}/out/runs/{report.run_id}/pages.parquet")


def test_a_second_run_over_a_bucket_does_only_what_changed(s3: Any) -> None:
    space = f"pages/{uuid4().hex}"
    put_pages(s3, f"{space}/raw")
    run_odd(f"s3://{space}/raw", f"s3://{space}/out")
    assert run_odd(f"s3://{space}/raw", f"s3://{space}/out").planned == 0
    s3.pipe_file(f"{space}/raw/p1.txt", b"Title 0\nok\nbody X\n")
    report = run_odd(f"s3://{space}/raw", f"s3://{space}/out")
    assert (report.planned, report.counts["written"], report.counts["unchanged"]) == (1, 1, 6)


def test_a_ledger_that_this_machine_never_had_is_read_from_the_bucket(
    s3: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    space = f"pages/{uuid4().hex}"
    put_pages(s3, f"{space}/raw")
    run_odd(f"s3://{space}/raw", f"s3://{space}/out")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    report = run_odd(f"s3://{space}/raw", f"s3://{space}/out")
    assert (report.counts["written"], report.exit_code) == (0, 3)


def test_one_file_in_a_bucket_can_be_named(s3: Any) -> None:
    space = f"pages/{uuid4().hex}"
    put_pages(s3, f"{space}/raw")
    assert run_odd(f"s3://{space}/raw/p1.txt", f"s3://{space}/out").counts["written"] == 1


def test_a_workspace_in_a_bucket_is_held_by_one_run_and_a_dead_run_lets_go(s3: Any) -> None:
    place = f"s3://pages/{uuid4().hex}"
    refused = pytest.raises(LockedError, match=f"run first, process {os.getpid()}")
    with hold_lock(open_storage(place), "first"), refused, hold_lock(open_storage(place), "second"):
        pytest.fail("two runs at once")
    s3.pipe_file(f"{place}/.lock", b'{"run": "dead", "host": "h", "process": 1, "renewed": "2020-01-01T00:00:00+00:00"}')
    with hold_lock(open_storage(place), "third"):
        pass


@pytest.mark.parametrize("executor", ["serial", pytest.param("process", marks=pytest.mark.process)])
def test_pages_in_memory_reach_the_workers(executor: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    space = f"/{uuid4().hex}"
    put_pages(fsspec.filesystem("memory"), f"{space}/raw")
    report = run_odd(f"memory:/{space}/raw", f"memory:/{space}/out", executor=executor)
    assert (report.counts["written"], report.counts["failed"]) == (7, 1)
    assert fsspec.filesystem("memory").exists(f"{space}/out/pending/science/title-0.md")


def test_a_file_url_is_a_folder(raw: Path, out: Path) -> None:
    assert run_odd(f"file://{write_pages(raw, PAGES)}", f"file://{out}").counts["written"] == 7
    assert run_odd(raw, out).planned == 0


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "a\\..\\x", "a\0b"])
def test_no_name_leads_out_of_a_storage(name: str, tmp_path: Path) -> None:
    with pytest.raises(WriteError):
        LocalStorage(tmp_path).write(name, b"")


def test_no_link_leads_out_of_a_storage(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "pending").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteError, match="outside"):
        LocalStorage(tmp_path / "root").write("pending/x.md", b"")
    assert not list((tmp_path / "elsewhere").iterdir())
