"""What becomes of the body when a fact that it repeats is rejected: at once, after an undo, after a crash, on re-ingest."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.cli import run
from extractor.errors import ReviewError
from extractor.review.actions import edit_value, reject_fact, undo_last
from extractor.review.gate import check_paths
from extractor.review.session import Actor, ReviewSession
from extractor.write import parse_article

SENTENCE = "The mill at Woodhaven ground barley until 1957."
FACT = "af-history-tide-mills-2"
RAW = Path(__file__).resolve().parent.parent.parent / "raw"


def actor(second: int) -> Actor:
    return Actor("R. Ito", f"2025-03-05T10:00:{second:02}Z")


def list_errors(root: Path) -> list[str]:
    return [finding.code for finding in check_paths([root]).findings if finding.severity == "error"]


def test_the_sentence_goes_with_the_fact_and_comes_back_with_it(pair):
    session, before = ReviewSession(pair.output), pair.pending.read_text("utf-8")
    decision = reject_fact(session, "tide-mills", FACT, by=actor(1), reason="it closed in 1958")
    assert SENTENCE not in pair.pending.read_text("utf-8")
    assert decision.body is not None
    assert SENTENCE in decision.body
    assert list_errors(pair.output) == []
    undo_last(session, by=actor(2))
    assert pair.pending.read_text("utf-8") == before
    assert list_errors(pair.output) == []


def test_an_undo_keeps_what_was_written_into_the_body_since(pair):
    session = ReviewSession(pair.output)
    reject_fact(session, "tide-mills", FACT, by=actor(1), reason="it closed in 1958")
    text = pair.pending.read_text("utf-8")
    pair.put(pair.pending, text.replace("two shifts a day", "three shifts a day"))
    undo_last(session, by=actor(2))
    after = pair.pending.read_text("utf-8")
    assert SENTENCE in after
    assert "three shifts a day" in after


def test_a_rejection_cut_before_its_file_was_written_is_finished_with_the_body(pair):
    draft = pair.pending.read_text("utf-8")
    reject_fact(ReviewSession(pair.output), "tide-mills", FACT, by=actor(1), reason="it closed in 1958")
    after = pair.pending.read_text("utf-8")
    pair.put(pair.pending, draft)
    with ReviewSession(pair.output).hold():
        assert pair.pending.read_text("utf-8") == after


def test_the_gate_finds_the_words_of_a_rejected_fact_in_the_body_on_their_line(pair):
    session = ReviewSession(pair.output)
    reject_fact(session, "tide-mills", FACT, by=actor(1), reason="it closed in 1958")
    pair.change(
        pair.pending, "The harbour notes report", f"According to the harbour notes, {SENTENCE} The harbour notes report"
    )
    found = [finding for finding in check_paths([pair.output]).findings if finding.code == "review.rejected-in-body"]
    assert [finding.message for finding in found] == [
        "'According to the harbour notes, The mill at Woodhaven ground…' says what R. Ito rejected: it closed in 1958"
    ]
    lines = pair.pending.read_text("utf-8").splitlines()
    assert SENTENCE in lines[found[0].line - 1]


def test_a_person_cannot_write_it_into_the_body_again_without_undoing(pair):
    session = ReviewSession(pair.output)
    reject_fact(session, "tide-mills", FACT, by=actor(1), reason="it closed in 1958")
    with pytest.raises(ReviewError, match=r"says what R\. Ito rejected"):
        edit_value(session, "tide-mills", "body.TL;DR", f"A tide mill turns by the tide. {SENTENCE}", by=actor(2))


def test_what_was_rejected_does_not_return_into_the_body_when_its_page_is_converted_again(tmp_path):
    source = next(path for path in sorted(RAW.iterdir()) if b"rigid plates that move" in path.read_bytes())
    page, output = tmp_path / "raw" / source.name, tmp_path / "output"
    page.parent.mkdir()
    text = source.read_text("utf-8")
    page.write_text(text, "utf-8")
    convert = ["convert", str(page.parent), "-o", str(output), "-q", "--executor", "serial"]
    assert run(convert) == 0
    [draft] = output.glob("pending/*/*.md")
    facts = parse_article(draft.read_text("utf-8")).atomic_facts
    fact = next(one for one in facts if "rigid plates that move" in one.statement)
    reject_fact(ReviewSession(output), "plate-tectonics", str(fact.id), by=actor(1), reason="no source for the figure")
    assert "rigid plates that move" not in draft.read_text("utf-8")
    page.write_text(text.replace("most geologists rejected", "nearly all geologists rejected"), "utf-8")
    assert run(convert) in {0, 4}
    after = draft.read_text("utf-8")
    assert "nearly all geologists rejected" in after
    assert "rigid plates that move" not in after
    assert list_errors(output) == []
    draft.unlink()
    assert run(convert) == 0
    assert "rigid plates that move" not in draft.read_text("utf-8")
    assert list_errors(output) == []
