"""Everything can be shown: the raw words at a value's spans are the value, and the sections hold the page once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given

from extractor.schema import Record
from extractor.spans import quote_spans
from tests.drawing import draws
from tests.pages import PageParts, PageStyle, entity_pages, render_page
from tests.properties.stages import Made, make_articles, sample_files


def find_stale_quotes(record: Record, raw: str) -> list[tuple[object, str, str]]:
    quotes = ((at, words, quote_spans(raw, spans)) for at, words, spans in record.quotes())
    return [(at, words, found) for at, words, found in quotes if words != found]


def find_lost_blocks(made: Made) -> list[str]:
    held = [span for section in made.record.sections for span in section.spans]
    return [
        block.text
        for block in made.page.blocks
        for span in made.page.text.spans(block.start, block.end)
        if held.count((span.start, span.end)) != 1
    ]


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)
def test_the_raw_words_at_the_spans_of_a_sample_are_its_values(path: Path) -> None:
    for made in make_articles(path.read_bytes(), path.name):
        assert find_stale_quotes(made.record, made.page.page.raw) == []
        assert find_lost_blocks(made) == []


def test_the_raw_words_at_the_spans_of_the_seed_are_its_values(seed_page: Path) -> None:
    (made,) = make_articles(seed_page.read_bytes(), seed_page.name)
    assert find_stale_quotes(made.record, made.page.page.raw) == []
    assert find_lost_blocks(made) == []


@given(entity_pages())
@draws(40, suppress_health_check=list(HealthCheck))
def test_the_raw_words_at_the_spans_of_a_made_up_page_are_its_values(made_up: tuple[PageParts, PageStyle]) -> None:
    for made in make_articles(render_page(*made_up).encode("utf-8", "surrogatepass"), "made-up"):
        assert find_stale_quotes(made.record, made.page.page.raw) == []


@given(entity_pages())
@draws(20, suppress_health_check=list(HealthCheck))
def test_every_fact_of_a_made_up_article_is_a_sentence_of_its_page(made_up: tuple[PageParts, PageStyle]) -> None:
    for made in make_articles(render_page(*made_up).encode("utf-8", "surrogatepass"), "made-up"):
        shown = {fact.id: fact for fact in made.record.facts if fact.id}
        assert [fact.id for fact in made.article.atomic_facts] == list(shown)
        assert all(shown[fact.id].evidence.spans for fact in made.article.atomic_facts)
