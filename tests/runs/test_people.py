"""What people have done to an article is left alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

from extractor.workspace.decisions import Decision
from extractor.write import parse_article
from tests.runs.conftest import read_results, run_odd, write_pages

FIRST, SECOND = {"a.txt": "Alpha\nok\nfirst\n"}, {"a.txt": "Alpha\nok\nsecond\n"}


def accept(out: Path, *, edit: str = "") -> Path:
    """Do what accepting does: move the draft, without its status, to the accepted articles."""
    draft = out / "pending" / "science" / "alpha.md"
    accepted = out / "articles" / "science" / "alpha.md"
    accepted.parent.mkdir(parents=True)
    accepted.write_text(draft.read_text("utf-8").replace("status: draft\n", "") + edit, "utf-8")
    draft.unlink()
    return accepted


def test_an_accepted_article_is_never_touched_and_the_new_version_waits(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, FIRST), out)
    accepted = accept(out, edit="A person's words.\n")
    text = accepted.read_text("utf-8")
    report = run_odd(write_pages(raw, SECOND), out)
    assert accepted.read_text("utf-8") == text
    assert (out / "pending" / "science" / "alpha.md").exists()
    assert (report.counts["written"], report.exit_code) == (1, 0)


def test_what_was_accepted_is_not_proposed_again_while_the_machine_says_the_same(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, FIRST), out)
    accept(out, edit="A person's words.\n")
    report = run_odd(raw, out, "facts.max_facts=2")
    assert (report.planned, report.counts["unchanged"]) == (1, 1)
    assert not list((out / "pending").rglob("*.md"))


def test_a_draft_that_a_person_has_edited_takes_the_new_version_in_around_the_edit(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, FIRST), out)
    draft = out / "pending" / "science" / "alpha.md"
    draft.write_text(draft.read_text("utf-8") + "A person's words.\n", "utf-8")
    before, record = draft.read_text("utf-8"), (out / "records" / "alpha.json").read_bytes()
    report = run_odd(write_pages(raw, SECOND), out)
    assert (report.counts["written"], report.exit_code) == (1, 0)
    after = draft.read_text("utf-8")
    assert after.endswith("A person's words.\n")
    assert [fact.statement for fact in parse_article(after).atomic_facts] != [
        fact.statement for fact in parse_article(before).atomic_facts
    ]
    assert (out / "records" / "alpha.json").read_bytes() != record


def test_what_a_person_and_the_page_both_changed_is_a_conflict_that_stays_until_somebody_decides(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, FIRST), out)
    draft = out / "pending" / "science" / "alpha.md"
    draft.write_text(re.sub("Alpha was measured as [0-9a-f]+[.]", "A person measured it.", draft.read_text("utf-8")), "utf-8")
    report = run_odd(write_pages(raw, SECOND), out)
    assert (report.counts["conflict"], report.exit_code) == (1, 4)
    assert report.issues == {"write.merge-conflict": 1}
    assert "A person measured it." in draft.read_text("utf-8")
    conflict = json.loads((out / "records" / "alpha.json").read_text("utf-8"))["merge"]["conflicts"][0]
    assert conflict["place"] == ["body", "Core Explanation"]
    assert conflict["mine"] == "A person measured it."
    assert conflict["base"] != conflict["theirs"]
    files = read_results(out)
    assert run_odd(raw, out, "facts.max_facts=2").exit_code == 4
    assert {name: files[name] for name in files if name.startswith("pending")} == {
        name: digest for name, digest in read_results(out).items() if name.startswith("pending")
    }


def test_a_draft_that_cannot_be_read_is_left_alone(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, FIRST), out)
    draft = out / "pending" / "science" / "alpha.md"
    draft.write_text("half a thought", "utf-8")
    record = (out / "records" / "alpha.json").read_bytes()
    report = run_odd(write_pages(raw, SECOND), out)
    assert (report.exit_code, report.issues) == (4, {"write.edited-draft": 1})
    assert draft.read_text("utf-8") == "half a thought"
    assert (out / "records" / "alpha.json").read_bytes() == record


def test_a_rejected_article_is_not_proposed_again_whatever_its_page_becomes(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, FIRST), out)
    (out / "pending" / "science" / "alpha.md").unlink()
    decision = Decision(time="2030-01-01T00:00:00Z", reviewer="Ada", action="reject", article="alpha", reason="not a thing")
    (out / "decisions.jsonl").write_text(decision.render(), "utf-8")
    assert run_odd(raw, out).planned == 0
    assert run_odd(raw, out, "facts.max_facts=2").counts["unchanged"] == 1
    assert not list((out / "pending").rglob("*.md"))
    assert run_odd(write_pages(raw, SECOND), out).counts["unchanged"] == 1
    assert not list((out / "pending").rglob("*.md"))


def test_files_that_somebody_took_away_are_made_again(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, FIRST | {"b.txt": "Beta\nok\n", "c.txt": "Gamma\nok\n"}), out)
    before = read_results(out)
    (out / "pending" / "science" / "alpha.md").unlink()
    (out / "records" / "beta.json").unlink()
    report = run_odd(raw, out)
    assert report.planned == 2
    assert read_results(out) == before


def test_an_article_that_people_wrote_keeps_its_name(raw: Path, out: Path) -> None:
    own = out / "articles" / "history" / "alpha.md"
    own.parent.mkdir(parents=True)
    own.write_text("theirs", "utf-8")
    run_odd(write_pages(raw, FIRST), out)
    assert own.read_text("utf-8") == "theirs"
    assert [path.stem.startswith("alpha-") for path in (out / "pending").rglob("*.md")] == [True]


def test_a_page_that_fails_now_keeps_the_article_it_had(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, FIRST), out)
    report = run_odd(write_pages(raw, {"a.txt": "Alpha\nfail\n"}), out)
    assert report.exit_code == 3
    assert (out / "pending" / "science" / "alpha.md").exists()
    run_odd(write_pages(raw, SECOND), out)
    assert [path.stem for path in (out / "pending").rglob("*.md")] == ["alpha"]
    assert not list((out / "quarantine").iterdir())
