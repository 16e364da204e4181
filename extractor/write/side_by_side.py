"""A page and its article beside each other, as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from extractor.spans import Span

_COLUMN = '<pre style="flex: 1; white-space: pre-wrap; overflow: auto; max-height: 40em; margin: 0">{}</pre>'


def render_side_by_side(raw: str, spans: Iterable[Span], article: str) -> str:
    """Give the raw text with some of its words marked, and the article; everything from either is escaped."""
    marked, at = "", 0
    for span in sorted(spans):
        if span.start >= at:
            marked += f"{escape(raw[at : span.start])}<mark>{escape(raw[span.start : span.end])}</mark>"
            at = span.end
    columns = _COLUMN.format(marked + escape(raw[at:])) + _COLUMN.format(escape(article))
    return f'<div style="display: flex; gap: 1em; align-items: flex-start">{columns}</div>'
