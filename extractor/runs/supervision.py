"""Who looks over a run's shoulder: before it converts, before it publishes, and when it should stop."""

# ruff: noqa: D102 - the protocol documents the methods

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from extractor.runs.ledger import Ledger
from extractor.runs.planning import Plan
from extractor.runs.results import Chapter, ListRows, PageResult
from extractor.workspace.storage import Storage

if TYPE_CHECKING:
    from extractor.runs.results import RunReport

REFUSED = 5
INTERRUPTED = 130
STOPPED = "asked to stop"


class Supervisor(Protocol):
    """Looks at a run that publishes only at its end."""

    def open_run(self, storage: Storage, ledger: Ledger, run_id: str) -> Storage:
        """Get ready, the workspace being held; return the storage to publish through."""
        ...

    def judge_plan(self, ledger: Ledger, plan: Plan) -> str:
        """Say why the run must not go on; nothing if it may."""
        ...

    def judge_results(self, ledger: Ledger, results: Iterator[PageResult]) -> str:
        """Say why the results must not be published; nothing if they may."""
        ...

    def find_stop(self) -> str:
        """Say why the run should stop after the page that is done; nothing if it should not."""
        ...

    def list_chapters(self, list_rows: ListRows) -> tuple[Chapter, ...]:
        """Say what the run's report should tell besides."""
        ...

    def close_run(self, report: RunReport) -> None:
        """Take note of how it ended."""
        ...


class Unsupervised:
    """Nobody: the run publishes as it goes."""

    def open_run(self, storage: Storage, ledger: Ledger, run_id: str) -> Storage:  # noqa: ARG002 - the protocol's
        return storage

    def judge_plan(self, ledger: Ledger, plan: Plan) -> str:  # noqa: ARG002 - the protocol's
        return ""

    def judge_results(self, ledger: Ledger, results: Iterator[PageResult]) -> str:  # noqa: ARG002 - the protocol's
        return ""

    def find_stop(self) -> str:
        return ""

    def list_chapters(self, list_rows: ListRows) -> tuple[Chapter, ...]:  # noqa: ARG002 - the protocol's
        return ()

    def close_run(self, report: RunReport) -> None:
        """Take no note."""
