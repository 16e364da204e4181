"""Pages in JSON: one object, an array of objects, an answer that holds several, or JSON Lines.

An object that is a saved page and nothing else (its text, and where it came from) has that text as its raw text, decoded.
The raw text of any other is the JSON itself, laid out by its fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.errors import ReadError
from extractor.knowledge.json_fields import fold_name
from extractor.read.json import JsonNode, JsonPage, find_pages, lay_out_page, parse_json, read_page_object
from extractor.read.readers import TextReader
from extractor.read.sniffing import MediaType, read_declared
from extractor.read.views import View

# Where an object keeps its page, best first, and what kind of text the name promises.
_FIELDS: tuple[tuple[str, MediaType | None], ...] = (
    ("html", "text/html"),
    ("markdown", "text/markdown"),
    ("text", None),
    ("content", None),
)
_ABOUT_ITSELF = frozenset({"url", "language", "lang", "retrieved", "mediatype"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_BROKEN = re.compile(r"\s*\{\s*\"(?:[^\"\\\n]|\\.){0,200}\"\s*:")
_HINT = "Each must be a JSON object with a page in it; say what its fields are called under json: in a profile."
_ERROR_STATUS = 400


class CollectedPage(NamedTuple):
    """A page of a JSON file and what the object says about it; ``view`` is how it is laid out, where the fields say that."""

    text: str
    path: str
    media_type: MediaType | None = None
    url: str | None = None
    language: str | None = None
    retrieved: str | None = None
    view: View | None = None


def collect_pages(text: str, path: str, reader: TextReader) -> Iterator[CollectedPage | ReadError] | None:
    """Find the pages of a JSON text; None if it only looks like JSON.

    A page of JSON Lines is ``path#3`` by its line number, one of an array or an answer ``path#3`` by its position, both from 1.
    """
    first = _first_line(text.lstrip("\ufeff"))
    if (line := parse_json(first)) is not None and line.is_object:
        return _collect_lines(text.lstrip("\ufeff"), path, reader)
    root = parse_json(text)
    if root is None:
        if _is_mostly_objects(text.lstrip("\ufeff")):
            return _collect_lines(text.lstrip("\ufeff"), path, reader)
        return iter((_refuse(path, "is no valid JSON: it is cut off, broken or too deep"),)) if _BROKEN.match(text) else None
    return _collect_value(root, path, path, reader)


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0]


def _is_mostly_objects(text: str) -> bool:
    """Whether broken JSON is still JSON Lines: most of its first lines begin and end as objects do."""
    lines = [line.strip() for line in text[:65536].split("\n") if line.strip()][:20]
    return sum(line.startswith('{"') for line in lines) * 2 > len(lines)


def _collect_lines(text: str, path: str, reader: TextReader) -> Iterator[CollectedPage | ReadError]:
    start, number = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        if line := text[start:end].strip():
            name = f"{path}#{number}"
            root = parse_json(line)
            if root is None or not root.is_object:
                yield _refuse(name, "is not a JSON object")
            else:
                is_alone = number == 1 and not text[end:].strip()
                yield from _collect_value(root, name, path if is_alone else name, reader)
        start = end + 1


def _collect_value(root: JsonNode, path: str, base: str, reader: TextReader) -> Iterator[CollectedPage | ReadError]:
    """Read the pages of one value; if there are several, each is named by its position and has its own object as its text."""
    if (plain := _read_plain(root, path, reader)) is not None:
        yield plain
        return
    for number, found in enumerate(find_pages(root, reader.knowledge.json_fields), 1):
        node = found.node if isinstance(found, JsonPage) else found
        if node is root:
            yield _read_fields(found, path, reader)
            continue
        own = JsonNode(node.source[node.start : node.end], 0, node.end - node.start, node.value)
        name = f"{base}#{number}"
        yield _read_plain(own, name, reader) or _read_fields(
            read_page_object(own, reader.knowledge.json_fields) or own, name, reader
        )


def _read_fields(found: JsonPage | JsonNode, path: str, reader: TextReader) -> CollectedPage | ReadError:
    if isinstance(found, JsonNode):
        return _refuse(path, "is not a JSON object" if not found.is_object else "holds no page")
    status = found.text(*reader.knowledge.json_fields.status)
    if status and status.value.words.isdecimal() and int(status.value.words[:9]) >= _ERROR_STATUS:
        return _refuse(path, f"says itself that its page could not be fetched (status {status.value.words[:9]})")
    view = lay_out_page(found, reader)
    if view is None:
        return _refuse(path, "holds no page with a title")
    return CollectedPage(
        text=found.node.source,
        path=path,
        media_type="application/json",
        url=view.url,
        language=view.language if view.language and _LANGUAGE.fullmatch(view.language) else None,
        retrieved=_read_retrieved(found),
        view=view,
    )


def _read_retrieved(page: JsonPage) -> str | None:
    found = page.text(*page.fields.retrieved)
    return found.value.words if found and found.value.is_text else None


def _refuse(path: str, reason: str) -> ReadError:
    return ReadError(f"{path} {reason}.", code="read.bad-json", hint=_HINT, path=path)


def _read_plain(node: JsonNode, path: str, reader: TextReader) -> CollectedPage | None:
    """Read an object that is a saved page and little else; None for any other."""
    if not node.is_object:
        return None
    for name, promised in _FIELDS:
        member = node.members.get(name)
        if member is not None and member.value.is_text:
            text = str(member.value.value)
            kind = promised or read_declared(_text(node, "media_type"))
            if not _is_whole(node, name, text, reader):
                return None
            return CollectedPage(
                text=_with_title(text, _text(node, "title").strip()) if name in {"text", "content"} else text,
                path=path,
                media_type=kind,
                url=_matching(_ADDRESS, node, "url"),
                language=_matching(_LANGUAGE, node, "language", "lang"),
                retrieved=_text(node, "retrieved") or None,
            )
    return None


def _is_whole(node: JsonNode, name: str, text: str, reader: TextReader) -> bool:
    """Whether the text of an object is all that it says of its page."""
    fields = reader.knowledge.json_fields
    parts = {
        fold_name(one) for names in fields.model_dump(exclude={"ignored"}).values() if isinstance(names, tuple) for one in names
    }
    rest = {key for key, member in node.members.items() if key in parts and member.value.value not in (None, "", [], {})}
    rest -= {name, *_ABOUT_ITSELF, *map(fold_name, fields.ignored)}
    if rest == {"title"} and _first_line(text).strip(" #") == _text(node, "title").strip():
        return True
    return not rest or reader.is_known(text)


def _with_title(text: str, title: str) -> str:
    """Put the object's title first, where the text lacks it: a page's first line is its title."""
    is_markup = text.lstrip().startswith("<")
    return text if not title or is_markup or title in text[: len(title) + 1000] else f"{title}\n{text}"


def _text(node: JsonNode, name: str) -> str:
    member = node.members.get(fold_name(name))
    return str(member.value.value) if member and member.value.is_text else ""


def _matching(pattern: re.Pattern[str], node: JsonNode, *names: str) -> str | None:
    return next((value for name in names if pattern.fullmatch(value := _text(node, name).strip())), None)
