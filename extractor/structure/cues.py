"""What announces something in a sentence: regular expressions, and words that show quickly where they cannot match."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.knowledge.parts import CueWords


class Cues(NamedTuple):
    """Patterns, and small letters of which every match of one of them holds some."""

    patterns: tuple[re.Pattern[str], ...]
    words: tuple[str, ...]

    def may_match(self, folded: str) -> bool:
        """Say whether a text without capitals can hold a match at all."""
        return any(word in folded for word in self.words)

    def search(self, text: str) -> re.Match[str] | None:
        """Give the first match of the first pattern that has one."""
        if not self.may_match(text.casefold()):
            return None
        return next((match for pattern in self.patterns if (match := pattern.search(text))), None)


def read_cues(data: CueWords) -> Cues:
    """Read cues from a word list of ``configs/``; they match in small and capital letters."""
    return Cues((re.compile("|".join(data.cues), re.IGNORECASE),), tuple(data.words))
