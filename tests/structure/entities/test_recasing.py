"""Texts in one case are read as prose would write them; prose stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import find_mentions
from extractor.knowledge import default_knowledge
from extractor.structure.entities.recasing import recase_words

KNOWLEDGE = default_knowledge()

CASES = {
    "norwick": "r0",
    "voltara": "r0f",
    "opens": "r4f",
    "cheap": "r4",
    "ferries": "r4f",
    "drive": "r4",
    "the": "r4f",
    "new": "r2",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("voltara opens the ferries of norwick", "Voltara opens the ferries of Norwick"),
        ("VOLTARA OPENS THE NEW FERRIES", "Voltara opens the new ferries"),
        ("Voltara Opens The Cheap Ferries", "Voltara opens the cheap ferries"),
        ("Voltara IBM Opens Cheap Ferries", "Voltara IBM opens cheap ferries"),
    ],
)
def test_a_text_in_one_case_is_written_as_prose(text, expected):
    assert list(recase_words(text.split(), CASES)) == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "Voltara opens cheap ferries in Norwick.",
        "Mara Lindqvist",
        "IBM",
        "Norwick Ferries",
        "iPhone opens",
        "WHO NEW",
        "12 %",
        "",
    ],
)
def test_prose_and_short_names_stay_as_they_are(text):
    words = text.split()

    assert list(recase_words(words, CASES)) == words


@given(st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_recasing_keeps_the_number_of_words_and_their_letters(words):
    recased = recase_words(words, CASES)

    assert [word.lower() for word in recased] == [word.lower() for word in words] or any(not word.isascii() for word in words)
    assert len(recased) == len(words)


def test_names_are_found_in_capitals_and_in_small_letters():
    loud, low = find_mentions(
        ["MICROSOFT OPENS AN OFFICE IN GERMANY", "microsoft opens an office in germany"], knowledge=KNOWLEDGE
    )

    assert {(mention.text.lower(), mention.coarse) for mention in loud} >= {("microsoft", "ORG"), ("germany", "LOC")}
    assert ("germany", "LOC") in {(mention.text, mention.coarse) for mention in low}
