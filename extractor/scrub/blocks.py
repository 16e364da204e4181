"""Clean text → blocks: one for each line that is not blank, with what the markup says about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.types import Block, BlockKind, Link, Mark

# A bullet at the start of a line. Hyphens, asterisks and dashes count only before a blank: "-5 %" is a number.
_BULLET = re.compile(r"(?:[-*\u2013+][ ]+|[\u2022\u00b7\u2023\u25aa\u25e6\u25cf][ ]*)(?=\S)")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_LETTER = re.compile(r"\S")
# Markup that begins where a block begins says what the block is; of several, the first of these.
_KINDS: tuple[BlockKind, ...] = ("meta", "heading", "key", "value", "item")
_KINDS_OF_MARKS: dict[str, BlockKind] = {"title": "heading", **{kind: kind for kind in _KINDS}}


class _Label(NamedTuple):
    """What the marks that begin at one offset say."""

    kind: BlockKind
    level: int
    name: str = ""


def cut_blocks(text: str, marks: Sequence[Mark]) -> tuple[Block, ...]:
    """Give one block a non-blank line, in order; together they hold every character that is not blank.

    A block's text leaves out the bullet and the blanks around it, unless there is nothing else.
    """
    labels = _label_offsets(text, marks)
    links = _Cursor(mark for mark in marks if mark.kind == "link")
    times = _Cursor(mark for mark in marks if mark.kind == "time")
    return tuple(_cut_block(text, line.start(), line.end(), labels, links, times) for line in _LINE.finditer(text))


def _cut_block(text: str, start: int, end: int, labels: dict[int, _Label], links: _Cursor, times: _Cursor) -> Block:
    label = labels.get(start)
    bullet = _BULLET.match(text, start, end) if label is None or label.kind == "item" else None
    kind: BlockKind = label.kind if label else "item" if bullet else "line"
    found = tuple(
        Link(mark.value, max(mark.start, start), min(mark.end, end), mark.source)
        for mark in links.within(start, end)
        if mark.source is not None
    )
    time = next((mark.value for mark in times.within(start, end)), "")
    begin = bullet.end() if bullet else start
    return Block(begin, end, text[begin:end], kind, label.level if label else 0, found, time, label.name if label else "")


def _label_offsets(text: str, marks: Iterable[Mark]) -> dict[int, _Label]:
    """What each block start is, by its offset: blanks at the start of a mark do not count."""
    labels: dict[int, _Label] = {}
    for mark in marks:
        kind = _KINDS_OF_MARKS.get(mark.kind)
        if kind is None or (first := _LETTER.search(text, mark.start, mark.end)) is None:
            continue
        level = (int(mark.value) if mark.value.isdigit() else 1) if kind == "heading" else 0
        known = labels.get(first.start())
        if known is None or _KINDS.index(kind) < _KINDS.index(known.kind):
            labels[first.start()] = _Label(kind, level, mark.value if kind == "meta" else "")
    return labels


class _Cursor:
    """Marks in order, read once from front to back beside the blocks."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.start, mark.end))
        self._next = 0
        self._open: list[Mark] = []

    def within(self, start: int, end: int) -> list[Mark]:
        """The marks that touch ``[start, end)``; ask in rising order."""
        while self._next < len(self._marks) and self._marks[self._next].start <= end:
            self._open.append(self._marks[self._next])
            self._next += 1
        self._open = [mark for mark in self._open if mark.end >= start]
        return [mark for mark in self._open if (mark.start < end and mark.end > start) or mark.start == mark.end]
