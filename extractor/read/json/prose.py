"""The prose of a page of JSON: a string of plain text, Markdown or HTML, paragraphs, or sections with their headings."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.knowledge.json_fields import fold_name
from extractor.read.json.parts import JsonPage
from extractor.read.json.text import JsonNode
from extractor.read.readers import TextReader
from extractor.read.sniffing import sniff_media_type
from extractor.read.views import View
from extractor.read.writer import ViewWriter
from extractor.spans import Span, TracedText
from extractor.types import Mark

_WIKI_HEADING = re.compile(r"^(={2,6})[ \t]*([^=\n]{1,200}?)[ \t]*\1[ \t]*$", re.MULTILINE)
_DEEPEST = 8
_MARKUP = ("text/html", "text/markdown")


def lay_out_text(node: JsonNode, page: JsonPage, reader: TextReader, *, flat: bool = False) -> View:
    """Lay out a text, however deep its sections are; ``flat`` leaves out headings, and what lists mark as items."""
    writer = ViewWriter()
    _Prose(page, reader, writer).write(node, 2)
    text, marks = writer.finish()
    if flat:
        text, marks = _drop_headings(text, marks)
    return View(text, marks)


def _drop_headings(text: TracedText, marks: tuple[Mark, ...]) -> tuple[TracedText, tuple[Mark, ...]]:
    kept = tuple(mark for mark in marks if mark.kind not in {"heading", "item", "key", "value"})
    titles = [mark for mark in marks if mark.kind == "heading"]
    return text, (*kept, *(Mark("furniture", mark.start, mark.end) for mark in titles))


class _Prose:
    """The way through the sections of a text."""

    def __init__(self, page: JsonPage, reader: TextReader, writer: ViewWriter) -> None:
        self._page = page
        self._fields = page.fields
        self._reader = reader
        self._writer = writer
        self._sentences = {fold_name(name) for name in page.fields.sentences}

    def write(self, node: JsonNode, level: int) -> None:
        """Write a value: a string as it is, a list item by item, an object as a section."""
        if level > _DEEPEST:
            return
        if node.is_text:
            self._write_string(node)
        elif node.is_list:
            self._write_list(node, level)
        elif node.is_object:
            self._write_section(node, level)

    def _write_list(self, node: JsonNode, level: int) -> None:
        pieces: list[JsonNode] = []
        for item in node.items():
            member = next((item.members[name] for name in self._sentences if name in item.members), None)
            if member and member.value.is_text:
                pieces.append(member.value)
            else:
                self._write_sentences(pieces)
                pieces = []
                self.write(item, level)
        self._write_sentences(pieces)

    def _write_sentences(self, pieces: list[JsonNode]) -> None:
        """Write sentences that stand one by one as the paragraph that they are."""
        runs: list[tuple[str, int, int, bool]] = []
        for piece in pieces:
            if runs:
                runs.append((" ", runs[-1][2], piece.start, False))
            runs.extend(piece.trace().runs())
        self._writer.view(View(TracedText.assemble(runs)))

    def _write_section(self, node: JsonNode, level: int) -> None:
        if whole := self._page.unwrap(node):
            headed = node.pick(*self._fields.heading)
            if headed is None or headed.value.start == whole.start or node.pick(*self._fields.section_text) is None:
                self._write_string(whole)
                return
        title = node.pick(*self._fields.heading)
        if title and title.value.is_text and "\n" not in title.value.words:
            self._writer.line(title.value.trace(), ("heading", str(level), None))
        for name in self._fields.section_text:
            member = node.members.get(fold_name(name))
            if member and (title is None or member.value.start != title.value.start):
                is_row = fold_name(name) in self._sentences and member.value.is_list
                self._write_sentences(list(member.value.items())) if is_row else self.write(member.value, level + 1)

    def _write_string(self, node: JsonNode) -> None:
        origin = node.trace()
        kind = sniff_media_type(origin.text)
        view = self._reader.read(origin.text, kind) if kind in _MARKUP else _read_plain(origin.text)
        marks = tuple(replace(mark, source=_move(mark.source, origin)) for mark in view.marks)
        self._writer.view(View(view.text.retrace(origin), marks))


def _move(source: Span | None, origin: TracedText) -> Span | None:
    return origin.locate(*source) if source else None


def _read_plain(text: str) -> View:
    """Plain text; the headings of wikis (``== History ==``) are headings."""
    marks: list[Mark] = []
    edits = []
    shift = 0
    for found in _WIKI_HEADING.finditer(text):
        edits += [(found.start(), found.start(2), ""), (found.end(2), found.end(), "")]
        low = found.start() - shift
        marks.append(Mark("heading", low, low + len(found[2]), str(len(found[1]))))
        shift += len(found[0]) - len(found[2])
    return View(TracedText.verbatim(text).edit(edits), tuple(marks))
