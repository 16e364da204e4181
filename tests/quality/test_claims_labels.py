"""The labelled claims mean what their README says: a mark before each, and words that stand in their page."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.claims.pages import load_pages

PAGES = load_pages()  # a claim without a mark is refused here
LEAST = {"pages": 51, "claims": 1550, "disputes": 92, "unbacked": 470, "finer dates": 120}

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
def test_every_claim_stands_in_its_page(page):
    assert [claim.claim for claim in page.claims if claim.claim not in page.text] == []


@each_page
def test_the_words_of_every_dispute_stand_in_the_page(page):
    words = [
        *(word for _, *positions in page.disputes for word in positions),
        *(word for pair in page.no_disputes for word in pair),
    ]
    assert [word for word in words if word not in page.text] == []


@each_page
def test_every_finer_date_belongs_to_an_entry_of_the_timeline(page):
    assert set(page.dates) <= {claim.claim for claim in page.claims if claim.of == "event"}


@each_page
def test_what_is_contradicted_is_in_dispute(page):
    assert len(page.disputes) >= sum(claim.label == "contradicted" for claim in page.claims)


def test_the_set_is_large_enough_to_measure_with():
    labels = Counter(claim.label for page in PAGES for claim in page.claims)
    size = {
        "pages": len(PAGES),
        "claims": labels.total(),
        "disputes": sum(len(page.disputes) for page in PAGES),
        "unbacked": labels["unbacked"],
        "finer dates": sum(len(page.dates) for page in PAGES),
    }
    assert {key: value for key, value in size.items() if value < LEAST[key]} == {}
    assert {page.language for page in PAGES} == {"en", "de", "fr", "es"}
