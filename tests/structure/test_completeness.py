"""Completeness is the mean of the slots that apply."""

from __future__ import annotations

from extractor.structure.completeness import measure_completeness
from extractor.types import Fact, Source, Text

WORDS = Text(0, 1, "A")


def source(**values: object) -> Source:
    return Source(role="primary", title="T", raw_title=WORDS, type="article", passages=(), **values)  # type: ignore[arg-type]


def fact(**features: float) -> Fact:
    return Fact("A mill is a mill.", WORDS, 0, features, 1.0, "chosen", "")


def test_a_slot_that_does_not_apply_does_not_count() -> None:
    found = measure_completeness(
        [source(url="https://x.org/a")], [fact(definitional=1.0)], events=(), backed=(), is_entity=None
    )
    absent = {name for name, value in found.slots.items() if value is None}
    assert absent == {"events_dated", "attributes_backed", "encyclopedia_is_entity"}
    assert found.value == round((1 + 0 + 0 + 1 + 0 + 0 + 1) / 7, 2)


def test_everything_there_is_complete() -> None:
    sources = [source(url="https://x.org/a", institution="IBM", year=2020)] * 3
    found = measure_completeness(sources, [fact(definitional=1.0)] * 3, events=(), backed=(True, True), is_entity=True)
    assert found.value == 1.0


def test_shares_count_as_shares() -> None:
    sources = [source(url="https://x.org/a"), source(institution="IBM"), source()]
    found = measure_completeness(sources, [], events=(), backed=(True, False, False, False), is_entity=False)
    assert found.slots["sources_located"] == found.slots["sources_with_institution"] == 0.3333
    assert found.slots["attributes_backed"] == 0.25
    assert found.slots["encyclopedia_is_entity"] == found.slots["definition"] == 0.0
