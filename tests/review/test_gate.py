"""The gate lets through what people accepted and can be proved, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import ConfigError
from extractor.review.findings import Finding, RawPlace
from extractor.review.gate import check_paths
from extractor.schema import RULES


def check(session) -> list[Finding]:
    return list(check_paths([session.output]).findings)


def codes(session) -> list[str]:
    return [finding.code for finding in check(session)]


def test_a_clean_workspace_passes(session):
    report = check_paths([session.output])
    assert (report.findings, report.is_open, len(report.articles)) == ((), True, 1)


def test_an_accepted_article_passes(session):
    session.accept()
    assert check(session) == []


def test_the_real_article_passes(seed_article):
    report = check_paths([seed_article])
    assert report.is_open
    assert [finding.code for finding in report.findings] == ["article.body-spacing"]


def test_an_article_that_nobody_accepted_is_refused(session):
    session.put(session.accepted, session.pending.read_text("utf-8").replace("status: draft\n", ""))
    session.pending.unlink()
    assert codes(session) == ["review.no-decision"]


def test_an_acceptance_that_was_taken_back_does_not_count(session):
    session.accept()
    session.decide(action="restore")
    assert codes(session) == ["review.no-decision"]


def test_a_change_after_acceptance_is_seen(session):
    session.accept()
    session.change(session.accepted, "worked two shifts a day", "worked three shifts a day")
    assert set(codes(session)) == {"review.changed-since", "record.disagrees"}


def test_an_edit_that_a_person_decided_is_not_a_disagreement(session):
    session.change(session.pending, "completeness: 0.7", "completeness: 0.8")
    assert codes(session) == ["record.disagrees"]
    session.decide(action="edit", field="completeness", before=0.7, after=0.8)
    assert codes(session) == []


def test_a_rejected_fact_that_returns_under_another_number_is_refused(session):
    session.decide(
        action="reject",
        fact="af-history-tide-mills-7",
        reason="hearsay",
        before="the mill at Woodhaven ground barley until 1957",
    )
    (finding,) = check(session)
    assert (finding.code, finding.raw) == ("review.rejected-returned", RawPlace("tide-mills.txt", 11))
    assert session.pending.read_text("utf-8").splitlines()[finding.line - 1].startswith("    statement: The mill at Woodhaven")


def test_a_restored_fact_may_return(session):
    fact = {"fact": "af-history-tide-mills-2", "before": "The mill at Woodhaven ground barley until 1957."}
    session.decide(action="reject", reason="hearsay", **fact)
    session.decide(action="restore", **fact)
    assert codes(session) == []


def test_a_rejected_article_that_is_there_again_is_refused(session):
    session.decide(action="reject", reason="an advertisement")
    assert codes(session) == ["review.rejected-returned"]


def test_a_line_that_is_no_decision_is_named(session):
    session.decide(action="edit", field="title", before="a", after="b")
    with (session.output / "decisions.jsonl").open("a") as file:
        file.write('{"action": "reject"}\n')
    (finding,) = check(session)
    assert (finding.code, finding.line) == ("review.decisions-unreadable", 2)


def test_a_missing_record_is_named(session):
    session.record.unlink()
    assert codes(session) == ["record.missing"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda record: record.update(surprise=1), "record.unreadable"),
        (lambda record: record.update(id="other"), "record.other-id"),
        (lambda record: record.update(article=None), "record.disagrees"),
        (lambda record: record["category"].update(value="ai"), "record.disagrees"),
        (lambda record: record["facts"][0].update(statement="Other words entirely."), "record.disagrees"),
        (lambda record: record["facts"].pop(), "record.disagrees"),
        (lambda record: record["facts"][1].update(source_id="ps-tide-mills-1"), "record.disagrees"),
        (lambda record: record["sources"].pop(0), "record.disagrees"),
        (lambda record: record["metadata"]["created_at"].update(iso="2025-02-01T08:00:00"), "record.disagrees"),
        (lambda record: record["confidence"].update(score=0.59), "record.arithmetic"),
        (lambda record: record["confidence"]["inputs"].update(decay=0.0), "record.arithmetic"),
        (lambda record: record["completeness"]["slots"].update(c=0.0), "record.arithmetic"),
        (lambda record: record["facts"][0]["evidence"].update(spans=[[0, 9]]), "record.stale-span"),
        (lambda record: record["title"].update(text="Another"), "record.stale-span"),
    ],
)
def test_a_record_that_does_not_prove_the_article_is_refused(session, change, code):
    record = json.loads(session.record.read_text("utf-8"))
    change(record)
    session.put(session.record, json.dumps(record))
    assert code in codes(session)


def test_a_page_that_changed_under_its_record_is_seen(session):
    session.change(session.page, "Mills that turn", "Old mills that turn")
    assert {"record.page-changed", "record.stale-span"} == set(codes(session))


def test_a_page_that_is_gone_is_a_warning_and_no_raw_folder_is_none(session):
    session.page.unlink()
    assert codes(session) == ["record.page-missing"]
    session.page.parent.rmdir()
    assert codes(session) == []


def test_a_file_must_be_named_and_shelved_as_its_article_says(session):
    other = session.pending.parent.parent / "arts" / "tide-mill.md"
    session.put(other, session.pending.read_text("utf-8"))
    session.pending.unlink()
    session.record.rename(session.record.with_name("tide-mill.json"))
    assert codes(session) == ["review.file-name", "review.file-name"]


def test_an_id_stands_once_in_a_workspace(session):
    session.put(session.pending.parent.parent / "arts" / "tide-mills.md", session.pending.read_text("utf-8"))
    assert codes(session).count("review.duplicate-id") == 2
    assert "review.duplicate-title" in codes(session)


def test_an_id_stands_once_also_when_only_one_file_is_checked(session):
    session.put(session.output / "pending" / "science" / "tide-mills.md", session.pending.read_text("utf-8"))
    assert "review.duplicate-id" in [finding.code for finding in check_paths([session.pending]).findings]


def test_a_draft_beside_the_accepted_article_is_its_update_and_no_duplicate(session):
    text = session.pending.read_text("utf-8")
    session.accept()
    session.put(session.pending, text)
    assert check_paths([session.output]).findings == ()


def test_drafts_are_marked_and_accepted_articles_are_not(session):
    session.change(session.pending, "status: draft\n", "")
    assert codes(session) == ["review.status"]


def test_a_related_article_must_exist(session):
    text = session.pending.read_text("utf-8") + "\n## Related Articles\n- [Dams](dams.md)\n- [Tide](../history/tide-mills.md)\n"
    session.put(session.pending, text)
    findings = [finding for finding in check(session) if finding.code == "article.related-missing"]
    assert [text.splitlines()[finding.line - 1] for finding in findings] == ["- [Dams](dams.md)"]


def test_a_category_outside_the_configuration_is_refused(session):
    session.change(session.pending, "category: history", "category: mills")
    assert "article.bad-category" in codes(session)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("schema_type: article", "schema_type: 'article'", "article.style", 4),
        ("    source_url: https", '    # seen\n    source_url: "https', "article.style", 25),
        ("category: history\nlanguage: en", "language: en\ncategory: history", "article.key-order", 6),
        ("language: en", "language: en\nlanguage: de", "article.duplicate-key", 7),
        ("title: ", "title: a: ", "article.unreadable", 3),
    ],
)
def test_a_slip_of_style_is_found_on_its_line(session, old, new, code, line):
    text = session.pending.read_text("utf-8").replace(old, new, 1)
    if code == "article.style" and "https" in new:
        text = text.replace("survey/moon\n", 'survey/moon"\n', 1)
    session.put(session.pending, text)
    assert (code, line) in [(finding.code, finding.line) for finding in check(session)]


def test_comments_and_unknown_keys_are_a_persons_right(session):
    session.change(session.pending, "language: en", "# in British spelling\nlanguage: en # checked\nreviewed_by: R. Ito")
    session.decide(action="edit", field="reviewed_by", after="R. Ito")
    assert codes(session) == []


def test_what_is_not_utf_8_is_named_with_its_line(session):
    session.pending.write_bytes(session.pending.read_bytes().replace(b"language: en", b"language: \xff", 1))
    assert [(finding.code, finding.line) for finding in check(session)] == [("article.unreadable", 6)]


def test_a_path_that_is_not_there_is_a_mistake_of_the_caller(tmp_path):
    with pytest.raises(ConfigError, match="no file or folder"):
        check_paths([tmp_path / "nothing"])


def test_the_gate_survives_a_large_corpus_of_other_styles(shared):
    report = check_paths([shared / "data" / "anchorfact-dev"])
    assert len(report.articles) > 400
    for finding in report.findings:
        assert finding.code in RULES
        assert 1 <= finding.line <= len(Path(finding.path).read_text("utf-8").splitlines()) + 1


@pytest.mark.process
def test_several_processes_find_what_one_finds(session):
    text = session.pending.read_text("utf-8")
    for number in range(520):
        session.put(
            session.pending.with_name(f"mill-{number}.md"),
            text.replace("language: en", "language: english!") if number % 9 else text,
        )
    (session.output / "decisions.jsonl").write_text("not a decision\n")
    assert check_paths([session.output], jobs=2) == check_paths([session.output], jobs=1)
