"""Numbers that look like years and are not, and words that say whether a sentence looks back or ahead."""

from __future__ import annotations

import re

from extractor.structure.dates.lexicon import Lexicon
from extractor.structure.dates.phrases import Phrase

_WORD_AFTER = re.compile(r"\s?[-\u2010]?([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?[\s#]?$")
_AHEAD = re.compile(r"\b(?:will|would|shall|going to|plans? to|upcoming|scheduled|next|by)\b")
_TIGHT = frozenset("-/.\u2013+*=\u00d7")


def is_plain_number(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell whether a lone number is a count, a measure, a label or a part of a code, and not a year."""
    if len(phrase.parts) != 1 or phrase.parts[0].name != "year" or phrase.end - phrase.start != 4:
        return False
    start, end = phrase.start, phrase.end
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before in _TIGHT and before and text[start - 2 : start - 1].isdigit()) or (
        after in _TIGHT and after and text[end + 1 : end + 2].isdigit()
    ):
        return True
    following = _WORD_AFTER.match(text, end)
    if following and following[1] in lexicon.not_after:
        return True
    leading = _WORD_BEFORE.search(text, max(start - 16, 0), start)
    if leading and leading[1].lower() in lexicon.not_before:
        return True
    return bool(following and text[start:end].endswith("00") and _is_count(text, phrase, following[1]))


def _is_count(text: str, phrase: Phrase, word: str) -> bool:
    """Tell "1500 rebels" from "the 1900 elections"."""
    return word.islower() and word.endswith("s") and len(word) > 3 and text[max(phrase.start - 4, 0) : phrase.start] != "the "


def looks_ahead(text: str, phrase: Phrase) -> bool:
    """Tell whether the words just before a date speak of the future."""
    return bool(_AHEAD.search(text, max(phrase.start - 60, 0), phrase.start))
