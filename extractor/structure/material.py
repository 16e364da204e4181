"""Everything that composing an article needs, found and settled: the page's evidence and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.knowledge import Knowledge
from extractor.structure.claims import AttributeBacking, Backing, Position
from extractor.structure.drafting import Draft
from extractor.structure.phrasing import Voice
from extractor.types import Entity, Event, Fact, Sections, Source


@dataclass(frozen=True)
class Material:
    """What was found in a page.

    Attributes:
        sections: The page.
        sources: Its sources; facts point at them by position.
        facts: Every candidate sentence, chosen or not.
        events: Its timeline, dates settled.
        timeline: The same events, laid beside the evidence and the encyclopedia extract.
        attributes: Its attributes, laid beside the evidence.
        summary: The sentences of its summary, laid beside the evidence.
        entities: The names in it.
        conflicts: Values of one measure that cannot all be right, each by who gives it.
        language: BCP 47 tag of its prose.
        draft: Wordings of a drafting model for some of the sentences; empty without one.
        knowledge: What the program knows besides the page.
        is_entity: Whether the encyclopedia extract is about the entity; None without an extract.
    """

    sections: Sections
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    timeline: tuple[Backing, ...]
    attributes: tuple[AttributeBacking, ...]
    summary: tuple[Backing, ...]
    entities: tuple[Entity, ...]
    conflicts: tuple[tuple[Position, ...], ...]
    language: str
    draft: Draft = field(default_factory=Draft, kw_only=True)
    is_entity: bool | None
    knowledge: Knowledge = field(kw_only=True)

    @cached_property
    def voice(self) -> Voice:
        """How the page's sentences are quoted."""
        names = frozenset(text.text.split()[0] for entity in self.entities for text, _ in entity.mentions if text.text.strip())
        return Voice(self.sections, self.language, names=names, knowledge=self.knowledge)

    @cached_property
    def chosen(self) -> tuple[Fact, ...]:
        """The facts of the article, in the order of the page."""
        return tuple(fact for fact in self.facts if fact.status == "chosen")

    @cached_property
    def primary(self) -> tuple[int, ...]:
        """Positions of the primary sources: those a chosen fact rests on; without any fact, those that hold evidence.

        A fact rests on its own source and on those that corroborate it (ARTICLE 3).
        """
        resting = {at for fact in self.chosen for at in (fact.source, *fact.corroborated_by)}
        return _list_primary(self.sources, resting)

    @cached_property
    def disputed(self) -> frozenset[int]:
        """Where the sentences start that give a value which another source, or the record, gives otherwise."""
        return frozenset(each.sentence.text.start for told in self.conflicts for each in told if each.sentence)

    def word(self, fact: Fact) -> str:
        """Give a sentence as the prose has it: drafted, if a draft passed the gate, else in the page's words."""
        return self.draft.wordings.get(fact.statement, fact.statement)

    @property
    def title(self) -> str:
        """The entity's name."""
        return self.sections.title.text


def _list_primary(sources: Sequence[Source], resting: set[int]) -> tuple[int, ...]:
    if resting:
        return tuple(sorted(resting))
    return tuple(at for at, source in enumerate(sources) if source.role == "primary" and source.passages)
