"""The index of evidence: the nearest sentences of a page, in time that grows with the page and no faster."""

from __future__ import annotations

from time import process_time

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.evidence import EvidenceIndex, Sentence
from extractor.structure.facts.lexicon import stem_words
from extractor.types import Text

KNOWLEDGE = default_knowledge()


def index_sentences(*sentences: str) -> EvidenceIndex:
    return EvidenceIndex(
        [Sentence(0, Text(0, len(words), words), stem_words(words, knowledge=KNOWLEDGE)) for words in sentences]
    )


def test_sentences_that_share_most_words_come_first_and_ties_in_reading_order() -> None:
    evidence = index_sentences(
        "The mill has a wheel.", "The mill grinds wheat.", "A wheel of the mill grinds oats.", "Rain fell."
    )
    found = evidence.find(stem_words("the mill grinds", knowledge=KNOWLEDGE))
    assert [sentence.text.text for sentence in found] == [
        "The mill grinds wheat.",
        "A wheel of the mill grinds oats.",
        "The mill has a wheel.",
    ]


def test_a_rare_word_finds_its_sentence_among_thousands_that_share_the_common_ones() -> None:
    common = [f"The tide mill grinds wheat in year {number}." for number in range(9000)]
    evidence = index_sentences(*common, "The tide mill grinds saffron.")
    assert (
        next(evidence.find(stem_words("tide mill grinds saffron", knowledge=KNOWLEDGE))).text.text
        == "The tide mill grinds saffron."
    )


@pytest.mark.timing
def test_a_claim_takes_no_longer_on_a_page_of_eight_times_the_length() -> None:
    small, large = (index_sentences(*(f"The tide mill grinds {n} wheat." for n in range(size))) for size in (4000, 32_000))
    claim = stem_words("tide mill grinds wheat", knowledge=KNOWLEDGE)

    def time_claims(evidence: EvidenceIndex) -> float:
        started = process_time()
        for _ in range(50):
            list(evidence.find(claim))
        return process_time() - started

    assert min(time_claims(large) for _ in range(3)) < 4 * min(time_claims(small) for _ in range(3))
