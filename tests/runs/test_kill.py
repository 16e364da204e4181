"""Kill anything at any moment: the next run ends where an undisturbed one would have."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.runs.conftest import ROOT, read_results, run_odd, write_pages
from tests.runs.odd_pages import LOG

pytestmark = pytest.mark.process

PAGES, BAD = 300, 20
ORDERS = ("fail", "fail", "fail", "fail", "exit 3", "fail", "fail", "fail", "fail", "hang")
LIMIT = "batch.page_seconds=1.5"  # a page takes milliseconds, also where the machine is busy; only those that hang do not
DRIVER = f"""
import sys
from tests.runs.conftest import run_odd
print(run_odd(sys.argv[1], sys.argv[2], {LIMIT!r}, executor="process").exit_code)
"""


def name_kind(number: int) -> str:
    """Give two rare words that six pages share."""
    letters = "abcdefghij"[number // 60] * 2 + "klmnopqrst"[number // 6 % 10] * 2
    return f"{letters}mill {letters}race"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Pages, every third title shared, six of a kind related, twenty bad; and what an undisturbed run makes of them."""
    folder = tmp_path_factory.mktemp("corpus")
    rng = random.Random(7)  # noqa: S311
    bad = dict(zip(rng.sample(range(PAGES), BAD), ORDERS * 2, strict=True))
    pages = {f"p{n:03}.txt": f"{name_kind(n)} {n - n % 3 // 2}\n{bad.get(n, 'sleep 0.004')}\nbody {n}\n" for n in range(PAGES)}
    raw = write_pages(folder / "raw", pages)
    run_odd(raw, folder / "undisturbed" / "out", LIMIT, executor="process")
    return raw, read_results(folder / "undisturbed" / "out")


def start_driver(raw: Path, out: Path, log: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", DRIVER, str(raw), str(out)]
    environment = {**os.environ, LOG: str(log)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def kill_worker(driver: subprocess.Popen[str], rng: random.Random) -> bool:
    try:
        children = Path(f"/proc/{driver.pid}/task/{driver.pid}/children").read_text("ascii").split()
        os.kill(int(rng.choice(children)), signal.SIGKILL)
    except (IndexError, OSError):
        return False
    return True


def test_killed_workers_and_drivers_leave_no_trace(corpus: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    raw, undisturbed = corpus
    out, log = tmp_path / "undisturbed" / "out", tmp_path / "log"
    rng = random.Random(11)  # noqa: S311
    drivers = workers = 0
    disturbed = True
    while disturbed:
        before = drivers + workers
        driver = start_driver(raw, out, log)
        moment = time.monotonic() + rng.uniform(1.0, 1.8) if drivers < 4 else float("inf")
        while driver.poll() is None and time.monotonic() < moment:
            time.sleep(rng.uniform(0.1, 0.5))
            workers += workers < 12 and kill_worker(driver, rng)
        if driver.poll() is None:
            driver.kill()
            drivers += 1
        shown, _ = driver.communicate()
        disturbed = drivers + workers > before
    assert shown.strip() == "3"
    assert drivers >= 2
    assert workers >= 4
    assert len(undisturbed) == 2 * (PAGES - BAD) + BAD
    assert read_results(out) == undisturbed
    assert sum(b"## Related Articles" in path.read_bytes() for path in (out / "pending").rglob("*.md")) > PAGES / 2
    assert not list(out.rglob("*.tmp"))
    assert not (out / ".new").exists()
    conversions = Counter(log.read_text("utf-8").split())
    extra = sum(conversions.values()) - PAGES - conversions["warm-up.txt"]
    in_flight = (drivers + workers) * 2 * 34
    assert extra < in_flight, "pages that were done have been done again"
    assert run_odd(raw, out, LIMIT).planned == 0


def test_a_page_that_is_done_is_not_converted_by_the_next_run(raw: Path, out: Path, tmp_path: Path) -> None:
    write_pages(raw, {f"p{n:02}.txt": f"Page {n}\nsleep 0.05\n" for n in range(60)})
    log = tmp_path / "log"
    driver = start_driver(raw, out, log)
    while len(list(out.rglob("*.md"))) < 20:
        time.sleep(0.01)
    driver.kill()
    driver.communicate()
    done = len(list((out / "records").glob("*.json")))
    log.unlink()
    report = run_odd(raw, out)
    assert report.counts["unchanged"] in {done, done - 1}  # the last one may have lost its row
    assert report.counts["written"] + report.counts["unchanged"] >= 60
    assert len(list(out.rglob("*.md"))) == 60
