"""A page of JSON laid out as text: the parts in the order of an entity or document page, under the labels of the site.

Every character that the JSON holds is traced to where it is written there; a label is traced to the name of the field.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.knowledge.json_fields import fold_name
from extractor.read.json_parts import (
    JsonPage,
    find_address,
    find_attributes,
    find_encyclopedia,
    find_results,
    find_snippet,
    find_text,
    find_timeline,
)
from extractor.read.json_prose import lay_out_text
from extractor.read.json_text import JsonNode, Member
from extractor.read.readers import TextReader
from extractor.read.views import View
from extractor.read.writer import ViewWriter
from extractor.spans import Span, TracedText

_MARKUP = re.compile(
    r"</?(?:a|b|br|em|font|h\d|i|li|mark|p|small|span|strong|sub|sup|u|ul|wbr)(?:\s[^<>]{0,300})?/?>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});",
    re.IGNORECASE,
)
_LINE_ENDS = re.compile(r"\s*[\n\r\t\u2028\u2029\ue000-\uf8ff]+\s*")
_YEAR = re.compile(r"\d{4}")
_ISO = re.compile(r"[+]?(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ][\d:.]+\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_JOIN = " [...] "
_LONGEST_PUBLISHER = 60
_LONGEST_TITLE = 300
_PROSE = 200
_DEEPEST_VALUE = 4
_MOST_VALUES = 200


class Piece(NamedTuple):
    """A field's name, or nothing, and its value as one line."""

    key: TracedText | None
    value: TracedText


def lay_out_page(page: JsonPage, reader: TextReader) -> View | None:
    """Lay a page out: as an entity if it has such parts, else as a document; None where it has no title."""
    text = find_text(page)
    parts = (find_attributes(page), find_timeline(page), find_encyclopedia(page))
    if any(parts) or find_results(page) or text is None:
        return _Entity(page, reader).lay_out(text)
    return _Document(page, reader).lay_out(text)


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


class _PageLayout:
    """What entities and documents have in common."""

    def __init__(self, page: JsonPage, reader: TextReader) -> None:
        self._page = page
        self._fields = page.fields
        self._reader = reader
        self._writer = ViewWriter()
        self._used: set[int] = set()

    def _label(self, part: str, member: Member | None) -> None:
        """Write a label, traced to the name of the field that holds the part."""
        words = self._fields.labels[part]
        span = Span(member.key.start, member.key.end) if member and member.key.end <= member.value.start else Span(0, 0)
        self._writer.line(TracedText.assemble([(words, span.start, span.end, False)]))

    def _use(self, member: Member | None) -> Member | None:
        if member:
            self._used.add(member.key.start)
        return member

    def _write_head(self, title: Member | None) -> None:
        fields = self._fields
        if title:
            self._use(title)
            line = one_line(title.value)
            self._writer.line(line, ("title", "", None), ("heading", "1", None))
        told = self._use(self._page.text(*fields.description))
        if told and not (title and told.value.words == title.value.words):
            self._writer.line(one_line(told.value))

    def _finish(self) -> View:
        text, marks = self._writer.finish()
        language = self._page.text(*self._fields.language)
        address = self._page.address(*self._fields.url)
        tag = language.value.words.replace("_", "-") if language else ""
        return View(text, marks, tag or None, address.words if address else None)


class _Entity(_PageLayout):
    """A page about an entity, or the answer of a search."""

    def lay_out(self, text: Member | None) -> View | None:
        page, fields = self._page, self._fields
        results = find_results(page) or []
        title = page.text(*fields.title) or page.text(*fields.query)
        if title is None and results:
            title = results[0].pick(*fields.result_title)
        if title is None:
            return None
        self._write_head(title)
        for part in ("created", "updated", "retrieved"):
            self._write_stamp(part)
        self._write_summary()
        self._write_attributes(find_attributes(page))
        self._write_timeline(find_timeline(page))
        self._write_encyclopedia(find_encyclopedia(page))
        self._write_results(results)
        if text is not None:
            self._write_own_text(text, title, is_only=not results)
        return self._finish()

    def _write_stamp(self, part: str) -> None:
        found = self._use(self._page.text(*getattr(self._fields, part)))
        if found and _YEAR.search(found.value.words) and not found.value.is_figure:
            self._label(part, found)
            self._writer.line(one_line(found.value))

    def _write_summary(self) -> None:
        names = (*self._fields.summary, *self._fields.answer)
        if found := self._use(self._page.text(*names)):
            self._label("summary", found)
            self._writer.view(lay_out_text(found.value, self._page, self._reader))

    def _write_attributes(self, found: Member | None) -> None:
        pairs = [*self._list_attributes(found.value)] if self._use(found) and found else []
        pairs.extend(self._list_loose())
        if pairs:
            self._label("attributes", found)
        for pair in pairs:
            if pair.key is not None and pair.value.text:
                self._writer.line(pair.key, ("key", "", None))
                self._writer.line(pair.value, ("value", "", None))

    def _list_attributes(self, node: JsonNode) -> Iterator[Piece]:
        if node.is_object:
            for key, value in node.members.values():
                yield Piece(one_line(key), self._write_value(value))
            return
        for item in node.items():
            if item.is_list:
                key, value = item.items()
                yield Piece(one_line(key), self._write_value(value))
            elif (name := item.pick(*self._fields.attribute_key)) and item.pick(*self._fields.attribute_value):
                yield Piece(one_line(name.value), self._write_value(item))

    def _list_loose(self) -> Iterator[Piece]:
        """Fields that no name of ours fits, beside those that one does: short values are attributes."""
        known = {fold_name(name) for names in self._fields.model_dump().values() if isinstance(names, tuple) for name in names}
        for key, value in self._page.objects[0].members.values():
            is_word = value.is_text or value.is_figure
            if (
                is_word
                and fold_name(key.value) not in known
                and len(value.words) < _PROSE
                and not find_address(value, self._fields)
            ):
                yield Piece(one_line(key), self._write_value(value))

    def _write_value(self, node: JsonNode, depth: int = _DEEPEST_VALUE) -> TracedText:
        """An attribute's value on one line: lists and objects with commas between their members."""
        if node.is_scalar:
            return one_line(node)
        if depth == 0 or not (node.is_list or node.is_object):
            return TracedText("", ())
        if node.is_object and (told := node.pick(*self._fields.attribute_value)):
            unit = node.pick(*self._fields.attribute_unit)
            inner = [told.value, *([unit.value] if unit else [])]
            return _join((self._write_value(one, depth - 1) for one in inner), " ")
        if node.is_object:
            members = list(node.members.values())[:_MOST_VALUES]
            named = (_join((one_line(key), self._write_value(value, depth - 1)), ": ") for key, value in members)
            return _join((one for one in named if one.text), ", ")
        values = [self._write_value(item, depth - 1) for _, item in zip(range(_MOST_VALUES), node.items(), strict=False)]
        return _join(values, "; " if any("," in value.text for value in values) else ", ")

    def _write_timeline(self, found: Member | None) -> None:
        if found is None:
            return
        self._use(found)
        self._label("timeline", found)
        if found.value.is_object:
            for key, value in found.value.members.values():
                self._write_event(one_line(value), one_line(key))
            return
        for item in found.value.items():
            if item.is_text:
                self._writer.line(one_line(item), ("item", "", None))
            elif event := item.pick(*self._fields.event_text):
                told = self._page.unwrap(event.value)
                when = self._read_date(item)
                if told and not (when and when.text == told.words):
                    self._write_event(_join((one_line(told), self._read_tag(item)), " "), when)

    def _write_event(self, statement: TracedText, when: TracedText | None) -> None:
        self._writer.line(statement, ("item", "", None))
        if when is not None and when.text:
            self._writer.line(when)

    def _read_tag(self, item: JsonNode) -> TracedText:
        source = item.pick(*self._fields.event_source)
        if source is None or not source.value.is_text:
            return TracedText("", ())
        before, after = self._fields.source_tag
        low, high = source.value.start, source.value.end
        return TracedText.assemble([(before, low, low, False), *one_line(source.value).runs(), (after, high, high, False)])

    def _read_date(self, item: JsonNode) -> TracedText | None:
        """The date of an event, as far as the precision that stands beside it vouches for it; a time of day is not one."""
        found = next((one for name in self._fields.event_date if (one := item.pick(name)) and one.value.is_scalar), None)
        if found is None:
            return None
        when = one_line(found.value)
        if iso := _ISO.fullmatch(when.text):
            told = item.pick(*self._fields.event_precision)
            most = self._fields.precisions.get(told.value.words.casefold(), 10) if told else 10
            return when.cut(iso.start(1), min(iso.end(1), iso.start(1) + most))
        return when

    def _write_encyclopedia(self, found: Member | None) -> None:
        if found is None:
            return
        self._use(found)
        self._label("encyclopedia", found)
        node, fields = found.value, self._fields
        if node.is_text:
            self._writer.view(lay_out_text(node, self._page, self._reader))
            return
        title, address = node.pick(*fields.title), node.pick(*fields.url)
        link = find_address(address.value, fields) if address else None
        if title and title.value.is_text:
            self._writer.line(one_line(title.value), ("heading", "6", None), _link(link))
        elif link:
            self._writer.line(one_line(link), _link(link))
        extract = node.pick(*fields.encyclopedia_text)
        if extract:
            self._writer.view(lay_out_text(extract.value, self._page, self._reader))

    def _write_results(self, results: list[JsonNode]) -> None:
        if results:
            member = next((found for name in self._fields.results if (found := self._page.pick(name))), None)
            self._label("results", self._use(member))
        for result in results:
            self._write_result(result)

    def _write_result(self, result: JsonNode) -> None:
        fields = self._fields
        title = result.pick(*fields.result_title)
        address = result.pick(*fields.result_url)
        link = find_address(address.value, fields) if address else None
        words = self._page.unwrap(title.value) if title else None
        line = one_line(words) if words else one_line(link) if link else None
        if line is None:
            return
        self._writer.line(_join((line, self._read_publisher(result, line.text)), " - "), ("item", "", None), _link(link))
        self._write_result_date(result)
        snippet = find_snippet(result, fields)
        more = result.pick(*fields.result_more)
        for number, piece in enumerate(_list_strings(snippet, more if more and more != snippet else None)):
            if number:
                self._writer.line(TracedText.assemble([(_JOIN.strip(), piece.start, piece.start, False)]))
            self._writer.view(lay_out_text(piece, self._page, self._reader, flat=True))

    def _read_publisher(self, result: JsonNode, title: str) -> TracedText:
        for name in self._fields.result_publisher:
            found = result.pick(name)
            told = self._page.unwrap(found.value) if found else None
            if told and told.is_text and "." not in told.words and len(told.words) <= _LONGEST_PUBLISHER:
                return TracedText("", ()) if told.words.casefold() in title.casefold() else one_line(told)
        return TracedText("", ())

    def _write_result_date(self, result: JsonNode) -> None:
        for name in self._fields.result_date:
            found = result.pick(name)
            if found and found.value.is_text and _YEAR.search(found.value.words) and len(found.value.words) <= 48:
                self._writer.line(one_line(found.value), ("time", found.value.words, Span(found.value.start, found.value.end)))
                return

    def _write_own_text(self, text: Member, title: Member, *, is_only: bool) -> None:
        """The text of a page that has attributes or events too: its own words are one more source."""
        self._use(text)
        if is_only:
            self._label("results", text)
        address = self._page.address(*self._fields.url)
        self._writer.line(one_line(title.value), ("item", "", None), _link(address))
        self._writer.view(lay_out_text(text.value, self._page, self._reader, flat=True))


class _Document(_PageLayout):
    """An article, or a page of an encyclopedia: its text is its content."""

    def lay_out(self, text: Member) -> View | None:
        page, fields = self._page, self._fields
        body = self._lay_out_body(text)
        title = page.text(*fields.title)
        if self._reader.is_known(body.text.text):
            return self._lay_out_known(body, title)
        if title is None or len(title.value.words) > _LONGEST_TITLE:
            head, body = _split_title(body)
            if head is None:
                return None
            self._writer.line(head, ("title", "", None), ("heading", "1", None))
            self._write_head(None)
        else:
            self._write_head(title)
        self._write_origin()
        self._label("content", text)
        self._writer.view(body)
        return self._finish()

    def _lay_out_known(self, body: View, title: Member | None) -> View:
        """A saved page of a known make has all its parts in its text; its title is put first where it lacks it."""
        if title and title.value.words not in body.text.text[: len(title.value.words) + 1000]:
            self._writer.line(one_line(title.value), ("title", "", None), ("heading", "1", None))
        self._writer.view(body)
        return self._finish()

    def _lay_out_body(self, text: Member) -> View:
        """The text with what leads into it: a summary that stands beside sections is their lead."""
        body = lay_out_text(text.value, self._page, self._reader)
        lead = self._page.text(*self._fields.lead, *(self._fields.summary if text.value.is_list else ()))
        if lead is None or lead.value.start == text.value.start or lead.value.words[:80] in body.text.text:
            return body
        writer = ViewWriter()
        writer.view(lay_out_text(lead.value, self._page, self._reader))
        writer.view(body)
        self._use(lead)
        return View(*writer.finish())

    def _write_origin(self) -> None:
        fields = self._fields
        publisher = self._page.text(*fields.publisher)
        address = self._page.address(*fields.url)
        named = (
            publisher.value if publisher and publisher.value.is_text and not find_address(publisher.value, fields) else address
        )
        if named is not None:
            self._label("source", publisher if publisher and named is publisher.value else None)
            self._writer.line(one_line(named), _link(address))
        for part in ("author", "published"):
            found = self._page.text(*getattr(fields, part))
            if found and found.value.is_text and (part == "author" or _YEAR.search(found.value.words)):
                self._label(part, found)
                self._writer.line(one_line(found.value))
        summary = self._page.text(*fields.summary)
        if summary and summary.key.start not in self._used:
            self._label("document_summary", summary)
            self._writer.view(lay_out_text(summary.value, self._page, self._reader))


def _split_title(body: View) -> tuple[TracedText | None, View]:
    """Take the first line of a text for its title, unless it is a paragraph."""
    words = body.text.text
    low = len(words) - len(words.lstrip())
    high = words.find("\n", low) if "\n" in words[low:] else len(words)
    if high - low > _LONGEST_TITLE or high == len(words):
        return None, body
    writer = ViewWriter()
    writer.view(body, start=high + 1)
    return body.text.cut(low, high), View(*writer.finish())


def _link(node: JsonNode | None) -> tuple[str, str, Span | None]:
    """A mark for a link to an address; of nothing, a mark of nothing."""
    return ("link", node.words, Span(node.start + 1, node.end - 1)) if node else ("", "", None)


def _join(texts: Iterable[TracedText], between: str) -> TracedText:
    """Put texts on one line; what is put between them stands for what the JSON has there."""
    runs: list[tuple[str, int, int, bool]] = []
    for text in texts:
        more = list(text.runs())
        if runs and more:
            low, high = runs[-1][2], more[0][1]
            runs.append((between, low, max(low, high), False))
        runs.extend(more)
    return TracedText.assemble(runs)


def _list_strings(*members: Member | None) -> Iterator[JsonNode]:
    for member in members:
        if member is None:
            continue
        if member.value.is_text:
            yield member.value
        else:
            yield from (item for item in member.value.items() if item.is_text)
