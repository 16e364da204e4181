"""Kill a re-ingest anywhere: the next one ends where an undisturbed one would have."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.ingest.fetch.fetching import make_fetch
from extractor.knowledge import default_knowledge
from tests.ingest.conftest import reingest
from tests.ingest.web import Answer, Web, serve, write_page
from tests.runs.conftest import ROOT, read_results
from tests.runs.odd_pages import LOG

pytestmark = pytest.mark.process

PAGES = 60
CHANGED = range(0, PAGES, 2)
DRIVER = """
import sys
from pathlib import Path
from tests.ingest.test_kill import bring_up_to_date
bring_up_to_date(Path(sys.argv[1]), sys.argv[2])
"""

Moment = Callable[[Path, Web, Path], bool]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve() as web:
        yield web


def bring_up_to_date(home: Path, base: str) -> int:
    """Re-ingest the pages of a town that a server at an address serves."""
    limits = {"requests_per_second": 400, "per_host": 2, "retries": 0, "seconds": 5}
    urls = [f"{base}/p/{n}" for n in range(PAGES)]
    source = {"name": "town", "urls": urls, "allow_private": True, "limits": limits}
    fetch = make_fetch("test", resolve=lambda host, port: ["127.0.0.1"], knowledge=default_knowledge())  # noqa: ARG005
    return reingest(home, "guards.max_lost_facts=1", sources=(source,), fetch=fetch).run.exit_code


def start(home: Path, web: Web, log: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", DRIVER, str(home), web.url]
    environment = {**os.environ, LOG: str(log), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def serve_version(web: Web, version: int) -> None:
    order = "sleep 0.01"
    pages = {
        f"/p/{n}": Answer(write_page(n, version * (n in CHANGED)).replace("\nok\n", f"\n{order}\n").encode())
        for n in range(PAGES)
    }
    web.site = lambda path: pages.get(path) or Answer(status=404)


def read_state(home: Path) -> dict[str, str]:
    """Hash what a run leaves: articles, records, quarantine, and the pages as they came."""
    bodies = (path for path in sorted((home / "raw").rglob("*.txt")))
    raw = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in bodies}
    return read_results(home / "out") | raw


@pytest.fixture(scope="module")
def town(web: Web, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A workspace that a person has worked in before half of its pages change; and what an undisturbed run makes of that."""
    folder = tmp_path_factory.mktemp("town")
    home = folder / "before" / "home"
    serve_version(web, 0)
    assert bring_up_to_date(home, web.url) == 0
    for n in range(0, 12, 2):
        draft = home / "out" / "pending" / "science" / f"page-{n}.md"
        draft.write_text(draft.read_text("utf-8").replace("Nothing more is known.", f"A person knows more of {n}."), "utf-8")
    serve_version(web, 1)
    shutil.copytree(home, folder / "undisturbed" / "home")
    assert bring_up_to_date(folder / "undisturbed" / "home", web.url) == 0
    state = read_state(folder / "undisturbed" / "home")
    assert state != read_state(home)
    return home, state


def asked(least: int) -> Moment:
    return lambda home, web, log: web.asked.total() >= least  # noqa: ARG005


def converted(least: int) -> Moment:
    return lambda home, web, log: log.exists() and log.read_text("utf-8").count("\n") >= least  # noqa: ARG005


def published(least: int) -> Moment:
    def is_reached(home: Path, web: Web, log: Path) -> bool:  # noqa: ARG001
        journals = (home / "out" / "runs").glob("*/journal.jsonl")
        newest = max(journals, key=lambda path: path.stat().st_mtime_ns, default=None)
        return newest is not None and newest.read_text("utf-8").count('"pending/') >= least

    return is_reached


@pytest.mark.parametrize("moment", [asked(2), asked(45), converted(1), converted(29), published(1), published(20)])
def test_a_killed_run_leaves_no_trace(town: tuple[Path, dict[str, str]], web: Web, tmp_path: Path, moment: Moment) -> None:
    before, undisturbed = town
    home, log = tmp_path / "home", tmp_path / "log"
    shutil.copytree(before, home)
    for run in (home / "out" / "runs").iterdir():
        shutil.rmtree(run) if run.is_dir() else run.unlink()
    web.forget()
    driver = start(home, web, log)
    while driver.poll() is None and not moment(home, web, log):
        time.sleep(0.002)
    driver.kill()
    driver.communicate()
    was_open = (home / "out" / "runs" / "open.json").exists()
    assert bring_up_to_date(home, web.url) == 0
    assert read_state(home) == undisturbed
    told = max((home / "out" / "runs").glob("*/reingest.json"), key=lambda path: path.stat().st_mtime_ns)
    assert bool(json.loads(told.read_text("utf-8"))["undone"]) == was_open
    assert was_open, "it was killed too late to matter"


def test_a_run_that_died_while_publishing_can_be_undone_by_hand(
    town: tuple[Path, dict[str, str]], web: Web, tmp_path: Path
) -> None:
    before, _ = town
    home, log = tmp_path / "home", tmp_path / "log"
    shutil.copytree(before, home)
    for run in (home / "out" / "runs").glob("2*"):
        shutil.rmtree(run)
    driver = start(home, web, log)
    while driver.poll() is None and not published(9)(home, web, log):
        time.sleep(0.002)
    driver.kill()
    driver.communicate()
    run = json.loads((home / "out" / "runs" / "open.json").read_text("utf-8"))["run"]
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "undo", run, "-o", str(home / "out")],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert read_state(home) == read_state(before)
