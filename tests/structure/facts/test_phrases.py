"""Phrase lists: the quick look at the words of a text never changes what is found in it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extractor.structure.facts.phrases import Phrases

_LISTED = ("read more", "state-of-the-art", "©", "c++ and", "more", "(c)", "the mill")
_PLAIN = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _LISTED), key=len, reverse=True))})(?!\w)", re.IGNORECASE)


@given(
    st.lists(st.sampled_from([*_LISTED, "Read", "MORE", "mills", "-", " ", "the", "art", "© 2020", "é"]), max_size=8).map(
        " ".join
    )
)
def test_a_phrase_is_found_exactly_where_a_search_of_the_whole_text_finds_it(text: str) -> None:
    phrases = Phrases(_LISTED)
    found, wanted = phrases.search(text), _PLAIN.search(text)
    assert (found and found.span()) == (wanted and wanted.span())
    assert phrases.findall(text) == _PLAIN.findall(text)


def test_phrases_are_whole_words_in_any_case() -> None:
    phrases = Phrases(["tide mill"])
    assert phrases.search("A Tide Mill grinds.") is not None
    assert phrases.search("Tide mills grind.") is None
