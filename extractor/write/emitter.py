"""YAML as js-yaml 4 writes it with ``{lineWidth: 100, noRefs: true, quotingType: '"'}``, byte for byte.

The rules are those of js-yaml's ``lib/dumper.js``: plain where that is safe, double quotes where it is not, ``>-`` where a
line would be too long, ``|-`` for several short lines. Two kinds of strings differ on purpose, since YAML 1.1 readers take
what js-yaml leaves plain for numbers: ``1_000``, and numbers too large for a double.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extractor.errors import WriteError

LINE_WIDTH = 100
_LEAST_WIDTH = 40

_UNSAFE_STARTS = frozenset("-?:,[]{}#&*!|=>'\"%@` ")
_UNSAFE_ENDS = frozenset(": ")
_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BREAK = re.compile(r" (?=[^ ])")
_LINES = re.compile(r"(\n+)([^\n]*)")
_NEEDS_INDENT = re.compile(r"\n* ")

# What a reader of YAML 1.1 or 1.2 takes for something else than a string, in the order of js-yaml's types; the last two
# lines are the numbers of YAML 1.1 that js-yaml does not know.
_AMBIGUOUS = re.compile(
    r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE|<<"
    r"|y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF"
    r"|[-+]?[0-9_]+(?::[0-9_]+)+(?:\.[0-9_]*)?"
    r"|[-+]?[0-9]+|[-+]?0b[01]+|[-+]?0x[0-9a-fA-F]+|[-+]?0o[0-7]+"
    r"|[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
    r"|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*"
    r"|[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
)
_BASE_60 = re.compile(r"[-+]?[0-9_]+(?::[0-9_]+)+(?:\.[0-9_]*)?")
_AMBIGUOUS_STARTS = frozenset("~nNtTfFyYoO<+.0123456789")
_ESCAPES = {
    "\0": "\\0", "\x07": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r", "\x1b": "\\e",
    '"': '\\"', "\\": "\\\\", "\x85": "\\N", "\xa0": "\\_", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip
_TO_ESCAPE = re.compile('["\\\\]|' + _UNPRINTABLE.pattern.replace("\n", "", 1))


def write_yaml(data: Mapping[str, Any]) -> str:
    """Give a mapping of plain data as YAML, with its final line end; nothing for an empty mapping.

    Raises:
        WriteError: It holds something that is not plain data.
    """
    return _write_mapping(data, 0, compact=True) + "\n" if data else ""


def _write_node(value: Any, level: int, *, compact: bool) -> str:
    if isinstance(value, str):
        return write_scalar(value, level)
    if isinstance(value, dict):
        return _write_mapping(value, level, compact=compact) if value else "{}"
    if isinstance(value, (list, tuple)):
        return _write_sequence(value, level, compact=compact) if value else "[]"
    return _write_constant(value)


def _write_mapping(data: Mapping[str, Any], level: int, *, compact: bool) -> str:
    margin = "\n" + "  " * level
    pairs = []
    for key, value in data.items():
        dump = _write_node(value, level + 1, compact=False)
        pairs.append(f"{_write_key(key)}:{dump}" if dump[0] == "\n" else f"{_write_key(key)}: {dump}")
    text = margin.join(pairs)
    return text if compact else margin + text


def _write_sequence(items: Sequence[Any], level: int, *, compact: bool) -> str:
    margin = "\n" + "  " * level
    text = margin.join("- " + _write_node(item, level + 1, compact=True) for item in items)
    return text if compact else margin + text


@lru_cache(maxsize=4096)
def _write_key(key: str) -> str:
    if not key or "\n" in key or not _is_printable(key) or not _is_plain(key):
        key = _quote(key)
    if len(key) > 1024:
        raise WriteError("A key of the front matter is longer than 1,024 characters.", code="write.long-key")
    return key


def write_scalar(text: str, level: int) -> str:
    """Give a string as the value of a key or item that is ``level`` levels deep."""
    if not text:
        return '""'
    # js-yaml counts in UTF-16 units.
    width = max(_LEAST_WIDTH, LINE_WIDTH - 2 * max(1, level))
    wide = len(text) + (0 if text.isascii() else len(_ASTRAL.findall(text)))
    if wide <= width and "\n" not in text:
        return text if _is_plain(text) and _is_printable(text) else _quote(text)
    return _write_long(text, level, width)


def _write_long(text: str, level: int, width: int) -> str:
    if not _is_printable(text.replace("\n", "")) or _BASE_60.fullmatch(text):
        return _quote(text)
    units = _ASTRAL.sub(_split_pair, text)
    foldable = any(len(line) > width and line[0] != " " for line in units.split("\n"))
    if not foldable and "\n" not in text:
        return text if _is_plain(text) else _quote(text)
    folded = _join_pairs(_fold(units, width)) if foldable else text
    margin = "  " * max(1, level)
    lines = "\n".join(margin + line if line else line for line in folded.split("\n"))
    header = (">" if foldable else "|") + ("2" if _NEEDS_INDENT.match(text) else "") + _chomp(text)
    return f"{header}\n" + lines.removesuffix("\n")


def _chomp(text: str) -> str:
    if not text.endswith("\n"):
        return "-"
    return "+" if text == "\n" or text.endswith("\n\n") else ""


def _is_plain(text: str) -> bool:
    """Tell whether a printable text of one line means itself without quotes."""
    first = text[0]
    if first in _UNSAFE_STARTS or text[-1] in _UNSAFE_ENDS or ": " in text or " #" in text:
        return False
    return not (first in _AMBIGUOUS_STARTS and _AMBIGUOUS.fullmatch(text))


def _is_printable(text: str) -> bool:
    return text.isprintable() if text.isascii() else not _UNPRINTABLE.search(text)


def _quote(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}"


def _fold(text: str, width: int) -> str:
    """Fold a text as js-yaml's ``foldString`` does: a line end between two lines of text is written twice."""
    first, _, _ = text.partition("\n")
    parts = [_fold_line(first, width)]
    indented_before = text[0] in "\n "
    for match in _LINES.finditer(text, len(first)):
        ends, line = match.groups()
        indented = line.startswith(" ")
        extra = "\n" if line and not indented_before and not indented else ""
        parts += (ends, extra, _fold_line(line, width))
        indented_before = indented
    return "".join(parts)


def _fold_line(line: str, width: int) -> str:
    """Break a line greedily at single blanks; the remainder is broken at its last blank if it is too long."""
    if not line or line[0] == " ":
        return line
    lines: list[str] = []
    start = last = 0
    for match in _BREAK.finditer(line):
        at = match.start()
        if at - start > width:
            end = last if last > start else at
            lines.append(line[start:end])
            start = end + 1
        last = at
    if len(line) - start > width and last > start:
        lines.append(line[start:last])
        start = last + 1
    lines.append(line[start:])
    return "\n".join(lines)


def _split_pair(match: re.Match[str]) -> str:
    code = ord(match[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _join_pairs(text: str) -> str:
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16")


def _write_constant(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _write_float(value)
    kind = type(value).__name__
    raise WriteError(f"A value of type {kind} cannot be written as YAML.", code="write.not-plain", kind=kind)


def _write_float(value: float) -> str:
    """Give a number in the shortest form, as ECMAScript's ``Number::toString`` does."""
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    if value == 0:
        return "-0.0" if math.copysign(1, value) < 0 else "0"
    if 1e-6 <= abs(value) < 1e21:
        return f"{Decimal(repr(value)).normalize():f}"
    mantissa, _, power = repr(value).partition("e")
    dot = "" if "." in mantissa or abs(value) > 1 else "."  # js-yaml writes 5.e-100, but 1e+21
    return f"{mantissa}{dot}e{int(power):+d}"
