"""Text keeps track of where it came from, whatever is done to it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.spans import Edit, Span, TracedText, move_offset, move_offsets, quote_spans


@st.composite
def edited(draw: st.DrawFn) -> tuple[TracedText, list[Edit]]:
    """A traced text that has been edited once already, and sorted edits for it."""
    text = TracedText.verbatim(draw(st.text(max_size=40))).edit([])
    for _ in range(draw(st.integers(0, 2))):
        text = text.edit(draw(edits_of(text.text)))
    return text, draw(edits_of(text.text))


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    cuts = cuts[: len(cuts) // 2 * 2]
    return [(start, end, draw(st.text(max_size=3))) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]


def assert_tiled(text: TracedText) -> None:
    at = 0
    for piece in text.pieces:
        assert piece.at == at
        assert piece.length > 0
        assert piece.start <= piece.end
        at += piece.length
    assert at == len(text.text)


@given(edited())
def test_pieces_tile_the_text_after_any_edit(case: tuple[TracedText, list[Edit]]) -> None:
    text, edits = case
    after = text.edit(edits)
    assert_tiled(after)
    parts, done = [], 0
    for start, end, new in edits:
        parts += [text.text[done:start], new]
        done = end
    assert after.text == "".join(parts) + text.text[done:]


@given(edited())
def test_what_was_not_edited_keeps_its_origin(case: tuple[TracedText, list[Edit]]) -> None:
    text, edits = case
    after = text.edit(edits)
    touched = {at for start, end, _ in edits for at in range(start, end)}
    kept = [at for at in range(len(text.text)) if at not in touched]
    for at, now in zip(kept, move_offsets([edit for edit in edits if edit[0] < edit[1] or edit[2]], kept), strict=True):
        moved = now + sum(len(new) for start, end, new in edits if start == end == at)
        assert after.text[moved] == text.text[at]
        assert after.spans(moved, moved + 1) == text.spans(at, at + 1)


@given(st.text(max_size=60), st.data())
def test_a_verbatim_range_quotes_itself(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    assert quote_spans(raw, TracedText.verbatim(raw).spans(start, end)) == raw[start:end]


@given(edited(), st.data())
def test_spans_are_sorted_and_do_not_overlap(case: tuple[TracedText, list[Edit]], data: st.DataObject) -> None:
    text = case[0].edit(case[1])
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    spans = text.spans(start, end)
    assert all(one.end < other.start for one, other in pairwise(spans))
    assert all(span.start < span.end for span in spans)


def test_a_replacement_stands_for_all_that_it_replaced() -> None:
    text = TracedText.verbatim("caf\u00c3\u00a9 noir").edit([(3, 5, "\u00e9")])
    assert text.text == "caf\u00e9 noir"
    assert text.spans(3, 4) == (Span(3, 5),)
    assert text.spans(0, 6) == (Span(0, 7),)


def test_an_insertion_stands_for_nothing() -> None:
    text = TracedText.verbatim("ab").edit([(1, 1, "-")])
    assert text.text == "a-b"
    assert text.spans(1, 2) == ()
    assert text.spans(0, 3) == (Span(0, 2),)


def test_a_drop_leaves_a_gap_between_spans() -> None:
    text = TracedText.verbatim("one junk two").edit([(3, 8, "")])
    assert text.spans(0, 7) == (Span(0, 3), Span(8, 12))


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        TracedText.verbatim("abcdef").edit([(0, 3, ""), (2, 4, "")])


def test_assembled_runs_that_touch_become_one_piece() -> None:
    text = TracedText.assemble([("ab", 0, 2, True), ("cd", 2, 4, True), ("&", 4, 9, False)])
    assert text.text == "abcd&"
    assert len(text.pieces) == 2


@pytest.mark.parametrize(
    ("offset", "lands"),
    [(0, 0), (2, 2), (3, 7), (4, 7), (5, 8)],
    ids=["before", "at the start of the range", "inside it", "at its end", "behind it"],
)
def test_an_offset_moves_with_the_text_around_it(offset: int, lands: int) -> None:
    assert move_offset([(2, 4, "12345")], offset) == lands
