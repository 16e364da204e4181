"""People decide while a run is publishing: whoever comes second sees what the first has done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import RunError
from extractor.review.actions import reject_article, reject_fact
from extractor.review.session import Actor, ReviewSession
from extractor.runs.results import PageResult
from extractor.workspace import lock
from extractor.workspace.lock import hold_articles
from extractor.workspace.storage import open_storage
from extractor.write import parse_article
from tests.ingest.conftest import reingest
from tests.runs.conftest import ROOT, run_odd, write_pages

PAGES = 60
RUN = """
import sys, pathlib
from tests.ingest.conftest import reingest
print("ready", flush=True)
sys.stdin.readline()
sys.exit(reingest(pathlib.Path(sys.argv[1]), "guards.max_lost_facts=1").run.exit_code)
"""
REVIEWER = """
import sys, pathlib
from extractor.review.actions import edit_value, reject_article, reject_fact
from extractor.review.session import ReviewSession, Actor
session = ReviewSession(pathlib.Path(sys.argv[1]) / "out")
print("ready", flush=True)
sys.stdin.readline()
for n in range(int(sys.argv[2])):
    by = Actor("Ada", f"2030-01-01T00:00:00.{n:06}Z")
    if n % 3 == 0:
        edit_value(session, f"page-{n}", "completeness", "0.91", by=by)
    elif n % 3 == 1:
        reject_fact(session, f"page-{n}", f"af-science-page-{n}-1", by=by, reason="not so")
    else:
        reject_article(session, f"page-{n}", by=by, reason="not a thing")
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def write_version(home: Path, version: int) -> None:
    write_pages(home / "raw", {f"p{n:03}.txt": f"Page {n}\nok\nversion {version}\n" for n in range(PAGES)})


@pytest.mark.process
def test_no_decision_is_lost_that_is_taken_while_a_run_publishes(home: Path) -> None:
    write_version(home, 1)
    assert reingest(home).run.exit_code == 0
    write_version(home, 2)
    run, reviewer = start(RUN, str(home)), start(REVIEWER, str(home), str(PAGES))
    for process in (run, reviewer):
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [(process.communicate(timeout=120)[1], process.returncode) for process in (run, reviewer)]
    assert [code for _, code in ended] == [0, 0], ended
    decisions = (home / "out" / "decisions.jsonl").read_text("utf-8").splitlines()
    assert len(decisions) == PAGES
    for decision in map(json.loads, decisions):
        file = home / "out" / "pending" / "science" / f"{decision['article']}.md"
        article = parse_article(file.read_text("utf-8")) if file.exists() else None
        if decision["action"] == "edit":
            assert article is not None
            assert article.completeness == 0.91
        elif decision.get("fact"):
            assert article is not None
            assert decision["before"]["statement"] not in [fact.statement for fact in article.atomic_facts]
        else:
            assert article is None, decision


def test_a_run_sees_what_was_decided_since_it_began(home: Path) -> None:
    raw, out = home / "raw", home / "out"
    write_version(home, 1)
    run_odd(raw, out)
    write_version(home, 2)
    session = ReviewSession(out)

    def decide(result: PageResult) -> None:
        """After the first page, take the last ones out of the run's hands."""
        if result.path.endswith("p000.txt"):
            reject_article(session, "page-59", by=Actor("Ada", "2030-01-01T00:00:01Z"), reason="not a thing")
            reject_fact(session, "page-58", "af-science-page-58-1", by=Actor("Ada", "2030-01-01T00:00:02Z"), reason="not so")
            (out / "articles" / "science").mkdir(parents=True)
            (out / "pending" / "science" / "page-57.md").rename(out / "articles" / "science" / "page-57.md")

    report = run_odd(raw, out, on_outcome=decide)
    assert (report.exit_code, report.counts["unchanged"]) == (0, 1)
    assert not list((out / "pending").rglob("page-59.md")), "it is rejected"
    removed = json.loads((out / "records" / "page-58.json").read_text("utf-8"))["merge"]["removed"]
    assert len(removed) == 1
    accepted = (out / "articles" / "science" / "page-57.md").read_text("utf-8")
    assert (out / "pending" / "science" / "page-57.md").read_text("utf-8") != accepted, "the new version waits beside it"


def test_a_run_does_not_wait_for_ever_for_a_reviewer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_version(home, 1)
    reingest(home)
    write_version(home, 2)
    monkeypatch.setattr(lock, "REVIEW_SECONDS", 0.1)
    with hold_articles(open_storage(str(home / "out"))), pytest.raises(RunError, match="reviewer"):
        reingest(home, "guards.max_lost_facts=1")
    assert reingest(home, "guards.max_lost_facts=1").undone, "and the next run takes back what it had done"
