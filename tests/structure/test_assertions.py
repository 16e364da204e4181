"""Names that a subject has only one of, and credits, read as the language of the page writes them."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.assertions import load_traits
from extractor.structure.bylines import find_credits_end

KNOWLEDGE = default_knowledge()


def test_a_page_is_read_by_english_and_by_its_own_language_only() -> None:
    english = load_traits(KNOWLEDGE, "en")
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
