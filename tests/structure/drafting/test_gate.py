"""The gate lets another wording pass, and nothing that says more or less."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.drafting.gate import find_fault

KNOWLEDGE = default_knowledge()

STATED = "Gartner asserts that 40 tide mills were not rebuilt after 1778, and that Eling may close its mill."


@pytest.mark.parametrize(
    "drafted",
    [
        STATED,
        "Gartner asserts that after 1778, 40 tide mills were not rebuilt, and that Eling may close its mill.",
        "After 1778, Gartner asserts, 40 tide mills were not rebuilt, and Eling may close its mill.",
    ],
)
def test_the_same_in_other_words_passes(drafted: str) -> None:
    assert find_fault(drafted, STATED, knowledge=KNOWLEDGE) == ""


@pytest.mark.parametrize(
    ("drafted", "fault"),
    [
        (STATED.replace("40", "50"), "other figures"),
        (STATED.replace(" after 1778", ""), "other figures"),
        (STATED.replace("Gartner asserts that ", ""), "other names"),
        (STATED.replace("Eling", "Woodbridge"), "other names"),
        (STATED.replace("not ", ""), "another polarity or modality"),
        (STATED.replace("may", "will"), "another polarity or modality"),
        (STATED.replace("tide mills", "famous heritage monuments"), "words that the evidence does not hold"),
        ("Gartner asserts 40 were not 1778 Eling may.", "too little of the evidence"),
        (f"{STATED} It was a scandal.", "more than one plain sentence"),
        (STATED.replace("Eling", "[Eling](https://evil.example)"), "markup or words that the schema refuses"),
        (STATED.replace("mills", "mills todo"), "markup or words that the schema refuses"),
        ("", "no sentence of 10 to 300 characters"),
        (STATED.rstrip("."), "no sentence of 10 to 300 characters"),
    ],
)
def test_what_says_more_or_less_is_refused_with_the_reason(drafted: str, fault: str) -> None:
    assert find_fault(drafted, STATED, knowledge=KNOWLEDGE) == fault


@pytest.mark.parametrize("lost", ["niet ", "zonder "])
def test_a_dutch_negation_may_not_be_lost(lost: str) -> None:
    stated = "De molens van Zandhoek werden na 1778 niet herbouwd en draaien zonder wind door."
    assert find_fault(stated, stated, knowledge=KNOWLEDGE) == ""
    assert find_fault(stated.replace(lost, ""), stated, knowledge=KNOWLEDGE) == "another polarity or modality"


def test_a_shortened_negation_and_a_former_state_count() -> None:
    stated = "The former mill doesn't turn in winter because the pond of Eling freezes."
    assert find_fault(stated, stated, knowledge=KNOWLEDGE) == ""
    for other in ("The former mill does turn in winter because the pond of Eling freezes.", stated.replace("former ", "")):
        assert find_fault(other, stated, knowledge=KNOWLEDGE) == "another polarity or modality"
