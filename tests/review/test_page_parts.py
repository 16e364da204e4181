"""What the page is made of: the raw page cut for highlighting, quotations in the body, conflicts of a merge."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.review.actions import edit_value
from extractor.review.session import Actor, ReviewSession
from extractor.review.web.conflicts import list_conflicts
from extractor.review.web.forms import describe_done
from extractor.review.web.highlights import MAX_SILENCE, SILENCE_ENDS, cut_page
from extractor.review.web.passages import find_passages
from extractor.review.web.view_model import list_groups

KNOWLEDGE = default_knowledge()

RAW = st.text(alphabet="ab <>/\n", max_size=80)
SPANS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=8)


@given(raw=RAW, spans=SPANS, markup=st.booleans())
def test_segments_tile_the_page_and_never_cross_the_end_of_a_span(raw, spans, markup):
    spans = [(min(span), min(max(span), len(raw))) for span in spans]
    segments = cut_page(raw, spans, markup=markup)
    assert "".join(segment.text for segment in segments) == raw
    for start, end in spans:
        inside = [segment for segment in segments if start <= segment.start and segment.end <= end]
        assert "".join(segment.text for segment in inside) == (raw[start:end] if start < end else "")


def test_a_long_stretch_that_nothing_points_at_is_folded_and_a_long_quotation_never():
    raw = "x" * 50_000
    segments = cut_page(raw, [(20_000, 35_000)])
    assert [segment.kind for segment in segments] == ["text", "hidden", "text", "text", "text", "hidden", "text"]
    assert segments[3].text == raw[20_000:35_000]
    assert segments[0].end == SILENCE_ENDS
    assert len(cut_page("x" * MAX_SILENCE, [])) == 1


def test_tags_of_a_page_are_told_from_its_words():
    kinds = [(segment.kind, segment.text) for segment in cut_page("<p>One <b", [(3, 6)], markup=True)]
    assert kinds == [("markup", "<p>"), ("text", "One"), ("text", " <b")]


def test_sentences_of_the_body_are_found_in_the_page_whatever_stands_before_them(pair):
    context = ReviewSession(pair.output).open("tide-mills")
    text = "According to the notes, the mill at Woodhaven ground barley until 1957; so they say."
    passages = find_passages(text, context.record)
    assert "".join(passage.text for passage in passages) == text
    assert [passage.text for passage in passages if passage.spans] == ["the mill at Woodhaven ground barley until 1957"]


def test_every_value_of_an_article_is_on_the_page(pair):
    context = ReviewSession(pair.output).open("tide-mills")
    groups = {group.key: group for group in list_groups(context, knowledge=KNOWLEDGE)}
    assert [value.fact for value in groups["facts"].values] == ["af-history-tide-mills-1", "af-history-tide-mills-2"]
    assert [value.label for value in groups["body"].values] == ["TL;DR", "Core Explanation", "Detailed Analysis"]
    assert len(groups["sources"].values) == 3
    assert {"gaps", "disputes", "basics"} <= groups.keys()


def test_the_page_offers_the_pages_side_of_a_conflict_where_it_can_be_taken_over(pair):
    record = json.loads(pair.record.read_text("utf-8"))
    places = [
        ["completeness"],
        ["atomic_facts", "2", "statement"],
        ["primary_sources", "1", "year"],
        ["body", "TL;DR"],
        ["article"],
    ]
    conflicts = [{"place": place, "mine": "a", "theirs": 0.4 if place == ["completeness"] else "b"} for place in places]
    pair.put(pair.record, json.dumps({**record, "merge": {"conflicts": conflicts}}))
    session = ReviewSession(pair.output)
    values = list(list_conflicts(session.open("tide-mills")))
    assert [[field.location for field in value.fields] for value in values] == [
        ["completeness"], ["af-history-tide-mills-2.statement"], ["primary_sources.0.year"], ["body.TL;DR"], [],
    ]  # fmt: skip
    field = values[0].fields[0]
    edit_value(session, "tide-mills", field.location, field.text, by=Actor("R. Ito", "2025-03-05T10:00:00Z"))
    assert session.open("tide-mills").current.article.completeness == 0.4


def test_what_was_done_is_said_in_words_of_ours_alone():
    assert describe_done({"did": "accept", "was": "tide-mills"}) == "Accepted tide-mills."
    assert describe_done({"did": "accept-all", "count": "3", "refused": "1"}) == "3 accepted. 1 could not be accepted and stay."
    assert describe_done({"did": "<b>", "was": "x"}) == describe_done({"did": "accept-all", "count": "<b>"}) == ""
