"""Claims of the record beside the sentences of the sources."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.backing import back_attribute, back_claim, cut_clauses
from extractor.structure.evidence import EvidenceIndex, Sentence, list_names, list_numbers
from extractor.structure.facts.lexicon import stem_words
from extractor.types import Attribute, Text

KNOWLEDGE = default_knowledge()


def text(words: str) -> Text:
    return Text(0, len(words), words)


def index(*sentences: str) -> EvidenceIndex:
    return EvidenceIndex(
        [Sentence(at, text(words), stem_words(words, knowledge=KNOWLEDGE)) for at, words in enumerate(sentences)]
    )


MILL = "The tide mill at Eling was rebuilt in 1778 and ground wheat for 25 bakeries."


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("The tide mill at Eling was rebuilt in 1778", "backed"),
        ("rebuilt in 1778, the mill ground wheat", "backed"),
        ("The tide mill at Eling was rebuilt in 1790", "contradicted"),
        ("The tide mill at Woodbridge was rebuilt in 1778", "unclear"),
        ("The mill ground wheat for 40 bakeries", "contradicted"),
        ("The mill burned down", "unbacked"),
    ],
)
def test_a_claim_needs_its_words_figures_and_names_in_one_sentence(claim: str, status: str) -> None:
    assert back_claim(text(claim), index(MILL), knowledge=KNOWLEDGE).status == status


def test_a_backed_claim_shows_the_sentence() -> None:
    (sentence,) = back_claim(text("rebuilt in 1778"), index("Nothing of the kind.", MILL), knowledge=KNOWLEDGE).evidence
    assert (sentence.source, sentence.text.text) == (1, MILL)


def test_a_value_is_judged_clause_by_clause_and_two_thirds_are_enough() -> None:
    attribute = Attribute(text("Uses"), text("ground wheat, rebuilt in 1778, and powered a loom"))
    backing = back_attribute(attribute, index(MILL), knowledge=KNOWLEDGE)
    assert [clause.status for clause in backing.clauses] == ["backed", "backed", "unbacked"]
    assert backing.is_backed


def test_one_word_counts_only_with_the_words_of_its_key() -> None:
    assert not back_attribute(Attribute(text("Owner"), text("Eling")), index(MILL), knowledge=KNOWLEDGE).is_backed
    assert back_attribute(Attribute(text("Mill"), text("Eling")), index(MILL), knowledge=KNOWLEDGE).is_backed


def test_clauses_are_cut_outside_brackets_and_not_inside_dates() -> None:
    value = text("April 18, 1906, in brackets (one, two), and a powered loom")
    assert [clause.text for clause in cut_clauses(value, knowledge=KNOWLEDGE)] == [
        "April 18, 1906",
        "in brackets (one, two)",
        "a powered loom",
    ]


def test_figures_and_names_are_read_as_they_are_written() -> None:
    assert list_numbers("1,250 mills in 1906, 2.5 each") == {"1250", "1906", "2.5"}
    assert list_names("The mill at Eling's creek by ABB") == {"Eling", "ABB"}
