"""The words of claims and of sentences: content words by their stems, and how far one word tells what another says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import Stemmer

from extractor.knowledge import Knowledge, derived
from extractor.structure.claims.quantities import read_claim_words
from extractor.structure.claims.vectors import Array, embed_words
from extractor.structure.facts.languages import cut_joined
from extractor.structure.facts.lexicon import load_lexicon
from extractor.structure.wording import fold_marks

_WORD = re.compile(r"[^\W_]+(?:[.&'-][^\W_]+)*[+#]*")
_DERIVED = 5
_COMPOUND = 5
_ALIKE = 0.85
_BEGINS_ALIKE = 0.8
_PART_OF = 0.7
_NEAR = 0.45


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        start: Where it starts.
        written: As it stands, without a possessive.
        stem: Its Snowball stem in small letters; empty for a word that tells nothing.
    """

    start: int
    written: str
    stem: str

    @property
    def is_capital(self) -> bool:
        """It holds a capital letter."""
        return self.written != self.written.lower()


class _Stems(NamedTuple):
    stop: frozenset[str]
    stemmers: tuple[Stemmer.Stemmer, ...]
    groups: Mapping[str, frozenset[int]]


@derived
def _read_stems(knowledge: Knowledge, language: str) -> _Stems:
    words = read_claim_words(knowledge, language)
    stop = load_lexicon(knowledge).stopwords | frozenset(words.stopwords)
    stemmers = (Stemmer.Stemmer(words.stemmer),) if words.stemmer else ()
    groups: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(words.alike):
        for word in line.split():
            groups[stemmers[0].stemWord(word.lower()) if stemmers else word.lower()].add(number)
    return _Stems(stop, stemmers, {stem: frozenset(numbers) for stem, numbers in groups.items()})


@derived
def _stem(knowledge: Knowledge, language: str, word: str) -> str:
    stems = _read_stems(knowledge, language)
    lower = word.lower()
    if lower in stems.stop or (len(lower) == 1 and not lower.isdigit() and word == lower):
        return ""
    return stems.stemmers[0].stemWord(lower) if stems.stemmers and lower.isalpha() else lower


@derived
def load_light(knowledge: Knowledge, language: str) -> frozenset[str]:
    """Give the stems of words that tell little of what is claimed."""
    return frozenset(_stem(knowledge, language, word) for word in read_claim_words(knowledge, language).light) - {""}


def list_words(text: str, *, language: str, knowledge: Knowledge) -> tuple[Word, ...]:
    """Give the words of a text in order; those that tell nothing have no stem."""
    found: list[Word] = []
    elisions = read_claim_words(knowledge, language).elisions
    for match in _WORD.finditer(fold_marks(text)):
        written = match.group().removesuffix("'s").removesuffix("'")
        start = match.start()
        if (cut := written.find("'")) > 0 and written[:cut].lower() in elisions:
            start, written = start + cut + 1, written[cut + 1 :]  # l'école
        parts = (written,) if written.isascii() else tuple(cut_joined(written))
        found.extend(Word(start, part, _stem(knowledge, language, part)) for part in parts)
    return tuple(found)


def find_groups(stem: str, *, language: str, knowledge: Knowledge) -> frozenset[int]:
    """Give the numbers of the lines of words alike that a stem stands in."""
    return _read_stems(knowledge, language).groups.get(stem, frozenset())


class Vocabulary:
    """The words of the evidence: for a word of a claim, those of them that tell the same, and how surely (0 to 1)."""

    def __init__(self, words: Iterable[Word], *, language: str, knowledge: Knowledge) -> None:
        self._language, self._knowledge = language, knowledge
        self._forms: dict[str, str] = {}
        for word in words:
            if word.stem:
                self._forms.setdefault(word.stem, word.written.lower())
        self._groups: dict[int, list[str]] = defaultdict(list)
        self._heads: dict[str, list[str]] = defaultdict(list)
        for stem in self._forms:
            for number in find_groups(stem, language=language, knowledge=knowledge):
                self._groups[number].append(stem)
            self._heads[stem[:_DERIVED]].append(stem)
        self._compounds = read_claim_words(knowledge, language).compounds
        self._rows: dict[str, Mapping[str, float]] = {}

    @cached_property
    def _vectors(self) -> Array:
        return embed_words(tuple(self._forms.values()))

    def prepare(self, words: Sequence[Word]) -> None:
        """Look up words of claims, all at once."""
        wanted = {word.stem: word.written.lower() for word in words if word.stem and word.stem not in self._rows}
        if not wanted:
            return
        near = (embed_words(tuple(wanted.values())) @ self._vectors.T).round(9)
        stems = tuple(self._forms)
        for row, stem in enumerate(wanted):
            found = {stems[at]: float(near[row, at]) for at in (near[row] >= _NEAR).nonzero()[0]}
            self._rows[stem] = found | self._find_alike(stem, found)

    def match(self, word: Word) -> Mapping[str, float]:
        """Give the stems of the evidence that tell what a word tells, and how surely."""
        if word.stem not in self._rows:
            self.prepare((word,))
        return self._rows.get(word.stem, {})

    def match_stem(self, stem: str) -> Mapping[str, float]:
        """Give the stems of the evidence that tell what a word of this stem tells, looked up before or by the stem alone."""
        return self._rows.get(stem) or self.match(Word(0, stem, stem))

    def _find_alike(self, stem: str, near: Mapping[str, float]) -> dict[str, float]:
        found: dict[str, float] = {}
        if len(stem) >= _DERIVED:
            found.update(dict.fromkeys(self._heads.get(stem[:_DERIVED], ()), _BEGINS_ALIKE))
        if self._compounds and len(stem) >= _COMPOUND:
            found.update(
                {other: _PART_OF for other in self._forms if len(other) >= _COMPOUND and (stem in other or other in stem)}
            )
        for number in find_groups(stem, language=self._language, knowledge=self._knowledge):
            found.update(dict.fromkeys(self._groups[number], _ALIKE))
        if stem in self._forms:
            found[stem] = 1.0
        return {other: max(sure, near.get(other, 0.0)) for other, sure in found.items()}
