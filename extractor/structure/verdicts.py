"""What is judged about a page as a whole: its ids, category, language, disputes, gaps, confidence, completeness."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.config import Config
from extractor.issues import Issue
from extractor.schema.ids import name_fact, name_source
from extractor.structure.calendar import PageDates
from extractor.structure.category import CategoryChoice, classify_page
from extractor.structure.completeness import Completeness, measure_completeness
from extractor.structure.confidence import Confidence, score_confidence
from extractor.structure.disputes import Dispute, find_disputes
from extractor.structure.gaps import find_gaps
from extractor.structure.identity import make_article_id
from extractor.structure.material import Material
from extractor.types import Entity


@dataclass(frozen=True)
class Verdicts:
    """The judgements of one page.

    Attributes:
        article_id: The article's id.
        source_ids: The id of each source; None for secondary ones.
        fact_ids: The id of each chosen fact, in their order.
        dates: The page's own dates.
        entities: The names in it.
        category: Its category and the words that decided.
        disputes: Where it disagrees with itself.
        gaps: Its limits.
        confidence: The score and what was added up.
        completeness: The slots.
        issues: Doubts of this stage.
    """

    article_id: str
    source_ids: tuple[str | None, ...]
    fact_ids: tuple[str, ...]
    dates: PageDates
    entities: tuple[Entity, ...]
    category: CategoryChoice
    disputes: tuple[Dispute, ...]
    gaps: tuple[str, ...]
    confidence: Confidence
    completeness: Completeness
    issues: tuple[Issue, ...]


def judge_material(material: Material, dates: PageDates, *, config: Config) -> Verdicts:
    """Judge a page by what was found in it."""
    sections, chosen = material.sections, material.chosen
    entities = material.entities
    category = classify_page(sections, config=config, knowledge=material.knowledge)
    article_id = make_article_id(sections.title.text)
    claims = (*material.summary, *material.timeline)
    disputes = find_disputes(
        sections, material.sources, material.facts, voice=material.voice, claims=claims, conflicts=material.conflicts
    )
    disputed = frozenset(start for dispute in disputes for start in dispute.attributes)
    gaps = find_gaps(material, entities, disputed=disputed, is_dated=dates.verified is not None)
    return Verdicts(
        article_id=article_id,
        source_ids=_number_sources(material, article_id),
        fact_ids=tuple(name_fact(category.value, article_id, number) for number, _ in enumerate(chosen, 1)),
        dates=dates,
        entities=entities,
        category=category,
        disputes=disputes,
        gaps=gaps,
        confidence=_score(material, dates, has_disputes=bool(disputes), has_gaps=bool(gaps)),
        completeness=_measure(material),
        issues=(category.issue,) if category.issue else (),
    )


def _score(material: Material, dates: PageDates, *, has_disputes: bool, has_gaps: bool) -> Confidence:
    primary = [material.sources[at] for at in material.primary]
    return score_confidence(
        primary, verified_on=dates.verified, has_disputes=has_disputes, has_gaps=has_gaps, knowledge=material.knowledge
    )


def _measure(material: Material) -> Completeness:
    return measure_completeness(
        [material.sources[at] for at in material.primary],
        material.chosen,
        events=material.events,
        backed=[backing.is_backed for backing in material.attributes],
        is_entity=material.is_entity,
    )


def _number_sources(material: Material, article_id: str) -> tuple[str | None, ...]:
    """Number the primary sources from 1 in page order; a secondary one has no id."""
    places = {at: number for number, at in enumerate(material.primary, 1)}
    return tuple(name_source(article_id, places[at]) if at in places else None for at in range(len(material.sources)))
