"""Markdown → visible text and marks, line by line: headings, lists, tables, links, emphasis, front matter.

It reads what saved pages hold (CommonMark and the tables of GitHub), and keeps as text whatever it does not know.
"""

from __future__ import annotations

import re

from extractor.config import Config
from extractor.knowledge import Knowledge
from extractor.read.columns import are_column_heads
from extractor.read.inline import lay_out_inline, read_definitions
from extractor.read.layout import Layout
from extractor.read.metadata import Field, Header, read_header, show_fields
from extractor.read.views import View

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_HEADING_TAIL = re.compile(r"[ \t]+#+[ \t]*$|[ \t]+$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BULLET = re.compile(r"[ \t]*[-*+\u2022][ \t]+(?=\S)")
_ORDINAL = re.compile(r"\d{1,3}[.)](?![ \t]+[^\W\d_]{3,12}\.? \d{4}\b)[ \t]+(?=\S)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_CELL = re.compile(r"(?:\\.|[^|\\])+")
_LABEL = re.compile(r"(?:\*\*|__)([^*_\n]{1,120}?)[ \t]*(?::[ \t]*(?:\*\*|__)|(?:\*\*|__)[ \t]*:)[ \t]*")
_PAIR = 2
_TOP = 3000
_BOLD_LEAD = re.compile(r"^\*\*([^*\n]{2,100})\*\*(?=[ ,(])", re.MULTILINE)


def read_markdown(raw: str, *, config: Config, knowledge: Knowledge) -> View:
    """Lay out a Markdown page; of its front matter the fields that tell about it, and a title that the body lacks."""
    del config
    reader = _Reader(raw, knowledge)
    reader.run()
    view = View(*reader.layout.finish())
    if reader.header is None:
        return view
    url = reader.header.find("url")
    return show_fields(view._replace(url=url.value if url else None), raw, reader.header.fields)


class _Reader:
    """The way through the lines of a page."""

    def __init__(self, raw: str, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.layout = Layout(raw)
        self._raw = raw
        self.header = read_header(raw, knowledge=knowledge)
        self._addresses, self._hidden = read_definitions(raw)
        self._fence = ""
        self._has_title = False
        self._is_underlined = False
        self._ordered: frozenset[int] = frozenset()

    def run(self) -> None:
        """Read every line."""
        at = self._read_front_matter() or self._read_tagline()
        lines = _split_lines(self._raw, at)
        self._ordered = _find_ordered(self._raw, lines)
        for number, (start, end) in enumerate(lines):
            following = self._raw[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
            if (start, end) not in self._hidden:
                self._read_line(start, end, following)
            self.layout.end_line()

    def _read_front_matter(self) -> int:
        header = self.header
        if header is None:
            return 0
        title = header.find("title")
        if title and not re.search(r"^#[ \t]", self._raw[header.end :], re.MULTILINE):
            begin = self.layout.at
            self.layout.add(title.value, title.start, title.end)
            self._has_title = True
            self.layout.mark("title", begin)
            self.layout.mark("heading", begin, value="1")
            self.layout.end_line()
        begin = self.layout.at
        for start, end in _split_lines(self._raw[: header.end], 0):
            self.layout.add(self._raw[start:end].strip("\ufeff"), start, end)
            self.layout.end_line()
        self.layout.mark("furniture", begin)
        return header.end

    def _read_tagline(self) -> int:
        """Read the name of a page whose site puts a line above it; what stands above that line is furniture."""
        for tagline, site in self.knowledge.site.taglines.items():
            at = self._raw.find(tagline, 0, _TOP)
            lead = _BOLD_LEAD.search(self._raw, at + len(tagline)) if at >= 0 else None
            if lead is None or re.search(r"^#[ \t]", self._raw[: lead.start()], re.MULTILINE):
                continue
            begin = self.layout.at
            self.layout.add(lead[1], *lead.span(1))
            self._has_title = True
            self.layout.mark("title", begin)
            self.layout.mark("heading", begin, value="1")
            self.layout.end_line()
            start = at + tagline.index(site) if site in tagline else at
            self.header = Header((Field("site", self._raw[start : start + len(site)], start, start + len(site)),), at)
            return at + len(tagline)
        return 0

    def _read_line(self, start: int, end: int, following: str) -> None:
        if self._is_fenced(start, end):
            self.layout.add(self._raw[start:end], start, end)
            return
        if quote := _QUOTE.match(self._raw, start, end):
            start = quote.end()
        line = self._raw[start:end]
        if not line.strip() or _FENCE.match(line):
            return
        if heading := _HEADING.match(line):
            self._read_heading(start + heading.end(), end, len(heading[1]))
        elif self._is_underlined or _RULE.match(line) or _TABLE_RULE.match(line):
            self._is_underlined = False
        elif _is_title(line, following):
            self._is_underlined = True
            self._read_heading(start, end, 1 if following.lstrip()[0] == "=" else 2)
        elif "|" in line and (line.lstrip()[0] == "|" or _TABLE_RULE.match(following)):
            self._read_row(start, end, is_head=_TABLE_RULE.match(following) is not None)
        else:
            self._read_item(start, end)

    def _is_fenced(self, start: int, end: int) -> bool:
        """Whether a line is code; fences themselves are not shown."""
        fence = _FENCE.match(self._raw, start, end)
        if self._fence:
            if fence and fence[1].startswith(self._fence) and not self._raw[fence.end() : end].strip():
                self._fence = ""
                return False
            return True
        if fence:
            self._fence = fence[1]
        return False

    def _read_heading(self, start: int, end: int, level: int) -> None:
        if tail := _HEADING_TAIL.search(self._raw, start, end):
            end = tail.start()
        begin = self.layout.at
        self._lay_out(start, end)
        if level == 1 and not self._has_title:
            self._has_title = True
            self.layout.mark("title", begin)
        self.layout.mark("heading", begin, value=str(level))

    def _read_row(self, start: int, end: int, *, is_head: bool) -> None:
        cells = [found.span() for found in _CELL.finditer(self._raw, start, end) if found[0].strip()]
        begin_row = self.layout.at
        is_row = len(cells) > 1
        named = are_column_heads((self._raw[slice(*cell)] for cell in cells), knowledge=self.knowledge)
        is_head = is_head and is_row and (len(cells) > _PAIR or named)
        for number, (low, high) in enumerate(cells):
            begin = self.layout.at
            self._lay_out(low, high)
            if is_row and not is_head:
                self.layout.mark("value" if number else "key", begin)
            self.layout.end_line()
        if is_head:
            self.layout.mark("furniture", begin_row)

    def _read_item(self, start: int, end: int) -> None:
        bullet = (_ORDINAL if start in self._ordered else _BULLET).match(self._raw, start, end)
        begin = self.layout.at
        if bullet:
            start = bullet.end()
        if label := _LABEL.match(self._raw, start, end):
            self._lay_out(label.start(1), label.end(1))
            self.layout.mark("key", begin)
            self.layout.end_line()
            begin = self.layout.at
            self._lay_out(label.end(), end)
            self.layout.mark("value", begin)
            return
        self._lay_out(start, end)
        if bullet:
            self.layout.mark("item", begin)

    def _lay_out(self, start: int, end: int) -> None:
        lay_out_inline(self.layout, start, end, self._addresses)


def _is_title(line: str, following: str) -> bool:
    """Whether a line is a heading because the next one underlines it; a short one, not an item."""
    return bool(_UNDERLINE.match(following)) and len(line) <= 200 and not _BULLET.match(line) and "|" not in line


def _find_ordered(raw: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """Where the items of numbered lists start: two or more under one heading; a single one may be prose."""
    ordered: set[int] = set()
    run: list[int] = []
    for start, end in [*lines, (len(raw), len(raw))]:
        if start == end or _HEADING.match(raw, start, end):
            ordered.update(run if len(run) > 1 else ())
            run = []
        elif _ORDINAL.match(raw, start, end):
            run.append(start)
    return frozenset(ordered)


def _split_lines(raw: str, start: int) -> list[tuple[int, int]]:
    """The ranges of the lines from an offset on, without their ends."""
    return [(start + found.start(), start + found.end()) for found in re.finditer(r"[^\r\n]+", raw[start:])]
