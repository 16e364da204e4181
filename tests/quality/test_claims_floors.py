"""What articles say about their evidence, on labelled pages, against floors that only rise (``benchmarks.claims.measure``)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FLOORS = json.loads(Path(__file__).with_name("claims_floors.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def figures() -> dict[str, float]:
    from benchmarks.claims.measure import measure

    return measure().figures


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_it_reaches_its_floor(measure: str, figures: dict[str, float]) -> None:
    assert figures[measure] >= FLOORS[measure]
