"""Related articles and what people have done: their files and their words stand, the machine's links follow."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.review.actions import reject_article
from extractor.review.session import ReviewSession
from extractor.workspace.decisions import Decision
from extractor.write import parse_article
from tests.runs.conftest import run_odd, write_pages
from tests.runs.relating.conftest import ADA, MILLS, accept, find_draft, list_findings, read_links

ELING, CAREW, WOODBRIDGE = (f"{name}-tidewheel-millrace" for name in ("eling", "carew", "woodbridge"))


def test_an_accepted_article_is_linked_to_and_never_written(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    accepted = accept(out, CAREW)
    text = accepted.read_bytes()
    assert list_findings(out) == set()
    run_odd(write_pages(raw, {"quay.txt": "Quay Tidewheel Millrace\nok\n"}), out)
    assert accepted.read_bytes() == text
    assert f"{CAREW}.md" in read_links(find_draft(out, "quay-tidewheel-millrace"))
    assert f"{CAREW}.md" in read_links(find_draft(out, ELING))
    assert list_findings(out) == set()


def test_links_follow_an_article_that_a_person_files_elsewhere_under_another_title(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    draft, filed = find_draft(out, CAREW), out / "articles" / "history" / f"{CAREW}.md"
    filed.parent.mkdir(parents=True)
    text = draft.read_text("utf-8").replace("status: draft\n", "").replace("category: science", "category: history")
    filed.write_text(text.replace("title: Carew", "title: The Carew").replace("af-science", "af-history"), "utf-8")
    draft.unlink()
    assert "article.related-missing" not in list_findings(out)
    run_odd(raw, out)
    section = parse_article(find_draft(out, ELING).read_text("utf-8")).body.find("Related Articles")
    assert section is not None
    assert section.text.splitlines()[0] == f"- [The Carew Tidewheel Millrace](../history/{CAREW}.md)"


def test_a_page_of_an_accepted_article_proposes_no_other_links(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    accept(out, ELING)
    write_pages(raw, {"quay.txt": "Quay Tidewheel Millrace\nok\n"})
    report = run_odd(raw, out, "facts.max_facts=2")
    assert (report.counts["conflict"], report.counts["written"]) == (0, 1)
    assert not list((out / "pending").rglob(f"{ELING}.md"))


def test_links_that_a_person_chose_stay_and_the_record_still_tells_the_machines(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    draft = find_draft(out, ELING)
    draft.write_text(draft.read_text("utf-8").replace("[Carew", "[The mill at Carew"), "utf-8")
    chosen = draft.read_bytes()
    run_odd(write_pages(raw, {"abbey.txt": "Abbey Tidewheel Millrace\nok\n"}), out)
    assert draft.read_bytes() == chosen
    machine = json.loads((out / "records" / f"{ELING}.json").read_bytes())["article"]["body"]["sections"]
    assert "Abbey" in next(section["text"] for section in machine if section["heading"] == "Related Articles")
    report = run_odd(write_pages(raw, {"eling.txt": "Eling Tidewheel Millrace\nok\nchanged\n"}), out)
    assert (report.counts["written"], report.counts["conflict"]) == (1, 0)
    assert "[The mill at Carew" in draft.read_text("utf-8")


def test_links_follow_in_a_draft_that_a_person_has_edited_elsewhere(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    draft = find_draft(out, ELING)
    draft.write_text(draft.read_text("utf-8").replace("Nothing more is known.", "A person knows more."), "utf-8")
    run_odd(write_pages(raw, {"abbey.txt": "Abbey Tidewheel Millrace\nok\n"}), out)
    assert read_links(draft)[0] == "abbey-tidewheel-millrace.md"
    assert "A person knows more." in draft.read_text("utf-8")
    run_odd(write_pages(raw, {"eling.txt": "Eling Tidewheel Millrace\nok\nchanged\n"}), out)
    assert "A person knows more." in draft.read_text("utf-8")
    assert read_links(draft)[0] == "abbey-tidewheel-millrace.md"


def test_a_link_that_a_rejection_took_out_does_not_make_the_others_a_persons(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    reject_article(ReviewSession(out), CAREW, by=ADA, reason="no such mill")
    assert read_links(find_draft(out, ELING)) == [f"{WOODBRIDGE}.md"]
    run_odd(write_pages(raw, {"abbey.txt": "Abbey Tidewheel Millrace\nok\n"}), out)
    assert read_links(find_draft(out, ELING)) == ["abbey-tidewheel-millrace.md", f"{WOODBRIDGE}.md"]
    assert Decision.model_validate_json((out / "decisions.jsonl").read_text("utf-8").splitlines()[0]).article == CAREW
    assert list_findings(out) == set()
