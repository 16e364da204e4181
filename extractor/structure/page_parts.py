"""The parts of the record that say what the page holds: stamps, attributes, timeline, encyclopedia, web results, names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from extractor.config import Config
from extractor.knowledge import Knowledge
from extractor.schema.page_record import (
    AmountRecord,
    AttributeRecord,
    Backing,
    DateEvidence,
    DateRecord,
    DroppedText,
    EntityMention,
    EntityRecord,
    Metadata,
    PageRecord,
    StampRecord,
    TimelineRecord,
    WebResultRecord,
    WikipediaRecord,
)
from extractor.spans import quote_spans
from extractor.structure.attributes import read_value
from extractor.structure.claims import AttributeBacking
from extractor.structure.entities import list_amounts
from extractor.structure.quoting import Quoter
from extractor.structure.sources.publishers import fold_name
from extractor.types import Entity, Event, Sections, Source, Text, WebResult


def record_page(sections: Sections) -> PageRecord:
    """Say which page it was."""
    page = sections.page.page
    return PageRecord(
        path=page.path,
        media_type=page.media_type,
        encoding=page.encoding,
        sha256=page.sha256,
        chars=len(page.raw),
        retrieved=page.retrieved,
        url=page.url,
    )


def record_stamps(sections: Sections, quoter: Quoter, stamps: Mapping[str, str | None]) -> Metadata:
    """Give the page's stamps, each as it stands and as ISO 8601."""
    raw = sections.page.page.raw
    return Metadata(
        **{
            stamp.name: StampRecord(
                raw=quote_spans(raw, sections.page.spans(stamp.value)),
                iso=stamps.get(stamp.name),
                spans=quoter.spans(stamp.value),
            )
            for stamp in sections.stamps
        }
    )


def record_attributes(
    backings: Sequence[AttributeBacking],
    quoter: Quoter,
    source_ids: Sequence[str | None],
    *,
    base: date,
    config: Config,
    knowledge: Knowledge,
) -> Iterator[AttributeRecord]:
    """Give each attribute with its type, its normal form, and the sentences that back it."""
    for backing in backings:
        attribute = backing.attribute
        value = read_value(attribute.value.text, base=base, languages=config.dates.languages, knowledge=knowledge)
        yield AttributeRecord(
            key=attribute.key.text,
            value=attribute.value.text,
            type=value.type,
            normalised=value.normalised,
            key_spans=quoter.spans(attribute.key),
            backed_by=tuple(
                Backing(source_id=source_ids[sentence.source], text=sentence.text.text, **quoter.fields(sentence.text))
                for sentence in backing.evidence
            ),
            **quoter.fields(attribute.value),
        )


def record_timeline(events: Sequence[Event], quoter: Quoter) -> Iterator[TimelineRecord]:
    """Give each event with its date and what decided it."""
    for event in events:
        yield TimelineRecord(
            statement=event.statement.text,
            source=event.source,
            date=_record_date(event, quoter),
            **quoter.fields(event.statement),
        )


def _record_date(event: Event, quoter: Quoter) -> DateRecord:
    when = event.date
    spans = quoter.page.text.spans(when.start, when.end)
    return DateRecord(
        raw=quote_spans(quoter.page.page.raw, spans) if spans else when.raw,
        edtf=when.edtf,
        start=when.earliest.isoformat() if when.earliest else None,
        end=when.latest.isoformat() if when.latest else None,
        precision=when.precision,
        qualifier=when.qualifier,
        basis=when.basis,
        evidence=DateEvidence(rule=event.rule, quotes=tuple(quoter.value(text) for text in event.evidence)),
        spans=spans,
    )


def record_wikipedia(
    sections: Sections, quoter: Quoter, sources: Sequence[Source], *, is_entity: bool | None
) -> WikipediaRecord | None:
    """Give the encyclopedia block."""
    block = sections.wikipedia
    if block is None or (block.title is None and block.extract is None):
        return None
    source = next((source for source in sources if source.institution == "Wikipedia" and source.type == "encyclopedia"), None)
    return WikipediaRecord(
        title=quoter.optional(block.title),
        extract=quoter.optional(block.extract),
        is_entity=bool(is_entity),
        url=source.url if source else None,
        spans=(*quoter.spans(block.title), *quoter.spans(block.extract)),
    )


def record_results(
    sections: Sections, quoter: Quoter, sources: Sequence[Source], source_ids: Sequence[str | None]
) -> Iterator[WebResultRecord]:
    """Give each web result with its fragments, and what was left out of them; merged ones share their source."""
    places = _place_sources(sources)
    for result in sections.web_results:
        at = next((places[key] for key in _list_keys(result) if key in places), None)
        source = sources[at] if at is not None else None
        yield WebResultRecord(
            title=source.title if source else result.title.text,
            raw_title=quoter.value(result.title),
            source_id=source_ids[at] if at is not None else None,
            institution=source.institution if source else None,
            url=source.url if source else None,
            year=source.year if source else None,
            fragments=tuple(quoter.value(fragment) for fragment in result.fragments),
            dropped=tuple(_record_drops(result, quoter, source)),
        )


def _place_sources(sources: Sequence[Source]) -> dict[tuple[str, int | str], int]:
    """Index the sources by what shows that one was read from a result: its line, its title, a place of its passages."""
    places: dict[tuple[str, int | str], int] = {}
    for at, source in enumerate(sources):
        places.setdefault(("line", source.raw_title.start), at)
        places.setdefault(("title", fold_name(source.title)), at)
        for text in (*source.passages, *(text for text, _ in source.dropped)):
            places.setdefault(("text", text.start), at)
    return places


def _list_keys(result: WebResult) -> Iterator[tuple[str, int | str]]:
    """A result whose source was merged into another's is found by its passages, else by its title."""
    yield "line", result.title.start
    yield from (("text", fragment.start) for fragment in result.fragments)
    yield "title", fold_name(result.title.text)


def _record_drops(result: WebResult, quoter: Quoter, source: Source | None) -> Iterator[DroppedText]:
    for text, reason in source.dropped if source else ():
        if any(fragment.start <= text.start < fragment.end for fragment in result.fragments):
            yield DroppedText(text=text.text, reason=reason, **quoter.fields(text))


def record_entities(entities: Sequence[Entity], quoter: Quoter) -> Iterator[EntityRecord]:
    """Give each entity with every place that names it."""
    for entity in entities:
        mentions = tuple(mention for text, kind in entity.mentions for mention in _record_mention(text, kind, quoter))
        yield EntityRecord(
            name=entity.name,
            label=entity.label,
            key=entity.key,
            aliases=entity.aliases,
            mentions=mentions,
            origin=entity.origin,
        )


def record_amounts(sections: Sections, quoter: Quoter, *, knowledge: Knowledge) -> Iterator[AmountRecord]:
    """Give the page's sums of money, percentages and quantities, in reading order."""
    for mention, text, kind in list_amounts(sections, knowledge=knowledge):
        yield AmountRecord(text=text.text, label=mention.label, section=kind, **quoter.fields(text))


def _record_mention(text: Text, kind: str, quoter: Quoter) -> Iterator[EntityMention]:
    if spans := quoter.spans(text):
        yield EntityMention(start=spans[0][0], end=spans[-1][1], section=kind)
