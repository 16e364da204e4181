"""A page about an entity, or the answer of a search, laid out from its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.knowledge.json_fields import fold_name
from extractor.read.json.layout import YEAR, PageLayout, join_texts, link_to, one_line
from extractor.read.json.parts import (
    find_address,
    find_attributes,
    find_encyclopedia,
    find_results,
    find_snippet,
    find_timeline,
)
from extractor.read.json.prose import lay_out_text
from extractor.read.json.text import JsonNode, Member
from extractor.read.views import View
from extractor.spans import Span, TracedText

_ISO = re.compile(r"[+]?(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ][\d:.]+\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_JOIN = " [...] "
_LONGEST_PUBLISHER = 60
_PROSE = 200
_DEEPEST_VALUE = 4
_MOST_VALUES = 200


class Piece(NamedTuple):
    """A field's name, or nothing, and its value as one line."""

    key: TracedText | None
    value: TracedText


class EntityLayout(PageLayout):
    """A page about an entity, or the answer of a search."""

    def lay_out(self, text: Member | None) -> View | None:
        """Lay the page out, with a text of its own, if it has one, as one more source; None where it has no title."""
        page, fields = self.page, self.fields
        results = find_results(page) or []
        title = page.text(*fields.title) or page.text(*fields.query)
        if title is None and results:
            title = results[0].pick(*fields.result_title)
        if title is None:
            return None
        self.write_head(title)
        for part in ("created", "updated", "retrieved"):
            self._write_stamp(part)
        self._write_summary()
        self._write_attributes(find_attributes(page))
        self._write_timeline(find_timeline(page))
        self._write_encyclopedia(find_encyclopedia(page))
        self._write_results(results)
        if text is not None:
            self._write_own_text(text, title, is_only=not results)
        return self.finish()

    def _write_stamp(self, part: str) -> None:
        found = self.mark_used(self.page.text(*getattr(self.fields, part)))
        if found and YEAR.search(found.value.words) and not found.value.is_figure:
            self.write_label(part, found)
            self.writer.line(one_line(found.value))

    def _write_summary(self) -> None:
        names = (*self.fields.summary, *self.fields.answer)
        if found := self.mark_used(self.page.text(*names)):
            self.write_label("summary", found)
            self.writer.view(lay_out_text(found.value, self.page, self.reader))

    def _write_attributes(self, found: Member | None) -> None:
        pairs = [*self._list_attributes(found.value)] if self.mark_used(found) and found else []
        pairs.extend(self._list_loose())
        if pairs:
            self.write_label("attributes", found)
        for pair in pairs:
            if pair.key is not None and pair.value.text:
                self.writer.line(pair.key, ("key", "", None))
                self.writer.line(pair.value, ("value", "", None))

    def _list_attributes(self, node: JsonNode) -> Iterator[Piece]:
        if node.is_object:
            for key, value in node.members.values():
                yield Piece(one_line(key), self._write_value(value))
            return
        for item in node.items():
            if item.is_list:
                key, value = item.items()
                yield Piece(one_line(key), self._write_value(value))
            elif (name := item.pick(*self.fields.attribute_key)) and item.pick(*self.fields.attribute_value):
                yield Piece(one_line(name.value), self._write_value(item))

    def _list_loose(self) -> Iterator[Piece]:
        """Fields that no name of ours fits, beside those that one does: short values are attributes."""
        known = {fold_name(name) for names in self.fields.model_dump().values() if isinstance(names, tuple) for name in names}
        for key, value in self.page.objects[0].members.values():
            is_word = value.is_text or value.is_figure
            if (
                is_word
                and fold_name(key.value) not in known
                and len(value.words) < _PROSE
                and not find_address(value, self.fields)
            ):
                yield Piece(one_line(key), self._write_value(value))

    def _write_value(self, node: JsonNode, depth: int = _DEEPEST_VALUE) -> TracedText:
        """An attribute's value on one line: lists and objects with commas between their members."""
        if node.is_scalar:
            return one_line(node)
        if depth == 0 or not (node.is_list or node.is_object):
            return TracedText("", ())
        if node.is_object and (told := node.pick(*self.fields.attribute_value)):
            unit = node.pick(*self.fields.attribute_unit)
            inner = [told.value, *([unit.value] if unit else [])]
            return join_texts((self._write_value(one, depth - 1) for one in inner), " ")
        if node.is_object:
            members = list(node.members.values())[:_MOST_VALUES]
            named = (join_texts((one_line(key), self._write_value(value, depth - 1)), ": ") for key, value in members)
            return join_texts((one for one in named if one.text), ", ")
        values = [self._write_value(item, depth - 1) for _, item in zip(range(_MOST_VALUES), node.items(), strict=False)]
        return join_texts(values, "; " if any("," in value.text for value in values) else ", ")

    def _write_timeline(self, found: Member | None) -> None:
        if found is None:
            return
        self.mark_used(found)
        self.write_label("timeline", found)
        if found.value.is_object:
            for key, value in found.value.members.values():
                self._write_event(one_line(value), one_line(key))
            return
        for item in found.value.items():
            if item.is_text:
                self.writer.line(one_line(item), ("item", "", None))
            elif event := item.pick(*self.fields.event_text):
                told = self.page.unwrap(event.value)
                when = self._read_date(item)
                if told and not (when and when.text == told.words):
                    self._write_event(join_texts((one_line(told), self._read_tag(item)), " "), when)

    def _write_event(self, statement: TracedText, when: TracedText | None) -> None:
        self.writer.line(statement, ("item", "", None))
        if when is not None and when.text:
            self.writer.line(when)

    def _read_tag(self, item: JsonNode) -> TracedText:
        source = item.pick(*self.fields.event_source)
        if source is None or not source.value.is_text:
            return TracedText("", ())
        before, after = self.fields.source_tag
        low, high = source.value.start, source.value.end
        return TracedText.assemble([(before, low, low, False), *one_line(source.value).runs(), (after, high, high, False)])

    def _read_date(self, item: JsonNode) -> TracedText | None:
        """The date of an event, as far as the precision that stands beside it vouches for it; a time of day is not one."""
        found = next((one for name in self.fields.event_date if (one := item.pick(name)) and one.value.is_scalar), None)
        if found is None:
            return None
        when = one_line(found.value)
        if iso := _ISO.fullmatch(when.text):
            told = item.pick(*self.fields.event_precision)
            most = self.fields.precisions.get(told.value.words.casefold(), 10) if told else 10
            return when.cut(iso.start(1), min(iso.end(1), iso.start(1) + most))
        return when

    def _write_encyclopedia(self, found: Member | None) -> None:
        if found is None:
            return
        self.mark_used(found)
        self.write_label("encyclopedia", found)
        node, fields = found.value, self.fields
        if node.is_text:
            self.writer.view(lay_out_text(node, self.page, self.reader))
            return
        title, address = node.pick(*fields.title), node.pick(*fields.url)
        link = find_address(address.value, fields) if address else None
        if title and title.value.is_text:
            self.writer.line(one_line(title.value), ("heading", "6", None), link_to(link))
        elif link:
            self.writer.line(one_line(link), link_to(link))
        extract = node.pick(*fields.encyclopedia_text)
        if extract:
            self.writer.view(lay_out_text(extract.value, self.page, self.reader))

    def _write_results(self, results: list[JsonNode]) -> None:
        if results:
            member = next((found for name in self.fields.results if (found := self.page.pick(name))), None)
            self.write_label("results", self.mark_used(member))
        for result in results:
            self._write_result(result)

    def _write_result(self, result: JsonNode) -> None:
        fields = self.fields
        title = result.pick(*fields.result_title)
        address = result.pick(*fields.result_url)
        link = find_address(address.value, fields) if address else None
        words = self.page.unwrap(title.value) if title else None
        line = one_line(words) if words else one_line(link) if link else None
        if line is None:
            return
        self.writer.line(join_texts((line, self._read_publisher(result, line.text)), " - "), ("item", "", None), link_to(link))
        self._write_result_date(result)
        snippet = find_snippet(result, fields)
        more = result.pick(*fields.result_more)
        for number, piece in enumerate(_list_strings(snippet, more if more and more != snippet else None)):
            if number:
                self.writer.line(TracedText.assemble([(_JOIN.strip(), piece.start, piece.start, False)]))
            self.writer.view(lay_out_text(piece, self.page, self.reader, flat=True))

    def _read_publisher(self, result: JsonNode, title: str) -> TracedText:
        for name in self.fields.result_publisher:
            found = result.pick(name)
            told = self.page.unwrap(found.value) if found else None
            if told and told.is_text and "." not in told.words and len(told.words) <= _LONGEST_PUBLISHER:
                return TracedText("", ()) if told.words.casefold() in title.casefold() else one_line(told)
        return TracedText("", ())

    def _write_result_date(self, result: JsonNode) -> None:
        for name in self.fields.result_date:
            found = result.pick(name)
            if found and found.value.is_text and YEAR.search(found.value.words) and len(found.value.words) <= 48:
                self.writer.line(one_line(found.value), ("time", found.value.words, Span(found.value.start, found.value.end)))
                return

    def _write_own_text(self, text: Member, title: Member, *, is_only: bool) -> None:
        """The text of a page that has attributes or events too: its own words are one more source."""
        self.mark_used(text)
        if is_only:
            self.write_label("results", text)
        address = self.page.address(*self.fields.url)
        self.writer.line(one_line(title.value), ("item", "", None), link_to(address))
        self.writer.view(lay_out_text(text.value, self.page, self.reader, flat=True))


def _list_strings(*members: Member | None) -> Iterator[JsonNode]:
    for member in members:
        if member is None:
            continue
        if member.value.is_text:
            yield member.value
        else:
            yield from (item for item in member.value.items() if item.is_text)
