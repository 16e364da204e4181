"""Rules that put right what pipelines do badly, on mentions as a pipeline might give them."""

from __future__ import annotations

import time

import pytest

from extractor.knowledge import default_knowledge
from extractor.spans import Span
from extractor.structure.entities.corrections import correct_mentions
from extractor.structure.entities.rules import make_mention

KNOWLEDGE = default_knowledge()

PASSAGE = " The tide rose and fell and nobody saw it, for the harbour was empty that year." * 6


def correct(text, *names):
    mentions, at = [], 0
    for words, label in names:
        start = text.index(words, at)
        at = start + len(words)
        mentions.append(make_mention(text, Span(start, at), label, "model", knowledge=KNOWLEDGE))
    return [(mention.text, mention.label) for mention in correct_mentions(text, mentions, knowledge=KNOWLEDGE)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Mr. Askvoll left.", [("Mr. Askvoll", "MISC")], [("Askvoll", "PERSON")]),
        ("Dr Lindqvist left.", [("Dr Lindqvist", "PERSON")], [("Lindqvist", "PERSON")]),
        ("Ships of the Bay of Norwick.", [("the Bay of Norwick", "LOC")], [("Bay of Norwick", "LOC")]),
        ("Drawn by the Norwegian.", [("Norwegian", "LOC")], [("Norwegian", "NORP")]),
        ("Buddhists left.", [("Buddhists", "ORG")], [("Buddhists", "NORP")]),
        ("Ships left Portugal.", [("Portugal", "PERSON")], [("Portugal", "GPE")]),
        (
            "Mara Askvoll and Askvoll.",
            [("Mara Askvoll", "PERSON"), ("Askvoll", "LOC")],
            [("Mara Askvoll", "PERSON"), ("Askvoll", "PERSON")],
        ),
        ("Askvoll University opened.", [("Askvoll University", "PERSON")], [("Askvoll University", "ORG")]),
        ("___ left.", [("___", "PERSON")], []),
        ("Thanks to Voltara Tide, Inc. for it.", [], [("Voltara Tide, Inc.", "ORG")]),
        ("Heather,", [], [("Heather", "PERSON")]),
        ("The Norwick Tide Board (NTB) met.", [("Norwick Tide Board", "ORG")], [("Norwick Tide Board", "ORG"), ("NTB", "ORG")]),
        (
            "Voltara's CEO Mara Askvoll left.",
            [("Voltara", "PERSON"), ("Mara Askvoll", "LOC")],
            [("Voltara", "ORG"), ("Mara Askvoll", "PERSON")],
        ),
        (
            "Voltara co-founder and chief executive Askvoll left.",
            [("Voltara", "MISC"), ("Askvoll", "LOC")],
            [("Voltara", "ORG"), ("Askvoll", "PERSON")],
        ),
    ],
)
def test_corrections(text, names, expected):
    assert correct(text, *names) == expected


def test_an_encyclopedic_passage_keeps_its_articles_and_the_class_of_its_peoples():
    found = correct(
        "Ships of the Bay of Norwick saw the Norwegian." + PASSAGE, ("the Bay of Norwick", "LOC"), ("Norwegian", "LOC")
    )

    assert found == [("the Bay of Norwick", "LOC"), ("Norwegian", "LOC")]


@pytest.mark.timing
@pytest.mark.parametrize("text", ["A.A" * 100_000, "Aa Bb, " * 50_000, "Inc " * 80_000, "A" * 300_000 + " Inc."])
def test_hostile_texts_take_linear_time(text):
    started = time.process_time()

    correct_mentions(text, [], knowledge=KNOWLEDGE)

    assert time.process_time() - started < 5
