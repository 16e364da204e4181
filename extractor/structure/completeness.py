"""Completeness of an article: the mean of the slots that apply (ARTICLE 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import NamedTuple

from extractor.types import Event, Fact, Source

_ENOUGH = 3


class Completeness(NamedTuple):
    """The mean to two decimals, and the slots; one that does not apply is None."""

    value: float
    slots: Mapping[str, float | None]


def measure_completeness(
    sources: Sequence[Source], facts: Sequence[Fact], *, events: Sequence[Event], backed: Sequence[bool], is_entity: bool | None
) -> Completeness:
    """Fill the slots.

    Args:
        sources: The primary sources.
        facts: The chosen facts; each is mapped to a source by construction.
        events: The timeline.
        backed: For each attribute, whether an excerpt backs it.
        is_entity: Whether the encyclopedia extract is about the entity; None where the page has no extract.
    """
    slots: dict[str, float | None] = {
        "definition": float(any(fact.features.get("definitional") for fact in facts)),
        "three_facts": float(len(facts) >= _ENOUGH),
        "three_sources": float(len(sources) >= _ENOUGH),
        "sources_located": _share([bool(source.url or source.doi) for source in sources]),
        "sources_with_institution": _share([source.institution is not None for source in sources]),
        "sources_with_year": _share([source.year is not None for source in sources]),
        "events_dated": _share([event.date.edtf is not None for event in events]),
        "attributes_backed": _share(backed),
        "encyclopedia_is_entity": None if is_entity is None else float(is_entity),
        "body_sections": 1.0,
    }
    applicable = [value for value in slots.values() if value is not None]
    return Completeness(round(fsum(applicable) / len(applicable), 2), slots)


def _share(values: Sequence[bool]) -> float | None:
    return round(fsum(values) / len(values), 4) if values else None
