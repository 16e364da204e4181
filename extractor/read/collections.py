"""Pages in JSON: one object, an array of objects, or JSON Lines. A page's raw text is the decoded string in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from extractor.errors import ReadError
from extractor.read.sniffing import MediaType, read_declared

# Where an object keeps its page, best first, and what kind of text the name promises.
_FIELDS: tuple[tuple[str, MediaType | None], ...] = (
    ("html", "text/html"),
    ("markdown", "text/markdown"),
    ("text", None),
    ("content", None),
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_HINT = "Each line must be a JSON object with a page in text, html, markdown or content."


class CollectedPage(NamedTuple):
    """A page of a JSON file and what the object says about it."""

    text: str
    path: str
    media_type: MediaType | None = None
    url: str | None = None
    language: str | None = None
    retrieved: str | None = None


def collect_pages(text: str, path: str) -> Iterator[CollectedPage | ReadError] | None:
    """Find the pages of a JSON text; None if it only looks like JSON.

    A page of JSON Lines is ``path#3`` by its line number, one of an array ``path#3`` by its position, both from 1.
    """
    text = text.lstrip("\ufeff")
    if _is_object(_first_line(text)):
        return _collect_lines(text, path)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _collect_lines(text, path) if _is_mostly_objects(text) else None
    if isinstance(value, list):
        return (_collect_one(item, f"{path}#{number}") for number, item in enumerate(value, 1))
    return iter((_collect_one(value, path),))


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0]


def _is_object(line: str) -> bool:
    return isinstance(_load(line), dict)


def _is_mostly_objects(text: str) -> bool:
    """Whether broken JSON is still JSON Lines: most of its first lines begin and end as objects do."""
    lines = [line.strip() for line in text[:65536].split("\n") if line.strip()][:20]
    return sum(line.startswith('{"') for line in lines) * 2 > len(lines)


def _load(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _collect_lines(text: str, path: str) -> Iterator[CollectedPage | ReadError]:
    start, number = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        if line := text[start:end].strip():
            yield _collect_one(_load(line), f"{path}#{number}")
        start = end + 1


def _collect_one(item: Any, path: str) -> CollectedPage | ReadError:
    if not isinstance(item, dict):
        return ReadError(f"{path} is not a JSON object.", code="read.bad-json", hint=_HINT, path=path)
    for name, promised in _FIELDS:
        if isinstance(value := item.get(name), str) and value.strip():
            kind = promised or read_declared(_text(item, "media_type"))
            return CollectedPage(
                text=_with_title(value, item) if name in {"text", "content"} else value,
                path=path,
                media_type=kind,
                url=_matching(_ADDRESS, item, "url"),
                language=_matching(_LANGUAGE, item, "language", "lang"),
                retrieved=_text(item, "retrieved") or None,
            )
    return ReadError(f"{path} holds no page.", code="read.bad-json", hint=_HINT, path=path)


def _with_title(text: str, item: dict[str, Any]) -> str:
    """Put the object's title first, where the text lacks it: a page's first line is its title."""
    title = _text(item, "title").strip()
    is_markup = text.lstrip().startswith("<")
    return text if not title or is_markup or title in text[: len(title) + 1000] else f"{title}\n{text}"


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _matching(pattern: re.Pattern[str], item: dict[str, Any], *names: str) -> str | None:
    return next((value for name in names if pattern.fullmatch(value := _text(item, name).strip())), None)
