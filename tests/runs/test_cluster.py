"""The cluster executor, on a real cluster of two worker processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from extractor.errors import RunError
from extractor.runs.results import PageResult
from tests.runs.conftest import ROOT, read_results, run_odd, write_pages

pytestmark = pytest.mark.cluster
BAD = {7: "exit 3", 20: "fail", 33: "hang", 41: "fail", 60: "segfault"}
LIMIT = "batch.page_seconds=2"


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A cluster that stands on its own, as one on many machines would."""
    os.environ["PYTHONPATH"] = str(ROOT)
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("corpus")
    pages = {f"p{n:02}.txt": f"Title {n // 2}\n{BAD.get(n, 'sleep 0.02')}\nbody {n}\n" for n in range(80)}
    raw = write_pages(folder / "raw", pages)
    run_odd(raw, folder / "x" / "out", LIMIT, executor="process")
    return raw, read_results(folder / "x" / "out")


def test_a_cluster_gives_the_bytes_of_the_process_pool(
    corpus: tuple[Path, dict[str, str]], scheduler: str, tmp_path: Path
) -> None:
    raw, expected = corpus
    report = run_odd(raw, tmp_path / "x" / "out", LIMIT, executor="dask", scheduler=scheduler)
    assert (report.counts["written"], report.counts["failed"]) == (75, 5)
    assert read_results(tmp_path / "x" / "out") == expected


def test_a_killed_worker_of_the_cluster_costs_no_page(
    corpus: tuple[Path, dict[str, str]], scheduler: str, tmp_path: Path
) -> None:
    raw, expected = corpus
    seen: list[str] = []
    killed: list[int] = []

    def kill_once(result: PageResult) -> None:
        seen.append(result.path)
        if len(seen) == 10:
            with Client(scheduler) as client:
                pids = list(client.run(os.getpid).values())
            os.kill(pids[0], signal.SIGKILL)
            killed.append(pids[0])

    report = run_odd(raw, tmp_path / "x" / "out", LIMIT, executor="dask", scheduler=scheduler, on_outcome=kill_once)
    assert killed
    assert len(seen) == len(set(seen)) == 80
    assert (report.counts["written"], report.counts["failed"]) == (75, 5)
    assert read_results(tmp_path / "x" / "out") == expected


def test_a_cluster_equals_serial_where_serial_survives(scheduler: str, tmp_path: Path) -> None:
    raw = write_pages(tmp_path / "raw", {f"p{n:02}.txt": f"Title {n // 2}\nok\nbody {n}\n" for n in range(30)})
    run_odd(raw, tmp_path / "a" / "out", executor="serial")
    run_odd(raw, tmp_path / "b" / "out", executor="dask", scheduler=scheduler)
    assert read_results(tmp_path / "b" / "out") == read_results(tmp_path / "a" / "out")


def test_a_scheduler_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.runs.executors.cluster.CONNECT_SECONDS", 1)
    raw = write_pages(tmp_path / "raw", {"a.txt": "Alpha\nok\n"})
    with pytest.raises(RunError, match=r"tcp://127\.0\.0\.1:1"):
        run_odd(raw, tmp_path / "out", executor="dask", scheduler="tcp://127.0.0.1:1")
