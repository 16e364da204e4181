"""What changed, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.review.actions import accept_article, edit_value, reject_fact
from extractor.review.comparison import MAX_WORDS, compare_context, compare_words, render_comparison
from extractor.review.session import Actor, ReviewSession


def actor(second: int) -> Actor:
    return Actor("R. Ito", f"2025-03-05T10:00:0{second}Z")


WORDS = st.lists(st.sampled_from(["the", "mill", " ", "\n", "1957", ".", "wheel", "\u6c34"]), max_size=40).map("".join)


@given(old=WORDS, new=WORDS)
def test_the_pieces_are_the_old_and_the_new_text(old, new):
    pieces = compare_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_a_changed_phrase_is_one_piece():
    pieces = compare_words("It closed in May 1957.", "It closed on 3 June 1958.")
    assert [piece.text for piece in pieces if piece.kind == "gone"] == ["in May 1957"]
    assert [piece.text for piece in pieces if piece.kind == "new"] == ["on 3 June 1958"]


def test_long_texts_are_compared_by_lines():
    old = "\n".join(f"line {number} of the text" for number in range(MAX_WORDS))
    assert [piece.kind for piece in compare_words(old, f"{old}\nand one more")] == ["same", "gone", "new"]


def test_an_edited_article_differs_from_the_machines_version_where_it_was_edited(pair):
    session = ReviewSession(pair.output)
    assert render_comparison(compare_context(session.open("tide-mills"))) == "nothing differs from the machine's version"
    edit_value(session, "tide-mills", "body.TL;DR", "A tide mill turns by the tide.", by=actor(0))
    reject_fact(session, "tide-mills", "af-history-tide-mills-2", by=actor(1), reason="vague")
    comparison = compare_context(session.open("tide-mills"))
    assert [change.name for change in comparison.changes] == ["af-history-tide-mills-2", "body.TL;DR"]
    assert "[-statement: The mill at Woodhaven ground barley until 1957." in render_comparison(comparison)


def test_a_new_draft_is_compared_with_the_accepted_version(pair):
    session, draft = ReviewSession(pair.output), pair.pending.read_text("utf-8")
    accept_article(session, "tide-mills", by=actor(0))
    pair.put(pair.pending, draft.replace("year: 2019", "year: 2018"))
    comparison = compare_context(session.open("tide-mills"))
    assert comparison.base == "the accepted version"
    assert [change.name for change in comparison.changes] == ["ps-tide-mills-1"]
