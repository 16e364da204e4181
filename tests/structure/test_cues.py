"""Cues: the words beside them are such that every match holds one, so that the quick look never hides a match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.structure.assertions import load_traits
from extractor.structure.cues import Cues, read_cues

KNOWLEDGE = default_knowledge()

_CHARACTERS = st.characters(codec="ascii") | st.just("©")


def _list_cues() -> Iterator[tuple[str, Cues]]:
    disputes = KNOWLEDGE.gather(lambda language: language.disputes)
    yield "furniture", read_cues(KNOWLEDGE.languages["en"].ranking.furniture_patterns)
    yield "open questions", read_cues(disputes.open_questions)
    yield from (
        (f"{axis.name} {n}", read_cues(pole)) for axis in disputes.opposites for n, pole in enumerate((axis.for_, axis.against))
    )
    yield from ((trait.name, trait.cues) for trait in load_traits(KNOWLEDGE))


@cache
def _write_matches(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, alphabet=_CHARACTERS)


_CUES = dict(_list_cues())


@pytest.mark.parametrize("name", _CUES)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_match_of_a_cue_holds_one_of_its_words(name: str, data: st.DataObject) -> None:
    cues = _CUES[name]
    pattern = data.draw(st.sampled_from(cues.patterns))
    text = data.draw(_write_matches(pattern))
    assert cues.may_match(text.casefold())
    assert cues.search(text) is not None


def test_a_text_without_the_words_holds_no_match() -> None:
    cues = Cues((re.compile(r"\bopen to debate\b"),), ("open to",))
    assert cues.search("The matter is open to debate.") is not None
    assert cues.search("The matter is settled.") is None
