"""How a word is written: what the tagger may know of it without its neighbours."""

from __future__ import annotations

import re
from functools import lru_cache

_CAPITAL, _SMALL, _DIGIT = "X", "x", "d"
_REPEATED = re.compile(r"(.)\1+")
_DIGITS = re.compile(r"\d")
_AFFIX_LENGTHS = (1, 2, 3, 4, 5)

PARTICLES = frozenset({"of", "and", "for", "the", "&", "on", "in"}) | frozenset(
    {"de", "la", "del", "du", "des", "di", "da", "van", "von", "der", "den", "al", "el", "bin"}
)
"""Small words that may stand inside a name: Bank of England, Ludwig van Beethoven."""


@lru_cache(maxsize=16384)
def full_shape(word: str) -> str:
    """Write capitals as X, small letters as x, digits as d, and keep marks: ``GPT-4`` is ``XXX-d``."""
    return "".join(map(_classify, word))


def _classify(letter: str) -> str:
    if letter.isupper():
        return _CAPITAL
    if letter.isalpha():
        return _SMALL
    return _DIGIT if letter.isdigit() else letter


@lru_cache(maxsize=16384)
def word_shape(word: str) -> str:
    """Give the shape with runs cut to two and eight signs in all: ``Democratized`` is ``Xxx``."""
    return _REPEATED.sub(r"\1\1", full_shape(word))[:8]


@lru_cache(maxsize=16384)
def fold_word(word: str) -> str:
    """Lower the case and make all digits one."""
    return _DIGITS.sub("0", word.lower())


def list_affixes(word: str) -> list[str]:
    """Give the word's features of its own: long shape, spelling, and its first and last one to five letters."""
    folded = fold_word(word)
    features = [f"fs={full_shape(word)[:12]}", f"W={word}"]
    for length in _AFFIX_LENGTHS:
        if len(word) >= length:
            features += (f"p{length}={folded[:length]}", f"s{length}={folded[-length:]}")
    return features


def is_capitalised(word: str) -> bool:
    """Say whether a word has a capital anywhere: ``Paris``, ``iPhone``, ``3D``."""
    return any(map(str.isupper, word))
