"""Document pages: three ways to label them, and articles without labels."""

from __future__ import annotations

import pytest

from extractor.types import Sections
from tests.segment.maker import segment_text

LABELS = ("source", "author", "published", "summary", "related_entities", "content")
VALUES = (
    "The Tidal Post",
    "Ines Falk, Tomás Rehn",
    "7/26/2025",
    "A report on tides.",
    "OpenAI, DeepSeek",
    "One paragraph of it.",
)


def keyed(between: str, after: str) -> str:
    return between.join(f"documentdetail.{label}{after}{value}" for label, value in zip(LABELS, VALUES, strict=True))


def worded(after: str) -> str:
    words = ("Source", "Author", "Published", "Summary", "Related Entities", "Content")
    return "\n".join(f"{label}{after}{value}" for label, value in zip(words, VALUES, strict=True))


def said(sections: Sections) -> tuple[object, ...]:
    texts = (sections.authors, sections.summary, sections.entities, sections.content)
    assert sections.source is not None
    stamps = [(stamp.name, stamp.value.text) for stamp in sections.stamps]
    return (sections.source.text, stamps, *([text.text for text in group] for group in texts))


@pytest.mark.parametrize(
    ("body", "layout"),
    [
        (keyed("\n", ""), "document-glued"),
        (keyed("", "\n"), "document-glued"),
        (keyed("", ""), "document-glued"),
        (keyed("\n", "\n"), "document-labelled"),
        (keyed("\n", ": "), "document-labelled"),
        (worded(": "), "document-labelled"),
        (worded(":\n"), "document-labelled"),
        (worded("\n"), "document-labelled"),
        (worded(""), "document-glued"),
    ],
)
def test_a_document_page_is_read_however_its_labels_stand(body: str, layout: str) -> None:
    sections = segment_text(f"How tides are measured\n{body}")
    assert sections.layout == layout
    assert said(sections) == (
        "The Tidal Post",
        [("published", "7/26/2025")],
        ["Ines Falk", "Tomás Rehn"],
        ["A report on tides."],
        ["OpenAI", "DeepSeek"],
        ["One paragraph of it."],
    )


def test_a_word_of_the_content_is_not_cut_like_a_glued_label() -> None:
    sections = segment_text(f"How tides are measured\n{worded('')}\nThe OpenSourceForge project published it.")
    assert [text.text for text in sections.content] == ["One paragraph of it.", "The OpenSourceForge project published it."]


PROSE = "The tide rises and falls twice a day.\nIn 1831 the first gauge was set up at Sheerness.\n"


@pytest.mark.parametrize(
    ("head", "authors", "published"),
    [
        ("", [], None),
        ("By Ines Falk\n", ["Ines Falk"], None),
        ("By Ines Falk and Tomás Rehn | July 26, 2025\n", ["Ines Falk", "Tomás Rehn"], "July 26, 2025"),
        ("26 July 2025\nVon Ines Falk\n", ["Ines Falk"], "26 July 2025"),
        ("作者：张三\n", ["张三"], None),
    ],
)
def test_an_article_has_a_title_perhaps_a_byline_and_content(head: str, authors: list[str], published: str | None) -> None:
    sections = segment_text(f"How tides are measured\n{head}{PROSE}")
    assert sections.layout == "article"
    assert [text.text for text in sections.authors] == authors
    assert [stamp.value.text for stamp in sections.stamps] == ([published] if published else [])
    assert len(sections.content) == 2


def test_a_sentence_that_starts_like_a_byline_is_content() -> None:
    sections = segment_text(f"How tides are measured\nBy 1850 the port had two gauges.\n{PROSE}")
    assert not sections.authors
    assert len(sections.content) == 3


@pytest.mark.parametrize("after", ["", "\n", ": "])
def test_an_address_as_the_source_is_its_link(after: str) -> None:
    address = "https://tidal.example/2021/economy"
    sections = segment_text(f"A title\n{keyed(chr(10), after).replace(VALUES[0], address)}")
    assert sections.source_link is not None
    assert sections.source_link.href == address
