"""HTML that a script fills: the page is in the data that the script is given, or not there at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extractor.errors import ReadError
from extractor.read.html.tokens import tokenize
from extractor.read.json import JsonNode, JsonPage, lay_out_page, parse_json, read_page_object, scan_json, search_page
from extractor.read.readers import TextReader
from extractor.read.views import View
from extractor.spans import TracedText

_SHORT = 800
"""Characters that a shell shows at most: a notice, a menu, a banner about cookies."""
_BARE = 400
_SMALL_DATA = 60
_MOST_TRIES = 60
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_CODE = re.compile(r"<(script|style|noscript|template)\b", re.IGNORECASE)
_NOSCRIPT = re.compile(r"<noscript\b[^>]{0,300}>([^\0]{0,4000}?)</noscript", re.IGNORECASE)
_DATA = re.compile(r"=\s*(?=[{\[])|JSON\.parse\(\s*(?=[\"'])|\(\s*(?=\{\s*\")")
# What frameworks call the element that their script fills.
_MOUNT = re.compile(
    r"<[a-z][a-z0-9-]{0,40}\s[^<>]{0,300}?\bid\s*=\s*[\"']?"
    r"(?:root|app|__next|__nuxt|___gatsby|react-root|app-root|app-mount|mount|svelte|main-app|q-app|ember-app|elm|application)"
    r"(?=[\"'\s>])|<(?:app-root|my-app|ember-view)[\s>]|\bng-app\b|\bdata-reactroot\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"<h1\b|<article\b", re.IGNORECASE)


def read_state(raw: str, seen: View, reader: TextReader) -> View:
    """Give what a page shows: its markup's view, or where that is next to nothing the data of its scripts.

    Raises:
        ReadError: It shows next to nothing, waits for a script, and has no data of a page with it.
    """
    shown = _list_shown(seen)
    if len(shown) > _SHORT or not _SCRIPT.search(raw) or reader.is_known(seen.text.text):
        return seen
    for state in _find_states(raw, reader):
        view = lay_out_page(state.page, reader)
        if view is not None and len(view.text.text) > len(shown):
            return _say_about(_retrace(view, state.origin), seen)
    if _is_shell(raw, shown):
        raise ReadError(
            "The page is the shell of a script; what it shows was not saved with it.",
            code="read.shell",
            hint="Save it from a browser after it has loaded, or fetch the service that fills it.",
        )
    return seen


def _retrace(view: View, origin: TracedText | None) -> View:
    """Trace data that stood in a string of the script back to the page."""
    if origin is None:
        return view
    marks = tuple(replace(mark, source=origin.locate(*mark.source) if mark.source else None) for mark in view.marks)
    return view._replace(text=view.text.retrace(origin), marks=marks)


def _say_about(view: View, seen: View) -> View:
    """Let the markup say what the data does not: language and address."""
    return view._replace(language=seen.language or view.language, url=view.url or seen.url, issues=seen.issues)


def _list_shown(seen: View) -> str:
    text = seen.text.text
    hidden = sum(mark.end - mark.start for mark in seen.marks if mark.kind == "furniture")
    return text if not hidden else text[: max(len(text) - hidden, 0)]


def _is_shell(raw: str, shown: str) -> bool:
    """Whether a page waits for a script: it says so to those who have none, or an element stands ready to be filled."""
    if len(shown) > _BARE:
        return False
    if not shown.strip():
        return True
    told = any("javascript" in found[1].lower() for found in _NOSCRIPT.finditer(raw))
    markup = _strip_code(raw)
    return (told or bool(_MOUNT.search(markup))) and not _HEADED.search(markup)


def _strip_code(raw: str) -> str:
    parts: list[str] = []
    at = 0
    while found := _CODE.search(raw, at):
        parts.append(raw[at : found.start()])
        end = re.compile(rf"</{found[1]}", re.IGNORECASE).search(raw, found.end())
        if end is None:
            return "".join(parts)
        at = end.end()
    return "".join((*parts, raw[at:]))


class _State(NamedTuple):
    """A page in the data of a script; ``origin`` is the string that it stood in, if it did."""

    page: JsonPage
    origin: TracedText | None


def _find_states(raw: str, reader: TextReader) -> Iterator[_State]:
    fields = reader.knowledge.json_fields
    for node in _list_data(raw):
        inner = parse_json(str(node.value)) if node.is_text else node
        if inner is not None and inner.end - inner.start >= _SMALL_DATA:
            page = (read_page_object(inner, fields) if inner.is_object else None) or search_page(inner, fields)
            if page is not None:
                yield _State(page, node.trace() if node.is_text else None)


def _list_data(raw: str) -> Iterator[JsonNode]:
    """The JSON of a page's scripts: scripts that are JSON, and what others assign or hand over."""
    tries = 0
    for start, end in _list_scripts(raw):
        words = raw[start : start + 200].lstrip()
        if words[:1] in {"{", "["}:
            tries += 1
            if (node := scan_json(raw, start)) is not None:
                yield node
                continue
        at = start
        while tries < _MOST_TRIES and (found := _DATA.search(raw, at, end)):
            tries += 1
            node = _read_data(raw, found.end())
            if node is not None:
                yield node
            at = node.end if node is not None else found.end()


def _read_data(raw: str, at: int) -> JsonNode | None:
    """Read a value, or the string that ``JSON.parse`` is to read it from."""
    return scan_json(raw, at + 1) if raw[at] == "'" else scan_json(raw, at)


def _list_scripts(raw: str) -> Iterator[tuple[int, int]]:
    for token in tokenize(raw):
        if token.kind == "start" and token.name == "script" and token.end < len(raw):
            end = _END.search(raw, token.end)
            yield token.end, end.start() if end else len(raw)
