"""Confidence of an article: the AnchorFact formula v1.0 over its primary sources (ARTICLE 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any, Literal, NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.types import Source

Level = Literal["low", "medium", "high"]

WEIGHTS: Mapping[str, float] = {"tier": 0.35, "count": 0.20, "verified": 0.25, "freshness": 0.10, "decay": -0.10}
"""What each term of the formula counts; ``decay`` is taken off."""
_TIERS = {"S": 1.0, "A": 0.9, "B": 0.6, "C": 0.3}
_FRESHNESS = ((1, 1.0), (3, 0.9), (5, 0.7), (10, 0.5))
_MEDIUM = 0.60


class Confidence(NamedTuple):
    """The score to four decimals, its level, and what was added up."""

    score: float
    level: Level
    inputs: Mapping[str, Any]


def score_confidence(
    sources: Sequence[Source], *, verified_on: str | None, has_disputes: bool, has_gaps: bool, knowledge: Knowledge
) -> Confidence:
    """Score an article by its primary sources.

    Nothing is fetched, so the score is an estimate, and an estimate is capped at ``medium``.

    Args:
        sources: The primary sources.
        verified_on: ``YYYY-MM-DD``; the age of sources is counted from here, never from the clock. None where unknown.
        has_disputes: The article lists disputed statements.
        has_gaps: The article lists known gaps.
        knowledge: What the program knows besides the page.
    """
    tier, letter = max(
        ((_TIERS[judge_tier(source, knowledge=knowledge)], judge_tier(source, knowledge=knowledge)) for source in sources),
        default=(0.0, "none"),
    )
    newest = max((source.year for source in sources if source.year), default=None)
    terms = {
        "tier": tier,
        "count": {0: 0.0, 1: 0.5, 2: 0.8}.get(len(sources), 1.0),
        "verified": 1.0 if any(s.doi for s in sources) else 0.7 if any(s.url for s in sources) else 0.4,
        "freshness": _rate_freshness(newest, int(verified_on[:4]) if verified_on else None),
        "decay": round(0.2 * has_disputes + 0.1 * has_gaps, 1),
    }
    score = add_up(terms)
    shown = {
        "formula": _write_formula(),
        **terms,
        "best_tier": letter,
        "sources": len(sources),
        "newest_year": newest,
        "verified_on": verified_on,
        "basis": "estimated",
    }
    return Confidence(score, find_level(score), shown)


def add_up(terms: Mapping[str, float]) -> float:
    """Add up the terms of the formula, each by its weight, to four decimals."""
    return round(fsum(weight * terms[name] for name, weight in WEIGHTS.items()), 4)


def find_level(score: float) -> Level:
    """Give the level of an estimated score, which is never high."""
    return "medium" if score >= _MEDIUM else "low"


def _write_formula() -> str:
    terms = " ".join(f"{'-' if weight < 0 else '+'} {abs(weight):.2f}*{name}" for name, weight in WEIGHTS.items())
    return terms.removeprefix("+ ")


def judge_tier(source: Source, *, knowledge: Knowledge) -> str:
    """Give the tier of a source's type: S, A, B or C; anything with a DOI is S."""
    return "S" if source.doi else _tiers(knowledge).get(source.type, "C")


@derived
def _tiers(knowledge: Knowledge) -> Mapping[str, str]:
    return {kind: letter for letter, kinds in knowledge.publishers.tiers.items() for kind in kinds}


def _rate_freshness(newest: int | None, year: int | None) -> float:
    if newest is None or year is None:
        return 0.5
    return next((rate for limit, rate in _FRESHNESS if year - newest <= limit), 0.3)
