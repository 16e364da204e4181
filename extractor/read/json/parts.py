"""Where an object of JSON keeps the parts of its page (``configs/json.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from extractor.knowledge.json_fields import JsonFields, fold_name
from extractor.read.json.text import JsonNode, Member

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SHOWN = 50
"""Items of a list that are looked at to tell what it is."""


class JsonPage(NamedTuple):
    """A page of a JSON text.

    Attributes:
        node: All that belongs to it.
        objects: The objects that hold its parts, the one that holds most first.
        fields: The names of the parts.
    """

    node: JsonNode
    objects: Sequence[JsonNode]
    fields: JsonFields

    def pick(self, *names: str) -> Member | None:
        """The first member of these names, in the first object that has one."""
        return next((found for node in self.objects if (found := node.pick(*names)) is not None), None)

    def text(self, *names: str) -> Member | None:
        """The first member of these names that is a scalar, or holds one as its value."""
        for node in self.objects:
            for name in names:
                found = node.pick(name)
                value = self.unwrap(found.value) if found else None
                if found and value:
                    return Member(found.key, value)
        return None

    def unwrap(self, node: JsonNode) -> JsonNode | None:
        """The scalar that a value is, or wraps: an object with a value, texts by language, a list of one."""
        return _unwrap(node, self.fields, 3)

    def address(self, *names: str) -> JsonNode | None:
        """The first web address under these names."""
        for node in self.objects:
            for name in names:
                if (found := node.pick(name)) and (address := find_address(found.value, self.fields)):
                    return address
        return None


def _unwrap(node: JsonNode, fields: JsonFields, depth: int) -> JsonNode | None:
    if node.is_scalar:
        return node
    inner: JsonNode | None = None
    if node.is_list:
        inner = next(node.items(), None) if len(node.value) == 1 else None
    elif node.is_object and (found := node.pick(*fields.values)):
        inner = found.value
    elif node.is_object and node.value and all(_TAG.fullmatch(name) for name in node.value):
        inner = (node.pick("en") or next(iter(node.members.values()))).value
    return _unwrap(inner, fields, depth - 1) if inner is not None and depth else None


def find_address(node: JsonNode, fields: JsonFields) -> JsonNode | None:
    """The web address that a value is, or holds."""
    for _ in range(3):
        if node.is_text:
            return node if _ADDRESS.fullmatch(node.words) else None
        found = node.pick(*fields.addresses) if node.is_object else None
        inner = found.value if found else next(node.items(), None) if node.is_list else None
        if inner is None:
            return None
        node = inner
    return None


def find_text(page: JsonPage) -> Member | None:
    """The page's own text: a string, paragraphs, or sections."""
    fields = page.fields
    for name in (*fields.html, *fields.markdown, *fields.text, *fields.lead):
        found = page.pick(name)
        if found and (found.value.is_list or found.value.is_object) and not _holds_text(found.value, fields):
            continue
        if found and (found.value.is_text or found.value.is_list or found.value.is_object):
            return found
    return None


def _holds_text(node: JsonNode, fields: JsonFields) -> bool:
    """Whether a value is paragraphs or sections: strings, or objects that hold such."""
    if _unwrap(node, fields, 3) is not None:
        return True
    if not node.is_list:
        return False
    shown = list(islice(node.items(), _SHOWN))
    good = (one.is_text or one.pick(*fields.section_text) is not None for one in shown)
    return bool(shown) and sum(good) * 2 > len(shown) and not _are_results(shown, fields)


def find_results(page: JsonPage) -> list[JsonNode] | None:
    """The web results of a page; lists of several kinds are put together."""
    found: list[JsonNode] = []
    for name in page.fields.results:
        member = page.pick(name)
        if member and (results := _list_results(member.value, page.fields)):
            found.extend(results)
    if found:
        return found
    for name in page.fields.citations:
        member = page.pick(name)
        results = _list_results(member.value, page.fields) if member else None
        if results and all(find_snippet(one, page.fields) for one in results):
            return results
    return None


def _list_results(node: JsonNode, fields: JsonFields) -> list[JsonNode] | None:
    if node.is_object:
        inner = node.pick(*fields.result_list)
        return _list_results(inner.value, fields) if inner and inner.value.is_list else None
    shown = list(islice(node.items(), _SHOWN))
    return [one for one in node.items() if one.is_object] if _are_results(shown, fields) else None


def _are_results(shown: Sequence[JsonNode], fields: JsonFields) -> bool:
    return bool(shown) and sum(_is_result(one, fields) for one in shown) * 2 > len(shown)


def _is_result(node: JsonNode, fields: JsonFields) -> bool:
    """Whether an object is a web result: a title, with an address, and not a whole page in markup."""
    if not node.is_object or node.pick(*fields.result_title) is None or node.pick(*fields.html) is not None:
        return False
    found = node.pick(*fields.result_url)
    return found is not None and find_address(found.value, fields) is not None


def find_snippet(node: JsonNode, fields: JsonFields) -> Member | None:
    """The excerpt of a web result."""
    for name in fields.result_text:
        found = node.pick(name)
        if found and (found.value.is_text or (found.value.is_list and all(isinstance(one, str) for one in found.value.value))):
            return found
    return None


def find_attributes(page: JsonPage) -> Member | None:
    """The table of attributes: an object of values, or a list of keys and values."""
    for name in page.fields.attributes:
        found = page.pick(name)
        if found is None:
            continue
        shown = list(islice(found.value.items(), _SHOWN))
        if found.value.is_object or (shown and all(is_pair(one, page.fields) for one in shown)):
            return found
    return None


def is_pair(node: JsonNode, fields: JsonFields) -> bool:
    """Whether a value is a key and its value: an object that names both, or a list of the two."""
    if node.is_list:
        return len(node.value) == 2 and isinstance(node.value[0], str)
    key = node.pick(*fields.attribute_key)
    return key is not None and key.value.is_scalar and node.pick(*fields.attribute_value) is not None


def find_timeline(page: JsonPage) -> Member | None:
    """The timeline: a list of events, or an object of events by their dates."""
    for name in page.fields.timeline:
        found = page.pick(name)
        if found is None:
            continue
        shown = list(islice(found.value.items(), _SHOWN))
        told = sum(one.is_text or _is_event(one, page.fields) for one in shown)
        dated = sum(one.is_text or _is_dated(one, page.fields) for one in shown)
        if shown and told * 2 > len(shown) and dated * 2 >= len(shown):
            return found
        if found.value.is_object and all(
            isinstance(one, str) and name[:1].isdigit() for name, one in found.value.value.items()
        ):
            return found
    return None


def _is_event(node: JsonNode, fields: JsonFields) -> bool:
    return node.is_object and node.pick(*fields.event_text) is not None


def _is_dated(node: JsonNode, fields: JsonFields) -> bool:
    """Whether an object has a place for a date, be it empty."""
    return node.is_object and any(fold_name(name) in node.members for name in fields.event_date)


def find_encyclopedia(page: JsonPage) -> Member | None:
    """The extract of an encyclopedia that a page of an entity shows."""
    for name in page.fields.encyclopedia:
        found = page.pick(name)
        if found and (found.value.is_text or (found.value.is_object and found.value.pick(*page.fields.encyclopedia_text))):
            return found
    return None
