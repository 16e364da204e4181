"""Lines put before a page's text: what its head says and its body does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.read.layout import Layout
from extractor.read.views import View
from extractor.spans import Span, TracedText
from extractor.types import Mark


class HeadLine(NamedTuple):
    """A line to put first: its place in the source, and words of ours before it that the source does not have."""

    span: Span
    prefix: str = ""
    is_title: bool = False


def put_first(view: View, source: str, lines: Sequence[HeadLine]) -> View:
    """Lay lines out before a view's own; its marks move along."""
    if not lines:
        return view
    layout = Layout(source)
    for line in lines:
        begin = layout.at
        layout.add(line.prefix, line.span.start, line.span.start)
        layout.add_flowing(*line.span)
        if line.is_title:
            layout.mark("title", begin)
            layout.mark("heading", begin, value="1")
        layout.end_line()
    head, marks = layout.finish()
    text = TracedText.assemble((*_runs(head), ("\n", 0, 0, False), *_runs(view.text)))
    shift = len(head.text) + 1
    moved = (Mark(mark.kind, mark.start + shift, mark.end + shift, mark.value, mark.source) for mark in view.marks)
    return view._replace(text=text, marks=(*marks, *moved))


def _runs(text: TracedText) -> list[tuple[str, int, int, bool]]:
    return [(text.text[piece.at : piece.at + piece.length], piece.start, piece.end, piece.verbatim) for piece in text.pieces]
