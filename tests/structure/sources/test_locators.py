"""Addresses, DOIs and years: only what the page says."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.sources.locators import find_arxiv, find_doi, find_year, is_home_page, locate
from extractor.types import Text

KNOWLEDGE = default_knowledge()


def text(words: str) -> Text:
    return Text(0, len(words), words)


def test_tracking_parameters_are_removed_and_others_kept() -> None:
    found = locate("https://www.example.org/tides?utm_source=mail&id=7&fbclid=x")
    assert found is not None
    assert (found.url, found.domain, found.label) == ("https://www.example.org/tides?id=7", "example.org", "example")


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "mailto:a@b.org", "/tides", "//x.org/a", "https://a b.org", "not a url", "https://"]
)
def test_what_is_no_web_address_is_none(href: str) -> None:
    assert locate(href) is None


@pytest.mark.parametrize(
    "url", ["https://example.org", "https://example.org/", "https://example.org/index.html", "https://example.org/en/"]
)
def test_a_bare_home_page_is_known(url: str) -> None:
    assert is_home_page(url)
    assert not is_home_page("https://example.org/tides")


def test_a_doi_is_bare_and_in_small_letters() -> None:
    assert find_doi("https://doi.org/10.1000/Tide.42", ()) == ("10.1000/tide.42", None)
    found = find_doi("", (text("See doi: 10.1000/ABC."),))
    assert found is not None
    assert found[0] == "10.1000/abc"


def test_two_dois_in_a_text_are_works_it_cites() -> None:
    assert find_doi("", (text("doi:10.1000/a and doi:10.1000/b"),)) is None


def test_an_arxiv_id_is_read_from_the_address_or_the_title() -> None:
    assert find_arxiv("https://arxiv.org/abs/1910.03771v2", ()) == "1910.03771"
    assert find_arxiv("", (text("[arXiv:1706.03762] Attention"),)) == "1706.03762"


@pytest.mark.parametrize(
    ("title", "snippet", "href", "year"),
    [
        ("Tides (2019)", "", "", 2019),
        ("Tides", "Published: May 3, 2021. The tide rose.", "", 2021),
        ("Tides", "Mar 4, 2020 - The tide rose.", "", 2020),
        ("Tides", "", "https://example.org/2018/07/tides", 2018),
        ("Tides", "The mill was released from its duty in 1989.", "", None),
        ("Tides", "Copyright 2019 Millpond Trust. Accessed 2020.", "", None),
        ("Tides (2031)", "", "", None),
    ],
)
def test_a_year_is_the_stated_year_of_publication_and_never_a_future_one(
    title: str, snippet: str, href: str, year: int | None
) -> None:
    found = find_year(text(title), (text(snippet),), href, latest=2025, knowledge=KNOWLEDGE)
    assert (found[0] if found else None) == year
