from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.entities import is_same_entity, match_wikipedia
from tests.structure.sections_maker import make_sections

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize(
    ("title", "wikipedia", "rule"),
    [
        ("Voltara", ("Voltara", "Voltara is a maker of turbines."), "title"),
        ("Voltara", ("Voltara, Inc.", "Voltara, Inc. is a maker of turbines."), "title"),
        ("Tidal turbines", ("Tidal turbine", "A tidal turbine is a machine."), "title"),
        ("Mercury", ("Mercury (element)", "Mercury is a metal."), "title"),
        ("NTI", ("Norwick Tidal Institute", "The Norwick Tidal Institute is a school."), "acronym"),
        ("Blue Wheel", ("Voltara", "Voltara (formerly Blue Wheel) is a maker of turbines."), "alias"),
        ("Ola Berg", ("O. B. Nilsen", "Ola Berg Nilsen, also known as Ola Berg, was a poet."), "alias"),
    ],
)
def test_the_extract_is_about_the_entity(title, wikipedia, rule):
    match = match_wikipedia(make_sections(title, wikipedia=wikipedia), knowledge=KNOWLEDGE)

    assert (match.same, match.rule) == (True, rule)
    assert match.evidence


@pytest.mark.parametrize(
    ("title", "wikipedia", "rule"),
    [
        ("Democratized tides", ("Voltara", "Voltara, Inc. is a maker of turbines."), "other-title"),
        ("Voltara Five", ("Voltara", "Voltara is a maker of turbines."), "other-title"),
        ("Norwick", ("Norwick Tidal Institute", "The Norwick Tidal Institute is a school in Norwick."), "other-title"),
        ("Voltara", None, "no-wikipedia"),
    ],
)
def test_the_extract_is_about_something_else(title, wikipedia, rule):
    match = match_wikipedia(make_sections(title, wikipedia=wikipedia), knowledge=KNOWLEDGE)

    assert (match.same, match.rule) == (False, rule)


def test_the_short_answer_agrees_with_the_long_one():
    sections = make_sections("Voltara", wikipedia=("Voltara", "Voltara is a maker of turbines."))

    assert is_same_entity(sections, knowledge=KNOWLEDGE) is match_wikipedia(sections, knowledge=KNOWLEDGE).same is True
