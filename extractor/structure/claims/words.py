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
from extractor.structure.claims.vectors import Array, compare_rows, embed_words
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
_MOST_KNOWN = 50_000


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


class _Stems:
    """The stems of one language; each word is stemmed once."""

    def __init__(self, stop: frozenset[str], stemmer: str) -> None:
        self._stop, self._stemmer = stop, Stemmer.Stemmer(stemmer) if stemmer else None
        self._known: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """Give the stem of a word in small letters; a word that tells nothing has none."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = self._find(word)
        return known

    def _find(self, word: str) -> str:
        lower = word.lower()
        if lower in self._stop or (len(lower) == 1 and not lower.isdigit() and word == lower):
            return ""
        return self._stemmer.stemWord(lower) if self._stemmer and lower.isalpha() else lower


@derived
def _read_stems(knowledge: Knowledge, language: str) -> _Stems:
    words = read_claim_words(knowledge, language)
    return _Stems(load_lexicon(knowledge).stopwords | frozenset(words.stopwords), words.stemmer)


@derived
def _read_groups(knowledge: Knowledge, language: str) -> Mapping[str, frozenset[int]]:
    """The numbers of the lines of words alike that each stem stands in."""
    stems = _read_stems(knowledge, language)
    groups: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(read_claim_words(knowledge, language).alike):
        for word in line.split():
            if stem := stems.stem(word):
                groups[stem].add(number)
    return {stem: frozenset(numbers) for stem, numbers in groups.items()}


@derived
def load_light(knowledge: Knowledge, language: str) -> frozenset[str]:
    """Give the stems of words that tell little of what is claimed."""
    stems = _read_stems(knowledge, language)
    return frozenset(map(stems.stem, read_claim_words(knowledge, language).light)) - {""}


def list_words(text: str, *, language: str, knowledge: Knowledge) -> tuple[Word, ...]:
    """Give the words of a text in order; those that tell nothing have no stem."""
    found: list[Word] = []
    elisions, stems = read_claim_words(knowledge, language).elisions, _read_stems(knowledge, language)
    for match in _WORD.finditer(fold_marks(text)):
        written = match.group().removesuffix("'s").removesuffix("'")
        start = match.start()
        if (cut := written.find("'")) > 0 and written[:cut].lower() in elisions:
            start, written = start + cut + 1, written[cut + 1 :]  # l'école
        parts = (written,) if written.isascii() else tuple(cut_joined(written))
        found.extend(Word(start, part, stems.stem(part)) for part in parts)
    return tuple(found)


class Vocabulary:
    """The words of the evidence: for a word of a claim, those of them that tell the same, and how surely (0 to 1)."""

    def __init__(self, words: Iterable[Word], *, language: str, knowledge: Knowledge) -> None:
        self._alike, self._english = _read_groups(knowledge, language), language == "en"
        self._forms: dict[str, str] = {}
        for word in words:
            if word.stem:
                self._forms.setdefault(word.stem, word.written.lower())
        self._groups: dict[int, list[str]] = defaultdict(list)
        self._heads: dict[str, list[str]] = defaultdict(list)
        for stem in self._forms:
            for number in self._alike.get(stem, ()):
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
        unsaid = [stem for stem in wanted if stem not in self._forms]
        near = dict(zip(unsaid, self._find_near([wanted[stem] for stem in unsaid]), strict=True))
        for stem in wanted:
            self._rows[stem] = near.get(stem, {}) | self._find_alike(stem, near.get(stem, {}))

    def _find_near(self, words: Sequence[str]) -> list[dict[str, float]]:
        """Give for each word the stems of words near in meaning; the table knows English only."""
        if not words or not self._english or not self._forms:
            return [{} for _ in words]
        near = compare_rows(embed_words(words), self._vectors)
        stems = tuple(self._forms)
        return [{stems[at]: round(float(row[at]), 4) for at in (row >= _NEAR).nonzero()[0]} for row in near]

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
        for number in self._alike.get(stem, ()):
            found.update(dict.fromkeys(self._groups[number], _ALIKE))
        if stem in self._forms:
            found[stem] = 1.0
        return {other: max(sure, near.get(other, 0.0)) for other, sure in found.items()}
