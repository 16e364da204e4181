"""A clean page is cut into blocks: a block a line, named by its markup or its bullet."""

from __future__ import annotations

import pytest

from extractor.scrub.blocks import cut_blocks
from extractor.spans import Span
from extractor.types import Block, Mark


def summary(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks]


def test_blank_lines_and_the_blanks_around_lines_do_not_count() -> None:
    blocks = cut_blocks("\n  Ada \n\n \nLovelace", ())
    assert summary(blocks) == [("line", "Ada"), ("line", "Lovelace")]
    assert [(block.start, block.end) for block in blocks] == [(3, 6), (11, 19)]


@pytest.mark.parametrize("bullet", ["- ", "* ", "\u2022 ", "\u2022", "\u2013 ", "\u00b7 ", "+ "])
def test_a_bullet_makes_an_item_and_is_no_part_of_it(bullet: str) -> None:
    (block,) = cut_blocks(f"{bullet}Notes were printed.", ())
    assert (block.kind, block.text, block.start) == ("item", "Notes were printed.", len(bullet))


@pytest.mark.parametrize("line", ["-5 degrees", "**strong**", "\u2013", "-", "*", "a - b"])
def test_signs_that_are_no_bullets_stay(line: str) -> None:
    assert summary(cut_blocks(line, ())) == [("line", line)]


def test_markup_names_blocks_and_headings_win_over_items() -> None:
    text = "Ada\nField\nMaths\nnote\nmore"
    marks = [
        Mark("title", 0, 3),
        Mark("item", 0, 3),
        Mark("heading", 0, 3, "2"),
        Mark("key", 4, 9),
        Mark("value", 10, 15),
        Mark("item", 15, 25),
    ]
    blocks = cut_blocks(text, marks)
    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 1),
        ("key", 0),
        ("value", 0),
        ("item", 0),
        ("line", 0),
    ]


def test_links_and_times_belong_to_every_block_they_touch() -> None:
    text = "Ada wrote\n1843\nnothing"
    source = Span(100, 120)
    marks = [
        Mark("link", 4, 14, "https://one.example", source),
        Mark("time", 10, 14, "1843-09"),
        Mark("link", 15, 15, "/img", source),
    ]
    first, second, third = cut_blocks(text, marks)
    assert [(link.href, text[link.start : link.end], link.span) for link in first.links] == [
        ("https://one.example", "wrote", source)
    ]
    assert [text[link.start : link.end] for link in second.links] == ["1843"]
    assert (first.time, second.time, third.time) == ("", "1843-09", "")
    assert [link.href for link in third.links] == ["/img"]
