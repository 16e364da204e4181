"""The sentences of the page's sources, indexed by their words, so that claims can be laid beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from extractor.structure.claims.parts import ClaimReader, Parts, overlap
from extractor.structure.claims.quantities import Quantity, agree
from extractor.structure.claims.words import Vocabulary, Word
from extractor.structure.sentences import split_sentences
from extractor.types import Fact, PartialDate, Source, Text

_MOST_MATCHES = 8
_MOST_SCANNED = 500
_MOST_PLACES = 4_000
_TOPIC = 0.25


@dataclass(frozen=True)
class Sentence:
    """A sentence of a source.

    Attributes:
        source: The source's position among the page's sources.
        text: The sentence.
        parts: The sentence taken apart.
        is_about: Whether what it says is said of the page's entity: it names it, or leans on a sentence that does. None where
            it does neither.
        is_source_about: Whether its source's title names the entity, or a sentence of the source before it does.
    """

    source: int
    text: Text
    parts: Parts
    is_about: bool | None = None
    is_source_about: bool = False

    @property
    def stems(self) -> frozenset[str]:
        """Its content words."""
        return self.parts.stems


@dataclass(frozen=True)
class Claim:
    """What is laid beside the evidence.

    Attributes:
        parts: The claim taken apart.
        kind: Where it stands: an attribute's value, an event, a sentence of the summary.
        key: The key of an attribute.
        when: The date of an event.
    """

    parts: Parts
    kind: str = "summary"
    key: Parts | None = None
    when: PartialDate | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that sentences are found by."""
        found = [word for word in self.parts.words if word.stem]
        return (*found, *(word for word in (self.key.words if self.key else ()) if word.stem))


class EvidenceIndex:
    """Every sentence of some sources, found by the words in it."""

    def __init__(self, sentences: Sequence[Sentence], *, reader: ClaimReader) -> None:
        """Index the sentences."""
        self.sentences, self.reader = tuple(sentences), reader
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            for stem in sentence.stems:
                self._places[stem].append(at)
        self._missing: dict[str, tuple[float, float, float]] = {}
        words = (word for sentence in self.sentences for word in sentence.parts.words)
        self.vocabulary = Vocabulary(words, language=reader.language, knowledge=reader.knowledge)

    def prepare(self, texts: Iterable[str]) -> None:
        """Look up the words of claims all at once, which takes less time than one by one."""
        self.vocabulary.prepare([word for text in texts for word in self.reader.read(text).words])

    def find(self, claim: Claim) -> list[Sentence]:
        """Give the sentences that tell most of a claim's words and figures, best first; ties in reading order.

        A rare word is looked up first, and on a huge page common ones no more, so that the work is bounded.
        """
        weights = self._weigh_words(claim)
        for quantity in claim.parts.quantities:
            for at in {at for at, other in self._quantities if agree(quantity, other)}:
                weights[at] = weights.get(at, 0.0) + 1.0
        whens = (*claim.parts.dates, *((claim.when,) if claim.when else ()))
        for when in whens:
            for at in {at for at, other in self._dates if overlap(when, other)}:
                weights[at] = weights.get(at, 0.0) + 1.0
        ranked = nsmallest(_MOST_MATCHES, weights, key=lambda at: (-round(weights[at], 6), at))
        return [self.sentences[at] for at in ranked]

    def _weigh_words(self, claim: Claim) -> dict[int, float]:
        """Say for each sentence near a claim how many of its words it tells, the rarest looked up first."""
        topic = self.reader.topic
        rows = [(self.vocabulary.match(word), _TOPIC if word.stem in topic else 1.0) for word in dict.fromkeys(claim.words)]
        weights: dict[int, float] = {}
        seen = 0
        for row, weight in sorted(rows, key=lambda pair: self._count_places(pair[0])):
            seen += self._count_places(row)
            best = self._look_among(weights, row) if weights and seen > _MOST_PLACES else self._look_up(row)
            for at, sure in best.items():
                weights[at] = weights.get(at, 0.0) + weight * sure
        return weights

    def _look_up(self, row: Mapping[str, float]) -> dict[int, float]:
        best: dict[int, float] = {}
        for stem, sure in row.items():
            for at in self._places[stem][:_MOST_PLACES]:
                if sure > best.get(at, 0.0):
                    best[at] = sure
        return best

    def _look_among(self, places: Iterable[int], row: Mapping[str, float]) -> dict[int, float]:
        found = ((at, [row[stem] for stem in row.keys() & self.sentences[at].stems]) for at in places)
        return {at: max(sure) for at, sure in found if sure}

    def find_stems(self, stems: Iterable[str]) -> Iterator[Sentence]:
        """Give the sentences that hold one of some stems, in reading order."""
        places = sorted({at for stem in stems for at in self._places.get(stem, ())})
        return (self.sentences[at] for at in places[:_MOST_SCANNED])

    def _count_places(self, row: Mapping[str, float]) -> int:
        return sum(len(self._places[stem]) for stem in row)

    @cached_property
    def rarity(self) -> dict[str, int]:
        """In how many sentences each stem stands."""
        return {stem: len(places) for stem, places in self._places.items()}

    def find_missing(self, parts: Parts) -> tuple[float, float, float]:
        """Say whether a figure of a text stands in no sentence, whether a name does, and which share of its words does."""
        if parts.text not in self._missing:
            figures = any(not any(agree(one, other) for _, other in self._quantities) for one in parts.quantities)
            names = any(not any(word.stem in self._places for word in name if word.stem) for name in parts.names)
            content = [word for word in parts.words if word.stem and not any(char.isdigit() for char in word.stem)]
            lost = sum(not self.vocabulary.match(word) for word in content)
            self._missing[parts.text] = float(figures), float(names), lost / len(content) if content else 0.0
        return self._missing[parts.text]

    @cached_property
    def _quantities(self) -> tuple[tuple[int, Quantity], ...]:
        """The figures of the first sentences, each with the place of its own."""
        first = enumerate(self.sentences[:_MOST_SCANNED])
        return tuple((at, quantity) for at, sentence in first for quantity in sentence.parts.quantities)

    @cached_property
    def _dates(self) -> tuple[tuple[int, PartialDate], ...]:
        """The dates of the first sentences, likewise."""
        first = enumerate(self.sentences[:_MOST_SCANNED])
        return tuple((at, date) for at, sentence in first for date in sentence.parts.dates)

    def find_verbatim(self, words: str) -> Sentence | None:
        """Give the first sentence that holds these words as they stand, among the first few hundred."""
        return next((sentence for sentence in self.sentences[:_MOST_SCANNED] if words in sentence.text.text), None)


def index_facts(facts: Sequence[Fact], sources: Sequence[Source], *, reader: ClaimReader) -> EvidenceIndex:
    """Index the evidence of levels 1 and 2: every sentence that was a candidate for a fact."""
    return EvidenceIndex(_read_facts(facts, sources, reader), reader=reader)


def index_all(facts: Sequence[Fact], sources: Sequence[Source], *, reader: ClaimReader, known: EvidenceIndex) -> EvidenceIndex:
    """Index the evidence of levels 1 to 3: also the encyclopedia extract about something else, if there is one."""
    context = [
        (at, passage.part(span.start, span.end))
        for at, source in enumerate(sources)
        if source.role == "secondary"
        for passage in source.passages
        for span in split_sentences(passage.text, knowledge=reader.knowledge)
    ]
    if not context:
        return known
    return EvidenceIndex([*_read_facts(facts, sources, reader), *_read_sentences(context, sources, reader)], reader=reader)


def _read_facts(facts: Sequence[Fact], sources: Sequence[Source], reader: ClaimReader) -> list[Sentence]:
    return _read_sentences([(fact.source, fact.sentence) for fact in facts], sources, reader)


def _read_sentences(texts: Sequence[tuple[int, Text]], sources: Sequence[Source], reader: ClaimReader) -> list[Sentence]:
    """Read sentences in the order of the page: one that leans on the one before is about what that is about."""
    found: list[Sentence] = []
    about_it: set[int] = set()
    strangers: set[int] = set()
    previous: list[tuple[int, Text] | None] = [None, *texts[:-1]] if texts else []
    for (source, text), before in zip(texts, previous, strict=True):
        parts = reader.read(text.text)
        titled = source in about_it or reader.read(sources[source].raw_title.text).names_topic
        about: bool | None = True if parts.names_topic else None
        if about is None and parts.leans:
            touches = before is not None and before[0] == source and before[1].end <= text.start
            about = (found[-1].is_about if touches else None) or titled or source not in strangers or None
        found.append(Sentence(source, text, parts, about, titled))
        if about:
            about_it.add(source)
        elif any(not parts.is_governed(name[0].start) for name in parts.names):
            strangers.add(source)
    return found
