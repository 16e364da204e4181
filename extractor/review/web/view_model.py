"""An article as a reviewer reads it: its values in groups, each with the words of the page behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from extractor.knowledge import Knowledge
from extractor.merge.restatements import find_echoes, gather_facts
from extractor.review.comparison import describe_value
from extractor.review.context import ArticleContext
from extractor.review.explanation import add_up
from extractor.review.web.passages import Passage, find_passages
from extractor.schema import Article
from extractor.schema.page_record import DateRecord, Spans, StampRecord
from extractor.schema.record import FactRecord, Record, SourceRecord

_PLAIN = (
    "title", "category", "language", "confidence", "completeness", "last_verified", "created_date", "updated", "data_period",
)  # fmt: skip
_STAMPS = {"last_verified": "research_retrieved", "created_date": "created_at", "updated": "last_updated"}
_SOURCE_KEYS = ("title", "type", "institution", "year", "url", "doi", "authors")


@dataclass(frozen=True, slots=True)
class Field:
    """Something that can be edited: where it is, what it is called, what it says, and whether it may take several lines."""

    location: str
    label: str
    text: str
    long: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A remark under a value, with the words of the page that it is about."""

    label: str
    text: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that a reviewer looks at and decides about.

    Attributes:
        key: Its name on the page.
        label: What it is.
        text: What it says.
        spans: Where the raw page says so.
        fields: What of it can be edited.
        notes: Remarks under it.
        passages: The text cut where words of the page are known behind it.
        fact: The id of the fact that it is, which can be rejected.
        why: How the machine came to it, term by term.
        along: Sentences of the body that go with the fact when it is rejected, each behind the heading of its section.
    """

    key: str
    label: str
    text: str
    spans: Spans = ()
    fields: tuple[Field, ...] = ()
    notes: tuple[Note, ...] = ()
    passages: tuple[Passage, ...] = ()
    fact: str = ""
    why: tuple[str, ...] = ()
    along: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Values under one heading."""

    key: str
    title: str
    values: tuple[Value, ...] = field(default=())


def list_groups(context: ArticleContext, *, knowledge: Knowledge) -> tuple[Group, ...]:
    """Give the values of an article in the order in which a reviewer decides: facts, prose, dates, sources, the rest."""
    data = context.current.article.to_data()
    record = context.record
    groups = (
        Group("doubts", "Doubts", tuple(_list_doubts(record))),
        Group("facts", "Atomic facts", tuple(_list_facts(context, knowledge=knowledge))),
        Group("body", "Body", tuple(_list_body(context))),
        Group("timeline", "Timeline dates", tuple(_list_events(record))),
        Group("basics", "Basics", tuple(_list_basics(data, record))),
        Group("sources", "Sources", tuple(_list_sources(data, record))),
        Group("gaps", "Known gaps", tuple(_list_texts(data, "known_gaps"))),
        Group("disputes", "Disputed statements", tuple(_list_texts(data, "disputed_statements"))),
        Group("attributes", "Attributes of the page", tuple(_list_attributes(record))),
    )
    return tuple(group for group in groups if group.values)


def _list_doubts(record: Record) -> Iterator[Value]:
    for at, issue in enumerate(record.issues):
        yield Value(f"doubt-{at}", issue.severity, issue.message, issue.spans, notes=(Note("code", issue.code),))


def _list_facts(context: ArticleContext, *, knowledge: Knowledge) -> Iterator[Value]:
    article, record = context.current.article, context.record
    data = article.to_data()
    proofs = {fact.id: fact for fact in record.facts if fact.id}
    by_words = {fact.statement: fact for fact in record.facts}
    for fact in _list_mappings(data.get("atomic_facts")):
        name, words = str(fact.get("id", "")), str(fact.get("statement", ""))
        proof = proofs.get(name)
        if proof is None or proof.statement != words:
            proof = by_words.get(words, proof)
        fields = (
            Field(f"{name}.statement", "Statement", words, long=True),
            Field(f"{name}.confidence", "Confidence", str(fact.get("confidence", ""))),
        )
        yield Value(
            key=name,
            label=name.rpartition("-")[2],
            text=words,
            spans=proof.evidence.spans if proof else (),
            fields=fields,
            notes=tuple(_describe_fact(fact, proof, record)),
            fact=name,
            along=tuple(_list_echoes(article, fact, knowledge=knowledge)),
            why=(f"score {proof.score:.2f}", f"= {add_up(proof.score_inputs)}", proof.reason) if proof else (),
        )


def _list_echoes(article: Article, fact: Mapping[str, Any], *, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for echo in find_echoes(article.body, gather_facts(article, [fact], but=fact.get("id")), knowledge=knowledge):
        yield article.body.sections[echo.section].heading, echo.words


def _describe_fact(fact: Mapping[str, Any], proof: FactRecord | None, record: Record) -> Iterator[Note]:
    source = next((source for source in record.sources if source.title == fact.get("source_title")), None)
    publisher = [str(part) for part in (source.institution, source.year) if part] if source else []
    yield Note("source", ", ".join([str(fact.get("source_title", "")), *publisher]), source.spans if source else ())
    if proof is None:
        yield Note("words", "written by a person; no sentence of the page stands behind it")
        return
    if proof.statement != fact.get("statement"):
        yield Note("page says", proof.statement, proof.evidence.spans)
    for name in proof.corroborated_by:
        other = next((source for source in record.sources if source.id == name), None)
        yield Note("also in", other.title if other else name, other.spans if other else ())
    for edit in proof.edits:
        parts = (edit.removed and f"without “{edit.removed}”", edit.inserted and f"with “{edit.inserted}”")
        yield Note(edit.kind.replace("-", " "), " ".join(part for part in parts if part), edit.spans)


def _list_mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (item for item in value or () if isinstance(item, dict))


def _list_body(context: ArticleContext) -> Iterator[Value]:
    for at, section in enumerate(context.current.article.body.sections):
        location = f"body.{section.heading}"
        yield Value(
            key=f"body-{at}",
            label=section.heading,
            text=section.text,
            fields=(Field(location, section.heading, section.text, long=True),),
            passages=find_passages(section.text, context.record),
        )


def _list_events(record: Record) -> Iterator[Value]:
    for at, event in enumerate(record.timeline):
        notes = tuple(_describe_date(event.date))
        spans = (*event.date.spans, *event.spans)
        yield Value(f"event-{at}", event.date.edtf or "unknown", event.statement, spans, notes=notes)


def _describe_date(date: DateRecord) -> Iterator[Note]:
    yield Note("page says", date.raw or "no date", date.spans)
    yield Note(date.basis, f"{date.evidence.rule}, precise to the {date.precision}" if date.edtf else date.evidence.rule)
    for quote in date.evidence.quotes:
        yield Note("decided by", quote.text, quote.spans)


def _list_basics(data: Mapping[str, Any], record: Record) -> Iterator[Value]:
    for key in _PLAIN:
        if key not in data:
            continue
        stamp: StampRecord | None = getattr(record.metadata, _STAMPS.get(key, ""), None)
        spans = record.title.spans if key == "title" else stamp.spans if stamp else ()
        notes: tuple[Note, ...] = (Note("page says", stamp.raw, stamp.spans),) if stamp else ()
        if key == "category":
            notes = tuple(Note("word", f"{word.word} {word.weight:+.2f}", word.spans) for word in record.category.evidence)
        text = describe_value(data[key])
        why = _explain_basic(key, record)
        yield Value(key, key.replace("_", " "), text, spans, (Field(key, key, text),), notes, why=why)


def _explain_basic(key: str, record: Record) -> tuple[str, ...]:
    if key == "confidence":
        inputs = (f"{name} {describe_value(value)}" for name, value in record.confidence.inputs.items())
        return (f"score {record.confidence.score:.4f}", *inputs)
    if key == "completeness":
        return tuple(f"{name} {value:.2f}" for name, value in record.completeness.slots.items() if value is not None)
    return (f"ahead of the next category by {record.category.margin:.2f}",) if key == "category" else ()


def _list_sources(data: Mapping[str, Any], record: Record) -> Iterator[Value]:
    for key in ("primary_sources", "secondary_sources"):
        for at, source in enumerate(_list_mappings(data.get(key))):
            proof = next((one for one in record.sources if one.title == source.get("title")), None)
            fields = tuple(Field(f"{key}.{at}.{name}", name, describe_value(source.get(name))) for name in _SOURCE_KEYS)
            notes = tuple(
                Note(name, describe_value(source[name]), proof.found.get(name, ()) if proof else ())
                for name in _SOURCE_KEYS[1:]
                if name in source
            )
            label = str(source.get("id", "secondary")).rpartition("-")[2]
            yield Value(f"{key}-{at}", label, str(source.get("title", "")), _spans(proof), fields, notes)


def _spans(source: SourceRecord | None) -> Spans:
    return source.spans if source else ()


def _list_texts(data: Mapping[str, Any], key: str) -> Iterator[Value]:
    items = data.get(key)
    for at, item in enumerate(items if isinstance(items, list) else ()):
        text = describe_value(item)
        location = f"{key}.{at}" if isinstance(item, str) else f"{key}.{at}.statement"
        words = text if isinstance(item, str) else describe_value(item.get("statement")) if isinstance(item, dict) else text
        yield Value(f"{key}-{at}", str(at + 1), text, fields=(Field(location, key.replace("_", " "), words, long=True),))


def _list_attributes(record: Record) -> Iterator[Value]:
    for at, attribute in enumerate(record.attributes):
        notes = tuple(Note("backed by", backing.text, backing.spans) for backing in attribute.backed_by)
        missing = () if notes else (Note("backing", "no source excerpt says so"),)
        yield Value(f"attribute-{at}", attribute.key, attribute.value, attribute.spans, notes=notes or missing)


def collect_spans(groups: Iterable[Group], candidates: Iterable[FactRecord]) -> Iterator[tuple[int, int]]:
    """Yield every range that something on the screen points at."""
    for group in groups:
        for value in group.values:
            yield from value.spans
            for note in value.notes:
                yield from note.spans
            for passage in value.passages:
                yield from passage.spans
    for fact in candidates:
        yield from fact.evidence.spans
