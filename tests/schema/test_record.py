"""The record: a closed contract whose quotes can be held against the page."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from extractor.errors import WriteError
from extractor.schema import Record, describe_schema
from extractor.workspace.articles import read_record
from extractor.write import parse_record, render_record, write_atomic

RAW = "Tide\u00a0mill\nA mill.\nTimeline\n- It closed. (Source: wikipedia)\n1957\n"


def span(words: str) -> list[list[int]]:
    start = RAW.index(words)
    return [[start, start + len(words)]]


@pytest.fixture
def record() -> Record:
    when = {"raw": "1957", "edtf": "1957", "start": "1957-01-01", "end": "1957-12-31", "precision": "year", "basis": "stated"}
    evidence = {"rule": "stated", "quotes": [{"text": "1957", "spans": span("1957")}]}
    entry = {
        "statement": "It closed.",
        "source": "wikipedia",
        "spans": span("It closed."),
        "date": {**when, "evidence": evidence},
    }
    return Record.model_validate(
        {
            "id": "tide-mill",
            "page": {"path": "a.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": "0" * 64, "chars": len(RAW)},
            "fingerprint": {"version": "0.1.0", "config": "c"},
            "title": {"text": "Tide mill", "spans": span("Tide\u00a0mill"), "raw": "Tide\u00a0mill"},
            "description": {"text": "A mill.", "spans": span("A mill.")},
            "metadata": {},
            "timeline": [entry],
            "category": {"value": "history", "margin": 0.4},
            "confidence": {"score": 0.4, "level": "low", "inputs": {}},
            "completeness": {"value": 0.5, "slots": {"definition": None}},
            "coverage": {"share": 1.0},
        }
    )


def test_a_record_is_read_back_as_it_was(record):
    text = render_record(record)
    assert parse_record(text) == record
    assert render_record(parse_record(text)) == text


def test_raw_words_stand_only_where_cleaning_replaced_some(record):
    data = json.loads(render_record(record))
    assert data["title"]["raw"] == "Tide\u00a0mill"
    assert "raw" not in data["description"]
    assert data["wikipedia"] is None


def test_the_json_follows_the_schema_and_changes_by_lines(record):
    text = render_record(record)
    data = json.loads(text)
    assert list(data) == [name for name in Record.model_fields if name != "merge"]
    assert '\n  "description": {"text": "A mill.", "spans": [[' in text
    assert max(map(len, text.splitlines())) <= 140


def test_every_quote_of_a_record_is_found_in_the_page(record):
    quotes = list(record.quotes())
    assert {place[0] for place, _, _ in quotes} == {"title", "description", "timeline"}
    for place, words, spans in quotes:
        assert "".join(RAW[start:end] for start, end in spans) == words, place
    assert ("timeline", 0, "date", "evidence", "quotes", 0) in [place for place, _, _ in quotes]


def test_the_published_schema_takes_the_record_and_refuses_a_broken_one(record):
    schema = describe_schema(Record)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    data = json.loads(render_record(record))
    assert list(validator.iter_errors(data)) == []
    assert list(validator.iter_errors({**data, "surprise": 1}))
    assert list(validator.iter_errors({**data, "coverage": {"share": 2}}))


@pytest.mark.parametrize("text", ["", "{}", "[", '{"id": 1}', "null"])
def test_what_is_no_record_is_refused_with_its_place(text):
    with pytest.raises(WriteError, match="The record is not valid at"):
        parse_record(text)


def test_an_unknown_key_is_refused(record):
    text = render_record(record).replace('"id":', '"surprise": 1, "id":', 1)
    with pytest.raises(WriteError, match="surprise"):
        parse_record(text)


def test_a_record_is_found_by_its_id(tmp_path, record):
    write_atomic(tmp_path / "records" / "tide-mill.json", render_record(record))
    assert read_record(tmp_path, "tide-mill") == record
    with pytest.raises(WriteError, match="no record of 'other'"):
        read_record(tmp_path, "other")
