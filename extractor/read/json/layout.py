"""A page of JSON laid out as text: the parts in the order of an entity or document page, under the labels of the site.

Every character that the JSON holds is traced to where it is written there; a label is traced to the name of the field.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from extractor.read.json.parts import (
    JsonPage,
)
from extractor.read.json.text import JsonNode, Member
from extractor.read.readers import TextReader
from extractor.read.views import View
from extractor.read.writer import ViewWriter
from extractor.spans import Span, TracedText

_MARKUP = re.compile(
    r"</?(?:a|b|br|em|font|h\d|i|li|mark|p|small|span|strong|sub|sup|u|ul|wbr)(?:\s[^<>]{0,300})?/?>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});",
    re.IGNORECASE,
)
_LINE_ENDS = re.compile(r"\s*[\n\r\t\u2028\u2029\ue000-\uf8ff]+\s*")
YEAR = re.compile(r"\d{4}")


def one_line(node: JsonNode) -> TracedText:
    """A scalar as one line: inline markup and line ends are blanks or nothing."""
    text = node.trace()
    edits = []
    for found in _MARKUP.finditer(text.text):
        new = html.unescape(found[0]) if found[0][0] == "&" else ""
        edits.append((found.start(), found.end(), " " if new == "\n" else new))
    text = text.edit(edits)
    text = text.edit([(found.start(), found.end(), " ") for found in _LINE_ENDS.finditer(text.text)])
    low = len(text.text) - len(text.text.lstrip())
    return text.cut(low, len(text.text.rstrip()))


class PageLayout:
    """What entities and documents have in common."""

    def __init__(self, page: JsonPage, reader: TextReader) -> None:
        self.page = page
        self.fields = page.fields
        self.reader = reader
        self.writer = ViewWriter()
        self.used: set[int] = set()

    def write_label(self, part: str, member: Member | None) -> None:
        """Write a label, traced to the name of the field that holds the part."""
        words = self.fields.labels[part]
        span = Span(member.key.start, member.key.end) if member and member.key.end <= member.value.start else Span(0, 0)
        self.writer.line(TracedText.assemble([(words, span.start, span.end, False)]))

    def mark_used(self, member: Member | None) -> Member | None:
        """Remember that a member is laid out; give it back."""
        if member:
            self.used.add(member.key.start)
        return member

    def write_head(self, title: Member | None) -> None:
        """Write the title, if it is not written yet, and the description."""
        fields = self.fields
        if title:
            self.mark_used(title)
            line = one_line(title.value)
            self.writer.line(line, ("title", "", None), ("heading", "1", None))
        told = self.mark_used(self.page.text(*fields.description))
        if told and not (title and told.value.words == title.value.words):
            self.writer.line(one_line(told.value))

    def finish(self) -> View:
        """Give the view, with the language and the address that the page says."""
        text, marks = self.writer.finish()
        language = self.page.text(*self.fields.language)
        address = self.page.address(*self.fields.url)
        tag = language.value.words.replace("_", "-") if language else ""
        return View(text, marks, tag or None, address.words if address else None)


def link_to(node: JsonNode | None) -> tuple[str, str, Span | None]:
    """A mark for a link to an address; of nothing, a mark of nothing."""
    return ("link", node.words, Span(node.start + 1, node.end - 1)) if node else ("", "", None)


def join_texts(texts: Iterable[TracedText], between: str) -> TracedText:
    """Put texts on one line; what is put between them stands for what the JSON has there."""
    runs: list[tuple[str, int, int, bool]] = []
    for text in texts:
        more = list(text.runs())
        if runs and more:
            low, high = runs[-1][2], more[0][1]
            runs.append((between, low, max(low, high), False))
        runs.extend(more)
    return TracedText.assemble(runs)
