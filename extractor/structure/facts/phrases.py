"""Lists of phrases looked for in many sentences, most of which hold none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Phrases:
    """Phrases found as whole words, in small or capital letters, the longest first.

    A text is searched only where it holds the longest word of one of them; to see that takes a fraction of the search.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        listed = sorted(phrases, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)
        self._keys = frozenset(max(_TOKEN.findall(phrase.casefold()), key=len) for phrase in listed)

    def search(self, text: str) -> re.Match[str] | None:
        """Give the first phrase in a text."""
        return None if self._keys.isdisjoint(_list_tokens(text)) else self._pattern.search(text)

    def findall(self, text: str) -> list[str]:
        """Give every phrase in a text as it is written there."""
        return [] if self._keys.isdisjoint(_list_tokens(text)) else self._pattern.findall(text)


@lru_cache(maxsize=256)  # every list is held against the same sentence in turn
def _list_tokens(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text.casefold()))
