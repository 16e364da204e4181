"""Sentences of the page that were not chosen, and what it takes to make a fact of one."""

from __future__ import annotations

from typing import Any

from extractor.errors import ReviewError, UnknownNameError
from extractor.review.context import ArticleContext
from extractor.schema import ArticleSource
from extractor.schema.ids import name_fact, read_number
from extractor.schema.parts import read_words
from extractor.schema.record import FactRecord


def list_candidates(context: ArticleContext) -> list[tuple[int, FactRecord]]:
    """Give the sentences that could become facts, each with its position in the record.

    The best comes first; those that a rule kept from being scored at all come last. What the article has as facts already
    is left out.
    """
    file = context.pending or context.accepted
    known = {read_words(getattr(fact, "statement", "")) for fact in (file.article.atomic_facts or () if file else ())}
    found = [(at, fact) for at, fact in enumerate(context.record.facts) if read_words(fact.statement) not in known]
    return sorted(found, key=lambda pair: (not pair[1].score_inputs, -pair[1].score, pair[0]))


def make_fact(context: ArticleContext, candidate: int) -> dict[str, Any]:
    """Make an atomic fact of a candidate, under a number that no fact of the article ever had.

    Raises:
        ReviewError: There is no such candidate, or its source is not among the article's.
    """
    article, facts = context.current.article, context.record.facts
    if not 0 <= candidate < len(facts):
        hint = f"Give a number from 0 to {len(facts) - 1}; extractor explain lists them."
        raise UnknownNameError(
            f"There is no candidate {candidate}.", code="review.no-candidate", hint=hint, candidate=candidate
        )
    chosen = facts[candidate]
    source = _find_source(context, chosen)
    if source is None or not (source.url or source.id):
        raise ReviewError(
            f"The source of this sentence, '{chosen.source_title}', is not one that the article can cite.",
            code="review.unlisted-source",
            hint="Add it to primary_sources first.",
        )
    evidence = {"source_url": source.url} if source.url else {"source_ref": source.id}
    return {
        "id": name_fact(article.category, context.id, _next_number(context)),
        "statement": chosen.statement,
        "source_title": source.title,
        **evidence,
        "confidence": article.confidence,
    }


def _find_source(context: ArticleContext, fact: FactRecord) -> ArticleSource | None:
    article = context.current.article
    sources = [*(article.primary_sources or ()), *(article.secondary_sources or ())]
    same_id = next((source for source in sources if source.id and source.id == fact.source_id), None)
    return same_id or next((source for source in sources if source.title == fact.source_title), None)


def _next_number(context: ArticleContext) -> int:
    """Give a number above every one that was ever used, also by facts that were rejected or taken back."""
    used = [fact.id for fact in context.record.facts]
    for file in context.files:
        used += [getattr(fact, "id", None) for fact in file.article.atomic_facts or ()]
    return max([*map(read_number, used), context.review_state.highest_fact]) + 1
