"""Which objects of a JSON value are pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from extractor.knowledge.json_fields import JsonFields, fold_name
from extractor.read.json.parts import (
    JsonPage,
    find_attributes,
    find_encyclopedia,
    find_results,
    find_text,
    find_timeline,
)
from extractor.read.json.text import JsonNode

_DEEPEST_WRAPPER = 6
_MOST_WRAPPERS = 64
_DEEPEST_SEARCH = 10
_MOST_SEARCHED = 5000
_MOST_SIBLINGS = 200
_GOOD_FIND = 5


def find_pages(root: JsonNode, fields: JsonFields) -> Iterator[JsonPage | JsonNode]:
    """Give the pages of a value in order; what should be one and is none is given as it is."""
    if root.is_list:
        for item in root.items():
            page = read_page_object(item, fields)
            yield page or item
        return
    if page := read_page_object(root, fields):
        yield page
        return
    collection = _find_collection(root, fields)
    if collection is None:
        yield search_page(root, fields) or root
        return
    items = list(islice(collection, 2))
    pages = [read_page_object(item, fields) for item in items]
    if len(items) == 1:
        yield pages[0]._replace(node=root) if pages[0] else items[0]
        return
    yield from (page or item for page, item in zip(pages, items, strict=True))
    for item in collection:
        yield read_page_object(item, fields) or item


def read_page_object(node: JsonNode, fields: JsonFields) -> JsonPage | None:
    """Read an object and those that it wraps as one page; None where they hold none."""
    if not node.is_object:
        return None
    rated = [(_rate(one, fields), -at, one) for at, one in enumerate(islice(_list_wrapped(node, fields), _MOST_WRAPPERS))]
    page = JsonPage(node, [one for _, _, one in sorted(rated, key=lambda rate: rate[:2], reverse=True)], fields)
    return page if _has_substance(page) else None


def search_page(root: JsonNode, fields: JsonFields) -> JsonPage | None:
    """Search a value of unknown shape for the object that says most like a page."""
    best: tuple[int, JsonNode | None] = (_GOOD_FIND - 1, None)
    todo = [root]
    seen = 0
    for _ in range(_DEEPEST_SEARCH):
        below: list[JsonNode] = []
        for node in todo:
            seen += 1
            if seen > _MOST_SEARCHED:
                break
            if node.is_object and (rate := _rate(node, fields)) > best[0]:
                best = (rate, node)
            inner = (member.value for member in node.members.values()) if node.is_object else node.items()
            below.extend(one for one in islice(inner, _MOST_SIBLINGS) if one.is_object or one.is_list)
        todo = below
    page = read_page_object(best[1], fields) if best[1] is not None else None
    return page._replace(node=root) if page else None


def _list_wrapped(node: JsonNode, fields: JsonFields) -> Iterator[JsonNode]:
    """An object and those below it that the names of wrappers lead to."""
    names = [fold_name(name) for name in fields.wrappers]
    todo = [node]
    for _ in range(_DEEPEST_WRAPPER):
        yield from todo
        below = [one.members[name].value for one in todo for name in names if name in one.members]
        todo = [one for one in below if one.is_object]


def _find_collection(root: JsonNode, fields: JsonFields) -> Iterator[JsonNode] | None:
    """The items of a list of pages, or of an object that has them by their ids."""
    for node in _list_wrapped(root, fields):
        for name in fields.collections:
            found = node.pick(name)
            if found is None:
                continue
            if found.value.is_list and isinstance(found.value.value[0], dict):
                return found.value.items()
            if found.value.is_object and all(isinstance(one, dict) for one in found.value.value.values()):
                return iter([member.value for member in found.value.members.values()])
    return None


def _rate(node: JsonNode, fields: JsonFields) -> int:
    """Say how much of a page an object holds by itself."""
    page = JsonPage(node, (node,), fields)
    rate = sum(page.text(*names) is not None for names in (fields.title, fields.description, fields.summary, fields.created))
    rate += page.address(*fields.url) is not None
    rate += 3 * (find_text(page) is not None) + 3 * (find_results(page) is not None)
    return rate + 2 * sum(found is not None for found in (find_attributes(page), find_timeline(page), find_encyclopedia(page)))


def _has_substance(page: JsonPage) -> bool:
    fields = page.fields
    if any((find_text(page), find_results(page), find_attributes(page), find_timeline(page), find_encyclopedia(page))):
        return True
    return page.text(*fields.title) is not None and page.text(*fields.summary, *fields.description) is not None
