"""Values of one measure that cannot all be right."""

from __future__ import annotations

import pytest

from extractor.structure.claims import find_conflicts
from tests.structure.claims.claims_maker import attribute, index


def conflicts(*sentences: str, title: str = "Norvane", language: str = "en", **record: str) -> list[list[str]]:
    """Give the words that tell each position of each conflict."""
    attributes = [attribute(key, value) for key, value in record.items()]
    found = find_conflicts(index(*sentences, title=title, language=language), attributes)
    return [
        [each.sentence.text.text if each.sentence else each.attribute.value.text if each.attribute else "" for each in told]
        for told in found
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norvane was founded in 2009.", "Norvane, a maker of turbines in Bergen, was founded in 2011."),
        ("Norvane has a population of 13,347.", "The population of Norvane was 12,583 in 2023."),
        ("The fall of Norvane killed about 610 people.", "It is said that 285 deaths followed; Norvane caused 285 deaths."),
        ("Norvane died on 3 May 1843.", "Norvane died in 1844."),
        ("Norvane is 34 metres high.", "The height of Norvane is 41 m."),
    ],
)
def test_two_values_of_one_measure_in_two_sources_are_a_conflict(one: str, other: str) -> None:
    assert conflicts(one, other) == [[one, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norvane had 12,583 inhabitants in 2003.", "Norvane had 13,347 inhabitants in 2023."),
        ("Norvane employs about 300 people as staff.", "Norvane has 310 employees."),
        ("Norvane was founded in March 2009.", "Norvane was founded in 2009."),
        ("Norvane is 112 feet high.", "Norvane is 34 m high."),
        ("Norvane was founded in 2009.", "Its rival Brekke was founded in 2011."),
        ("Norvane grew from 200 employees to 310 employees.", "Norvane has 310 employees."),
        ("The urban population of Norvane is 9,000.", "The population of Norvane is 13,347."),
        ("Norvane might reach 400 employees.", "Norvane has 310 employees."),
    ],
)
def test_other_times_roundings_units_scopes_and_subjects_are_none(one: str, other: str) -> None:
    assert conflicts(one, other) == []


def test_the_record_is_a_side_too() -> None:
    sentence = "Norvane, who was born in Abuja in 1980, leads the group."
    assert conflicts(sentence, Born="1979 in Lagos") == [["1979 in Lagos", sentence]]


def test_all_positions_are_told() -> None:
    sentences = ("Norvane killed about 610 people.", "Norvane caused 285 deaths.")
    assert conflicts(*sentences, Deaths="more than 2,400") == [["more than 2,400", *sentences]]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Norvane wurde 2009 gegründet.", "Norvane wurde im Jahr 2011 gegründet."),
        ("fr", "Norvane a été fondée en 2009.", "Norvane a été créée en 2011."),
        ("es", "Norvane fue fundada en 2009.", "Norvane se fundó; la fundación de Norvane fue en 2011."),
        ("nl", "Norvane werd in 2009 opgericht.", "Norvane is opgericht in 2011."),
    ],
)
def test_conflicts_are_found_in_other_languages(language: str, one: str, other: str) -> None:
    assert conflicts(one, other, language=language) == [[one, other]]
