"""Charts as inline SVG: no script, no style attribute, nothing from elsewhere, so the strictest content policy allows them.

Colours come from classes that the page's style sheet defines, for light and for dark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape


class Frame(NamedTuple):
    """Size of a chart, in its own units, and the room for its labels."""

    width: int = 420
    height: int = 150
    bottom: int = 20
    top: int = 14


def draw_bars(counts: Mapping[str, int], *, title: str, frame: Frame | None = None) -> Markup:
    """Draw a column for every count, with its label below and its number above."""
    frame = frame or Frame()
    if not counts:
        return Markup('<p class="none">nothing to show</p>')
    most = max(counts.values()) or 1
    step = frame.width / len(counts)
    gap = min(4.0, step * 0.2)
    floor = frame.height - frame.bottom
    parts = []
    for at, (label, count) in enumerate(counts.items()):
        height = (floor - frame.top) * count / most
        x, middle = at * step + gap / 2, at * step + step / 2
        parts.append(_bar(x, floor - height, step - gap, height, tip=f"{label}: {count}"))
        if step >= 24:
            parts.append(_text(middle, frame.height - 6, label))
            parts.append(_text(middle, floor - height - 3, str(count)))
    if step < 24:
        parts.append(_text(0, frame.top - 3, f"most: {most}", anchor="start"))
        every = -(-len(counts) // 8)
        for at, label in list(enumerate(counts))[::every]:
            parts.append(_text(at * step, frame.height - 6, label.partition("-")[0], anchor="start"))
    return _wrap(parts, frame, title)


def draw_years(years: Mapping[str, int], *, title: str, frame: Frame | None = None) -> Markup:
    """Draw dated events over the years, in columns of one, five, ten ... years, so that a millennium fits as a decade does."""
    frame = frame or Frame(width=880, height=170)
    if not years:
        return Markup('<p class="none">no dated events</p>')
    numbers = {int(year): count for year, count in years.items()}
    first, last = min(numbers), max(numbers)
    width = next(size for size in (1, 5, 10, 50, 100, 500, 1000, 5000) if (last - first) / size <= 60 or size == 5000)
    start = first - first % width
    columns = dict.fromkeys(range(start, last + 1, width), 0)
    for year, count in numbers.items():
        columns[year - (year - start) % width] += count
    labels = {(str(year) if width == 1 else f"{year}-{year + width - 1}"): count for year, count in columns.items()}
    return draw_bars(labels, title=title, frame=frame)


def draw_shares(shares: Mapping[str, float], *, title: str) -> Markup:
    """Draw a horizontal bar for every share, from nothing to all."""
    row = 20
    frame = Frame(width=420, height=row * len(shares) or row)
    parts = []
    for at, (label, share) in enumerate(shares.items()):
        y = at * row
        parts.append(_text(124, y + 14, label, anchor="end"))
        parts.append(_bar(130, y + 4, 240, row - 8, tip=label, kind="track"))
        parts.append(_bar(130, y + 4, 240 * min(max(share, 0.0), 1.0), row - 8, tip=f"{label}: {share:.1%}"))
        parts.append(_text(376, y + 14, f"{share:.0%}", anchor="start"))
    return _wrap(parts, frame, title)


def draw_strip(parts: Sequence[tuple[str, int]], *, title: str) -> Markup:
    """Draw one bar cut into parts, each with a class of its own name; the parts of nothing are left out."""
    total = sum(count for _, count in parts) or 1
    frame = Frame(width=880, height=18)
    drawn, x = [], 0.0
    for name, count in parts:
        if count:
            width = frame.width * count / total
            drawn.append(_bar(x, 0, width, frame.height, tip=f"{name}: {count}", kind=name))
            x += width
    return _wrap(drawn, frame, title)


def _bar(x: float, y: float, width: float, height: float, *, tip: str, kind: str = "bar") -> Markup:
    shape = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>')
    return shape.format(kind, x, y, max(width, 0.0), max(height, 0.0), tip)


def _text(x: float, y: float, words: str, *, anchor: str = "middle") -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, words)


def _wrap(parts: Sequence[Markup], frame: Frame, title: str) -> Markup:
    head = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">').format(frame.width, frame.height, escape(title))
    return head + Markup("").join(parts) + Markup("</svg>")
