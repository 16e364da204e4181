"""The report of a re-ingest: what became of the sources, the pages and the edits, for a person to read."""

from __future__ import annotations

import re
from pathlib import Path

from extractor.ingest.fetch.types import FetchSummary
from extractor.ingest.report_sections import tell_sources
from tests.ingest.conftest import reingest
from tests.ingest.test_folders import PAGES
from tests.runs.conftest import write_pages

EVIL = "<script>alert(1)<\u2044script>"


def read_report(folder: str) -> str:
    """Give the words of a report, without its markup."""
    html = (Path(folder) / "report.html").read_text("utf-8")
    assert "<script" not in html
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def test_the_report_names_what_is_new_changed_moved_and_gone(home: Path) -> None:
    raw = write_pages(home / "raw", PAGES)
    reingest(home)
    write_pages(raw, {"p03.txt": "Page 3\nok\nsecond\n", f"{EVIL}.txt": f"Extra {EVIL}\nok\n"})
    (raw / "p04.txt").rename(raw / "moved.txt")
    (raw / "p05.txt").unlink()
    report = read_report(reingest(home).run.folder)
    assert f"New pages: 1 page raw/{EVIL.replace('<', '&lt;').replace('>', '&gt;')}.txt" in report
    assert "Changed pages: 1 page raw/p03.txt" in report
    assert "Moved pages: 1 Known by their bytes under another name. page was raw/moved.txt raw/p04.txt" in report
    assert "Pages that are gone: 1 Their articles are kept. page source raw/p05.txt pages" in report


def test_a_refused_run_says_in_its_report_what_the_guards_found_and_a_forced_one_why(home: Path) -> None:
    raw = write_pages(home / "raw", PAGES)
    reingest(home)
    for name in sorted(PAGES)[:5]:
        (raw / name).unlink()
    refused = read_report(reingest(home).run.folder)
    assert "5 of 10 pages of the source pages are gone" in refused
    assert "run again with --force REASON" in refused
    forced = read_report(reingest(home, force="they moved <b>house</b>").run.folder)
    assert "Forced, because: they moved &lt;b&gt;house&lt;/b&gt;" in forced


def test_a_conflict_stands_in_the_report_with_both_values_and_their_evidence(home: Path) -> None:
    write_pages(home / "raw", PAGES)
    reingest(home)
    draft = home / "out" / "pending" / "science" / "page-3.md"
    text = draft.read_text("utf-8")
    was = re.search(r"Page 3 was measured as [0-9a-f]+\.", text)
    assert was is not None
    draft.write_text(text.replace(was[0], "A <i>person</i> measured it."), "utf-8")
    write_pages(home / "raw", {"p03.txt": "Page 3\nok\nsecond\n"})
    run = reingest(home).run
    assert run.exit_code == 4
    report = read_report(run.folder)
    assert "Conflicts: 1" in report
    assert "page-3 body.Core Explanation A &lt;i&gt;person&lt;/i&gt; measured it. Page 3 was measured as" in report


def test_a_run_that_found_nothing_to_do_has_a_report_too(home: Path) -> None:
    write_pages(home / "raw", PAGES)
    reingest(home)
    assert "Sources" in read_report(reingest(home).run.folder)


def test_of_many_addresses_that_were_not_taken_the_report_says_how_many_it_leaves_out() -> None:
    shown = tuple((f"https://example.org/{number}", "404") for number in range(50))
    fetched = [FetchSummary("news", 80, {"missing": 70}, troubles=shown, untaken=70), FetchSummary("wiki", 5, {"new": 5})]
    [chapter] = tell_sources(None, fetched)
    assert (len(chapter.rows), chapter.left_out) == (50, 20)
