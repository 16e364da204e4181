"""Fact choice, publishers and categories on articles rendered backwards, against floors that may only rise.

A quick part of what ``python -m benchmarks.facts.measure`` and ``python -m benchmarks.category.train --check`` measure in full.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FLOORS = json.loads(Path(__file__).with_name("facts_floors.json").read_text("utf-8"))


@pytest.fixture(scope="session", params=["held_out", "unseen", "chatter"])
def figures(request: pytest.FixtureRequest, shared: Path) -> tuple[str, dict[str, float]]:
    """What every sixth article gives among noise that no weight was fitted to: two sets of sentences, and the web's chatter."""
    from benchmarks.facts.articles import load_articles
    from benchmarks.facts.measure import HELD_OUT, measure_pages
    from benchmarks.facts.pages import CHATTER, UNSEEN

    articles = load_articles(shared / "data" / "anchorfact-dev")
    half = {"held_out": HELD_OUT, "unseen": UNSEEN, "chatter": CHATTER}[request.param]
    return request.param, measure_pages(articles[::6], half=half).figures()


@pytest.mark.parametrize("measure", ["precision", "recall", "publisher_accuracy"])
def test_it_reaches_its_floor(measure: str, figures: tuple[str, dict[str, float]]) -> None:
    noise, found = figures
    assert found[measure] >= FLOORS[noise][measure]


def test_no_publisher_is_invented(figures: tuple[str, dict[str, float]]) -> None:
    assert figures[1]["publishers_invented"] == 0


@pytest.fixture(scope="session")
def unlisted(shared: Path) -> dict[str, dict[str, float]]:
    """How publishers are read that no list knows, over every third article."""
    from benchmarks.facts.articles import load_articles
    from benchmarks.facts.publishers import measure_all

    return measure_all(load_articles(shared / "data" / "anchorfact-dev")[::3])


@pytest.mark.parametrize(("places", "measure"), [("plain", "accuracy"), ("wide", "accuracy"), ("titles", "subtitles_kept")])
def test_a_publisher_that_no_list_knows_is_read_off_the_page(
    places: str, measure: str, unlisted: dict[str, dict[str, float]]
) -> None:
    assert unlisted[places][measure] >= FLOORS["unlisted"][places][measure]


def test_no_unlisted_publisher_is_invented(unlisted: dict[str, dict[str, float]]) -> None:
    assert unlisted["plain"]["invented"] == unlisted["wide"]["invented"] == 0


def test_articles_that_the_classifier_has_not_seen_fall_under_their_category(shared: Path) -> None:
    from benchmarks.category.train import fit_model, predict, read_page_terms
    from benchmarks.facts.articles import load_articles

    articles = load_articles(shared / "data" / "anchorfact-dev")
    pages = [
        (read_page_terms(article, articles, seed=31, half=at % 2), article.category) for at, article in enumerate(articles)
    ]
    model = fit_model([page for at, page in enumerate(pages) if at % 4])
    unseen = pages[::4]
    right = sum(predict(model, terms) == category for terms, category in unseen)
    assert right / len(unseen) >= FLOORS["category_accuracy"]


def test_the_shipped_weights_name_every_feature() -> None:
    from benchmarks.facts.fit import _NAMES
    from extractor.config import default_config

    assert set(default_config().facts.weights) == set(_NAMES)
