"""The record: the side-car of every article, the normalised page and the proof of what the article says.

``spans`` are half-open ranges ``[start, end)`` in characters of the decoded raw file, before any cleaning; several where
a value was joined. For every value with a text and spans, the raw words at the spans, put together, are ``raw`` where
that key is present and the text itself where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import ConfigDict, Field

from extractor.issues import Severity
from extractor.schema.field_types import Level
from extractor.schema.machine_article import MachineArticle
from extractor.schema.merge_record import MergeRecord
from extractor.schema.page_record import (
    AmountRecord,
    AttributeRecord,
    EntityRecord,
    Fingerprint,
    Metadata,
    PageRecord,
    RecordPart,
    Spans,
    TextValue,
    TimelineRecord,
    WebResultRecord,
    WikipediaRecord,
)

CategoryBasis = Literal["words", "configured", "fallback"]
RECORD_VERSION: Literal["1.0"] = "1.0"


class FactEvidence(RecordPart):
    """A W3C TextQuoteSelector with the raw ranges it selects; ``raw`` as in ``TextValue``."""

    spans: Spans
    exact: str
    prefix: str
    suffix: str
    raw: str | None = None


class EditRecord(RecordPart):
    """One listed edit that made a statement of a sentence; ``spans`` are those of the words put in."""

    kind: str
    at: int
    removed: str = ""
    inserted: str = ""
    spans: Spans = ()


class FactRecord(RecordPart):
    """A candidate sentence, chosen or not, with the reason. Only chosen ones have an id."""

    id: str | None
    statement: str
    source_id: str | None
    source_title: str
    evidence: FactEvidence
    edits: tuple[EditRecord, ...] = ()
    score: float
    score_inputs: Mapping[str, float]
    corroborated_by: tuple[str, ...] = ()
    status: Literal["chosen", "rejected"]
    reason: str


class SourceRecord(RecordPart):
    """A source; ``spans`` are those of its title line, ``found`` those of each value read elsewhere."""

    id: str | None
    role: Literal["primary", "secondary"]
    title: str
    type: str
    institution: str | None = None
    year: int | None = None
    url: str | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ()
    spans: Spans
    found: Mapping[str, Spans] = Field(default_factory=dict)


class CategoryWord(RecordPart):
    """A word of the page that spoke for its category."""

    word: str
    weight: float
    spans: Spans = ()


class CategoryRecord(RecordPart):
    """The category, by how much it led, and the words that decided; ``configured`` is what is said of the page's path."""

    value: str
    margin: float
    basis: CategoryBasis = "words"
    evidence: tuple[CategoryWord, ...] = ()


class ConfidenceRecord(RecordPart):
    """The score to four decimals, its level, and the terms that were added up."""

    score: float
    level: Level
    inputs: Mapping[str, Any]


class CompletenessRecord(RecordPart):
    """The mean of the slots that apply; a slot that does not apply is null."""

    value: float
    slots: Mapping[str, float | None]


class Coverage(RecordPart):
    """Share of the raw characters that reached a section, and characters dropped by each scrub rule."""

    share: float = Field(ge=0, le=1)
    dropped: Mapping[str, int] = Field(default_factory=dict)


class IssueRecord(RecordPart):
    """A doubt about the page."""

    code: str
    stage: str
    severity: Severity
    message: str
    spans: Spans = ()


class SectionRecord(RecordPart):
    """A section of the page; the sections hold every block exactly once."""

    kind: str
    heading: str | None
    spans: Spans


class Record(RecordPart):
    """The normalised page before anyone wrote prose, and the proof of everything the article says."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Record")

    schema_version: Literal["1.0"] = RECORD_VERSION
    id: str
    page: PageRecord
    fingerprint: Fingerprint
    title: TextValue
    description: TextValue | None = None
    summary: TextValue | None = None
    referenced_in: TextValue | None = None
    metadata: Metadata
    attributes: tuple[AttributeRecord, ...] = ()
    timeline: tuple[TimelineRecord, ...] = ()
    wikipedia: WikipediaRecord | None = None
    web_results: tuple[WebResultRecord, ...] = ()
    entities: tuple[EntityRecord, ...] = ()
    amounts: tuple[AmountRecord, ...] = ()
    facts: tuple[FactRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    category: CategoryRecord
    confidence: ConfidenceRecord
    completeness: CompletenessRecord
    coverage: Coverage
    issues: tuple[IssueRecord, ...] = ()
    sections: tuple[SectionRecord, ...] = ()
    article: MachineArticle | None = None
    merge: MergeRecord | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the record as plain values, as its file has them."""
        return self.model_dump(mode="json")

    def _repr_html_(self) -> str:
        facts = "".join(f"<li>{escape(fact.statement)} ({escape(fact.source_title)})</li>" for fact in self.facts if fact.id)
        return f"<h3>{escape(self.title.text)}</h3><p>{escape(self.page.path)}</p><ol>{facts}</ol>"

    def quotes(self) -> Iterator[Quote]:
        """Yield every value that quotes the page, in the order of the record."""
        found: list[Quote] = []
        _find_quotes(self, (), found)
        yield from found


class Quote(NamedTuple):
    """A value that quotes the page: where it stands in the record, its raw words, and their places in the raw text."""

    place: tuple[str | int, ...]
    words: str
    spans: Spans


_WORDS = ("text", "value", "statement", "exact")


class _Plan(NamedTuple):
    """Where to look in a part of the record: the key with its words, keys of further parts, keys of lists of parts."""

    words: str
    parts: tuple[str, ...]
    lists: tuple[str, ...]


@cache
def _plan_search(kind: type[RecordPart]) -> _Plan:
    fields = kind.model_fields
    words = next((name for name in (*_WORDS, "raw") if name in fields), "") if "spans" in fields else ""
    parts: list[str] = []
    lists: list[str] = []
    for name, field in fields.items():
        inner = (field.annotation, *get_args(field.annotation))
        if any(isinstance(each, type) and issubclass(each, RecordPart) for each in inner):
            (lists if get_origin(field.annotation) is tuple else parts).append(name)
    return _Plan(words, tuple(parts), tuple(lists))


def _find_quotes(part: RecordPart, at: tuple[str | int, ...], found: list[Quote]) -> None:
    """Add the quotes of a part to those found: a record has hundreds of parts, most of which quote nothing."""
    words, parts, lists = _plan_search(type(part))
    values = part.__dict__
    if words and values["spans"]:
        found.append(Quote(at, values.get("raw") or values[words], values["spans"]))
    for name in parts:
        if (inner := values[name]) is not None:
            _find_quotes(inner, (*at, name), found)
    for name in lists:
        for position, item in enumerate(values[name]):
            _find_quotes(item, (*at, name, position), found)
