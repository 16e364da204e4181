"""Who runs the tasks. Every executor keeps one contract, so every one gives the same bytes.

``run(tasks, total)`` yields, for every task whatever happens, its pages in order from ``task.skip`` on and then that it is
finished. Tasks are taken from the iterator only when there is a worker for them. ``close`` ends the workers; ``run`` may
be called again before that, and finds them warm.

    serial    in this process, one page after the other: the reference
    process   a pool of supervised processes on this machine
    dask      such a worker process beside every worker of a Dask cluster
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from extractor.extras import require_extra
from extractor.runs.results import Delivery, Setup, Task


class Executor(Protocol):
    """Runs tasks."""

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[Delivery]:
        """Yield the deliveries of every task; ``total`` is how many tasks there will be."""
        ...

    def close(self) -> None:
        """End the workers, busy or not."""
        ...


def _make_serial(setup: Setup, jobs: int, scheduler: str | None) -> Executor:  # noqa: ARG001 - one signature for all
    from extractor.runs.executors.serial import SerialExecutor

    return SerialExecutor(setup)


def _make_process(setup: Setup, jobs: int, scheduler: str | None) -> Executor:  # noqa: ARG001 - one signature for all
    from extractor.runs.executors.process import ProcessExecutor

    return ProcessExecutor(setup, jobs)


def _make_dask(setup: Setup, jobs: int, scheduler: str | None) -> Executor:
    require_extra("cluster", "Dask")
    from extractor.runs.executors.cluster import DaskExecutor

    return DaskExecutor(setup, jobs, scheduler=scheduler)


EXECUTORS: dict[str, Callable[[Setup, int, str | None], Executor]] = {
    "serial": _make_serial,
    "process": _make_process,
    "dask": _make_dask,
}
