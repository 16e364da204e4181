"""JSON text → values that know their place in it, parsed where they are asked for.

A value is scanned by the standard library's scanner, which checks it whole; the places of its members are found when somebody
wants them. So a file of many megabytes costs a scan for each level that is looked into, and no more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from json.decoder import JSONDecodeError
from typing import Any, NamedTuple

from extractor.knowledge.json_fields import fold_name, split_path
from extractor.spans import TracedText

_BLANK = re.compile(r"[ \t\n\r]*")
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]")
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Figure(str):
    """A number as it is written; no number is too large to be read."""

    __slots__ = ()


_DECODER = json.JSONDecoder(parse_int=Figure, parse_float=Figure, parse_constant=Figure, strict=False)


class Member(NamedTuple):
    """A member of an object: its name and its value."""

    key: JsonNode
    value: JsonNode


class JsonNode:
    """A value and where it stands: ``source[start:end]``."""

    def __init__(self, source: str, start: int, end: int, value: Any) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.value = value

    @property
    def is_object(self) -> bool:
        """Whether it is an object."""
        return isinstance(self.value, dict)

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.value, list)

    @property
    def is_text(self) -> bool:
        """Whether it is a string with more than blanks in it."""
        return isinstance(self.value, str) and not self.is_figure and bool(self.value.strip())

    @property
    def is_figure(self) -> bool:
        """Whether it is a number."""
        return isinstance(self.value, Figure)

    @property
    def is_scalar(self) -> bool:
        """Whether it is a text, a number, or true or false."""
        return self.is_text or self.is_figure or isinstance(self.value, bool)

    @property
    def words(self) -> str:
        """The characters of a scalar; empty for anything else."""
        if isinstance(self.value, bool):
            return self.source[self.start : self.end]
        return str(self.value).strip() if self.is_scalar else ""

    @cached_property
    def members(self) -> dict[str, Member]:
        """The members of an object by their folded names; of two with one name, the last counts."""
        found: dict[str, Member] = {}
        if not self.is_object:
            return found
        at = self._skip(self.start + 1)
        while self.source[at] != "}":
            key = self._scan(at)
            value = self._scan(self._skip(self._skip(key.end) + 1))
            found[fold_name(key.value)] = Member(key, value)
            at = self._next(value.end)
        return found

    def items(self) -> Iterator[JsonNode]:
        """The items of a list, one at a time."""
        if not self.is_list:
            return
        at = self._skip(self.start + 1)
        while self.source[at] != "]":
            item = self._scan(at)
            yield item
            at = self._next(item.end)

    def pick(self, *names: str) -> Member | None:
        """The first member of these names that holds anything; a dotted name goes deeper."""
        for name in names:
            found = self._follow(split_path(name))
            if found is not None and found.value.value not in (None, "", [], {}):
                return found
        return None

    def _follow(self, path: tuple[str, ...]) -> Member | None:
        node, key = self, self
        for step in path:
            if node.is_list:
                found = next((item for at, item in enumerate(node.items()) if str(at) == step), None)
                if found is None:
                    return None
                node = found
            elif (member := node.members.get(step)) is not None:
                key, node = member
            else:
                return None
        return Member(key, node)

    def trace(self) -> TracedText:
        """The characters of a scalar, each traced to where it is written; an escape is one character."""
        if not self.is_text:
            words = self.words
            return TracedText.assemble([(words, self.start, self.end, True)] if words else [])
        return TracedText.assemble(self._runs())

    def _runs(self) -> Iterator[tuple[str, int, int, bool]]:
        done, end = self.start + 1, self.end - 1
        for found in _ESCAPE.finditer(self.source, done, end):
            yield self.source[done : found.start()], done, found.start(), True
            yield _unescape(found[0]), found.start(), found.end(), False
            done = found.end()
        yield self.source[done:end], done, end, True

    def _skip(self, at: int) -> int:
        blank = _BLANK.match(self.source, at)
        return blank.end() if blank else at

    def _next(self, at: int) -> int:
        at = self._skip(at)
        return self._skip(at + 1) if self.source[at] == "," else at

    def _scan(self, at: int) -> JsonNode:
        value, end = _DECODER.raw_decode(self.source, at)
        return JsonNode(self.source, at, end, value)


def _unescape(escape: str) -> str:
    letter = escape[1]
    if letter != "u":
        return _SIMPLE.get(letter, letter)
    codes = [int(part, 16) for part in escape.split("\\u")[1:]]
    return chr(codes[0]) if len(codes) == 1 else chr(0x10000 + (codes[0] - 0xD800) * 0x400 + codes[1] - 0xDC00)


def scan_json(source: str, start: int = 0) -> JsonNode | None:
    """Scan the value that begins at an offset, whatever stands behind it; None where there is none, or one too deep."""
    blank = _BLANK.match(source, start)
    at = blank.end() if blank else start
    try:
        value, end = _DECODER.raw_decode(source, at)
    except (JSONDecodeError, RecursionError):
        return None
    return JsonNode(source, at, end, value)


def parse_json(source: str) -> JsonNode | None:
    """Parse a text that is one JSON value, a byte-order mark and blanks aside; None for any other."""
    node = scan_json(source, len(source) - len(source.lstrip("\ufeff \t\r\n")))
    return node if node is not None and not source[node.end :].strip() else None
