"""What whoever runs the batch says about pages by the place they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

_MEMBER = re.compile(r"[#!].*$", re.DOTALL)


def find_hint(path: str, hints: Mapping[str, str]) -> str | None:
    """Give the hint of the first pattern that a page's path fits, or that of the file that it is a member of."""
    names = dict.fromkeys((path, _MEMBER.sub("", path)))
    matches = (hint for pattern, hint in hints.items() for name in names if match_path(name.split("/"), pattern.split("/")))
    return next(matches, None)


def match_path(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Tell whether a path fits a pattern with ``**``, as ``glob`` would find it."""
    reached = {0}
    for part in parts:
        reached = _skip(reached, pattern)
        reached = {
            at if pattern[at] == "**" else at + 1
            for at in reached
            if at < len(pattern) and (pattern[at] == "**" or fnmatchcase(part, pattern[at]))
        }
    return len(pattern) in _skip(reached, pattern)


def _skip(reached: set[int], pattern: Sequence[str]) -> set[int]:
    more = set(reached)
    for at in sorted(reached):
        while at < len(pattern) and pattern[at] == "**":
            at += 1  # noqa: PLW2901 - walks on from each
            more.add(at)
    return more
