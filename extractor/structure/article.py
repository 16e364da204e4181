"""The article: front matter and body, held to the rules of its schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from extractor.config import Config
from extractor.errors import StructureError
from extractor.schema import Article, ArticleSource, AtomicFact, Body, DisputedStatement
from extractor.schema.faults import list_faults
from extractor.structure.disputes import Dispute
from extractor.structure.entities import model_name
from extractor.structure.material import Material
from extractor.structure.verdicts import Verdicts
from extractor.structure.wording import plain_words
from extractor.types import Fact, Source


def assemble_article(material: Material, verdicts: Verdicts, body: Body, *, config: Config) -> Article:
    """Put the article together.

    Raises:
        StructureError: ``structure.failed-check``: it breaks a rule of the schema; the facts name which.
    """
    try:
        return Article(
            id=verdicts.article_id,
            title=plain_words(material.title),
            category=verdicts.category.value,
            language=material.language,
            confidence=verdicts.confidence.level,
            last_verified=verdicts.dates.verified,
            created_date=verdicts.dates.created,
            completeness=verdicts.completeness.value,
            atomic_facts=tuple(_list_facts(material, verdicts, config=config)),
            primary_sources=tuple(_list_primary(material, verdicts)),
            known_gaps=verdicts.gaps,
            disputed_statements=tuple(_list_disputes(material, verdicts.disputes)),
            secondary_sources=tuple(_list_secondary(material)),
            updated=verdicts.dates.updated,
            status="draft",
            body=body,
            **_list_constants(config, material.draft.model),
        )
    except ValidationError as error:
        faults = "; ".join(f"{fault.code}: {fault.message}" for fault in list_faults(error))
        raise StructureError(
            f"The composed article breaks the schema: {faults}.",
            code="structure.failed-check",
            hint="Please report it with the quarantine file.",
            path=material.sections.page.page.path,
        ) from None


def _list_constants(config: Config, drafter: str | None) -> dict[str, Any]:
    """What no page decides; ``ai_models`` names what really ran and is left out where no model did."""
    models = tuple(name for name in (model_name(config), drafter) if name)
    return {
        "schema_type": config.article.schema_type,
        "generation_method": "ai_structured",
        "ai_models": models or None,
        "derived_from_human_seed": config.article.derived_from_human_seed,
        "conflict_of_interest": "none_declared",
        "is_live_document": False,
        "data_period": "static",
    }


def _list_facts(material: Material, verdicts: Verdicts, *, config: Config) -> Iterator[AtomicFact]:
    for fact, fact_id in zip(material.chosen, verdicts.fact_ids, strict=True):
        source = material.sources[fact.source]
        yield AtomicFact(
            id=fact_id,
            statement=fact.statement,
            source_title=source.title,
            source_url=source.url,
            source_ref=None if source.url else verdicts.source_ids[fact.source],
            source_excerpt=_excerpt(fact) if config.article.source_excerpts else None,
            confidence=verdicts.confidence.level,
        )


def _excerpt(fact: Fact) -> str:
    return plain_words(fact.sentence.text)


def _list_primary(material: Material, verdicts: Verdicts) -> Iterator[ArticleSource]:
    for at in material.primary:
        yield _show_source(material.sources[at], verdicts.source_ids[at])


def _list_secondary(material: Material) -> Iterator[ArticleSource]:
    primary = frozenset(material.primary)
    for at, source in enumerate(material.sources):
        if at not in primary:
            yield _show_source(source, None)


def _show_source(source: Source, source_id: str | None) -> ArticleSource:
    return ArticleSource(
        id=source_id,
        title=source.title,
        type=source.type,
        year=source.year,
        authors=source.authors or None,
        institution=source.institution,
        doi=source.doi,
        url=source.url,
    )


def _list_disputes(material: Material, disputes: Sequence[Dispute]) -> Iterator[DisputedStatement]:
    for dispute in disputes:
        source = None if dispute.source is None else material.sources[dispute.source]
        yield DisputedStatement(
            statement=dispute.statement,
            source_title=source.title if source else None,
            source_url=source.url if source else None,
        )
