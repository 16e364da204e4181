"""Snippets: prose is evidence, what saving left around it is not."""

from __future__ import annotations

from extractor.knowledge import default_knowledge
from extractor.structure.sources.snippets import read_snippet
from extractor.types import Text

KNOWLEDGE = default_knowledge()

TITLE = "Tide Mills: What They Did, and Why They Stopped"


def read(*fragments: str, title: str = TITLE) -> tuple[list[str], list[tuple[str, str]], str | None]:
    at, texts = 0, []
    for fragment in fragments:
        texts.append(Text(at, at + len(fragment), fragment))
        at += len(fragment) + 1
    found = read_snippet(texts, titles=(title,), about="Tide mill", knowledge=KNOWLEDGE)
    dropped = [(text.text, reason) for text, reason in found.dropped]
    return [text.text for text in found.passages], dropped, found.site.text if found.site else None


def test_the_site_name_and_the_repeated_title_are_no_evidence() -> None:
    passages, dropped, site = read(f"Millpond Trust # {TITLE} A tide mill is a water mill driven by the tide.")
    assert passages == ["A tide mill is a water mill driven by the tide."]
    assert dropped == [("Millpond Trust", "furniture"), (TITLE, "repeated-title")]
    assert site == "Millpond Trust"


def test_a_label_that_announces_nothing_is_left_out() -> None:
    passages, dropped, _ = read("Goals: The mill ground corn for the garrison. Goals:")
    assert passages == ["The mill ground corn for the garrison."]
    assert dropped == [("Goals:", "dangling-label"), ("Goals:", "dangling-label")]


def test_a_sentence_with_a_colon_is_not_a_label() -> None:
    passages, dropped, _ = read("Two things drove the mill: the tide and patience.")
    assert passages == ["Two things drove the mill: the tide and patience."]
    assert not dropped


def test_a_byline_between_sentences_parts_two_passages() -> None:
    passages, dropped, _ = read("The last mill closed in 1957. George Holloway The wheel still turns for visitors.")
    assert passages == ["The last mill closed in 1957.", "The wheel still turns for visitors."]
    assert dropped == [("George Holloway", "byline")]


def test_no_passage_crosses_an_elision() -> None:
    passages, _, _ = read("The mill was built in 1170.", "It was rebuilt in 1778.")
    assert passages == ["The mill was built in 1170.", "It was rebuilt in 1778."]


def test_every_passage_stands_where_it_says() -> None:
    line = f"Home # {TITLE} A tide mill is driven by the tide. Related: It works twice a day."
    found = read_snippet((Text(100, 100 + len(line), line),), titles=(TITLE,), about="Tide mill", knowledge=KNOWLEDGE)
    for text in (*found.passages, *(text for text, _ in found.dropped)):
        assert line[text.start - 100 : text.end - 100] == text.text
