"""Plain text → view: the text itself, but for tables whose cells stand apart by tabs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import groupby, pairwise

from extractor.config import Config
from extractor.knowledge import Knowledge
from extractor.read.columns import are_column_heads
from extractor.read.markdown import read_markdown
from extractor.read.metadata import read_header
from extractor.read.views import View
from extractor.spans import Piece, TracedText
from extractor.types import Mark, MarkKind

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|$)")
_TABS = re.compile(r"\t+")
_MOST_CELLS = 12
_FEWEST_ROWS = 2


def read_text(raw: str, *, config: Config, knowledge: Knowledge) -> View:
    """Show a text as it is; rows whose cells are parted by tabs are shown a cell a line, the first one marked as the key.

    A table is two rows or more of the same number of cells, one below the other.
    """
    if read_header(raw, knowledge=knowledge):
        return read_markdown(raw, config=config, knowledge=knowledge)
    if "\t" not in raw:
        return View(TracedText.verbatim(raw))
    edits: list[tuple[int, int, str]] = []
    rows: list[list[tuple[int, int]]] = []
    lines = [found.span() for found in _LINE.finditer(raw) if found[0]]
    for count, run in groupby(lines, lambda line: len(_cut_cells(raw, *line))):
        table = [_cut_cells(raw, *line) for line in run]
        if not 1 < count <= _MOST_CELLS or len(table) < _FEWEST_ROWS:
            continue
        for row in table:
            edits += [(low[1], high[0], "\n") for low, high in pairwise(row)]
            rows.append(row)
    view = TracedText.verbatim(raw).edit(edits)
    return View(view, tuple(_mark_rows(view, raw, rows, knowledge)))


def _cut_cells(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the ranges of a line's cells; one for a line without tabs between words."""
    low = start + len(raw[start:end]) - len(raw[start:end].lstrip())
    high = start + len(raw[start:end].rstrip())
    cells, at = [], low
    for found in _TABS.finditer(raw, low, max(high, low)):
        cells.append((at, found.start()))
        at = found.end()
    return [*cells, (at, max(high, at))]


def _mark_rows(view: TracedText, raw: str, rows: list[list[tuple[int, int]]], knowledge: Knowledge) -> list[Mark]:
    marks: list[Mark] = []
    place = _find_places(view)
    for row in rows:
        head = are_column_heads((raw[low:high] for low, high in row), knowledge=knowledge)
        for number, (low, high) in enumerate(row):
            kind: MarkKind = "furniture" if head else "value" if number else "key"
            marks.append(Mark(kind, place(low), place(high)))
    return marks


def _find_places(view: TracedText) -> Callable[[int], int]:
    """Give the function from an offset of the raw text to the one of the view."""
    starts = [piece.start for piece in view.pieces]

    def place(offset: int) -> int:
        piece: Piece = view.pieces[max(bisect_right(starts, offset) - 1, 0)]
        return piece.at + min(offset - piece.start, piece.length)

    return place
