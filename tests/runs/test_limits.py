"""A page that hangs, swells or kills its process costs itself and nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.errors import RunError
from tests.runs.conftest import ROOT, run_odd, write_pages

pytestmark = pytest.mark.process

FAST = ("batch.page_seconds=1.5",)
ODD = {
    "exit 3": "page.worker-died",
    "segfault": "page.worker-died",
    "hang": "page.timeout",
    "sleep 30": "page.timeout",
    "eat 900": "page.memory",
}


@pytest.mark.parametrize("order", ODD)
def test_an_odd_page_is_quarantined_and_its_neighbours_are_not(order: str, raw: Path, out: Path) -> None:
    write_pages(raw, {f"p{n}.txt": f"Page {n}\nok\n" for n in range(8)} | {"p3x.txt": f"Odd\n{order}\n"})
    limits = ("batch.page_seconds=30", "batch.worker_mb=300") if order.startswith("eat") else FAST
    report = run_odd(raw, out, *limits, executor="process")
    assert (report.counts["written"], report.counts["failed"], report.exit_code) == (8, 1, 3)
    item = json.loads(next((out / "quarantine").glob("*.json")).read_text("utf-8"))
    assert (item["path"], item["code"]) == ("raw/p3x.txt", ODD[order])
    assert item["input"]["sha256"]


def test_a_container_goes_on_behind_the_page_that_killed_its_worker(raw: Path, out: Path) -> None:
    write_pages(raw, {"many.txt": "One\n===\nTwo\nexit 1\n===\nThree\nok\n===\nFour\nhang\n===\nFive\n"})
    report = run_odd(raw, out, *FAST, executor="process")
    assert (report.counts["written"], report.counts["failed"]) == (3, 2)
    assert sorted(path.stem for path in out.rglob("*.md")) == ["five", "one", "three"]
    paths = {json.loads(path.read_text("utf-8"))["path"] for path in (out / "quarantine").glob("*.json")}
    assert paths == {"raw/many.txt#2", "raw/many.txt#4"}


def test_a_library_that_prints_does_not_reach_our_output(raw: Path, out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run_odd(write_pages(raw, {"a.txt": "Alpha\nprint\n"}), out, executor="process")
    assert capfd.readouterr().out == ""


def convert_nothing(*_: object, **__: object) -> None:
    raise RuntimeError("no model")


def test_workers_that_cannot_start_end_the_run(raw: Path, out: Path) -> None:
    write_pages(raw, {"a.txt": "Alpha\nok\n"})
    with pytest.raises(RunError, match="before they can start"):
        run_odd(raw, out, executor="process", convert=convert_nothing)


DRIVER = """
import sys
from tests.runs.conftest import run_odd
run_odd(sys.argv[1], sys.argv[2], "batch.page_seconds=3", executor="process")
"""


def test_workers_do_not_outlive_a_driver_that_was_killed(raw: Path, out: Path) -> None:
    write_pages(raw, {f"p{n}.txt": f"Page {n}\n{'hang' if n == 1 else 'sleep 0.1'}\n" for n in range(40)})
    driver = subprocess.Popen([sys.executable, "-c", DRIVER, str(raw), str(out)], cwd=ROOT)
    while not list(out.rglob("*.md")):
        time.sleep(0.05)
    workers = _children(driver.pid)
    assert len(workers) == 2
    driver.kill()
    driver.wait()
    wait_for_end(workers)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_driver_that_is_told_to_stop_leaves_no_worker_and_can_go_on(number: signal.Signals, raw: Path, out: Path) -> None:
    write_pages(raw, {f"p{n:02}.txt": f"Page {n}\nsleep 0.1\n" for n in range(100)})
    driver = subprocess.Popen([sys.executable, "-c", DRIVER, str(raw), str(out)], cwd=ROOT, stderr=subprocess.DEVNULL)
    while not list(out.rglob("*.md")):
        time.sleep(0.05)
    workers = _children(driver.pid)
    driver.send_signal(number)
    assert driver.wait(timeout=30) != 0
    wait_for_end(workers)
    report = run_odd(raw, out)
    assert report.counts["unchanged"] >= 1
    assert len(list(out.rglob("*.md"))) == 100


def wait_for_end(workers: list[int]) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and any(_is_alive(worker) for worker in workers):
        time.sleep(0.1)
    assert not [worker for worker in workers if _is_alive(worker)]


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")
