"""Which articles are related, and that nothing but the workspace decides it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.drawing import share
from tests.runs.conftest import read_results, run_odd, write_pages
from tests.runs.relating.conftest import MILLS, find_draft, list_findings, read_links


def test_articles_that_share_rare_words_are_linked_and_the_gate_stays_open(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    draft = find_draft(out, "eling-tidewheel-millrace")
    assert read_links(draft) == ["carew-tidewheel-millrace.md", "woodbridge-tidewheel-millrace.md"]
    assert all((draft.parent / link).is_file() for link in read_links(draft))
    assert read_links(find_draft(out, "quarry-aaaa")) == []
    assert list_findings(out) == set()


def test_no_article_has_more_links_than_configured(raw: Path, out: Path) -> None:
    write_pages(raw, MILLS | {"abbey.txt": "Abbey Tidewheel Millrace\nok\n"})
    for limit in (3, 1, 2, 0):
        run_odd(raw, out, f"batch.related_articles={limit}")
        assert len(read_links(find_draft(out, "abbey-tidewheel-millrace"))) == limit
        assert list_findings(out) == set()


def test_a_word_that_many_articles_share_relates_none(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, {f"q{n}.txt": f"Quarry Granite {'abcdefghij'[n] * 4}\nok\n" for n in range(10)}), out)
    assert not any(read_links(path) for path in (out / "pending").rglob("*.md"))


@pytest.mark.parametrize("executor", ["serial", pytest.param("process", marks=pytest.mark.process)])
def test_runs_in_any_order_and_number_end_in_the_same_bytes(executor: str, tmp_path: Path) -> None:
    names = sorted(MILLS)
    write_pages(tmp_path / "a" / "raw", MILLS)
    run_odd(tmp_path / "a" / "raw", tmp_path / "a" / "out")
    for part in (names[::2], names[1::2]):
        write_pages(tmp_path / "b" / "raw", {name: MILLS[name] for name in part})
        run_odd(tmp_path / "b" / "raw", tmp_path / "b" / "out", executor=executor)
    assert read_results(tmp_path / "b" / "out") == read_results(tmp_path / "a" / "out")


@pytest.mark.parametrize("seed", range(share(4)))
def test_what_is_brought_up_to_date_is_what_would_be_found_anew(seed: int, raw: Path, out: Path) -> None:
    rng = random.Random(seed)  # noqa: S311
    words = [f"{a}{b}{a}{b}mill" for a in "abcd" for b in "efg"]
    run_odd(write_pages(raw, MILLS), out)
    for _ in range(5):
        pages = {f"p{rng.randrange(14):02}.txt": " ".join([*rng.sample(words, 3), "\nok\n"]) for _ in range(3)}
        run_odd(write_pages(raw, pages), out)
        updated = read_results(out)
        (out / "ledger.db").unlink()
        run_odd(raw, out)
        assert read_results(out) == updated
    assert any(read_links(path) for path in (out / "pending").rglob("*.md"))


def test_a_second_run_writes_no_file_and_a_dry_run_none_either(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    stamps = {path: path.stat().st_mtime_ns for folder in ("pending", "records") for path in (out / folder).rglob("*.*")}
    run_odd(raw, out)
    run_odd(raw, out, "batch.related_articles=0", dry_run=True)
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_a_page_that_is_converted_again_keeps_its_links(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    before = read_results(out)
    report = run_odd(raw, out, "facts.max_facts=2")
    assert (report.counts["written"], report.counts["unchanged"]) == (0, len(MILLS))
    assert read_results(out) == before


def test_links_follow_a_title_that_changes(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    run_odd(write_pages(raw, {"carew.txt": "Carew Castle Tidewheel Millrace\nok\n"}), out)
    assert read_links(find_draft(out, "eling-tidewheel-millrace"))[0] == "carew-castle-tidewheel-millrace.md"
    assert list_findings(out) == set()
