"""The index of evidence: the nearest sentences of a page, in time that grows with the page and no faster."""

from __future__ import annotations

from time import process_time

import pytest

from extractor.structure.claims import EvidenceIndex
from extractor.structure.claims.evidence import Claim
from tests.structure.claims.claims_maker import index


def find(evidence: EvidenceIndex, words: str) -> list[str]:
    return [sentence.text.text for sentence in evidence.find(Claim(evidence.reader.read(words)))]


def test_sentences_that_share_most_words_come_first_and_ties_in_reading_order() -> None:
    evidence = index(
        "The mill has a wheel.", "The mill grinds wheat.", "A wheel of the mill grinds oats.", "Rain fell.", title="Rye"
    )
    assert find(evidence, "the mill grinds")[:2] == ["The mill grinds wheat.", "A wheel of the mill grinds oats."]


def test_a_rare_word_finds_its_sentence_among_thousands_that_share_the_common_ones() -> None:
    common = [f"The tide mill grinds wheat in year {number}." for number in range(9000)]
    evidence = index(*common, "The tide mill grinds saffron.", title="Rye")
    assert find(evidence, "tide mill grinds saffron")[0] == "The tide mill grinds saffron."


@pytest.mark.timing
def test_a_claim_takes_no_longer_on_a_page_of_eight_times_the_length() -> None:
    small, large = (index(*(f"The tide mill grinds {n} wheat." for n in range(size)), title="Rye") for size in (2000, 16_000))

    def time_claims(evidence: EvidenceIndex) -> float:
        started = process_time()
        for _ in range(20):
            find(evidence, "tide mill grinds wheat")
        return process_time() - started

    find(small, "tide mill grinds wheat"), find(large, "tide mill grinds wheat")
    assert min(time_claims(large) for _ in range(3)) < 4 * min(time_claims(small) for _ in range(3))
