"""Following the decisions of a workspace: what was added is read, what was rewritten is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import ReviewError
from extractor.review.journal import Reading, follow_decisions
from extractor.workspace.decisions import Decision, append_decisions, fold_decisions, read_decisions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def decide(article: str, title: str, action: str = "edit") -> Decision:
    values = {"time": "2025-03-05T10:00:00Z", "reviewer": "R. Ito", "article": article, "action": action, "field": "title"}
    return Decision.model_validate({**values, "before": "before", "after": title})


def check(reading: Reading, path: Path) -> None:
    """What was followed is what reading the whole file gives."""
    decisions = read_decisions(path)
    assert reading.decisions == decisions
    assert reading.review_states == fold_decisions(decisions)


def test_what_was_added_is_read_and_nothing_before_it_again(path):
    append_decisions(path, [decide("tide-mills", "a"), decide("harbour-notes", "b")])
    first = follow_decisions(path, Reading())
    append_decisions(path, [decide("tide-mills", "c"), decide("tide-mills", "a", action="restore")])
    second = follow_decisions(path, first)
    check(second, path)
    assert all(old is new for old, new in zip(first.decisions, second.decisions, strict=False))
    assert second.review_states["harbour-notes"] is first.review_states["harbour-notes"]
    assert follow_decisions(path, second) is second


@pytest.mark.parametrize("kind", ["shorter", "longer", "replaced"])
def test_a_file_that_was_rewritten_is_read_from_the_beginning(path, kind):
    append_decisions(path, [decide("tide-mills", "a"), decide("tide-mills", "b")])
    first = follow_decisions(path, Reading())
    lines = path.read_bytes().splitlines(keepends=True)
    if kind == "shorter":
        path.write_bytes(lines[1])
    elif kind == "longer":
        path.write_bytes(lines[1] + lines[0] + lines[1])
    else:
        path.unlink()
        append_decisions(path, [decide("harbour-notes", "c")] * 3)
    check(follow_decisions(path, first), path)


def test_a_line_that_is_being_written_is_no_decision_until_it_ends(path):
    append_decisions(path, [decide("tide-mills", "a")])
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:50])
    reading = follow_decisions(path, Reading())
    assert len(reading.decisions) == 1
    with path.open("ab") as file:
        file.write(whole[50:])
    check(follow_decisions(path, reading), path)


def test_a_bad_line_is_named_by_its_number_also_where_only_the_end_is_read(path):
    append_decisions(path, [decide("tide-mills", "a")])
    reading = follow_decisions(path, Reading())
    with path.open("ab") as file:
        file.write(b"not a decision\n")
    with pytest.raises(ReviewError, match="Line 2 of"):
        follow_decisions(path, reading)


def test_without_a_file_nothing_was_decided(path):
    append_decisions(path, [decide("tide-mills", "a")])
    reading = follow_decisions(path, Reading())
    path.unlink()
    assert follow_decisions(path, reading) == Reading()
