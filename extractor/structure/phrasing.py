"""Sentences of a page put into other sentences: who says it, and what, with no word that is not ours to add.

The words that the article adds of its own are data (``configs/prose.yaml``); the closure test allows no others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from extractor.config import load_data
from extractor.records import Sections, Source
from extractor.structure.sources.publishers import is_ordinary
from extractor.structure.wording import plain_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_MID_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_STOP = re.compile(r"\.([\"')]*)$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.)+$")
_ENDS = ".;,: "


@cache
def prose(name: str) -> Any:
    """Give a phrase, or a group of them, of the article's own."""
    return load_data("prose.yaml")[name]


class Voice:
    """How one page's sentences are quoted: it knows which of its words are names.

    A sentence put behind ``IBM says that`` loses its capital, unless it begins with a name.
    """

    def __init__(self, sections: Sections) -> None:
        text = sections.page.text.text
        self._lower = Counter(word for word in _WORD.findall(text) if word.islower())
        self._capital = Counter(word.casefold() for word in _MID_CAPITAL.findall(text))

    def embed(self, sentence: str) -> str:
        """Give a sentence as it stands inside another one: no full stop, no capital that only opened it."""
        words = plain_words(sentence)
        body = _STOP.sub(r"\1", words) if not _ABBREVIATED.search(words) else words
        first = _WORD.match(body)
        if first is None or not first.group().istitle() or body[first.end() : first.end() + 1] in {"-", ".", "&"}:
            return body
        return body[0].lower() + body[1:] if self._is_plain(first.group()) else body

    def _is_plain(self, word: str) -> bool:
        key = word.casefold()
        if key in prose("function_words"):
            return True
        written = self._lower[key]
        return written >= self._capital[key] if written else is_ordinary(key) and not self._capital[key]

    def say(self, source: Source, sentence: str) -> str:
        """Give ``IBM says that ...``, without a full stop."""
        return f"{name_source(source)} {prose('says')} {self.embed(sentence)}"


def name_source(source: Source) -> str:
    """Name who speaks: the publisher, else the source's title in quotation marks."""
    return source.institution or quote(source.title)


def quote(words: str) -> str:
    """Put words in quotation marks; marks inside become single ones."""
    inner = plain_words(words).replace('"', "'")
    return f'"{inner}"'


def join_words(items: Iterable[str], *, word: str = "and") -> str:
    """Join as prose does: ``a``, ``a and b``, ``a, b, and c``."""
    listed = list(items)
    if len(listed) < 3:
        return f" {word} ".join(listed)
    return f"{', '.join(listed[:-1])}, {word} {listed[-1]}"


def close(sentence: str) -> str:
    """End a sentence with one full stop."""
    ended = sentence.rstrip()
    if ended.endswith((".", "!", "?", '."', '?"', '!"')):
        return ended
    return f'{ended[:-1]}."' if ended.endswith('"') else f"{ended.rstrip(_ENDS)}."


def join_clause(clause: str, following: str) -> str:
    """Put a comma between two clauses, inside a quotation mark that closes the first."""
    return f'{clause[:-1]}," {following}' if clause.endswith('"') else f"{clause}, {following}"
