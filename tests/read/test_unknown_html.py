"""Pages of unknown make: content is told from furniture, and title, byline and date come from what the page declares."""

from __future__ import annotations

from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.read.html.labels import is_known
from extractor.scrub import scrub_page
from extractor.spans import quote_spans
from tests.read.reading import marked, read_one

KNOWLEDGE = default_knowledge()

SENTENCES = [
    f"In chapter {number} the engineers describe how the mill of the engine turned numbers into other numbers, day after day."
    for number in range(1, 9)
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>How the engine worked</title>
<meta name="author" content="Mary Somerville"><meta property="article:published_time" content="2024-05-01T10:00:00Z"></head>
<body><div class="menu"><ul><li><a href="/a">Politics</a><li><a href="/b">Weather</a></ul></div>
<article>{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES[:5])}<h2>The store</h2>
{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES[5:])}</article>
<div class="sidebar related"><h3>Related</h3><ul><li><a href="/x">Cats of the observatory</a></ul></div></body></html>"""


def test_only_the_content_is_left_after_cleaning_and_the_rest_is_on_record() -> None:
    page = scrub_page(read_one(PAGE), config=default_config(), knowledge=KNOWLEDGE)
    assert [block.text for block in page.blocks] == [
        "How the engine worked",
        "By Mary Somerville",
        "2024-05-01T10:00:00Z",
        *SENTENCES[:5],
        "The store",
        *SENTENCES[5:],
        "2024-05-01T10:00:00Z",
    ]
    assert {word for drop in page.drops for word in drop.text.split("\n")} == {
        "Politics",
        "Weather",
        "Related",
        "Cats of the observatory",
    }


def test_what_the_head_declares_is_quoted_from_the_source() -> None:
    page = read_one(PAGE)
    by = page.view.text.index("By Mary")
    assert quote_spans(page.raw, page.view.spans(by, by + len("By Mary Somerville"))) == "Mary Somerville"
    assert marked(page, "title") == ["How the engine worked"]


def test_labels_of_entity_pages_make_a_page_known() -> None:
    assert is_known("Ada\nExtracted Attributes\nField\nMathematics\nTimeline", knowledge=KNOWLEDGE)
    assert is_known("Ada\nentitydetail.created_at\n1/1/2025", knowledge=KNOWLEDGE)
    assert not is_known("Ada\nTimeline of a life\nShe was born.", knowledge=KNOWLEDGE)


def test_a_page_that_trafilatura_finds_nothing_in_keeps_everything() -> None:
    page = read_one("<html><body><p>Ada</p><p>x</p></body></html>")
    assert marked(page, "furniture") == []
    assert page.view.text == "Ada\nx"
