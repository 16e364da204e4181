"""Accept, reject, edit, promote and undo: what becomes of the files, and what is refused."""

from __future__ import annotations

import pytest

from extractor.errors import ReviewError, WriteError
from extractor.review.actions import (
    accept_article,
    accept_articles,
    edit_value,
    is_out_of_style,
    promote_fact,
    reject_article,
    reject_fact,
    undo_last,
)
from extractor.review.gate import check_paths
from extractor.review.session import Actor, ReviewSession
from extractor.workspace.decisions import read_decisions
from extractor.write import parse_article

FACT = "af-history-tide-mills-2"
CANDIDATE = 2


class Clock:
    """Hands out moments, one a second."""

    def __init__(self) -> None:
        self.seconds = 0

    def actor(self, reviewer: str = "R. Ito", seen: str | None = None) -> Actor:
        self.seconds += 1
        return Actor(reviewer, f"2025-03-05T10:{self.seconds // 60:02}:{self.seconds % 60:02}Z", seen)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(pair) -> ReviewSession:
    return ReviewSession(pair.output)


def is_open(pair) -> bool:
    report = check_paths([pair.output])
    assert not [finding for finding in report.findings if finding.severity == "error"], report.findings
    return report.is_open


def test_accepting_moves_a_draft_and_takes_its_mark_away(pair, table, clock):
    before = pair.pending.read_text("utf-8")
    decision = accept_article(table, "tide-mills", by=clock.actor())
    assert not pair.pending.exists()
    assert pair.accepted.read_text("utf-8") == before.replace("status: draft\n", "")
    assert read_decisions(pair.output / "decisions.jsonl") == (decision,)
    assert is_open(pair)


@pytest.mark.parametrize(
    "change", [("\n", "\r\n"), ("---\nid", "\ufeff---\nid"), ('"2025-', "'2025-"), ('-04"\n', '-04" # seen\n')]
)
def test_a_draft_in_another_style_is_accepted_in_the_house_style(pair, table, clock, change):
    before = pair.pending.read_text("utf-8")
    changed = before.replace(*change).replace("'2025-03-01\"", "'2025-03-01'").replace("'2025-03-04\"", "'2025-03-04'")
    pair.pending.write_bytes(changed.encode())
    assert is_out_of_style(table.open("tide-mills")) == ("# seen" not in changed)
    accept_article(table, "tide-mills", by=clock.actor())
    text = pair.accepted.read_bytes().decode()
    assert text.replace(" # seen", "") == before.replace("status: draft\n", "")
    assert text.count("# seen") == changed.count("# seen")
    assert is_open(pair)


def test_an_accepted_file_in_another_style_stays_so_when_a_value_of_it_is_edited(pair, table, clock):
    accept_article(table, "tide-mills", by=clock.actor())
    pair.accepted.write_bytes(pair.accepted.read_bytes().replace(b"\n", b"\r\n"))
    edit_value(table, "tide-mills", "known_gaps.0", "Sources -- one has no address", by=clock.actor())
    data = pair.accepted.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


def test_what_a_person_edited_says_so_once_it_is_accepted(pair, table, clock):
    edit_value(table, "tide-mills", "known_gaps.0", "Sources -- one has no address", by=clock.actor())
    assert "generation_method: ai_structured" in pair.pending.read_text("utf-8")
    accept_article(table, "tide-mills", by=clock.actor())
    assert "generation_method: ai_assisted" in pair.accepted.read_text("utf-8")
    assert is_open(pair)


def test_a_rejected_fact_goes_and_needs_a_reason(pair, table, clock):
    with pytest.raises(ReviewError, match="needs a reason"):
        reject_fact(table, "tide-mills", FACT, by=clock.actor(), reason="  ")
    reject_fact(table, "tide-mills", FACT, by=clock.actor(), reason="the mill closed in 1958")
    assert "ground barley until 1957.\n    source" not in pair.pending.read_text("utf-8")
    assert table.review_states["tide-mills"].rejected_facts.keys() == {"the mill at woodhaven ground barley until 1957"}
    assert is_open(pair)


def test_a_rejected_article_goes_with_the_links_to_it_and_comes_back_with_them(pair, table, clock):
    other = pair.pending.with_name("harbour-notes.md")
    before = (pair.pending.read_bytes(), other.read_bytes())
    reject_article(table, "tide-mills", by=clock.actor(), reason="not notable")
    assert not pair.pending.exists()
    assert "Related Articles" not in other.read_text("utf-8")
    assert is_open(pair)
    undo_last(table, by=clock.actor(), article_id="tide-mills")
    assert (pair.pending.read_bytes(), other.read_bytes()) == before
    assert is_open(pair)


@pytest.mark.parametrize(
    ("location", "value", "line"),
    [
        ("title", "Tide Mills", "title: Tide Mills"),
        ("title", "1957", 'title: "1957"'),
        ("completeness", "0.25", "completeness: 0.25"),
        ("is_live_document", "true", "is_live_document: true"),
        ("primary_sources.0.year", "2020", "    year: 2020"),
        ("primary_sources.0.institution", "", "    title: "),
        ("known_gaps.1", "Year -- none is given", "  - Year -- none is given"),
        (f"{FACT}.statement", "The mill ground barley until 1957.", "    statement: The mill ground barley until 1957."),
        ("body.TL;DR", "A tide mill turns by the tide.\r\n", "A tide mill turns by the tide."),
        ("category", "science", "  - id: af-science-tide-mills-1"),
    ],
)
def test_an_edit_is_typed_by_the_model(pair, table, clock, location, value, line):
    edit_value(table, "tide-mills", location, value, by=clock.actor())
    text = table.open("tide-mills").current.text
    assert line in text
    assert "Estuary Trust" in text.split("---")[2]
    assert is_open(pair)


@pytest.mark.parametrize(
    ("location", "value", "reason"),
    [
        ("completeness", "7", "7.0 is not a share"),
        ("completeness", "half", "valid number"),
        ("created_date", "2025-02-30", "not a day of the calendar"),
        ("created_date", "2026-01-01", "is after updated"),
        ("title", "", "missing"),
        ("category", "mills", "not among the configured categories"),
        ("category", "../../x", "not a slug"),
        ("primary_sources.0.url", "javascript:alert(1)", "not an absolute http"),
        ("primary_sources.9.url", "https://a.example.org/b", "there is no '9'"),
        ("id", "other", "cannot be changed"),
        ("status", "published", "cannot be changed"),
        ("nonsense", "x", "has no key"),
        ("atomic_facts", "[]", "reject a fact or promote"),
        (f"{FACT}.id", "af-history-tide-mills-9", "keeps its id"),
        (f"{FACT}.source_ref", "ps-tide-mills-7", "no listed source"),
        ("body.TL;DR", "word " * 51, "50"),
        ("body.Nowhere", "x", "no section"),
        ("title", "Tide Mills: Grain from the Sea", "says already"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused_and_changes_nothing(pair, table, clock, location, value, reason):
    before = pair.pending.read_bytes()
    with pytest.raises(ReviewError, match=reason):
        edit_value(table, "tide-mills", location, value, by=clock.actor())
    assert pair.pending.read_bytes() == before
    assert not (pair.output / "decisions.jsonl").exists()


def test_comments_and_unknown_keys_of_a_persons_file_survive_an_edit(pair, table, clock):
    pair.change(pair.pending, "language: en\n", "language: en # checked\nreviewed_by: me\n")
    edit_value(table, "tide-mills", "title", "Tide Mills", by=clock.actor())
    text = pair.pending.read_text("utf-8")
    assert "language: en # checked\nreviewed_by: me\n" in text
    assert "title: Tide Mills\n" in text


def test_a_promoted_candidate_gets_a_number_that_was_never_used(pair, table, clock):
    promote_fact(table, "tide-mills", CANDIDATE, by=clock.actor())
    assert parse_article(pair.pending.read_text("utf-8")).atomic_facts[-1].id == "af-history-tide-mills-3"
    undo_last(table, by=clock.actor())
    promote_fact(table, "tide-mills", CANDIDATE, by=clock.actor())
    fact = parse_article(pair.pending.read_text("utf-8")).atomic_facts[-1]
    assert (fact.id, fact.source_ref) == ("af-history-tide-mills-4", "ps-tide-mills-2")
    assert is_open(pair)


def test_a_candidate_that_is_a_fact_already_is_refused(table, clock):
    with pytest.raises(ReviewError, match="says the same"):
        promote_fact(table, "tide-mills", 0, by=clock.actor())


def test_everything_is_undone_byte_for_byte_in_turn(pair, table, clock):
    before = pair.pending.read_bytes()
    edit_value(table, "tide-mills", "title", "Tide Mills", by=clock.actor())
    edit_value(table, "tide-mills", "category", "science", by=clock.actor())
    reject_fact(table, "tide-mills", "af-science-tide-mills-1", by=clock.actor(), reason="vague")
    promote_fact(table, "tide-mills", CANDIDATE, by=clock.actor())
    accept_article(table, "tide-mills", by=clock.actor())
    edit_value(table, "tide-mills", "body.TL;DR", "A tide mill turns by the tide.", by=clock.actor())
    for _ in range(6):
        undo_last(table, by=clock.actor())
        assert is_open(pair)
    assert pair.pending.read_bytes() == before
    assert not list(pair.output.glob("articles/*/*"))
    with pytest.raises(ReviewError, match="nothing to undo"):
        undo_last(table, by=clock.actor())


def test_undo_leaves_other_peoples_decisions_alone(table, clock):
    edit_value(table, "tide-mills", "title", "Tide Mills", by=clock.actor("Mine"))
    edit_value(table, "harbour-notes", "title", "Harbour", by=clock.actor("Theirs"))
    undo_last(table, by=clock.actor("Mine"))
    assert table.open("harbour-notes").current.article.title == "Harbour"
    assert table.open("tide-mills").current.article.title == "Tide Mills: Grain from the Sea"


def test_many_are_accepted_as_one_act_and_taken_back_as_one(pair, table, clock):
    done = accept_articles(table, ["tide-mills", "harbour-notes"], by=clock.actor())
    assert (len(done.decisions), done.refused) == (2, {})
    assert is_open(pair)
    undo_last(table, by=clock.actor())
    assert len(list(pair.output.glob("pending/*/*.md"))) == 2


def test_what_the_gate_refuses_stays_and_the_rest_is_accepted(pair, table, clock):
    pair.change(pair.pending, "completeness: 0.7", "completeness: 1.5")
    done = accept_articles(table, ["tide-mills", "harbour-notes"], by=clock.actor())
    assert [decision.article for decision in done.decisions] == ["harbour-notes"]
    assert "1.5" in done.refused["tide-mills"]
    assert pair.pending.exists()


def test_who_saw_another_version_is_refused(table, clock):
    seen = table.open("tide-mills").version
    edit_value(table, "tide-mills", "title", "Tide Mills", by=clock.actor("First", seen))
    with pytest.raises(ReviewError, match=r"has changed since you saw it\. First decided") as caught:
        accept_article(table, "tide-mills", by=clock.actor("Second", seen))
    assert caught.value.code == "review.stale"
    assert table.open("tide-mills").state == "pending"


@pytest.mark.parametrize("name", ["../tide-mills", "tide-mills/../x", "..", "Tide", ""])
def test_an_id_that_is_no_slug_reaches_no_file(table, clock, name):
    with pytest.raises(WriteError, match="not a slug"):
        accept_article(table, name, by=clock.actor())


def test_an_update_replaces_the_accepted_version_and_can_be_taken_back(pair, table, clock):
    draft = pair.pending.read_text("utf-8")
    accept_article(table, "tide-mills", by=clock.actor())
    old = pair.accepted.read_bytes()
    pair.put(pair.pending, draft.replace("- 1957: The mill", "- 1957: The tide mill"))
    assert table.open("tide-mills").state == "update"
    accept_article(table, "tide-mills", by=clock.actor())
    assert b"The tide mill at" in pair.accepted.read_bytes()
    undo_last(table, by=clock.actor())
    assert pair.accepted.read_bytes() == old
    assert "The tide mill at" in pair.pending.read_text("utf-8")
    assert table.review_states["tide-mills"].accepted
