"""What can never be a fact."""

from __future__ import annotations

from collections import Counter

import pytest

from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.structure.facts.candidates import Candidate, Topic
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.facts.refusals import find_refusal
from extractor.structure.wording import plain_words
from extractor.types import Text

KNOWLEDGE = default_knowledge()

TOPIC = Topic(
    "Tide mill", frozenset(), frozenset(), (), Counter(), ("Tide mill", "Tide mills of the coast"), frozenset({"dbt"})
)


def refuse(sentence: str, *, first: bool = False, glued: bool = False) -> str:
    candidate = Candidate(
        0, Text(0, len(sentence), sentence), stem_words(sentence, knowledge=KNOWLEDGE), None, first=first, glued=glued
    )
    return find_refusal(candidate, plain_words(sentence), TOPIC, default_config().facts, knowledge=KNOWLEDGE)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("What is a tide mill?", "a question"),
        ("Tide mills are back!", "an exclamation"),
        ("Tide mills are found along the", "cut off"),
        ("A tide mill is described in arXiv:1910.", "cut off"),
        ("Learn all about tide mills in the guide.", "a command"),
        ("To begin, open the settings and pick a mill.", "a command"),
        ("Share the page with others on the team.", "a command"),
        ("We have run tide mills since 1990.", "first or second person"),
        ("Tide mills make your life easier in many ways.", "first or second person"),
        ("“We love the mill,” said Jane Reed of Dunmore.", "first or second person"),
        ("It also grinds wheat in the autumn.", "it depends"),
        ("This makes the mill slower in winter.", "it depends"),
        ("Both are driven by the water of the bay.", "it depends"),
        ("The latter is driven by the wind alone.", "it depends"),
        ("In 1835 she married the owner of the mill.", "it depends"),
        ("On 5 May 1998 it was closed by the county.", "it depends"),
        ("The new approach was taken up in 1980.", "it depends"),
        ("Mary Reed won the county prize in 1958 for this work.", "it depends"),
        ("In this case the pond stays empty for days.", "it depends"),
        ("The revolutionary tide mill beats all others.", "promotion"),
        ("The tide mill is a fascinating piece of technology.", "nothing to check"),
        ("Tide mills have become increasingly popular in recent years.", "nothing to check"),
        ("Tide mills should be rebuilt along the coast.", "modal prose"),
        ("A tide mill could power a hundred homes one day.", "modal prose"),
        ("Skip to main content and see the mill.", "page furniture"),
        ("Copyright 2023 Example Press and the mill is old.", "page furniture"),
        ("Unfortunately, the mill is a listed building.", "an opinion"),
        ("Home | Mills | The mill is a listed building.", "markup"),
        ("A complete overview of old watermill technology.", "a fragment"),
        ("The mill (built in 1780 is a listed building.", "a bracket or quotation is cut off"),
        ("Too short.", "a fragment"),
    ],
)
def test_it_is_refused_with_the_reason(sentence: str, reason: str) -> None:
    assert refuse(sentence).startswith(reason)


@pytest.mark.parametrize(
    "sentence",
    [
        "A tide mill is a water mill driven by the rise and fall of the tide.",
        "RFC 9700 says public clients must use PKCE to prevent code injection.",
        "World War I closed nine of the twelve mills on the coast.",
        "Our World in Data reports that tidal power grew by 3% in 2021.",
        "Gartner calls it “the trend that we all waited for” in a report of 2021.",
        "Read Replicas are copies of a database that answer queries.",
        "The immune system defends the body against pathogens.",
        "In 1835 Jane Reed said she would sell the mill.",
        "The HTTP method is part of every request line.",
        "Search engines such as Bing use this index.",
        "Gartner calls the tide mill one of the quietest machines of this decade.",
        "The flood of 1906 closed nine mills, according to a report of that year.",
    ],
)
def test_it_is_no_reason_to_refuse(sentence: str) -> None:
    assert refuse(sentence, first=True) == ""


def test_a_small_first_letter_is_a_cut_unless_it_is_a_name_or_follows_a_sentence() -> None:
    assert refuse("and then the mill was rebuilt by Reed.", first=True).startswith("cut off")
    assert refuse("dbt builds tables from queries that teams write.", first=True) == ""
    assert refuse("nftables replaces the older packet filter of Linux.") == ""


def test_a_heading_that_may_be_glued_on_is_refused() -> None:
    assert refuse("Old Mills Were Fine the mill is a listed building.", glued=True) == "a heading may be glued to it"
    assert refuse("Tide mills of the coast Reed built nine mills.") == "a heading may be glued to it"


def test_length_limits_are_those_of_the_configuration() -> None:
    assert refuse(f"The mill {'very ' * 60}slowly turns.") == "longer than 300 characters"
    assert refuse("A mill.") == "shorter than 10 characters"


@pytest.mark.parametrize("sentence", ["The contract runs when predetermined terms and conditions are met."])
def test_words_of_a_frame_in_their_own_sense_are_no_furniture(sentence: str) -> None:
    assert not refuse(sentence)
