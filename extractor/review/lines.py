"""Where in its file a value of an article stands."""

from __future__ import annotations

from typing import Any

import yaml

from extractor.errors import WriteError
from extractor.schema import Body, Location
from extractor.write import parse_body
from extractor.write.articles import split_frame
from extractor.write.reader import compose_yaml

_BODY = ("body", "sections")


class ArticleLines:
    """The lines of an article's file; made only when there is something to find."""

    def __init__(self, text: str) -> None:
        frame = split_frame(text)
        self._front, body = (frame.front, frame.body) if frame else ("", text)
        self._lines = self._front.splitlines()
        self._body: Body = parse_body(body)
        self._body_line = self._front.count("\n") + 3 if frame else 1
        try:
            self._root = compose_yaml(self._front) if frame else None
        except WriteError:
            self._root = None

    def find(self, location: Location, offset: int | None = None) -> int:
        """Give the line of a value, counted from 1; with an offset, the line of that character of the text.

        A value that is not there is sought at the nearest thing around it that is.
        """
        if location[:1] == ("body",):
            return self._find_in_body(location, offset)
        node, line = self._follow(location)
        if offset is not None and isinstance(node, yaml.ScalarNode) and node.start_mark and node.end_mark:
            first = node.start_mark.line
            lines = [self._lines[first][node.start_mark.column :], *self._lines[first + 1 : node.end_mark.line + 1]]
            return first + 2 + find_scalar_line(lines, node.value, offset)
        return line

    def _follow(self, location: Location) -> tuple[Any, int]:
        node: Any = self._root
        line = 1
        for part in location:
            key, value = _step(node, part)
            if value is None:
                break
            node, line = value, key.start_mark.line + 2
        return node, line

    def _find_in_body(self, location: Location, offset: int | None) -> int:
        if location[:2] != _BODY or len(location) < 3 or not isinstance(location[2], int):
            return self._body_line
        at = location[2]
        before = Body(sections=self._body.sections[:at], preamble=self._body.preamble, end="\n\n")
        if at:
            before = before.model_copy(update={"end": self._body.sections[at - 1].gap})
        line = self._body_line + before.render().count("\n")
        if offset is None or at >= len(self._body.sections):
            return line
        section = self._body.sections[at]
        return line + section.lead.count("\n") + section.text.count("\n", 0, offset)


def _step(node: Any, part: str | int) -> tuple[Any, Any]:
    """Give the node that shows where a part begins, and the part itself; None where there is none."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == part), (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None, None


def find_scalar_line(lines: list[str], value: str, offset: int) -> int:
    """Say on which of a scalar's source lines, counted from 0, a character of its value stands."""
    at = 0
    for number, line in enumerate(lines):
        words = line.strip()
        start = value.find(words, at) if words else -1
        if start < 0:
            continue
        if offset < start + len(words) or number == len(lines) - 1:
            return number
        at = start + len(words)
    return 0
