"""Nothing invented: an article says no name and no number that its page does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given

from tests.drawing import draws
from tests.pages import PageParts, PageStyle, entity_pages, render_page
from tests.properties.closure import find_strangers
from tests.properties.stages import make_articles, sample_files


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)
def test_every_name_and_number_of_a_sample_article_is_in_its_page(path: Path) -> None:
    for made in make_articles(path.read_bytes(), path.name):
        assert find_strangers(made.article, made.page) == []


def test_every_name_and_number_of_the_seed_article_is_in_its_page(seed_page: Path) -> None:
    (made,) = make_articles(seed_page.read_bytes(), seed_page.name)
    assert find_strangers(made.article, made.page) == []


@given(entity_pages())
@draws(40, suppress_health_check=list(HealthCheck))
def test_every_name_and_number_of_a_made_up_article_is_in_its_page(made_up: tuple[PageParts, PageStyle]) -> None:
    for made in make_articles(render_page(*made_up).encode("utf-8", "surrogatepass"), "made-up"):
        assert find_strangers(made.article, made.page) == []


def test_a_name_that_the_page_does_not_hold_is_found(seed_page: Path) -> None:
    (made,) = make_articles(seed_page.read_bytes(), seed_page.name)
    foreign = made.article.model_copy(update={"known_gaps": ("Coverage -- nothing about Wittgenstein or 1889",)})
    assert find_strangers(foreign, made.page) == ["1889", "Wittgenstein"]
