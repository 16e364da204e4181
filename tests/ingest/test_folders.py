"""Re-ingest over folders: only what changed is done, too great a loss is refused, and every run can be undone."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from extractor.errors import RunError
from extractor.ingest.journal import undo_run
from extractor.runs.batch import place_ledger
from extractor.runs.ledger import Ledger
from extractor.workspace.storage import open_storage
from tests.ingest.conftest import reingest
from tests.runs.conftest import read_results, write_pages

PAGES = {f"p{n:02}.txt": f"Page {n}\nok\nfirst {n}\n" for n in range(10)}


def undo(home: Path, run_id: str) -> tuple[str, ...]:
    storage = open_storage(str(home / "out"))
    with closing(Ledger.open(place_ledger(storage))) as ledger:
        return undo_run(storage, ledger, run_id).changed_since


def test_a_second_run_converts_what_changed_and_says_what_happened(home: Path) -> None:
    raw = write_pages(home / "raw", PAGES)
    first = reingest(home)
    assert (first.run.exit_code, first.run.counts["written"], first.survey.new) == (0, 10, 10)
    write_pages(raw, {"p03.txt": "Page 3\nok\nsecond\n", "extra.txt": "Extra\nok\n"})
    (raw / "p04.txt").rename(raw / "moved.txt")
    (raw / "p05.txt").unlink()
    second = reingest(home)
    survey = second.survey
    assert (survey.new, survey.changed, survey.unchanged) == (1, 1, 7)
    assert survey.moved == (("raw/moved.txt", "raw/p04.txt"),)
    assert survey.sources[0].gone == ("raw/p05.txt",)
    assert (second.run.planned, second.run.exit_code) == (3, 0)
    assert (home / "out" / "pending" / "science" / "page-5.md").exists(), "the article of a page that is gone stays"
    assert len(list((home / "out" / "pending").rglob("*.md"))) == 11
    told = json.loads((home / "out" / "runs" / second.run.run_id / "reingest.json").read_text("utf-8"))
    assert told["survey"]["sources"][0]["gone"] == ["raw/p05.txt"]
    third = reingest(home)
    assert (third.run.planned, third.survey.sources[0].lost) == (0, 0), "what was reported gone is not lost again"
    assert third.survey.sources[0].gone == ("raw/p05.txt",)


def test_unchanged_pages_change_no_byte(home: Path) -> None:
    write_pages(home / "raw", PAGES)
    reingest(home)
    files = read_results(home / "out")
    for _ in range(2):
        assert reingest(home, "facts.max_facts=2").run.exit_code == 0
        assert read_results(home / "out") == files


@pytest.mark.parametrize("gone", [10, 4])
def test_a_source_that_loses_too_much_is_refused_and_nothing_changes(home: Path, gone: int) -> None:
    raw = write_pages(home / "raw", PAGES)
    reingest(home)
    files = read_results(home / "out")
    for name in sorted(PAGES)[:gone]:
        (raw / name).unlink()
    report = reingest(home)
    assert report.run.exit_code == 5
    assert len(report.refused) == 1
    assert read_results(home / "out") == files
    forced = reingest(home, force="they were moved to another site")
    assert (forced.run.exit_code, forced.forced) == (0, "they were moved to another site")
    assert read_results(home / "out") == files, "what is gone is kept"


def test_pages_that_turn_into_something_else_are_refused_until_forced(home: Path) -> None:
    raw = write_pages(home / "raw", PAGES)
    reingest(home)
    files = read_results(home / "out")
    write_pages(raw, {name: text + "all new\n" for name, text in PAGES.items()})
    report = reingest(home)
    assert (report.run.exit_code, report.run.pages) == (5, 10)
    assert "10 of 10 facts would vanish" in report.run.stopped
    assert read_results(home / "out") == files
    forced = reingest(home, force="the site was rewritten")
    assert (forced.run.exit_code, forced.run.counts["written"]) == (0, 10)
    assert json.loads((home / "out" / "runs" / forced.run.run_id / "reingest.json").read_text("utf-8"))["forced"]


def test_pages_that_break_do_not_take_their_articles_with_them(home: Path) -> None:
    raw = write_pages(home / "raw", PAGES)
    reingest(home)
    write_pages(raw, {name: text.replace("ok", "fail") for name, text in list(PAGES.items())[:4]})
    report = reingest(home)
    assert report.run.exit_code == 5
    assert "the pages of 4 of 10 articles" in report.refused[0]
    assert not (home / "out" / "quarantine").exists()


def test_a_source_that_was_never_there_is_refused(home: Path) -> None:
    report = reingest(home, sources=({"name": "pages", "folder": "nowhere"},))
    assert report.run.exit_code == 5
    allowed = reingest(home, sources=({"name": "pages", "folder": "nowhere", "may_be_empty": True},))
    assert allowed.run.exit_code == 0


def test_a_pattern_takes_the_files_that_fit_it(home: Path) -> None:
    write_pages(home / "raw", {"a/one.txt": "One\nok\n", "a/b/two.txt": "Two\nok\n", "a/three.html": "Three\nok\n"})
    sources = ({"name": "notes", "glob": "raw/**/*.txt"},)
    report = reingest(home, sources=sources)
    assert (report.run.counts["written"], report.survey.sources[0].listed) == (2, 2)
    (home / "raw" / "a" / "one.txt").unlink()
    assert reingest(home, sources=sources).survey.sources[0].gone == ("raw/a/one.txt",)


def test_an_undone_run_leaves_what_was_there_before_and_comes_again(home: Path) -> None:
    raw = write_pages(home / "raw", PAGES)
    reingest(home)
    files = read_results(home / "out")
    write_pages(raw, {"p03.txt": "Page 3\nok\nsecond\n", "extra.txt": "Extra\nok\n", "p06.txt": "Page 6\nfail\n"})
    second = reingest(home)
    after = read_results(home / "out")
    assert after != files
    assert undo(home, second.run.run_id) == ()
    assert read_results(home / "out") == files
    again = reingest(home)
    assert again.run.planned == 3
    assert read_results(home / "out") == after


def test_a_page_that_moved_has_moved_again_after_its_run_was_undone(home: Path) -> None:
    raw = write_pages(home / "raw", PAGES)
    reingest(home)
    (raw / "p04.txt").rename(raw / "moved.txt")
    second = reingest(home)
    after = read_results(home / "out")
    undo(home, second.run.run_id)
    again = reingest(home)
    assert (again.survey.moved, again.run.counts["duplicate"]) == (second.survey.moved, 0)
    assert read_results(home / "out") == after


def test_undoing_leaves_alone_what_a_person_has_changed_since(home: Path) -> None:
    raw = write_pages(home / "raw", PAGES)
    reingest(home)
    write_pages(raw, {"p03.txt": "Page 3\nok\nsecond\n"})
    second = reingest(home)
    draft = home / "out" / "pending" / "science" / "page-3.md"
    draft.write_text(draft.read_text("utf-8") + "A person's words.\n", "utf-8")
    assert undo(home, second.run.run_id) == ("pending/science/page-3.md",)
    assert draft.read_text("utf-8").endswith("A person's words.\n")


def test_a_run_that_changed_nothing_cannot_be_undone(home: Path) -> None:
    with pytest.raises(RunError, match="nothing to undo"):
        undo(home, "20300101T000000Z")


def test_a_run_that_is_asked_to_stop_finishes_its_page_and_the_next_one_goes_on(home: Path) -> None:
    write_pages(home / "raw", PAGES)
    asked = iter([False] * 3)
    report = reingest(home, should_stop=lambda: next(asked, True))
    assert (report.run.exit_code, report.run.stopped) == (130, "asked to stop")
    assert 0 < report.run.pages < 10
    assert not list((home / "out").rglob("*.md"))
    second = reingest(home)
    assert (second.run.exit_code, second.run.counts["written"]) == (0, 10)
