"""Which encoding of one byte a letter a text is in, by what its bytes read as in each.

Every encoding, with every language it is used for, is a hypothesis about the same bytes; the likeliest wins. A hypothesis says
how often each letter stands in the language, that capitals begin words, that quotes open before words and close behind them,
that letters of two scripts make no word, and which words are frequent. The numbers are rough; that they are the same for all is
what makes them comparable.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived

_SAMPLE = 8192
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HIGH = re.compile(r"[^\x00-\x7f]")
_HIGH_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_OPENING = frozenset("“‘„‚«‹¿¡")
_CLOSING = frozenset("”’»›“‘")
_DASHES = frozenset("–—")
_LOOSE = frozenset("…•·°§€£©®™\u00a0№")
_AFTER_FIGURES = frozenset("°€£%²³ºª½¼¾’")
# Logarithms of how likely a sign is.
_ALIEN = math.log(0.0004)
_CONTROL = math.log(1e-7)
_FITTING = math.log(0.02)
_MISFITTING = math.log(0.0003)
_MIXED = math.log(0.01)
_LATIN_HIGH, _LATIN_LOW = math.log(0.22), math.log(0.78)
_FIRST_CAPITAL, _CAPITALS, _INNER_CAPITAL = math.log(0.2), math.log(0.05), math.log(0.001)
_KNOWN_WORD, _PLAIN_WORD, _MOST_PLAIN = 2.5, 0.3, 6.0
_GOOD = -4.6
"""What a byte above ASCII costs at most, on average, in a reading that is believed."""


class Guess(NamedTuple):
    """A reading of a file; ``cost`` is the logarithm of how likely its bytes above ASCII are, on average."""

    codec: str
    language: str
    cost: float

    @property
    def is_good(self) -> bool:
        """Whether the reading looks like words of its language."""
        return self.cost >= _GOOD


class _Look(NamedTuple):
    letters: Mapping[str, float]
    words: frozenset[str]
    is_latin: bool


def guess_codec(sample: bytes, *, knowledge: Knowledge) -> Guess | None:
    """Give the likeliest encoding of one byte a letter; None for bytes that are all ASCII."""
    sample = sample[:_SAMPLE]
    count = len(sample) - len(sample.translate(None, bytes(range(0x80, 0x100))))
    if not count:
        return None
    best: tuple[float, str, str, float] | None = None
    for codec, use in knowledge.encodings.encodings.items():
        reading = _Reading(sample.decode(codec, "replace"))
        for language in use.languages:
            likely = reading.weigh(_list_looks(knowledge)[language]) - use.rarity
            if best is None or likely > best[0]:
                best = (likely, codec, language, (likely - reading.weigh_mixture(_list_looks(knowledge)[language])) / count)
    return Guess(codecs.lookup(best[1]).name, best[2], best[3]) if best else None


@derived
def _list_looks(knowledge: Knowledge) -> Mapping[str, _Look]:
    """The letters of each language with the logarithms of their shares: those of Zipf's law."""
    looks = {}
    for tag, look in knowledge.encodings.languages.items():
        letters = look.letters.replace(" ", "")
        shares = [1 / (rank + 2) for rank in range(len(letters))]
        logs = {letter: math.log(share / math.fsum(shares)) for letter, share in zip(letters, shares, strict=True)}
        is_latin = all(letter < "\u0370" or letter > "\u1e00" for letter in letters)
        looks[tag] = _Look(logs, frozenset(word.casefold() for word in look.words), is_latin)
    return looks


class _Reading:
    """A text as one encoding reads it, with what no language changes counted once."""

    def __init__(self, text: str) -> None:
        self._letters: Counter[str] = Counter()
        self._low = 0
        self._fixed = 0.0
        self._words = Counter(word.casefold() for word in _WORD.findall(text))
        for found in _HIGH_WORD.finditer(text):
            self._read_word(found[0])
        for found in _HIGH.finditer(text):
            if not found[0].isalpha():
                self._fixed += _weigh_sign(
                    found[0], text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
                )

    def _read_word(self, word: str) -> None:
        before = ""
        for letter in word:
            if letter > "\x7f":
                self._letters[letter if letter == "İ" else letter.lower()] += 1
            else:
                self._low += 1
            if letter.isupper():
                is_inner = before.islower()
                self._fixed += _INNER_CAPITAL if is_inner else _CAPITALS if before else _FIRST_CAPITAL
            before = letter

    def weigh(self, look: _Look) -> float:
        """Give the logarithm of how likely the text is, if it is in a language."""
        total = self._fixed
        for letter, count in self._letters.items():
            total += count * look.letters.get(letter, _ALIEN)
        total += self.weigh_mixture(look)
        plain = 0.0
        for word in look.words & self._words.keys():
            if word.isascii():
                plain += _PLAIN_WORD * self._words[word]
            else:
                total += _KNOWN_WORD * self._words[word]
        return total + min(plain, _MOST_PLAIN)

    def weigh_mixture(self, look: _Look) -> float:
        """The part of it that says how likely letters above ASCII and below make words together."""
        high = sum(self._letters.values())
        return high * _LATIN_HIGH + self._low * _LATIN_LOW if look.is_latin else self._low * _MIXED


def _weigh_sign(sign: str, before: str, after: str) -> float:
    """Say how likely a sign above ASCII is between two characters."""
    if sign < "\u00a0" or sign == "\ufffd":
        return _CONTROL
    is_inside = before.isalpha() and after.isalpha()
    fits = (
        (sign in _OPENING and not before.isalnum() and not after.isspace())
        or (sign in _CLOSING and not before.isspace() and not after.isalnum())
        or (sign in {"’", "·"} and is_inside)
        or (sign in _DASHES and not is_inside)
        or (sign in _LOOSE and not is_inside)
        or (sign in _AFTER_FIGURES and before.isdigit())
        or (sign == "«" and after.isspace())
        or (sign == "»" and before.isspace())
    )
    return _FITTING if fits else _MISFITTING
