"""The lines of a page as the grammar sees them: without bullets, and cut where a raw label is glued to a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.segment.vocabulary import load_vocabulary
from extractor.types import Block, CleanPage, Link, Text

_BULLET = re.compile(r"(?:[-*–—+](?=\s|$)|[•‣◦▪●·])\s*")


class Line(NamedTuple):
    """A block, or a piece of one.

    Attributes:
        block: The block; the blocks of all lines tile the page's blocks.
        text: Its words, without bullet and blanks around; empty for a bullet that stands alone.
        bullet: Whether the line starts an item of a list.
    """

    block: Block
    text: Text
    bullet: bool


def split_lines(page: CleanPage, *, knowledge: Knowledge) -> list[Line]:
    """Give the lines of a page in order. Lines without a letter or digit are kept, since every block has a section."""
    lines: list[Line] = []
    marker = False
    holds_key = load_vocabulary(knowledge).holds_key
    for block in page.blocks:
        pieces = cut_block(block, _find_raw_keys(block.text, knowledge=knowledge)) if holds_key(block.text) else (block,)
        for piece in pieces:
            line = make_line(piece, marker=marker)
            marker = line.bullet and not line.text.text
            lines.append(line)
    return lines


def make_line(block: Block, *, marker: bool) -> Line:
    """Make the line of a block; ``marker`` says that a bullet stood alone on the line before."""
    words = block.text
    bullet = _BULLET.match(words) if words[:1] in "-*–—+•‣◦▪●·" else None
    low = bullet.end() if bullet else 0
    low += len(words[low:]) - len(words[low:].lstrip())
    high = max(len(words.rstrip()), low)
    text = Text(block.start + low, block.start + high, words[low:high])
    return Line(block, text, bullet is not None or marker or block.kind == "item")


def cut_block(block: Block, cuts: Iterable[int]) -> Iterator[Block]:
    """Cut a block at offsets of its text; pieces without a visible character stay with the piece before."""
    edges = [0]
    for cut in cuts:
        if block.text[edges[-1] : cut].strip():
            edges.append(cut)
    if len(edges) > 1 and not block.text[edges[-1] :].strip():
        edges.pop()
    edges.append(len(block.text))
    for low, high in pairwise(edges):
        start, end = block.start + low, block.start + high
        links = tuple(link for link in block.links if start <= link.start < end)
        yield replace(block, start=start, end=end, text=block.text[low:high], links=links)


def _find_raw_keys(text: str, *, knowledge: Knowledge) -> list[int]:
    cuts = [edge for match in load_vocabulary(knowledge).raw_key.finditer(text) for edge in match.span()]
    return [cut for cut in cuts if text[cut : cut + 1] not in {":", "："}] if cuts else []


def join_lines(page: CleanPage, lines: Sequence[Line]) -> Text | None:
    """The clean text from the first line's words to the last one's; None without words."""
    worded = [line.text for line in lines if line.text.text]
    return cut_text(page, worded[0].start, worded[-1].end) if worded else None


def cut_text(page: CleanPage, start: int, end: int) -> Text:
    """A piece of the clean text without the blanks at its ends."""
    words = page.text.text[start:end]
    low = len(words) - len(words.lstrip())
    high = max(len(words.rstrip()), low)
    return Text(start + low, start + high, words[low:high])


def trim_text(text: Text, start: int, end: int) -> Text:
    """A part of a text, offsets from its start, without the blanks at its ends."""
    words = text.text[start:end]
    low = len(words) - len(words.lstrip())
    return text.part(start + low, max(start + len(words.rstrip()), start + low))


def find_link(lines: Iterable[Line], within: Text | None = None) -> Link | None:
    """The first address that lies on the lines, or inside ``within``."""
    for line in lines:
        for link in line.block.links:
            if within is None or (within.start <= link.start and link.end <= within.end):
                return link
    return None
