"""Furniture without a full stop that stands in the line before a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.structure.sentences import split_sentences

KNOWLEDGE = default_knowledge()

FURNITURE = (
    "Subscribe",
    "Table of contents",
    "5 min read",
    "Photo: Getty Images",
    "Photo by Ada Holloway on Unsplash",
    "By Adam Holloway, Staff Writer",
    "Jump to navigation Jump to search",
    "Related topics: rivers, tidal power, milling",
    "Read more: 10 things you did not know",
    "Share this article on Facebook, X and LinkedIn",
    "Skip to main content",
)
CLAUSES = (
    "Harbor documentation describes nine tide mills.",
    "The mill grinds corn at low water.",
    "For millers who grind corn, the tide should be watched.",
    "NASA reported that the tide rises.",
)


def split(text: str, *titles: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, titles=titles, knowledge=KNOWLEDGE)]


@given(st.lists(st.sampled_from(FURNITURE), min_size=1, max_size=4), st.sampled_from(CLAUSES))
def test_what_stays_is_the_clause_and_what_is_cut_the_furniture(furniture: list[str], clause: str) -> None:
    *cut, sentence = split(" ".join((*furniture, clause)))
    assert sentence == clause
    assert " ".join(cut) == " ".join(furniture)


@pytest.mark.parametrize(
    "sentence",
    [
        "10 things that Harbor Trust announced were new in 2020.",
        "Table of contents generators produce lists of headings.",
        "Topics: history and culture of Rome are taught there now.",
        "Adam Holloway, Editor of the Times, said that mills are old.",
        "By Adam Holloway, Editor of The Times, the mill was named.",
        "Source: Reuters reported that the mill had burnt.",
        "Photo: Getty Images is an agency that sells pictures.",
        "Read more Harbor articles to see what is new there.",
        "Subscribe to Harbor News and the mill sends a letter.",
        "5 min read times are shown above the text.",
    ],
)
def test_a_sentence_keeps_a_beginning_that_only_resembles_furniture(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_furniture_without_a_clause_behind_it_stays_whole() -> None:
    assert split("Subscribe Harbor Mills Newsletter.") == ["Subscribe Harbor Mills Newsletter."]


def test_a_title_that_begins_like_furniture_is_a_name() -> None:
    sentence = "Subscribe Star is a platform that pays writers."
    assert split(sentence, "Subscribe Star") == [sentence]
