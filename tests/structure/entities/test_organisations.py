from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.structure.entities import looks_like_organisation

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize(
    "tail",
    [
        "IBM",
        "TechTarget",
        "University of Norwick",
        "Norwick Business Review",
        "voltara.com",
        "Voltara Ltd",
        "World Tide Forum (WTF)",
    ],
)
def test_names_built_like_organisations_are_taken(tail):
    assert looks_like_organisation(tail, knowledge=KNOWLEDGE)


@pytest.mark.parametrize(
    "tail",
    ["Overview", "a glimpse into the future", "Opportunities and Challenges", "Part 2", "FAQ", "What is it?", "", "2024"],
)
def test_other_tails_of_titles_are_not(tail):
    assert not looks_like_organisation(tail, knowledge=KNOWLEDGE)


def test_a_lone_capitalised_word_that_no_list_knows_is_left_to_the_pipeline():
    assert not looks_like_organisation("Voltara", knowledge=KNOWLEDGE)


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text):
    assert looks_like_organisation(text, knowledge=KNOWLEDGE) in {True, False}
