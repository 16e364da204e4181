"""The rules on top, on mentions as a pipeline might give them."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.spans import Span
from extractor.structure.entities.refining import refine_mentions
from extractor.structure.entities.rules import make_mention

KNOWLEDGE = default_knowledge()


def refine(text, *names):
    """Refine names given as ``(words, label)``, each at its first place after the one before."""
    mentions, at = [], 0
    for words, label in names:
        start = text.index(words, at)
        at = start + len(words)
        mentions.append(make_mention(text, Span(start, at), label, "model", knowledge=KNOWLEDGE))
    return [(mention.text, mention.label) for mention in refine_mentions(text, mentions, knowledge=KNOWLEDGE)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("IBM's X1 Model won.", [("IBM's X1 Model", "MISC")], [("IBM", "ORG"), ("X1 Model", "PRODUCT")]),
        ("Voltara Group, Inc. won.", [("Voltara Group", "MISC")], [("Voltara Group, Inc.", "ORG")]),
        ("Voltara Global, LLC won.", [("Voltara Global", "MISC"), ("LLC", "ORG")], [("Voltara Global, LLC", "ORG")]),
        ("LLC is a form.", [("LLC", "ORG")], []),
        ("Mary Holt AI puts tools to work.", [("Mary Holt AI", "ORG")], [("Mary Holt", "PERSON")]),
        ("Quill 3.5 won.", [("Quill 3.5", "PERSON")], [("Quill 3.5", "PRODUCT")]),
        ("Microsoft won.", [("Microsoft", "PERSON")], [("Microsoft", "ORG")]),
        ("Overview\nNorwick lies at sea.", [("Overview\nNorwick", "MISC")], []),
        ("Voltara # Tides rise.", [("Voltara # Tides", "ORG")], []),
        ("She studied machine learning.", [("machine learning", "LOC")], [("machine learning", "MISC")]),
        ("Paris is in France.", [("Paris", "LOC"), ("France", "LOC")], [("Paris", "GPE"), ("France", "GPE")]),
        ("The Norwegian left.", [("Norwegian", "LOC")], [("Norwegian", "NORP")]),
        ("Then IBM left.", [], [("IBM", "ORG")]),
        ("Norwick " * 40, [("Norwick " * 39 + "Norwick", "LOC")], []),
    ],
)
def test_repairs(text, names, expected):
    assert refine(text, *names) == expected


def test_one_spelling_has_one_label_in_a_text():
    text = "Askvoll rose. Askvoll fell. Askvoll rose."

    assert {label for _, label in refine(text, ("Askvoll", "ORG"), ("Askvoll", "PERSON"), ("Askvoll", "ORG"))} == {"ORG"}


def test_a_nationality_in_an_encyclopedic_passage_keeps_the_coarse_class_of_the_pipeline():
    text = "The Norwegian left." + " The tide rose and fell and nobody saw it, for the harbour was empty that year." * 6
    [place] = refine_mentions(text, [make_mention(text, Span(4, 13), "LOC", "model", knowledge=KNOWLEDGE)], knowledge=KNOWLEDGE)
    [other] = refine_mentions(
        text, [make_mention(text, Span(4, 13), "MISC", "model", knowledge=KNOWLEDGE)], knowledge=KNOWLEDGE
    )

    assert (place.label, place.coarse) == ("NORP", "LOC")
    assert (other.label, other.coarse) == ("NORP", "MISC")
