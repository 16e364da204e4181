"""A row of the table: what was measured, what is wanted of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter, process_time
from typing import NamedTuple


class Row(NamedTuple):
    """A figure beside its target. ``holds`` is None for a figure that is only told."""

    name: str
    value: str
    target: str = ""
    holds: bool | None = None


def show_row(row: Row) -> str:
    mark = {True: "ok", False: "MISSED", None: ""}[row.holds]
    return f"{row.name:<58} {row.value:>16}   {row.target:<18} {mark}"


def time_work(work: Callable[[], object], *, clock: Callable[[], float] = perf_counter) -> float:
    started = clock()
    work()
    return clock() - started


def race(first: Callable[[int], object], second: Callable[[int], object], *, rounds: int) -> tuple[float, float]:
    """Time two works in turn, and give the least time of each; a work is told the round, so that it can take new pages.

    It is the time of the processor, so that what else the machine does stretches neither work.
    """
    pairs = [tuple(time_work(partial(work, n), clock=process_time) for work in (first, second)) for n in range(rounds)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
