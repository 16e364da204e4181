"""READ FIRST in this stage: a page in parts, from top to bottom, to its record and its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from extractor.config import Config
from extractor.errors import StructureError
from extractor.issues import Issue
from extractor.knowledge import Knowledge
from extractor.schema import Article, Record
from extractor.schema.prose import is_damaged
from extractor.structure.article import assemble_article
from extractor.structure.calendar import PageDates, read_page_dates
from extractor.structure.claims import (
    ClaimReader,
    back_attribute,
    back_events,
    back_sentences,
    find_conflicts,
    index_all,
    index_facts,
)
from extractor.structure.claims.dating import date_events_by_evidence
from extractor.structure.compose import compose_body
from extractor.structure.dates import date_events, find_dates, sort_events
from extractor.structure.drafting import draft_sentences
from extractor.structure.entities import find_model_doubts, is_same_entity, resolve_entities
from extractor.structure.facts import choose_facts
from extractor.structure.language import detect_language, find_gaps
from extractor.structure.material import Material
from extractor.structure.phrasing import read_base
from extractor.structure.record import assemble_record
from extractor.structure.sentences import split_sentences
from extractor.structure.sources import read_sources
from extractor.structure.verdicts import judge_material
from extractor.types import Event, Fact, Sections, Source

_DAMAGED = "holds words that the schema counts as damage"


def structure_sections(sections: Sections, *, config: Config, knowledge: Knowledge) -> tuple[Record, Article]:
    """Find what the page says, judge it, write it down.

    Raises:
        StructureError: See ``structure_page``.
    """
    dates, stamp_issues = read_page_dates(sections, config=config, knowledge=knowledge)
    sources, source_issues = read_sources(sections, config=config, knowledge=knowledge)
    _require_evidence(sections, sources)
    material, found_issues = find_material(sections, sources, dates, config=config, knowledge=knowledge)
    verdicts = judge_material(material, dates, config=config)
    article = assemble_article(material, verdicts, compose_body(material), config=config)
    earlier = (*sections.page.page.issues, *sections.page.issues, *sections.issues)
    issues = (*earlier, *stamp_issues, *source_issues, *found_issues, *find_model_doubts(config), *verdicts.issues)
    return assemble_record(material, verdicts, issues, config=config, knowledge=knowledge), article


def _require_evidence(sections: Sections, sources: tuple[Source, ...]) -> None:
    """An article without a primary source is invalid (ARTICLE 3)."""
    if not any(source.role == "primary" and source.passages for source in sources):
        raise StructureError(
            "The page has no usable source.",
            code="structure.no-sources",
            hint="An article needs a web result with an excerpt, or an encyclopedia text about the entity itself.",
            path=sections.page.page.path,
        )


def find_material(
    sections: Sections, sources: tuple[Source, ...], dates: PageDates, *, config: Config, knowledge: Knowledge
) -> tuple[Material, tuple[Issue, ...]]:
    """Find facts and events, and lay the record's own claims beside the evidence."""
    language, doubt = detect_language(sections, fallback=config.dates.languages[0])
    is_entity = is_same_entity(sections, knowledge=knowledge)
    facts = _refuse_damaged(choose_facts(sections, sources, config=config, is_entity=is_entity, knowledge=knowledge))
    events, issues = date_events(sections, base=dates.base, config=config, language=language, knowledge=knowledge)
    reader = _make_reader(sections, dates, language, config=config, knowledge=knowledge)
    evidence = index_facts(facts, sources, reader=reader)
    evidence.prepare(_list_claims(sections, events))
    timeline = back_events(events, index_all(facts, sources, reader=reader, known=evidence))
    dated = sort_events(date_events_by_evidence(events, timeline))
    draft = draft_sentences(facts, sections.page, knobs=config.compose, knowledge=knowledge)
    summary = [text.part(*span) for text in sections.summary for span in split_sentences(text.text, knowledge=knowledge)]
    has_extract = sections.wikipedia is not None and sections.wikipedia.extract is not None
    material = Material(
        sections=sections,
        sources=sources,
        facts=facts,
        events=dated,
        timeline=timeline,
        attributes=tuple(back_attribute(attribute, evidence) for attribute in sections.attributes),
        summary=back_sentences(summary, evidence),
        entities=resolve_entities(sections, config=config, knowledge=knowledge),
        conflicts=tuple(find_conflicts(evidence, sections.attributes)),
        language=language,
        draft=draft,
        is_entity=is_entity if has_extract else None,
        knowledge=knowledge,
    )
    gaps = find_gaps(language, knowledge=knowledge)
    return material, (*issues, *draft.issues, *(issue for issue in (doubt, gaps) if issue))


def _list_claims(sections: Sections, events: Sequence[Event]) -> Iterator[str]:
    """Give the texts that are laid beside the evidence, and the keys of attributes."""
    yield from (text.text for text in sections.summary)
    yield from (each.text for attribute in sections.attributes for each in (attribute.key, attribute.value))
    yield from (text.text for event in events for text in event.shown)


def _make_reader(sections: Sections, dates: PageDates, language: str, *, config: Config, knowledge: Knowledge) -> ClaimReader:
    """Read claims and sentences as the page's dates are read."""
    base = read_base(language)
    languages = tuple(dict.fromkeys((base, *config.dates.languages)))
    read_dates = partial(find_dates, base=dates.base, languages=languages, order=config.dates.order, knowledge=knowledge)
    text = sections.page.text.text
    return ClaimReader(sections.title.text, text=text, language=base, read_dates=read_dates, knowledge=knowledge)


def _refuse_damaged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Reject the sentences that hold what the schema refuses; the others stay as they are."""
    return tuple(
        replace(fact, status="rejected", reason=_DAMAGED, features={}) if is_damaged(fact.statement) else fact for fact in facts
    )
