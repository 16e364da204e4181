"""Whole pages: every part found, every block in one section, whatever way the page was saved."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import SegmentError
from extractor.types import Sections, Text
from tests.drawing import draws
from tests.pages import PageParts, PageStyle, entity_pages, generate_page, render_page
from tests.segment.maker import cover, find_codes, segment_source, segment_text

TEXT_PAGES = entity_pages("text")
HEADING_WORDS = (
    "Timeline", "Summary", "- x", "2015", "Unknown", "Web Search Results", "•", "a: b", "Source", "Wikipedia", "Content", "{",
    "View on Wikipedia", "[...]", "Created", "documentdetail.sourceXdocumentdetail.author", "SourceXAuthorYPublished2015",
)  # fmt: skip


def words(text: Text | None) -> str | None:
    return " ".join(text.text.split()) if text else None


def read_back(sections: Sections) -> PageParts:
    """What the sections say, in the builder's terms."""
    from tests.pages import Entry, Result

    wikipedia = sections.wikipedia
    return PageParts(
        title=words(sections.title) or "",
        description=words(sections.description) or "",
        stamps=tuple((stamp.name, stamp.value.text) for stamp in sections.stamps),
        summary=tuple(words(text) or "" for text in sections.summary),
        referenced=int(sections.referenced_in.text) if sections.referenced_in else None,
        attributes=tuple((item.key.text, words(item.value) or "") for item in sections.attributes),
        timeline=tuple(Entry(words(e.statement) or "", words(e.source), words(e.when)) for e in sections.timeline),
        wikipedia=(words(wikipedia.title) or "", words(wikipedia.extract) or "") if wikipedia else None,
        web_results=tuple(
            Result(words(r.title) or "", tuple(words(f) or "" for f in r.fragments), r.link.href if r.link else None)
            for r in sections.web_results
        ),
    )


@draws(150)
@given(TEXT_PAGES)
def test_every_part_of_a_text_page_is_found_as_it_was_written(page: tuple[PageParts, PageStyle]) -> None:
    parts, style = page
    assert read_back(segment_text(render_page(parts, style))) == parts


@draws(60)
@given(entity_pages("html"))
def test_every_part_of_an_html_page_is_found_as_it_was_written(page: tuple[PageParts, PageStyle]) -> None:
    parts, style = page
    assert read_back(segment_source(render_page(parts, style), "text/html")) == parts


@draws(60)
@given(entity_pages("markdown"))
def test_every_part_of_a_markdown_page_is_found_as_it_was_written(page: tuple[PageParts, PageStyle]) -> None:
    parts, style = page
    bare = [replace(r, fragments=tuple(f.removeprefix("# ") for f in r.fragments)) for r in parts.web_results]
    expected = replace(parts, web_results=tuple(bare))
    assert read_back(segment_source(render_page(parts, style), "text/markdown")) == expected


def assert_tiled(sections: Sections) -> None:
    """Every block in exactly one section; a block cut at a glued label counts by its pieces."""
    pieces = cover(sections)
    assert all(before[1] <= after[0] for before, after in pairwise(pieces))
    text = sections.page.text.text
    held = "".join(text[start:end] for start, end in pieces)
    assert held == "".join(block.text for block in sections.page.blocks)
    assert all(section.blocks for section in sections.sections)


@draws(150)
@given(TEXT_PAGES, st.randoms(use_true_random=False), st.data())
def test_the_sections_partition_even_a_page_in_disorder(
    page: tuple[PageParts, PageStyle], rng: random.Random, data: st.DataObject
) -> None:
    lines = render_page(*page).splitlines()
    head, rest = lines[:2], lines[2:]
    for _ in range(data.draw(st.integers(0, 6))):
        low = rng.randrange(len(rest)) if rest else 0
        rest[low:low] = [*rng.sample(rest, min(len(rest), 2)), rng.choice(["- ", "Summary", "?", "entitydetail.foo", "•"])]
    assert_tiled(segment_text("\n".join([*head, *rest])))


@draws(200)
@given(st.lists(st.sampled_from(HEADING_WORDS), min_size=1))
def test_the_sections_partition_any_pile_of_heading_words(lines: list[str]) -> None:
    assert_tiled(segment_text("\n".join(["Ada", *lines])))


def test_the_same_page_gives_the_same_sections() -> None:
    page = generate_page(7)
    assert generate_page(7) == page
    assert segment_text(page) == segment_text(page)


def test_the_seed_page_has_all_its_parts(seed_page) -> None:
    sections = segment_text(seed_page.read_text("utf-8"))
    assert (len(sections.attributes), len(sections.timeline), len(sections.web_results)) == (7, 6, 5)
    assert [len(result.fragments) for result in sections.web_results] == [3, 3, 3, 3, 3]
    assert words(sections.wikipedia.title) == "OpenAI"
    assert not sections.truncated, "it ends in 'Goals:', which is furniture of a snippet"
    assert not sections.issues
    assert_tiled(sections)


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "🔧🚲", "民主化人工智能", "Timeline", "Wikipedia", "C:\\ & $9 / ?", "- dash"]
)
def test_a_title_may_be_anything(title: str) -> None:
    page = f"{title}\nA thing.\nCreated\n7/26/2025, 5:17:38 AM\nSummary\nIt is a thing that people write about a great deal.\n"
    sections = segment_text(page)
    assert sections.title.text == title.removeprefix("- ")
    assert words(sections.description) == "A thing."
    assert len(sections.summary) == 1


def test_a_page_that_starts_with_a_label_has_no_title() -> None:
    with pytest.raises(SegmentError, match="no title") as caught:
        segment_text("entitydetail.created_at\n7/26/2025, 5:17:38 AM\nSummary\nSome text.")
    assert caught.value.code == "segment.no-title"


def test_a_page_of_title_and_description_is_an_entity_page_without_parts() -> None:
    sections = segment_text("Ada Lovelace\nEnglish mathematician.")
    assert (sections.layout, words(sections.description)) == ("entity", "English mathematician.")
    assert find_codes(sections).count("segment.missing-section") == 5


def test_unknown_material_is_kept_as_other_and_reported() -> None:
    page = "Ada\nA woman.\nentitydetail.mood\nCheerful.\nSummary\nShe wrote a program for a machine that was never built.\n"
    sections = segment_text(page)
    (other,) = [section for section in sections.sections if section.kind == "other"]
    assert [block.text for block in other.blocks] == ["entitydetail.mood", "Cheerful."]
    assert "segment.unknown-heading" in find_codes(sections)


def test_the_sites_furniture_above_the_title_is_no_title() -> None:
    sections = segment_text("Menu\nEntities\nAda Lovelace\nEnglish mathematician.\nCreated: 7/26/2025, 5:17:38 AM\n")
    assert sections.title.text == "Ada Lovelace"
    assert [section.kind for section in sections.sections[:2]] == ["furniture", "furniture"]
