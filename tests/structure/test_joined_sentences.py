"""Sentences that lost the blank between them, abbreviations that end none, headings that were flattened into the line."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.sentences import split_sentences

KNOWLEDGE = default_knowledge()


def cut(text: str, *titles: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, titles=titles, knowledge=KNOWLEDGE)]


@pytest.mark.parametrize(
    "text",
    [
        "It builds turbines for streams.|The company was founded by Moen.|In 2019, it sold forty.",
        "The yard closed in 1957.|Many left the town.",
        "Did it burn?|The record does not say.",
        "It makes wheels (and sails).|The wheels are of oak.",
    ],
)
def test_sentences_without_a_blank_between_them_are_parted(text: str) -> None:
    assert cut(text.replace("|", "")) == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "Its software runs on Node.js 2.1 and is sold at norvane.no to three U.S. ports.",
        "It imports java.util.List and System.Text of the library.",
        "It had debts of NOK 1.2 bn. at the end of 2020.",
        "Its office in Augusta, Me. sold 40 turbines incl. moorings to Esbjerg.",
        "Der SV St. Ansgar von 1911 e. V. ist ein Sportverein aus Norderhafen.",
        "Er nutzt z. B. den Kai der Fischer.",
        "De molen had o.a. twee wielen, d.w.z. een voor elk getij.",
    ],
)
def test_a_full_stop_inside_a_name_or_behind_an_abbreviation_parts_nothing(text: str) -> None:
    assert cut(text) == [text]


def test_a_plain_heading_of_one_word_ends_before_the_name_or_the_word_that_opens_the_sentence() -> None:
    text = "## History Norvane was founded by Moen. ## Growth In 2019 Norvane sold forty turbines."
    assert cut(text, "Norvane at ten") == [
        "History",
        "Norvane was founded by Moen.",
        "Growth",
        "In 2019 Norvane sold forty turbines.",
    ]
