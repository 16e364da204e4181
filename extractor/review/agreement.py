"""Whether an article, its record and the raw page agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from extractor.knowledge import Knowledge
from extractor.merge.restatements import leave_out_rejected
from extractor.schema import Article, Body, Fault, Location, MachineArticle, Record
from extractor.schema.page_record import Spans
from extractor.spans import Span, quote_spans
from extractor.structure.confidence import WEIGHTS, add_up, find_level
from extractor.structure.wording import plain_words
from extractor.workspace.decisions import ReviewState

_BY_ACCEPTING = frozenset({"status", "generation_method"})
_SOURCE_KEYS = ("title", "type", "year", "institution", "url", "doi")
MAX_STALE = 10


class Problem(NamedTuple):
    """A fault, the words of the raw page that it is about, and on which line below that of its value it stands."""

    fault: Fault
    spans: Spans = ()
    shift: int = 0


def check_against_record(
    article: Article, record: Record, review_state: ReviewState, *, sha256: str, knowledge: Knowledge
) -> Iterator[Problem]:
    """Yield where an article is not what its record says, and no person decided that.

    A person's decision covers what it changed: an accepted file as it was accepted, an edited value, a rejected fact.
    """
    if record.id != article.id:
        yield Problem(Fault("record.other-id", f"the record is that of '{record.id}'", ("id",)))
        return
    machine = record.article
    made = machine.front_matter if machine else article.to_data()
    yield from _check_record(record, made)
    yield from _check_arithmetic(record)
    if machine is None:
        message = "the record does not hold the machine's version of the article; convert its page again"
        yield Problem(Fault("record.disagrees", message))
    elif sha256 not in {machine.sha256, review_state.sha256, record.merge.draft_sha256 if record.merge else None}:
        yield from _compare(
            article,
            machine,
            review_state,
            description=record.description.text if record.description else "",
            knowledge=knowledge,
        )


def _compare(
    article: Article, machine: MachineArticle, review_state: ReviewState, *, description: str, knowledge: Knowledge
) -> Iterator[Problem]:
    """Yield what differs from the machine's version without a decision."""
    data, made = article.to_data(), machine.front_matter
    for key in dict.fromkeys((*made, *data)):
        if key not in _BY_ACCEPTING | review_state.edited and data.get(key) != made.get(key):
            yield Problem(Fault("record.disagrees", f"'{key}' is not what the record says, and nobody decided so", (key,)))
    if "body" not in review_state.edited and article.body not in _list_bodies(
        article, machine, review_state, description, knowledge=knowledge
    ):
        yield Problem(Fault("record.disagrees", "the body is not what the record says, and nobody decided so", ("body",)))


def _list_bodies(
    article: Article, machine: MachineArticle, review_state: ReviewState, description: str, *, knowledge: Knowledge
) -> Iterator[Body]:
    """Yield the machine's body, and what a conversion leaves of it when people rejected facts that it repeats."""
    yield machine.body
    if review_state.rejected_facts:
        made = article.model_copy(update={"body": machine.body})
        yield leave_out_rejected(made, review_state, description=description, knowledge=knowledge).body


def _check_record(record: Record, made: Mapping[str, Any]) -> Iterator[Problem]:
    """Hold the proof in the record against the article that the record holds."""
    for key, value in (
        ("title", plain_words(record.title.text)), ("category", record.category.value), ("confidence", record.confidence.level),
        ("completeness", record.completeness.value),
    ):  # fmt: skip
        if made.get(key) != value:
            yield Problem(Fault("record.disagrees", f"the record has {key} '{value}'", (key,)))
    yield from _check_dates(record, made)
    chosen = {fact.id: fact for fact in record.facts if fact.status == "chosen"}
    for at, fact in _list_parts(made, "atomic_facts"):
        number = fact.get("id")
        proof = chosen.get(number)
        place: Location = ("atomic_facts", at)
        if proof is None:
            yield Problem(Fault("record.disagrees", f"the record does not know {number}", place))
        elif (proof.statement, proof.source_title) != (fact.get("statement"), fact.get("source_title")):
            fault = Fault("record.disagrees", f"the record has other words for {number}", (*place, "statement"))
            yield Problem(fault, proof.evidence.spans)
        elif fact.get("source_ref") not in {None, proof.source_id}:
            fault = Fault("record.disagrees", f"the record takes {number} from {proof.source_id}", (*place, "source_ref"))
            yield Problem(fault, proof.evidence.spans)
    for role in ("primary", "secondary"):
        known = [_read_source(source.model_dump()) for source in record.sources if source.role == role]
        for at, source in _list_parts(made, f"{role}_sources"):
            if _read_source(source) not in known:
                yield Problem(Fault("record.disagrees", f"the record has no such {role} source", (f"{role}_sources", at)))


def _check_dates(record: Record, made: Mapping[str, Any]) -> Iterator[Problem]:
    """The three dates of an article are days that the page's stamps or its fetcher recorded."""
    stamps = [stamp for stamp in record.metadata.__dict__.values() if stamp is not None and stamp.iso]
    days = {stamp.iso[:10] for stamp in stamps} | {record.page.retrieved[:10] if record.page.retrieved else ""}
    for key in ("created_date", "updated", "last_verified") if stamps else ():
        if made.get(key) not in days:
            fault = Fault("record.disagrees", f"no stamp of the page gives {key} '{made.get(key)}'", (key,))
            yield Problem(fault, stamps[0].spans)


def _list_parts(data: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    value = data.get(key)
    for at, part in enumerate(value if isinstance(value, list) else ()):
        if isinstance(part, dict):
            yield at, part


def _read_source(source: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(source.get(key) for key in _SOURCE_KEYS)


def _check_arithmetic(record: Record) -> Iterator[Problem]:
    confidence = record.confidence
    if WEIGHTS.keys() <= confidence.inputs.keys():
        score = add_up(confidence.inputs)
        if abs(score - confidence.score) > 1e-4:
            fault = Fault(
                "record.arithmetic", f"the inputs make a confidence of {score}, not {confidence.score}", ("confidence",)
            )
            yield Problem(fault)
    level = find_level(confidence.score)
    if level != confidence.level:
        message = f"a score of {confidence.score} is {level}, not {confidence.level}"
        yield Problem(Fault("record.arithmetic", message, ("confidence",)))
    slots = [value for value in record.completeness.slots.values() if value is not None]
    if slots and abs(round(sum(slots) / len(slots), 2) - record.completeness.value) > 0.005:
        message = f"the slots make a completeness of {round(sum(slots) / len(slots), 2)}, not {record.completeness.value}"
        yield Problem(Fault("record.arithmetic", message, ("completeness",)))


def find_stale_spans(article: Article, record: Record, raw: str) -> Iterator[Problem]:
    """Yield the values of a record whose words are not, or no longer, at their place in the raw page."""
    stale = 0
    for place, words, spans in record.quotes():
        if (len(spans) == 1 and raw[spans[0][0] : spans[0][1]] == words) or _quote(raw, spans) == words:
            continue
        stale += 1
        if stale <= MAX_STALE:
            name = ".".join(map(str, place))
            message = f"the page has '{_quote(raw, spans)[:40]}' where the record quotes '{words[:40]}' ({name})"
            yield Problem(Fault("record.stale-span", message, locate_in_article(article, record, place)), spans)
    if stale > MAX_STALE:
        yield Problem(Fault("record.stale-span", f"{stale - MAX_STALE} more values are not at their place in the page"))


def _quote(raw: str, spans: Spans) -> str:
    return quote_spans(raw, (Span(*span) for span in spans))


def locate_in_article(article: Article, record: Record, place: Location) -> Location:
    """Give the value of an article that a value of its record stands behind, as near as there is one."""
    if place[:1] == ("facts",) and isinstance(place[1], int):
        number = record.facts[place[1]].id
        facts = article.atomic_facts or ()
        return next((("atomic_facts", at) for at, fact in enumerate(facts) if getattr(fact, "id", None) == number), ())
    stamps = {"created_at": "created_date", "last_updated": "updated", "research_retrieved": "last_verified"}
    if place[:1] == ("metadata",):
        return (stamps.get(str(place[1]), "updated"),)
    return place[:1] if place[:1] == ("title",) else ("body",)


def find_raw_spans(record: Record, location: Location, article: Article) -> Spans:
    """Give the raw words behind a value of an article; nothing where the record does not tell."""
    head = location[0] if location else ""
    if head == "title":
        return record.title.spans
    if head in {"atomic_facts", "primary_sources", "secondary_sources"} and len(location) > 1 and isinstance(location[1], int):
        return _find_part_spans(record, dict(_list_parts(article.to_data(), str(head))).get(location[1], {}))
    stamp = {
        "created_date": record.metadata.created_at,
        "updated": record.metadata.last_updated,
        "last_verified": record.metadata.research_retrieved,
    }.get(str(head))
    return stamp.spans if stamp else ()


def _find_part_spans(record: Record, part: Mapping[str, Any]) -> Spans:
    for fact in record.facts:
        if fact.id and fact.id == part.get("id"):
            return fact.evidence.spans
    return next((source.spans for source in record.sources if source.title == part.get("title")), ())
