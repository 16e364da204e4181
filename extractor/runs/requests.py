"""One run over many pages: what is asked for, and who looks over its shoulder.

A supervisor looks on before the run converts, before it publishes, and when it should stop.
"""

# ruff: noqa: D102 - the protocol documents the methods

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, Protocol

from extractor.config import Config
from extractor.knowledge import Knowledge, knowledge_for
from extractor.runs.ledger import Ledger
from extractor.runs.planning import Plan
from extractor.runs.results import Chapter, Convert, ListRows, PageResult, RunReport
from extractor.workspace.storage import Storage

ExecutorName = Literal["auto", "serial", "process", "dask"]
PARTIAL = 3
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


@dataclass(frozen=True, kw_only=True)
class BatchRequest:
    """One run over many pages.

    Attributes:
        paths: Files, folders or fsspec URLs to read.
        output: The workspace: a folder or an fsspec URL.
        config: The configuration.
        now: When the run starts, with its zone. It names the run and stands in reports; it never reaches an article.
        jobs: Workers; ``None`` takes ``batch.jobs``, and 0 one a core.
        executor: ``auto`` takes ``serial`` for one job and ``process`` for more.
        scheduler: Address of a Dask scheduler; without one, Dask starts a cluster of its own on this machine.
        dry_run: Convert and report, and write nothing.
        only_failed: Take only the pages that are in quarantine.
        only: Take these inputs, each by its name and its place, and nothing from ``paths`` (a replay).
        convert: How a file becomes outcomes; the pipeline if absent.
        supervisor: Who looks at the plan and at the results before anything is published; nobody if absent.
    """

    paths: tuple[str, ...]
    output: str
    config: Config
    now: datetime
    jobs: int | None = None
    executor: ExecutorName = "auto"
    scheduler: str | None = None
    dry_run: bool = False
    only_failed: bool = False
    only: tuple[tuple[str, str], ...] = ()
    convert: Convert | None = None
    supervisor: Supervisor | None = None

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the program knows besides the pages, as the configuration asks for it."""
        return knowledge_for(self.config)

    @property
    def fingerprint(self) -> str:
        """The name of the knobs and the knowledge that can change an article's bytes."""
        return self.knowledge.fingerprint(self.config)
