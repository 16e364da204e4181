"""Front matter read safely: plain data only, every key once, no aliases, no deep nesting, dates left as the strings they are.

Scalars resolve as in YAML 1.2 and js-yaml, so that ``no`` is a word and ``12:30`` is not 750.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

from extractor.errors import WriteError

MAX_DEPTH = 20
MAX_CHARS = 4_000_000

_SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SAFE_LOADER):  # type: ignore[misc]
    """A safe loader that leaves it to ``resolve_plain`` to say what a scalar means."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:  # noqa: ARG002 - PyYAML's signature
        return "tag:yaml.org,2002:str"


_NESTING = ("[", "{", "? ", "- -", "-  ", "-\t")

_TAG = re.compile(r"(?:^|[\s\[{,])!")

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INT = re.compile(r"[-+]?(?:0b[01]+|0o[0-7]+|0x[0-9a-fA-F]+|[0-9]+)", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_SPECIAL = {".nan": "nan", ".inf": "inf", "+.inf": "inf", "-.inf": "-inf"}
_NUMBER_STARTS = frozenset("+-.0123456789")


def read_yaml(text: str) -> dict[str, Any]:
    """Read a mapping as plain data.

    Raises:
        WriteError: It is no YAML, no mapping, repeats a key, uses aliases or tags, or is nested too deeply. The error's
            ``line`` counts from 1 within ``text``.
    """
    node = compose_yaml(text)
    data: dict[str, Any] = build_data(node) if node is not None else {}
    return data


def compose_yaml(text: str) -> yaml.MappingNode | None:
    """Read a mapping as a tree of nodes that know their lines; None for a text without content.

    Raises:
        WriteError: As in ``read_yaml``, but for repeated keys and aliases, which ``build_data`` refuses.
    """
    if len(text) > MAX_CHARS:
        raise _refuse(f"the front matter has more than {MAX_CHARS} characters", 1)
    try:
        _check_events(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _refuse(error.problem or error.context or "it is not YAML", mark.line + 1 if mark else 1) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _refuse(str(error).split("\n", 1)[0], 1) from None
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise _refuse("the front matter is not a mapping of keys to values", 1)
    return node


def _refuse(reason: str, line: int, code: str = "write.unreadable") -> WriteError:
    return WriteError(f"The front matter cannot be read: {reason}.", code=code, hint=f"See its line {line}.", line=line)


def _check_events(text: str) -> None:
    """Refuse tags, and nesting that would exhaust the parser's stack, before the tree is built."""
    nested = sum(map(text.count, _NESTING)) > MAX_DEPTH or " " * (2 * MAX_DEPTH) in text
    if not nested and not ("!" in text and _TAG.search(text)):
        return
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _refuse(f"it is nested more than {MAX_DEPTH} levels deep", event.start_mark.line + 1)
        if getattr(event, "tag", None):
            raise _refuse("tags are not allowed", event.start_mark.line + 1)


def build_data(node: yaml.Node) -> Any:
    """Give the plain data of a tree of nodes.

    Raises:
        WriteError: A key repeats or is no scalar, or a node is used twice.
    """
    return _build(node, set())


def _build(node: yaml.Node, seen: set[Hashable]) -> Any:
    if id(node) in seen:
        raise _refuse("aliases are not allowed", node.start_mark.line + 1)
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, seen) for item in node.value]
    return node.value if getattr(node, "style", None) else resolve_plain(node.value)


def _build_mapping(node: yaml.MappingNode, seen: set[Hashable]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or id(key) in seen:
            raise _refuse("a key is not a simple word", line)
        if key.value in data:
            raise _refuse(f"the key '{key.value}' stands twice in its mapping", line, "write.duplicate-key")
        data[key.value] = _build(value, seen)
    return data


def resolve_plain(text: str) -> Any:
    """Give what an unquoted scalar means: null, a boolean, a number, or its text."""
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if text[0] in _NUMBER_STARTS:
        if _INT.fullmatch(text) and len(text) < 400:
            plain = text.lstrip("+-")
            number = int(plain, 0) if plain[1:2] in {"b", "o", "x"} else int(plain)
            return -number if text[0] == "-" else number
        if _FLOAT.fullmatch(text):
            return float(text)
        if special := _SPECIAL.get(text.lower()):
            return float(special)
    return text
