"""The queue: the most doubtful first, filtered, counted, and skimmed without reading records whole."""

from __future__ import annotations

import json

import pytest

from extractor.review.actions import accept_article, edit_value, reject_article
from extractor.review.queue import Filter, Queue, count_states
from extractor.review.session import Actor, ReviewSession

BY = Actor("R. Ito", "2025-03-05T10:00:00Z")
LATER = Actor("R. Ito", "2025-03-05T10:00:01Z")


@pytest.fixture
def table(pair) -> ReviewSession:
    return ReviewSession(pair.output)


def names(table: ReviewSession, **wanted: str) -> list[str]:
    return [entry.id for entry in Queue(table).list_entries(Filter(**wanted))]


def test_doubt_comes_first_and_decided_articles_last(pair, table):
    record = json.loads(pair.record.read_text("utf-8"))
    issue = {"code": "dates.ambiguous-order", "stage": "structure", "severity": "warning", "message": "either way round"}
    pair.put(pair.record, json.dumps({**record, "issues": [issue]}, indent=2))
    assert names(table) == ["tide-mills", "harbour-notes"]
    accept_article(table, "tide-mills", by=BY)
    assert names(table) == ["harbour-notes", "tide-mills"]


def test_a_record_in_another_layout_is_skimmed_all_the_same(pair, table):
    before = Queue(table).list_entries()
    pair.put(pair.record, json.dumps(json.loads(pair.record.read_text("utf-8"))))
    assert Queue(table).list_entries() == before


def test_a_file_that_is_no_record_is_left_to_the_gate(pair, table):
    pair.put(pair.record.with_name("broken.json"), '{"title": 1')
    pair.put(pair.record.with_name("empty.json"), "")
    assert len(Queue(table).list_entries()) == 2


def test_filters_take_what_all_of_them_take(table):
    edit_value(table, "tide-mills", "title", "Mills of the Tide", by=BY)
    assert names(table, changed="title") == names(table, words="TIDE mills") == ["tide-mills"]
    assert names(table, changed="any", category="history", confidence="low", status="open") == ["tide-mills"]
    assert names(table, category="ai") == names(table, confidence="high") == names(table, code="x") == []
    assert len(names(table, status="all")) == 2


def test_states_are_counted_and_a_changed_title_is_shown(table):
    edit_value(table, "harbour-notes", "title", "Harbour", by=BY)
    reject_article(table, "tide-mills", by=LATER, reason="not notable")
    entries = Queue(table).list_entries()
    assert count_states(entries) == {"pending": 1, "update": 0, "accepted": 0, "rejected": 1}
    assert entries[0].title == "Harbour"


def test_a_queue_sees_a_record_that_changed(pair, table):
    queue = Queue(table)
    before = {entry.id: entry.completeness for entry in queue.list_entries()}
    pair.change(pair.record, '"completeness": {"value": 0.7', '"completeness": {"value": 0.75')
    after = {entry.id: entry.completeness for entry in queue.list_entries()}
    assert (before["tide-mills"], after["tide-mills"]) == (0.7, 0.75)


def test_a_queue_that_trusts_its_records_sees_decisions_and_new_articles_all_the_same(pair, table):
    queue = Queue(table)
    queue.list_entries()
    accept_article(table, "tide-mills", by=BY)
    text = pair.record.with_name("harbour-notes.json").read_text("utf-8").replace("harbour-notes", "sluice-gates")
    pair.put(pair.record.with_name("sluice-gates.json"), text)
    pair.put(pair.pending.with_name("sluice-gates.md"), "")
    states = {entry.id: entry.state for entry in queue.list_entries(trust=True)}
    assert states == {"harbour-notes": "pending", "sluice-gates": "pending", "tide-mills": "accepted"}
