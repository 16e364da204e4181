"""The parts of the record that say what the page holds."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from extractor.types import Basis, Precision

RecordSpan = tuple[int, int]
Spans = tuple[RecordSpan, ...]


class RecordPart(BaseModel):
    """A part of the record: frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextValue(RecordPart):
    """Words of the page; ``raw`` is there exactly when cleaning replaced some of their characters."""

    text: str
    spans: Spans
    raw: str | None = None


class PageRecord(RecordPart):
    """The page it was made from."""

    path: str
    media_type: str
    encoding: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    chars: int = Field(ge=0)
    retrieved: str | None = None
    url: str | None = None


class Fingerprint(RecordPart):
    """What made it: version, hash of the configuration, model, profile, and the library that opened a document."""

    version: str
    config: str
    model: str | None = None
    profile: str | None = None
    reader: str | None = None


class StampRecord(RecordPart):
    """A time stamp about the page: ``iso`` is like ``2025-07-26T05:17:38``, without a zone, as none is invented."""

    raw: str
    iso: str | None
    spans: Spans


class Metadata(RecordPart):
    """The page's stamps about itself."""

    created_at: StampRecord | None = None
    last_updated: StampRecord | None = None
    research_retrieved: StampRecord | None = None
    published: StampRecord | None = None


class Backing(RecordPart):
    """Words of a source that say what an attribute says."""

    source_id: str | None
    text: str
    spans: Spans
    raw: str | None = None


class AttributeRecord(RecordPart):
    """An attribute; ``spans`` and ``raw`` are those of the value."""

    key: str
    value: str
    type: Literal["text", "number", "quantity", "date", "url", "list", "json"]
    normalised: Any = None
    spans: Spans
    raw: str | None = None
    key_spans: Spans = ()
    backed_by: tuple[Backing, ...] = ()


class DateEvidence(RecordPart):
    """The rule that decided a date, and the words of the page that it decided on."""

    rule: str
    quotes: tuple[TextValue, ...] = ()


class DateRecord(RecordPart):
    """A date as precise as the page supports; ``start`` and ``end`` are the first and last day it may mean."""

    raw: str
    edtf: str | None
    start: str | None
    end: str | None
    precision: Precision
    qualifier: Literal["", "approximate", "uncertain"] = ""
    basis: Basis
    evidence: DateEvidence
    spans: Spans = ()


class TimelineRecord(RecordPart):
    """A dated statement; ``source`` is the class of source that the page names."""

    statement: str
    source: str | None
    date: DateRecord
    spans: Spans
    raw: str | None = None


class WikipediaRecord(RecordPart):
    """The encyclopedia extract, which may be about something else; ``spans`` are those of the whole block."""

    title: TextValue | None
    extract: TextValue | None
    is_entity: StrictBool
    url: str | None
    spans: Spans


class DroppedText(RecordPart):
    """Words of a snippet that were left out, and why."""

    text: str
    reason: str
    spans: Spans = ()
    raw: str | None = None


class WebResultRecord(RecordPart):
    """A web search result with its snippet in fragments."""

    title: str
    raw_title: TextValue
    source_id: str | None = None
    institution: str | None = None
    url: str | None = None
    year: int | None = None
    fragments: tuple[TextValue, ...]
    dropped: tuple[DroppedText, ...] = ()


class EntityMention(RecordPart):
    """Where a name stands in the raw text, and in which section."""

    start: int
    end: int
    section: str


class EntityRecord(RecordPart):
    """A named entity and its mentions; records of different pages give one thing one ``key``."""

    name: str
    label: str
    key: str = ""
    aliases: tuple[str, ...] = ()
    mentions: tuple[EntityMention, ...]
    origin: Literal["model", "rule", "page"]


class AmountRecord(TextValue):
    """A sum of money, a percentage or a quantity, and the section that it stands in."""

    label: Literal["MONEY", "PERCENT", "QUANTITY"]
    section: str
