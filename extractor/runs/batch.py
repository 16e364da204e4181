"""READ FIRST: one run over many pages.

    list inputs ─▶ plan (ledger) ─▶ executor ─▶ buffer (order) ─▶ publisher ─▶ files, ledger
                                                     │               └─▶ related articles, once all are placed
                                                     └─▶ stats ─▶ assertions, budget, report

The driver holds no page longer than it must: the plan and what waits are in SQLite, so a run of ten million pages needs
the memory of a run of a thousand.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from extractor.config import __version__
from extractor.errors import RunError
from extractor.runs.executors import EXECUTORS, Executor
from extractor.runs.index import DECISIONS, WorkspaceIndex
from extractor.runs.inputs import find_entry, list_inputs, list_named
from extractor.runs.ledger import Ledger, describe_held
from extractor.runs.ordering import learn_order
from extractor.runs.planning import Plan, Selection, iterate_tasks, make_plan
from extractor.runs.publish import Publisher
from extractor.runs.quarantine import find_item, list_items
from extractor.runs.rebuild import describe_fingerprint, forget_torn, rebuild_ledger
from extractor.runs.relating import relate_workspace
from extractor.runs.reordering import MEMORY_BYTES, ReorderBuffer
from extractor.runs.report.stream import IssueStream
from extractor.runs.report.writing import write_report
from extractor.runs.requests import INTERRUPTED, PARTIAL, REFUSED, STOPPED, BatchRequest, Unsupervised
from extractor.runs.results import (
    BrokenAssertion,
    Chapter,
    Convert,
    OnOutcome,
    OnPlan,
    PageDone,
    RunReport,
    Setup,
    Task,
    TaskDone,
)
from extractor.runs.stats import RunStats
from extractor.workspace.decisions import close_last_line, is_unfinished
from extractor.workspace.lock import hold_articles, hold_lock
from extractor.workspace.storage import (
    TEMPORARY,
    DryStorage,
    LocalStorage,
    Storage,
    local_path,
    open_storage,
    open_workspace,
    read_place,
)


def run_batch(request: BatchRequest, *, on_outcome: OnOutcome | None = None, on_plan: OnPlan | None = None) -> RunReport:
    """Convert what is left of some pages and publish it.

    Args:
        request: The pages, the workspace and how to run.
        on_outcome: Called once with every page: as it is published, in the order of publication; or as it is converted,
            where an assertion makes publishing wait for the end.
        on_plan: Called once, before the first page, with the number of inputs to convert.

    Returns:
        How it went, with the exit code of the command.

    Raises:
        ConfigError: A path, an executor or a storage is wrong.
        RunError: Another run holds the workspace, no worker can start, or the ledger cannot be written.
    """
    storage = open_storage(request.output)
    run_id = f"{request.now.astimezone(UTC):%Y%m%dT%H%M%SZ}"

    def run(*notes: str) -> RunReport:
        with _open_workspace(storage, request, run_id) as opened:
            opened.notes[:0] = notes
            return _Run(request, opened, run_id).run(on_outcome or _ignore, on_plan or _ignore)

    try:
        try:
            return run()
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError or request.dry_run:
                raise
            aside = Ledger.set_aside(place_ledger(storage))
            return run(f"The ledger was damaged ({error}); the run began again without it. It is kept as {aside}.")
    except sqlite3.Error as error:
        hint = "Check the disk; the ledger may be deleted, it is made again from the files."
        raise RunError(f"The ledger does not work: {error}.", code="run.ledger", hint=hint) from None


class _Opened(NamedTuple):
    """A workspace that a run holds, with what there is to tell of how it was found."""

    storage: Storage
    ledger: Ledger
    notes: list[str]


@contextmanager
def _open_workspace(storage: Storage, request: BatchRequest, run_id: str) -> Iterator[_Opened]:
    """Lock the workspace and open its ledger; a dry run looks at a copy and locks nothing."""
    path = place_ledger(storage)
    if request.dry_run:
        with closing(Ledger.copy(path)) as ledger:
            yield _fill(ledger, DryStorage(storage))
        return
    with hold_lock(storage, run_id), closing(Ledger.open(path)) as ledger:
        yield _fill(ledger, storage)


def _fill(ledger: Ledger, storage: Storage) -> _Opened:
    notes = [ledger.note] if ledger.note else []
    if ledger.fresh:
        notes += [f"{name} cannot be read; extractor check says why." for name in rebuild_ledger(ledger, storage)]
    forget_torn(ledger, storage)
    storage.remove(TEMPORARY)
    if isinstance(storage, LocalStorage) and is_unfinished(storage.folder / DECISIONS):
        with hold_articles(storage):
            notes += filter(None, [close_last_line(storage.folder / DECISIONS)])
    return _Opened(storage, ledger, notes)


class _Run:
    """One run, while its workspace is open."""

    def __init__(self, request: BatchRequest, opened: _Opened, run_id: str) -> None:
        storage, ledger, self._notes = opened
        self._links: dict[str, None] = {}
        links = None if request.config.batch.follow_links else self._links
        self._list_inputs = partial(list_inputs, request.paths, request.output, links=links)
        request = replace(request, config=learn_order(self._list_inputs(), request.config))
        self._request = request
        self._storage = storage
        self._ledger = ledger
        self._run_id = ledger.start_run(run_id, request.now.isoformat())
        self._supervisor = request.supervisor or Unsupervised()
        self._storage = storage = self._supervisor.open_run(storage, ledger, self._run_id)
        self._fingerprint = fingerprint_run(request)
        shelf = WorkspaceIndex(storage, ledger)
        shelf.forget_missing()
        self._plan = self._make_plan()
        self._stats = RunStats(request.config, unchanged=self._plan.unchanged)
        self._publisher = Publisher(
            ledger, shelf, knowledge=request.knowledge, fingerprint=self._fingerprint, run_id=self._run_id
        )
        self._holding = self._stats.asserting or request.supervisor is not None
        memory = 0 if self._holding else MEMORY_BYTES
        self._buffer = ReorderBuffer(ledger, fingerprint=self._fingerprint, memory_bytes=memory)

    def _make_plan(self) -> Plan:
        request = self._request
        inputs = list_named(request.only) if request.only else self._list_inputs()
        selection = Selection(
            places=tuple(str(path.absolute()) if (path := local_path(place)) else place for place in request.paths),
            fingerprint=self._fingerprint,
            started=request.now,
            only_failed=request.only_failed,
            only=tuple(path for path, _ in request.only),
            trust_stamps=request.config.batch.trust_stamps,
        )
        return make_plan(self._ledger, inputs, selection)

    def run(self, on_outcome: OnOutcome, on_plan: OnPlan) -> RunReport:
        """Convert what is planned, publish it, and say how it went."""
        request, started = self._request, perf_counter()
        on_plan(self._plan.planned)
        with IssueStream(self._storage, self._run_id) as stream:
            refused = self._supervisor.judge_plan(self._ledger, self._plan)
            stopped = "" if refused else self._supervisor.find_stop() or self._convert(on_outcome, stream)
            broken = () if stopped or refused else self._stats.find_broken()
            if self._holding and not stopped and not broken and not refused:
                refused = self._supervisor.judge_results(self._ledger, self._buffer.read_held())
                if not refused:
                    self._publish(_ignore, stream)
        if not (stopped or broken or refused or request.dry_run):
            relate_workspace(
                self._storage, self._ledger, limit=request.config.batch.related_articles, knowledge=request.knowledge
            )
        return self._report(stopped, refused, broken, seconds=perf_counter() - started)

    def _report(self, stopped: str, refused: str, broken: tuple[BrokenAssertion, ...], *, seconds: float) -> RunReport:
        """Write down how the run went."""
        request = self._request
        counts = self._stats.counts() | {"quarantined": self._plan.quarantined, "gone": self._plan.gone}
        exit_code = _find_exit_code(counts, broken=bool(broken), stopped=stopped, refused=refused, left_out=len(self._links))
        links = [f"{name} was left out: it is a link that leads out of its folder." for name in self._links]
        report = RunReport(
            run_id=self._run_id,
            planned=self._plan.planned,
            pages=self._stats.pages,
            counts=counts,
            issues=dict(self._stats.issues.most_common()),
            broken=broken,
            stopped=refused or stopped,
            exit_code=exit_code,
            notes=(*self._notes, *links),
            seconds=round(seconds, 3),
            folder="" if request.dry_run else f"{self._storage.root}/runs/{self._run_id}",
        )
        if not request.dry_run:
            notes = Chapter("Notes", ("what was met",), tuple((note,) for note in report.notes))
            chapters = (*([notes] if report.notes else []), *self._supervisor.list_chapters(self._list_rows))
            write_report(self._storage, self._list_rows, report, request=request, chapters=chapters)
        self._ledger.end_run(self._run_id, exit_code, counts)
        self._supervisor.close_run(report)
        return report

    def _convert(self, on_outcome: OnOutcome, stream: IssueStream) -> str:
        """Convert what is planned; return why it stopped early, or nothing."""
        for result in self._buffer.read_left():
            self._stats.add_result(result)
        with self._start_executor() as executor:
            for delivery in executor.run(self._list_tasks(), self._plan.planned - self._plan.held):
                if isinstance(delivery, PageDone):
                    self._stats.add_result(delivery.result)
                    if self._holding:
                        on_outcome(delivery.result)
                self._buffer.add(delivery)
                if not self._holding:
                    self._publish(on_outcome, stream)
                if isinstance(delivery, TaskDone) and (reason := self._stats.exhausted() or self._supervisor.find_stop()):
                    return reason
        if not self._holding:
            self._publish(on_outcome, stream)
        return ""

    def _list_rows(self) -> Iterator[Mapping[str, Any]]:
        """Yield what the report shows of every page: published ones, and those that a broken assertion holds back."""
        yield from self._ledger.list_pages(self._run_id)
        for result in self._buffer.read_held():
            yield describe_held(result)

    def _publish(self, on_outcome: OnOutcome, stream: IssueStream) -> None:
        for task, stamp, delivery in self._buffer.release():
            if isinstance(delivery, TaskDone):
                self._publisher.finish_task(task, stamp, delivery)
                continue
            result = self._publisher.publish_page(task, stamp, delivery.index, delivery.result)
            self._stats.add_published(result)
            stream.add(result)
            on_outcome(result)

    def _list_tasks(self) -> Iterator[Task]:
        for task in iterate_tasks(self._ledger):
            shared = "://" not in task.url or open_storage(task.url.rpartition("/")[0]).shared
            yield task if shared else replace(task, data=read_place(task.url))

    @contextmanager
    def _start_executor(self) -> Iterator[Executor]:
        request = self._request
        jobs = request.jobs if request.jobs is not None else request.config.batch.jobs
        name = request.executor
        if name == "auto":
            name = "process" if os.name == "posix" else "serial"
        setup = Setup(request.convert or _find_convert(), request.config, request.knowledge)
        executor = EXECUTORS[name](setup, jobs or count_cores(), request.scheduler)
        with closing(executor):
            yield executor


def _find_exit_code(counts: Mapping[str, int], *, broken: bool, stopped: str, refused: str, left_out: int) -> int:
    if refused:
        return REFUSED
    if broken or stopped:
        return INTERRUPTED if stopped == STOPPED else 1
    return 4 if counts["conflict"] else PARTIAL if counts["failed"] + counts["quarantined"] + left_out else 0


def replay_pages(request: BatchRequest, page_ids: Iterable[str] = (), *, on_outcome: OnOutcome | None = None) -> RunReport:
    """Convert pages in quarantine again: those that are named, or all whose file is still there.

    They take the way of every page, under the name they had; what succeeds leaves the quarantine.

    Args:
        request: How to run; its paths are not used.
        page_ids: Ids or paths of pages, or unambiguous beginnings of them.
        on_outcome: As for ``run_batch``.

    Raises:
        ConfigError: There is no such workspace, a page is not in quarantine, or its file is gone.
    """
    storage = open_workspace(request.output)
    wanted = tuple(page_ids)
    items: list[Mapping[str, Any]] = [find_item(storage, page_id) for page_id in wanted]
    if not wanted:
        items = [item for item in list_items(storage) if find_entry(item["input"]["url"]) is not None]
    only = tuple(sorted({(item["input"]["path"], item["input"]["url"]) for item in items}))
    return run_batch(replace(request, paths=(), only=only), on_outcome=on_outcome)


def place_ledger(storage: Storage) -> Path:
    """Give the ledger's file: in a local workspace, else in the user's cache, as SQLite needs a disk."""
    if isinstance(storage, LocalStorage):
        return storage.folder / "ledger.db"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "extractor" / hashlib.sha256(storage.root.encode()).hexdigest()[:16] / "ledger.db"


def fingerprint_run(request: BatchRequest) -> str:
    """Give what would convert the pages, in one string, as records have it; a function of the caller's counts by its name."""
    from extractor.structure.entities import model_name

    made = describe_fingerprint(__version__, request.fingerprint, model_name(request.config))
    return made if request.convert is None else f"{made} {getattr(request.convert, '__qualname__', '')}"


def count_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _ignore(_: object) -> None:
    """Listen to nothing."""


def _find_convert() -> Convert:
    from extractor.pipeline import convert_pages

    return convert_pages
