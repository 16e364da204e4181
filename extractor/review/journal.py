"""The decisions of a workspace as somebody follows them: read once, and then only what was added."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from extractor.workspace.decisions import Decision, ReviewState, fold_decisions, parse_decisions, require_decisions

Stamp = tuple[int, int, int]
"""Which file it is, when it was changed, and how long it is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What ``decisions.jsonl`` said when it was read last.

    Attributes:
        stamp: The file as it was; absent if there was none.
        end: Where the last decision ended. What may follow is being written, or a crash tore it: no decision yet.
        lines: How many lines there were.
        last: Its last line, by which a file that only grew is known again.
        decisions: Every decision, in order.
        review_states: What they add up to, by article; an article that nothing new was said about keeps its object.
    """

    stamp: Stamp | None = None
    end: int = 0
    lines: int = 0
    last: bytes = b""
    decisions: tuple[Decision, ...] = ()
    review_states: Mapping[str, ReviewState] = field(default_factory=dict)


def stamp_file(path: Path) -> Stamp | None:
    """Give the stamp of a file; None if there is none."""
    try:
        return _read_stamp(path.stat())
    except FileNotFoundError:
        return None


def _read_stamp(stat: os.stat_result) -> Stamp:
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def follow_decisions(path: Path, before: Reading) -> Reading:
    """Read the decisions of a file, of one that has grown since the last reading only the new ones.

    Raises:
        ReviewError: A line is not a decision.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return Reading()
    with file:
        stamp = _read_stamp(os.fstat(file.fileno()))
        if stamp == before.stamp:
            return before
        if not _has_grown(file, stamp, before):
            file.seek(0)
            before = Reading()
        lines = list(file)
    if lines and not lines[-1].endswith(b"\n") and not list(parse_decisions(lines[-1:])):
        lines.pop()
    if not lines:
        return replace(before, stamp=stamp)
    first = before.lines + (not before.last or before.last.endswith(b"\n"))
    new = require_decisions(parse_decisions(lines, first=first), path)
    decisions = (*before.decisions, *new)
    touched = {decision.article for decision in new}
    renewed = fold_decisions(decision for decision in decisions if decision.article in touched)
    return Reading(
        stamp=stamp,
        end=before.end + sum(map(len, lines)),
        lines=first + len(lines) - 1,
        last=lines[-1],
        decisions=decisions,
        review_states={**before.review_states, **renewed},
    )


def _has_grown(file: BinaryIO, stamp: Stamp, before: Reading) -> bool:
    """Tell whether a file is the one that was read, with more at its end; leaves the file at the end of what was read."""
    if before.stamp is None or stamp[0] != before.stamp[0] or stamp[2] <= before.end:
        return False
    file.seek(before.end - len(before.last))
    return file.read(len(before.last)) == before.last
