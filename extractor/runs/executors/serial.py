"""The reference: every page in this process, one after the other.

Nothing stands between a page and this process, so a page that hangs or kills it takes the run along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.runs.results import Delivery, Setup, Task
from extractor.runs.worker import work_task


class SerialExecutor:
    """Converts in the calling process."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[Delivery]:  # noqa: ARG002 - the contract
        """Convert one task after the other."""
        for task in tasks:
            yield from work_task(task, self._setup)

    def close(self) -> None:
        """There is nothing to end."""
