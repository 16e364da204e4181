"""Lists of names, matched against the words of a text. A match is a hint to the tagger, never an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

MAX_WORDS = 8
"""Longest listed name, in words."""


@dataclass(frozen=True)
class Gazetteer:
    """Kinds of listed names.

    Attributes:
        names: Lower-cased words joined by single blanks, and the kinds of the name: ``{"new york": ("city",)}``.
        words: Single words that are part of many names, such as first names; they are found inside other names too.
    """

    names: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """First two words of a name, or the only one: in how many words the names go on that begin so, the longest first."""
        lengths: dict[str, set[int]] = {}
        for name in self.names:
            words = name.split(" ")
            lengths.setdefault(" ".join(words[:2]), set()).add(len(words))
        return {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def tag_words(self, words: Sequence[str]) -> list[list[str]]:
        """Give each word its hints: the kind, with its place in the listed name (B, I, L, or U for all of it).

        A hint on a word that the text does not capitalise ends in ``~``.
        """
        hints: list[list[str]] = [[] for _ in words]
        folded = [word.lower() for word in words]
        for at, word in enumerate(folded):
            mark = "" if words[at][0].isupper() else "~"
            hints[at].extend(kind + mark for kind in self.words.get(word, ()))
            for length in (*self._lengths.get(" ".join(folded[at : at + 2]), ()), 1):
                kinds = self.names.get(" ".join(folded[at : at + length]))
                if kinds and at + length <= len(words):
                    _mark_words(hints, at, length, [kind + mark for kind in kinds])
                    break
        return hints

    def dump(self) -> str:
        """Write the lists as text, one name a line, sorted."""
        rows = [f"N\t{name}\t{' '.join(kinds)}" for name, kinds in sorted(self.names.items())]
        rows += [f"W\t{word}\t{' '.join(kinds)}" for word, kinds in sorted(self.words.items())]
        return "\n".join(rows)

    @classmethod
    def parse(cls, text: str) -> Gazetteer:
        """Read what ``dump`` wrote."""
        names: dict[str, tuple[str, ...]] = {}
        words: dict[str, tuple[str, ...]] = {}
        for row in text.splitlines():
            table, name, kinds = row.split("\t")
            (names if table == "N" else words)[name] = tuple(kinds.split(" "))
        return cls(names, words)


def _mark_words(hints: list[list[str]], at: int, length: int, kinds: Iterable[str]) -> None:
    for kind in kinds:
        if length == 1:
            hints[at].append(f"U{kind}")
            continue
        hints[at].append(f"B{kind}")
        hints[at + length - 1].append(f"L{kind}")
        for inner in range(at + 1, at + length - 1):
            hints[inner].append(f"I{kind}")
