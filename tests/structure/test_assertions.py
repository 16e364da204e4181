"""Values that a subject has only one of, read as the language of the page writes them."""

from __future__ import annotations

import re

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.assertions import Assertion, differ, load_traits
from extractor.structure.bylines import find_credits_end

KNOWLEDGE = default_knowledge()


def read(language: str, text: str) -> Assertion:
    """Read a population by the traits of a language's own."""
    trait = [trait for trait in load_traits(KNOWLEDGE, language) if trait.name == "population"][-1]
    match = re.search(trait.value, text)
    assert match is not None
    return Assertion(trait, match.group())


@pytest.mark.parametrize(
    ("language", "one", "other", "apart"),
    [
        ("en", "17,500", "17.5 thousand", False),
        ("en", "17,500", "1.75 million", True),
        ("nl", "17.500", "17,5 duizend", False),
        ("nl", "17.500", "1,75 miljoen", True),
    ],
)
def test_a_figure_is_what_its_language_means_by_it(language: str, one: str, other: str, *, apart: bool) -> None:
    assert differ(read(language, one), read(language, other)) is apart


def test_a_page_is_read_by_english_and_by_its_own_language_only() -> None:
    english = load_traits(KNOWLEDGE, "en")
    assert load_traits(KNOWLEDGE, "de") == english
    assert load_traits(KNOWLEDGE, "nl")[: len(english)] == english
    assert "oprichter" in {key for trait in load_traits(KNOWLEDGE, "nl") for key in trait.keys}


@pytest.mark.parametrize(
    "credit",
    [
        "By Adam Holloway Updated June 28, 2024 ",
        "Door Jan de Vries Bijgewerkt op 28 juni 2024 ",
        "Door Jan Vermeulen Bijgewerkt op 28 juni 2024 ",
        "Laatst gecontroleerd: 3 mei 2021 om 10:15 ",
        "6 dagen geleden ",
    ],
)
def test_credits_end_where_the_sentence_begins_in_english_and_in_dutch(credit: str) -> None:
    text = f"{credit}Een getijdenmolen draait op de kracht van eb en vloed."
    found = find_credits_end(text, 0, len(text), knowledge=KNOWLEDGE)
    assert found == len(credit)
