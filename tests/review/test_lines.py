"""Every value of an article is found on its line, in folded text to the word."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.review.lines import ArticleLines

TEXT = (Path(__file__).resolve().parent.parent / "samples" / "tide-mills.md").read_text("utf-8")
FOLDED = TEXT.replace(
    "  - Woodhaven Harbour Notes -- the page gives neither an address nor a year for this source\n",
    "  - >-\n"
    "    Harbour Notes -- the page gives neither an address nor a year for this source, and the\n"
    "    odd word in its TODO second line\n",
)


def line_at(text: str, *place: str | int, offset: int | None = None) -> str:
    return text.split("\n")[ArticleLines(text).find(place, offset) - 1]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("title",), 'title: "Tide Mills: Grain from the Sea"'),
        (("ai_models", 0), "  - bundled-1.0"),
        (("atomic_facts", 0, "statement"), "    statement: >-"),
        (("atomic_facts", 1), "  - id: af-history-tide-mills-2"),
        (("atomic_facts", 1, "statement"), "    statement: The mill at Woodhaven ground barley until 1957."),
        (("atomic_facts", 1, "source_url"), "  - id: af-history-tide-mills-2"),
        (("atomic_facts", 9), "atomic_facts:"),
        (("secondary_sources", 0, "institution"), "    institution: Wikipedia"),
        (("nothing",), "---"),
        (("body",), "## TL;DR"),
        (("body", "sections", 2), "## Detailed Analysis"),
    ],
)
def test_a_value_is_found_on_its_line(place, line):
    assert line_at(TEXT, *place) == line


def test_a_word_of_folded_text_is_found_on_its_own_line():
    gap = " ".join(line.strip() for line in FOLDED.split("  - >-\n")[1].split("\n")[:2])
    assert line_at(FOLDED, "known_gaps", 0, offset=gap.index("TODO")) == "    odd word in its TODO second line"
    assert line_at(FOLDED, "known_gaps", 0, offset=0).startswith("    Harbour Notes")
    assert line_at(FOLDED, "updated") == 'updated: "2025-03-04"'


def test_a_word_of_the_body_is_found_on_its_own_line():
    section = TEXT.split("## Detailed Analysis\n")[1]
    assert line_at(TEXT, "body", "sections", 2, offset=section.index("closed")).startswith("- 1957: The mill")


def test_lines_are_counted_alike_with_other_line_ends():
    assert ArticleLines(TEXT.replace("\n", "\r\n")).find(("updated",)) == ArticleLines(TEXT).find(("updated",))


def test_every_line_of_the_front_matter_can_be_reached(seed_article):
    text = seed_article.read_text("utf-8")
    assert line_at(text, "known_gaps", 1, offset=0).strip().startswith("Quality assurance for citizen")
    assert line_at(text, "known_gaps", 1, offset=96) == "    models"
    assert line_at(text, "secondary_sources") == "secondary_sources: []"
