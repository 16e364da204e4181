"""What a page tells about itself apart from its words: front matter, readers' headers, tags, stamps on one line."""

from __future__ import annotations

import pytest

from extractor.types import Sections
from tests.segment.maker import segment_source, segment_text

WORDS = "The tide mill of Norwick was built in 1790 and ground corn until it was closed in 1957."


def stamps(page: Sections) -> dict[str, str]:
    return {stamp.name: stamp.value.text for stamp in page.stamps}


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("---\ntitle: Tide mill # the old one\n---\n", "Tide mill"),
        ("---\ntitle: 'Carew''s mill'\n---\n", "Carew's mill"),
        ('---\nname: "Tide mill"\nid: 4\n---\n', "Tide mill"),
        ("---\ntitle: >-\n  Tide mill:\n  a mill by the sea\n---\n", "Tide mill: a mill by the sea"),
        ("---\ntitle: |\n  Tide mill\n---\n", "Tide mill"),
        ('+++\ntitle = "Tide mill"\ndate = 2024-05-01\n+++\n', "Tide mill"),
        ("Title: Tide mill\n\nURL Source: https://mills.example/norwick\n\nMarkdown Content:\n", "Tide mill"),
    ],
)
def test_the_title_is_read_from_whatever_stands_above_a_page(head: str, title: str) -> None:
    assert segment_source(f"{head}\n{WORDS}\n", "text/markdown").title.text == title


def test_front_matter_tells_dates_address_author_and_site() -> None:
    head = (
        '---\ntitle: Tide mill\nsource: https://mills.example/norwick\nauthor:\n  - "[[Mary Carew]]"\n'
        "published: 2019-05-05\ncreated: 2025-12-08\nsite_name: Harbour Review\n---\n"
    )
    page = segment_source(f"{head}{WORDS}\n", "text/markdown")
    assert stamps(page) == {"published": "2019-05-05"}, "a clipper's day of clipping is no date of the page"
    assert page.source_link is not None
    assert page.source_link.href == "https://mills.example/norwick"
    assert [author.text for author in page.authors] == ["Mary Carew"]
    assert page.source is not None
    assert page.source.text == "Harbour Review"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Created: Jan 15, 2024 · Updated: Dec 29, 2025", {"created_at": "Jan 15, 2024", "last_updated": "Dec 29, 2025"}),
        (
            "Created: 7/26/2025, 5:17:38 PM · Updated: 7/27/2025",
            {"created_at": "7/26/2025, 5:17:38 PM", "last_updated": "7/27/2025"},
        ),
        ("Published May 5, 2019 | Updated June 3, 2021", {"published": "May 5, 2019", "last_updated": "June 3, 2021"}),
        ("Updated: June 3, 2021 10:15 am ET", {"last_updated": "June 3, 2021 10:15 am"}),
        ("Last updated: 14 April 2025", {"last_updated": "14 April 2025"}),
        ("Stand: 14.06.2025", {"last_updated": "14.06.2025"}),
        ("Updated every June, the list names the mills.", {}),
    ],
)
def test_stamps_on_one_line_are_told_apart(line: str, told: dict[str, str]) -> None:
    assert stamps(segment_text(f"Tide mill\n{line}\n{WORDS} {WORDS}\nIt stands.")) == told


def test_tags_and_linked_data_of_a_page_are_read() -> None:
    page = segment_source(
        '<html><head><meta property="article:modified_time" content="2021-06-03"><script type="application/ld+json">'
        '{"@type": "NewsArticle", "datePublished": "2019-05-05", "publisher": {"name": "Harbour Review"}}</script></head>'
        f"<body><article><h1>Tide mill</h1><p>{WORDS}</p><p>{WORDS}</p></article></body></html>",
        "text/html",
    )
    assert stamps(page) == {"published": "2019-05-05", "last_updated": "2021-06-03"}
    assert page.source is not None
    assert page.source.text == "Harbour Review"
