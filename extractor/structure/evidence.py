"""The sentences of the page's sources, indexed by their words, so that claims can be laid beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import chain, islice

from extractor.knowledge import Knowledge
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.sentences import split_sentences
from extractor.structure.wording import fold_marks
from extractor.types import Fact, Source, Text

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r",(?=\d{3})")
_NAME = re.compile(r"(?<![.!?:\"“] )(?<!^)\b(?:[A-Z][\w&.-]*\w|[A-Z])(?:['’]s)?")
_MOST_MATCHES = 12
_MOST_SCANNED = 500
_MOST_PLACES = 2_000
_MOST_NEAR = 400


@dataclass(frozen=True)
class Sentence:
    """A sentence of a source, and its content words cut to their common letters.

    ``source`` is the source's position among the page's sources.
    """

    source: int
    text: Text
    stems: frozenset[str]

    @cached_property
    def stem_line(self) -> str:
        """Its content words in one line, a blank before each: a search for `` demo`` finds the words that start so."""
        return "".join(f" {stem}" for stem in sorted(self.stems))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its figures, without separators."""
        return list_numbers(self.text.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Its capitalised words that do not open it."""
        return list_names(self.text.text)


def list_numbers(text: str) -> frozenset[str]:
    """Give the figures of a text without thousands separators: ``1,250`` and ``1250`` are one."""
    return frozenset(_THOUSANDS.sub("", number) if "," in number else number for number in _NUMBER.findall(text))


def list_names(text: str) -> frozenset[str]:
    """Give the capitalised words of a text, but for its first, without possessives."""
    return frozenset(name.removesuffix("'s") for name in _NAME.findall(fold_marks(text)))


class EvidenceIndex:
    """Every sentence of some sources, found by the words in it."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = tuple(sentences)
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            for stem in sentence.stems:
                self._places[stem].append(at)

    def find(self, stems: frozenset[str]) -> Iterator[Sentence]:
        """Give the sentences that share most of these words, best first; ties in reading order."""
        shared = self._count_shared(stems)
        best = nsmallest(_MOST_MATCHES, shared, key=lambda at: (-shared[at], at))
        return (self.sentences[at] for at in best)

    def _count_shared(self, stems: frozenset[str]) -> Mapping[int, int]:
        """Count the words that sentences share with these.

        On a huge page a word that stands in most sentences tells none of them from another, so that only the sentences
        that hold the rarer words are looked at, some hundred at most.
        """
        places = sorted((self._places[stem] for stem in stems if stem in self._places), key=lambda some: (len(some), some))
        if sum(map(len, places)) <= _MOST_PLACES:
            return Counter(chain.from_iterable(places))
        near = islice(chain.from_iterable(places), _MOST_NEAR)
        return {at: len(stems & self.sentences[at].stems) for at in near}

    @cached_property
    def _figures(self) -> frozenset[str]:
        """Every run of digits in the sentences, without leading noughts, and the whole figures without separators."""
        runs = (run.lstrip("0") for sentence in self.sentences for run in re.findall(r"\d+", sentence.text.text))
        whole = (re.sub(r"\D", "", number) for sentence in self.sentences for number in sentence.numbers)
        return frozenset((*runs, *whole))

    def holds_figure(self, digits: str) -> bool:
        """Whether the sentences hold a run of digits as a figure or as a part of one."""
        return digits in self._figures or any(digits in figure for figure in self._figures if len(digits) > 1)

    def find_verbatim(self, words: str) -> Sentence | None:
        """Give the first sentence that holds these words as they stand, among the first few hundred."""
        return next((sentence for sentence in self.sentences[:_MOST_SCANNED] if words in sentence.text.text), None)


def index_facts(facts: Sequence[Fact], *, knowledge: Knowledge) -> EvidenceIndex:
    """Index the evidence of levels 1 and 2: every sentence that was a candidate for a fact."""
    return EvidenceIndex([_read_sentence(fact.source, fact.sentence, knowledge=knowledge) for fact in facts])


def index_all(facts: Sequence[Fact], sources: Sequence[Source], *, knowledge: Knowledge) -> EvidenceIndex:
    """Index the evidence of levels 1 to 3: also the encyclopedia extract about something else."""
    context = (
        _read_sentence(at, passage.part(span.start, span.end), knowledge=knowledge)
        for at, source in enumerate(sources)
        if source.role == "secondary"
        for passage in source.passages
        for span in split_sentences(passage.text, knowledge=knowledge)
    )
    return EvidenceIndex([*(_read_sentence(fact.source, fact.sentence, knowledge=knowledge) for fact in facts), *context])


def _read_sentence(source: int, text: Text, *, knowledge: Knowledge) -> Sentence:
    return Sentence(source, text, stem_words(text.text, knowledge=knowledge))
