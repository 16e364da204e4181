"""Whether a sentence names whom a claim names."""

from __future__ import annotations

import pytest

from extractor.structure.claims.names import find_name
from tests.structure.claims.claims_maker import reader


@pytest.mark.parametrize(
    ("name", "sentence", "held"),
    [
        ("Ida Solem", "Ida Solem of Moss won the race.", True),
        ("Ida Solem", "The race was won by Solem in June.", True),
        ("Ida Solem", "Solem, Ida: winner of the race.", True),
        ("Ida Solem", "Her brother Jan Solem won the race.", False),
        ("Norwegian", "It was built in Norway.", True),
        ("Dutch", "It was built in the Netherlands.", True),
        ("Dalvanian Port Commission", "Dalvania's Port Commission imposed it.", True),
        ("Dalvanian Port Commission", "The DPC imposed it.", True),
        ("Stavern", "It was built in Stavanger.", False),
        ("Kari Moen", "It was built by Ada Brock.", False),
    ],
)
def test_a_name_is_known_in_full_by_surname_by_initials_in_another_order_and_by_its_people(
    name: str, sentence: str, *, held: bool
) -> None:
    read = reader("Norvane")
    (wanted,) = read.read(f"of {name}").names
    found = find_name(wanted, read.read(sentence).words, demonyms=read.demonyms)
    assert (found >= 0.9) is held
