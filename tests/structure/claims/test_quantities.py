"""Figures of a text, whatever their notation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.structure.claims.quantities import Quantity, agree, find_quantities
from tests.structure.claims.claims_maker import KNOWLEDGE


def read(words: str, language: str = "en") -> tuple[Quantity, ...]:
    return find_quantities(words, language=language, knowledge=KNOWLEDGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("42.195 km", "26.2 miles"),
        ("2:00:35", "2 hours and 35 seconds"),
        ("1.2 million kroner", "1,200,000 kroner"),
        ("one in four", "25 %"),
        ("a quarter", "25 percent"),
        ("5:12 p.m.", "17:12"),
        ("23 °F", "-5 °C"),
        ("6 ft 2 in", "1.88 m"),
        ("half a million", "500,000"),
        ("two thousand four hundred", "2,400"),
        ("more than 2,400", "2,431"),
        ("€3bn", "3 billion euros"),
        ("about 90,000 km", "90,400 km"),
        ("10 to 12 km", "11 km"),
        ("three weeks", "21 days"),
    ],
)
def test_the_same_amount_agrees_in_every_notation(one: str, other: str) -> None:
    (mine,), (theirs,) = read(one), read(other)
    assert agree(mine, theirs)
    assert agree(theirs, mine)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12,583", "13,347"),
        ("42 km", "42 miles"),
        ("5 %", "5 km"),
        ("$4 million", "4 million euros"),
        ("3 °C", "5 °C"),
        ("1979", "1980"),
    ],
)
def test_other_amounts_do_not(one: str, other: str) -> None:
    (mine,), (theirs,) = read(one), read(other)
    assert not agree(mine, theirs)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "7.412", "7412"),
        ("de", "38,5 km²", "38,5 Quadratkilometer"),
        ("de", "412 m", "412 Meter"),
        ("de", "zwei Millionen", "2 Mio."),
        ("fr", "48 millions d'euros", "48 M€"),
        ("fr", "1 500 °C", "1500 degrés"),
        ("es", "310.000", "310 mil"),
        ("nl", "17.500", "17,5 duizend"),
    ],
)
def test_figures_are_read_as_the_language_writes_them(language: str, one: str, other: str) -> None:
    (mine,), (theirs,) = read(one, language), read(other, language)
    assert agree(mine, theirs)


@pytest.mark.parametrize("words", ["3D print", "the 21st century", "C and C++", "an apple", "v1"])
def test_what_is_no_amount_is_none(words: str) -> None:
    assert read(words) == ()


@given(st.text(max_size=200))
def test_any_text_gives_figures_inside_it_in_order(words: str) -> None:
    found = read(words)
    assert all(0 <= each.start < each.end <= len(words) for each in found)
    assert list(found) == sorted(found)
    assert all(one.end <= other.start for one, other in pairwise(found))
