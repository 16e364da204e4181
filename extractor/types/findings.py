"""What the structure stage finds in a page: dates, events, names, sources, facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from extractor.spans import Span
from extractor.types.pages import Text
from extractor.types.sections import SectionKind

Precision = Literal["day", "month", "season", "quarter", "year", "decade", "century", "interval", "unknown"]
PartOf = Literal["", "early", "middle", "late"]
"""Which part of the unit is meant that a date names: the mid-1990s."""
Basis = Literal["stated", "corroborated", "demoted", "unknown"]


class PartialDate(NamedTuple):
    """A date as precise as the words that state it.

    Attributes:
        start: Offset of the expression in the text it was found in; ``end`` is its end.
        raw: The words, exactly.
        edtf: ISO 8601-2 level 0 or 1, such as ``2015-12``, ``2023/2024``, ``1984~``, ``199X``; None when unknown.
        earliest: First day it may mean; None where unknown, open, or before year 1.
        latest: Last day it may mean, likewise.
        precision: Unit of what is stated.
        qualifier: ``approximate``, ``uncertain`` or empty.
        basis: Whether the words state it, others corroborate it, or it was demoted because it looks padded.
        part: Which part of the unit the words mean, where they say so; ``edtf`` and the days are the whole unit's.
        parts: The named ends of an interval, as dates with offsets of their own; one end of an open interval.
    """

    start: int
    end: int
    raw: str
    edtf: str | None
    earliest: date | None
    latest: date | None
    precision: Precision
    qualifier: Literal["", "approximate", "uncertain"] = ""
    basis: Basis = "stated"
    parts: tuple[PartialDate, ...] = ()
    part: PartOf = ""

    @property
    def span(self) -> Span:
        """The expression's range in the text it was found in."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. ``label`` is fine-grained, ``coarse`` one of PER, ORG, LOC, MISC; ``origin`` is model, rule or page."""

    start: int
    end: int
    text: str
    label: str
    coarse: Literal["PER", "ORG", "LOC", "MISC", ""]
    origin: Literal["model", "rule", "page"] = "model"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that a page names.

    Attributes:
        name: The name that the page uses most.
        label: Fine-grained label of most of its mentions.
        aliases: Other names of it in the page, sorted.
        mentions: Every place that names it, in reading order, with the kind of section it stands in.
        origin: Who found it: ``model``, ``rule``, or ``page`` where the page itself declares it.
        key: What the pages of a batch call it alike: ``org:openai``.
    """

    name: str
    label: str
    aliases: tuple[str, ...]
    mentions: tuple[tuple[Text, SectionKind], ...]
    origin: Literal["model", "rule", "page"] = "model"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A timeline entry with its date settled.

    Attributes:
        statement: The entry's words as the page has them, without its ``(Source: ...)`` tag.
        shown: The parts of ``statement`` that an article shows: without the relevance clauses that no source supports.
        source: Class of source that the page names, such as ``wikipedia``.
        date: The settled date. Its ``raw`` is the page's date line; its ``start`` and ``end`` are clean-text offsets.
        evidence: Sentences elsewhere in the page whose words decided the date.
        rule: Name of the rule that decided, such as ``coarser-statement`` or ``padded-month``.
    """

    statement: Text
    shown: tuple[Text, ...]
    source: str | None
    date: PartialDate
    evidence: tuple[Text, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the page, before it has an id.

    Attributes:
        role: ``primary`` may carry facts; ``secondary`` is context.
        title: Title without its publisher tail; ``raw_title`` is the page's line.
        passages: Evidence text of the source, furniture and repeated titles left out; no passage crosses an elision.
        dropped: What was left out of the snippet, each with a reason.
        found: For every value (``institution``, ``year``, ``url``, ``doi``), the words of the page it was read from.
    """

    role: Literal["primary", "secondary"]
    title: str
    raw_title: Text
    type: str
    passages: tuple[Text, ...]
    institution: str | None = None
    year: int | None = None
    url: str | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ()
    dropped: tuple[tuple[Text, str], ...] = ()
    found: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SentenceEdit:
    """One edit that turned a sentence of the page into a statement.

    ``kind`` is one of the listed edits (``drop-connective``, ``drop-clause``, ``resolve-pronoun``, ``add-source``);
    ``at`` an offset in the sentence; ``removed`` the words taken out; ``inserted`` the words put in, which stand at
    ``origin`` in the page.
    """

    kind: str
    at: int
    removed: str = ""
    inserted: str = ""
    origin: Text | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A candidate sentence with its score; ``source`` and ``corroborated_by`` are positions in the page's sources."""

    statement: str
    sentence: Text
    source: int
    features: Mapping[str, float]
    score: float
    status: Literal["chosen", "rejected"]
    reason: str
    edits: tuple[SentenceEdit, ...] = ()
    corroborated_by: tuple[int, ...] = ()
