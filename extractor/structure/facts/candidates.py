"""Sentences that may become facts: evidence passages cut into sentences, each with what stood around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.knowledge import Knowledge
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.sentences import split_sentences
from extractor.structure.wording import fold_marks
from extractor.types import Sections, Source, Text


@dataclass(frozen=True)
class Candidate:
    """One piece of a passage.

    Attributes:
        source: Position of its source among the page's sources.
        sentence: Its words in the clean text.
        before: The piece before it in the same passage, if one touches it.
        first: It opens its passage, so its beginning may be cut off.
        glued: A heading mark stands before it, so a heading may be glued to it.
        stems: Its content words.
    """

    source: int
    sentence: Text
    stems: frozenset[str]
    before: Text | None = None
    first: bool = False
    glued: bool = False

    @cached_property
    def words(self) -> str:
        """The sentence with straight quotes and plain dashes, character for character."""
        return fold_marks(self.sentence.text)


@dataclass(frozen=True)
class Topic:
    """What the page is about.

    Attributes:
        title: The entity's name; ``stems`` are the content words in it.
        profile: Content words of the page's own description of the entity.
        sources: Content words of each source's title; ``titles`` are the titles themselves, the page's own first.
        spread: In how many sources' evidence each content word stands.
        names: Words that the page writes with a small first letter in a title (``gRPC``), or with inner capitals.
    """

    title: str
    stems: frozenset[str]
    profile: frozenset[str]
    sources: tuple[frozenset[str], ...]
    spread: Counter[str]
    titles: tuple[str, ...]
    names: frozenset[str]

    @cached_property
    def agreed(self) -> frozenset[str]:
        """Content words that stand in the evidence of two sources or more."""
        return frozenset(stem for stem, sources in self.spread.items() if sources > 1)


def list_candidates(sources: Sequence[Source], *, eligible: Sequence[int], knowledge: Knowledge) -> tuple[Candidate, ...]:
    """Cut the passages of the eligible sources into candidates, in reading order."""
    return tuple(
        candidate
        for at in eligible
        for passage in sources[at].passages
        for candidate in _cut_passage(at, sources[at], passage, knowledge=knowledge)
    )


def _cut_passage(at: int, source: Source, passage: Text, *, knowledge: Knowledge) -> Iterator[Candidate]:
    before: Text | None = None
    titles, names = (source.title, source.raw_title.text), (source.institution or "",)
    for span in split_sentences(passage.text, titles=titles, names=names, knowledge=knowledge):
        sentence = passage.part(span.start, span.end)
        gap = passage.text[(before.end if before else passage.start) - passage.start : span.start]
        touching = before is not None and not gap.strip()
        stems = stem_words(sentence.text, knowledge=knowledge)
        yield Candidate(at, sentence, stems, before if touching else None, first=span.start == 0, glued="#" in gap)
        before = sentence


def read_topic(sections: Sections, sources: Sequence[Source], *, knowledge: Knowledge) -> Topic:
    """Gather the words that show whether a sentence is about the page's entity."""
    own = [sections.title, *([sections.description] if sections.description else []), *sections.summary]
    own += [part for attribute in sections.attributes for part in (attribute.key, attribute.value)]
    own += [entry.statement for entry in sections.timeline]
    titles = (sections.title.text, *(source.title for source in sources), *(source.institution or "" for source in sources))
    return Topic(
        title=sections.title.text,
        stems=stem_words(sections.title.text, knowledge=knowledge),
        profile=_stem_all(own, knowledge=knowledge),
        sources=tuple(stem_words(source.title, knowledge=knowledge) for source in sources),
        spread=Counter(stem for source in sources for stem in _stem_all(source.passages, knowledge=knowledge)),
        titles=titles,
        names=frozenset(word for title in titles for word in title.split()),
    )


def _stem_all(texts: Iterable[Text], *, knowledge: Knowledge) -> frozenset[str]:
    return frozenset().union(*(stem_words(text.text, knowledge=knowledge) for text in texts))
