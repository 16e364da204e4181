"""Page words in the article's punctuation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.structure.wording import fold_marks, plain_words


def test_typographic_marks_become_ascii_and_letters_keep_their_accents() -> None:
    assert plain_words("“Élan” — it’s 5–6\u00a0km…") == '"Élan" -- it\'s 5-6 km...'


def test_a_dash_between_words_stands_free_and_blanks_are_single() -> None:
    assert plain_words("profits—the  value") == "profits -- the value"


@given(st.text())
def test_plain_words_are_stable(text: str) -> None:
    assert plain_words(plain_words(text)) == plain_words(text)


@given(st.text())
def test_folded_marks_keep_every_offset(text: str) -> None:
    assert len(fold_marks(text)) == len(text)
