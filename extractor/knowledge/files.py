"""The files of knowledge: YAML of mappings, lists and plain values, and where in them something is said.

What a profile holds was written by a stranger, so it is looked through before anything is made of it: no aliases (a few of
them can stand for billions of values), no tags but those of plain values, no key twice, no endless depth or length.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import yaml

from extractor.config import YAML_LOADER
from extractor.errors import ConfigError

MAX_BYTES = 4_000_000
MAX_DEPTH = 24
REPLACE = "replace"
_YAML = "tag:yaml.org,2002:"
_TAGS = {None, *(f"{_YAML}{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))}


class _Loader(YAML_LOADER):  # type: ignore[misc]  # whichever of PyYAML's safe loaders there is
    """A safe loader that takes words for words: ``No``, ``on``, ``12:30`` and ``2026-07-26`` are text; a key stands once."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own interface

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        """Refuse what YAML's own constructor forgets."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key '{key.value}' stands there twice", problem_mark=key.start_mark)
            seen.add(str(key.value))
        made: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return made


for _name, _pattern, _first in (
    ("null", "~|null|", ["~", "n", ""]),
    ("bool", "true|false", "tf"),
    ("int", r"-?\d{1,15}", "-0123456789"),
    ("float", r"-?\d{1,15}\.\d{1,15}", "-0123456789"),
):
    _Loader.add_implicit_resolver(f"{_YAML}{_name}", re.compile(f"(?:{_pattern})$"), _first)


def read_file(path: Path, *, is_ours: bool = False) -> dict[str, Any]:
    """Read a file of knowledge; an empty one says nothing.

    Args:
        path: The file.
        is_ours: It ships with the program, and need not be looked through.

    Raises:
        ConfigError: It cannot be read, or is no mapping of plain values; with the file and, where one is to blame, the line.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise ConfigError(
                f"{path} is too large for knowledge: more than {MAX_BYTES} bytes.", code="config.profile", path=str(path)
            )
        text = raw.decode("utf-8-sig")
        if not is_ours:
            _look_through(text)
        told = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        place = f"{path}, line {line}" if line else str(path)
        problem = " ".join(part for part in (error.context, error.problem) if part)
        raise ConfigError(
            f"{place}: {problem}.", code="config.unreadable", hint=error.note or "", path=str(path), line=line
        ) from None
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        reason = str(error).replace("\n", " ")
        raise ConfigError(f"Cannot read {path}: {reason}.", code="config.unreadable", path=str(path)) from None
    if told is None:
        return {}
    if not isinstance(told, dict):
        raise ConfigError(f"{path} is not a mapping.", code="config.profile", hint="It maps keys to what they hold.")
    return told


def _look_through(text: str) -> None:
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        problem = note = ""
        if isinstance(event, yaml.AliasEvent):
            problem, note = f"the alias *{event.anchor} is not followed", "Write out what it stands for."
        elif getattr(event, "tag", None) not in _TAGS:
            problem, note = f"the tag {event.tag} is not read", "Knowledge is made of text, numbers, lists and mappings."
        elif depth > MAX_DEPTH:
            problem, note = "it is nested too deep", "No knowledge lies that deep; see the same file in configs/."
        if problem:
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark, note=note)


def find_line(path: Path, keys: Sequence[str], merged: Any) -> tuple[int, int]:
    """Find where a file says what lies under some keys: how many of them it has, and the line of the last of those.

    Args:
        path: A file that ``read_file`` reads.
        keys: Keys of mappings and numbers of items, outermost first.
        merged: What all files together say there; a list of theirs ends with the items of the last.
    """
    node = yaml.compose(path.read_text("utf-8-sig"), Loader=_Loader)
    depth, line = 0, 0
    for key in keys:
        following, at = _step(node, key, merged)
        if following is None:
            break
        depth, line, node = depth + 1, at, following
        merged = _list_children(merged).get(key)
    return depth, line


def _step(node: yaml.Node | None, key: str, merged: Any) -> tuple[yaml.Node | None, int]:
    """Go one key down: to the node there, None without one, and the line on which it is said."""
    if isinstance(node, yaml.MappingNode):
        pairs = {str(name.value): (name, under) for name, under in node.value}
        if key in pairs:
            name, under = pairs[key]
            return under, name.start_mark.line + 1
        return _step(pairs[REPLACE][1], key, merged) if pairs.keys() == {REPLACE} else (None, 0)
    if isinstance(node, yaml.SequenceNode) and key.isdigit():
        children = _list_children(merged)
        at = int(key) - len(children) + len(node.value)
        items = [item for item in node.value if isinstance(item, yaml.ScalarNode) and item.value == str(children.get(key))]
        items += node.value[at : at + 1] if at >= 0 else []
        return (items[0], items[0].start_mark.line + 1) if items else (None, 0)
    return None, 0


def _list_children(value: Any) -> dict[str, Any]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {str(key): child for key, child in pairs}
