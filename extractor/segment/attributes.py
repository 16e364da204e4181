"""Extracted attributes: key lines and value lines in turn, ``Key: value`` lines, or keys and values that markup declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractor.segment.lines import Line, join_lines, trim_text
from extractor.segment.shapes import ends_sentence, is_address
from extractor.types import Attribute, CleanPage, Text

LONGEST_KEY = 80
LONGEST_JSON = 200
MOST_FAILURES = 50
"""Values whose brackets do not close, after which no value is taken for JSON of several lines: it bounds the search."""
_COLON = re.compile(r"[^:：]{1,80}(?::\s+|：\s*)(?=\S)")
_BAR = re.compile(r"[^|]{1,80}?\s+\|\s+(?=\S)")
_LEADER = re.compile(r"[^.…]{1,80}?\s*(?:\.{3,}|…{1,40}|(?:\.\s){3,40})\s*(?=\S)")
_DASH = re.compile(r"[^–—]{1,40}?\s+(?:[–—]|-{1,2}>?|=>?)\s+(?=\S)")
_BETWEEN = (_COLON, _BAR, _LEADER, _DASH)
"""What stands between a key and its value on one line, the surest first."""
_OPENERS, _CLOSERS = ("{", "["), ("}", "]")
_JSON_STARTS = '{["}]'


class Pair(NamedTuple):
    """The lines of one attribute; ``shared`` when the value starts on the key's line."""

    key: Line
    values: list[Line]
    shared: bool = False

    @property
    def lines(self) -> list[Line]:
        """All lines in page order."""
        return [self.key, *self.values]


def group_attributes(lines: Sequence[Line]) -> list[Pair]:
    """Cut a table of attributes into pairs; a value may go over several lines."""
    if any(line.block.kind == "key" for line in lines):
        pairs = _group_by(lines, lambda line: line.block.kind == "key" or (line.bullet and _shares_line(line)))
        return [pair._replace(shared=pair.key.block.kind != "key") for pair in pairs]
    if share_lines(lines):
        return [pair._replace(shared=_shares_line(pair.key)) for pair in _group_by(lines, _shares_line)]
    if lines and lines[0].bullet:
        return _group_by(lines, lambda line: line.bullet)
    return _group_in_turn(lines)


def _shares_line(line: Line) -> bool:
    return line.block.kind != "value" and find_value(line.text.text) > 0


def find_value(words: str) -> int:
    """Give where the value of ``Key: value`` starts, of ``Key | value``, ``Key ..... value`` or ``Key — value``; 0 for none."""
    if not words or words[0] in _JSON_STARTS:
        return 0
    return next((match.end() for between in _BETWEEN if (match := between.match(words))), 0)


def share_lines(lines: Sequence[Line]) -> bool:
    """Whether keys share a line with their values: the first line does, and most do."""
    return bool(lines) and _shares_line(lines[0]) and sum(map(_shares_line, lines)) * 5 >= len(lines) * 3


def _group_by(lines: Sequence[Line], is_key: Callable[[Line], bool]) -> list[Pair]:
    pairs: list[Pair] = []
    for line in lines:
        if is_key(line) or not pairs:
            pairs.append(Pair(line, []))
        else:
            pairs[-1].values.append(line)
    return pairs


def _group_in_turn(lines: Sequence[Line]) -> list[Pair]:
    pairs: list[Pair] = []
    at = failures = 0
    while at < len(lines):
        if pairs and pairs[-1].values and _goes_on(lines[at]):
            pairs[-1].values.append(lines[at])
            at += 1
            continue
        end = at + 1
        if end < len(lines):
            closed = _find_end(lines, end) if failures < MOST_FAILURES else None
            failures += closed is None
            end = closed or end + 1
        pairs.append(Pair(lines[at], list(lines[at + 1 : end])))
        at = end
    return pairs


def _goes_on(line: Line) -> bool:
    """Whether a line cannot be a key, so that the value before it goes on."""
    words = line.text.text
    return line.bullet or is_address(words) or len(words) > LONGEST_KEY or (ends_sentence(words) and words.count(" ") > 3)


def _find_end(lines: Sequence[Line], at: int) -> int | None:
    """Line after a value: one further down unless it is JSON; None for JSON whose brackets do not close."""
    if lines[at].text.text[:1] not in _OPENERS:
        return at + 1
    depth, quoted = 0, False
    for number in range(at, min(at + LONGEST_JSON, len(lines))):
        depth, quoted = _count_brackets(lines[number].text.text, depth, quoted=quoted)
        if depth <= 0:
            return number + 1
    return None


def _count_brackets(words: str, depth: int, *, quoted: bool) -> tuple[int, bool]:
    escaped = False
    for character in words:
        if quoted:
            quoted = character != '"' or escaped
            escaped = character == "\\" and not escaped
        elif character == '"':
            quoted = True
        else:
            depth += (character in _OPENERS) - (character in _CLOSERS)
    return depth, quoted


def parse_attribute(pair: Pair, page: CleanPage) -> Attribute | None:
    """Read one attribute; None for a key without a value."""
    words = pair.key.text
    links = tuple(link for line in pair.lines for link in line.block.links)
    start = find_value(words.text) if pair.shared or (pair.key.bullet and not pair.values) else 0
    if start:
        value = join_lines(page, [pair.key, *pair.values])
        return Attribute(trim_key(words, start), trim_text(value, start, len(value.text)), links) if value else None
    value = join_lines(page, pair.values)
    return Attribute(trim_key(words, len(words.text)), value, links) if value else None


def trim_key(words: Text, end: int) -> Text:
    """A key without the colon and the emphasis around it."""
    bare = words.text[:end].rstrip(" :：*_\t|.…–—=>-")
    low = len(bare) - len(bare.lstrip("*_ "))
    return trim_text(words, low, len(bare))
