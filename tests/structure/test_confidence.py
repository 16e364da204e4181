"""The confidence formula, term by term."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.confidence import score_confidence
from extractor.types import Source, Text

KNOWLEDGE = default_knowledge()


def source(kind: str = "article", **values: object) -> Source:
    return Source(role="primary", title="T", raw_title=Text(0, 1, "T"), type=kind, passages=(), **values)  # type: ignore[arg-type]


def test_five_plain_articles_with_gaps_and_disputes_come_to_53_hundredths() -> None:
    found = score_confidence([source()] * 5, verified_on="2025-07-26", has_disputes=True, has_gaps=True, knowledge=KNOWLEDGE)
    assert (found.score, found.level) == (0.53, "low")


def test_an_estimate_is_never_high() -> None:
    papers = [source("standard", doi="10.1000/a", year=2025)] * 3
    found = score_confidence(papers, verified_on="2025-07-26", has_disputes=False, has_gaps=False, knowledge=KNOWLEDGE)
    assert (found.score, found.level) == (0.9, "medium")


@pytest.mark.parametrize(
    ("year", "rate"), [(2025, 1.0), (2024, 1.0), (2022, 0.9), (2020, 0.7), (2015, 0.5), (1990, 0.3), (None, 0.5)]
)
def test_age_counts_from_the_day_of_verification(year: int | None, rate: float) -> None:
    found = score_confidence(
        [source(year=year)], verified_on="2025-01-01", has_disputes=False, has_gaps=False, knowledge=KNOWLEDGE
    )
    assert found.inputs["freshness"] == rate


@pytest.mark.parametrize(
    ("kind", "tier"), [("patent", 1.0), ("academic_paper", 0.9), ("blog_post", 0.6), ("podcast", 0.3), ("website", 0.3)]
)
def test_a_type_that_no_tier_lists_is_of_the_lowest(kind: str, tier: float) -> None:
    assert (
        score_confidence(
            [source(kind)], verified_on="2025-01-01", has_disputes=False, has_gaps=False, knowledge=KNOWLEDGE
        ).inputs["tier"]
        == tier
    )


def test_the_recorded_inputs_add_up_to_the_score() -> None:
    found = score_confidence(
        [source(url="https://x.org/a"), source("book")],
        verified_on="2025-01-01",
        has_disputes=False,
        has_gaps=True,
        knowledge=KNOWLEDGE,
    )
    terms = found.inputs
    total = (
        0.35 * terms["tier"]
        + 0.20 * terms["count"]
        + 0.25 * terms["verified"]
        + 0.10 * terms["freshness"]
        - 0.10 * terms["decay"]
    )
    assert round(total, 4) == found.score
