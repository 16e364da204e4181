"""READ FIRST: one re-ingest.

undo a run that died ─▶ fetch ─▶ plan, survey ─▶ guard ─▶ convert what changed ─▶ guard ─▶ merge, publish ─▶ report

The batch does the work and holds every result back until the end; this is who looks over its shoulder. Whatever is
written goes through a journal, so that a run can be undone, and one that died is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from extractor.config import Config
from extractor.errors import ConfigError
from extractor.ingest.fetch.sources import SourcePlace, SourcesFile
from extractor.ingest.fetch.types import FetchSummary
from extractor.ingest.guards import find_lost_content, find_lost_fetches, find_lost_pages
from extractor.ingest.journal import Journal, JournalStorage, undo_interrupted
from extractor.ingest.report_sections import tell_conflicts, tell_guards, tell_pages, tell_sources
from extractor.ingest.survey import Survey, forget_files, forget_moved, list_paths, name_pages, survey_sources
from extractor.knowledge import knowledge_for
from extractor.runs.batch import run_batch
from extractor.runs.ledger import Ledger
from extractor.runs.planning import Plan
from extractor.runs.requests import STOPPED, BatchRequest
from extractor.runs.results import Chapter, Convert, ListRows, PageResult, RunReport
from extractor.workspace.storage import LocalStorage, Storage, local_path, read_file

GONE = "runs/gone.json"

Fetch = Callable[[SourcePlace, Path, Journal, Callable[[], bool]], FetchSummary]
"""Fetches a source into its folder below a home, through a journal, until it is asked to stop."""


@dataclass(frozen=True, kw_only=True)
class ReingestRequest:
    """One re-ingest.

    Attributes:
        sources: Where pages come from, as the file says.
        output: The workspace, a folder on this machine.
        config: The configuration.
        now: When the run starts, with its zone.
        force: Why what the guards refuse is right this time; empty lets them refuse.
        names: Take these sources only.
        jobs: Workers, as in ``BatchRequest``.
        fetch: How remote sources are fetched; politely over the network if absent.
        convert: How a file becomes outcomes; the pipeline if absent.
        should_stop: Asked after every page.
    """

    sources: SourcesFile
    output: str
    config: Config
    now: datetime
    force: str = ""
    names: tuple[str, ...] = ()
    jobs: int | None = None
    fetch: Fetch | None = None
    convert: Convert | None = None
    should_stop: Callable[[], bool] = lambda: False


@dataclass(frozen=True, kw_only=True)
class ReingestReport:
    """How a re-ingest ended: the batch's report, what happened to the sources, what was refused and what was forced."""

    run: RunReport
    survey: Survey | None
    fetched: tuple[FetchSummary, ...]
    refused: tuple[str, ...]
    forced: str
    undone: str


def run_reingest(request: ReingestRequest) -> ReingestReport:
    """Bring a workspace up to date with its sources.

    Raises:
        ConfigError: The workspace is not on this machine, or a source is not in the file.
        RunError: Another run holds the workspace.
    """
    output = local_path(request.output)
    if output is None:
        raise ConfigError(
            f"{request.output} is not a folder of this machine.", code="config.output", hint="Re-ingest into a local folder."
        )
    sources = _choose_sources(request)
    home = output.absolute().parent
    for source in sources:
        if source.is_remote:
            (home / source.place).mkdir(parents=True, exist_ok=True)
    watch = ReingestSupervisor(request, sources, home)
    batch = BatchRequest(
        paths=tuple(path for source in sources for path in list_paths(source, home)),
        output=request.output,
        config=add_hints(request.config, request.sources, home),
        now=request.now,
        jobs=request.jobs,
        convert=request.convert,
        executor="serial" if request.jobs == 1 else "auto",
        supervisor=watch,
    )
    run = run_batch(batch)
    return watch.describe(run)


def _choose_sources(request: ReingestRequest) -> tuple[SourcePlace, ...]:
    known = {source.name: source for source in request.sources.sources}
    for name in request.names:
        if name not in known:
            hint = f"There are {', '.join(known)}."
            raise ConfigError(f"There is no source {name}.", code="config.unknown-source", hint=hint, name=name)
    return tuple(known[name] for name in request.names) or request.sources.sources


def add_hints(config: Config, file: SourcesFile, home: Path) -> Config:
    """Add what the sources say of their pages' categories, by path; all of them do, whichever are taken, for the same bytes.

    Raises:
        ConfigError: A category is none of the configuration's.
    """
    hints = dict(config.article.category_hints)
    for source in file.sources:
        if source.category is None:
            continue
        if source.category not in config.article.categories:
            hint = "article.categories lists those there are."
            message = f"The source {source.name} names the category {source.category}, which is not configured."
            raise ConfigError(message, code="config.category", hint=hint, name=source.name)
        hints.setdefault(name_pages(source, home), source.category)
    return config.model_copy(update={"article": config.article.model_copy(update={"category_hints": hints})})


class ReingestSupervisor:
    """Looks over the shoulder of the batch."""

    def __init__(self, request: ReingestRequest, sources: tuple[SourcePlace, ...], home: Path) -> None:
        self._request = request
        self.knowledge = knowledge_for(request.config)
        self._sources = sources
        self._home = home
        self._storage: Storage = LocalStorage(home)
        self._ledger: Ledger | None = None
        self._journal: Journal | None = None
        self._survey: Survey | None = None
        self._fetched: list[FetchSummary] = []
        self._refused: list[str] = []
        self._undone = ""

    def open_run(self, storage: Storage, ledger: Ledger, run_id: str) -> Storage:
        """Undo what a run left that died, then fetch."""
        undone = undo_interrupted(storage, ledger)
        self._undone = undone.run_id if undone else ""
        self._storage, self._ledger = storage, ledger
        self._journal = Journal(storage, run_id)
        for source in self._sources:
            if source.is_remote and not self._request.should_stop():
                fetch = self._request.fetch or self._find_fetch()
                summary = fetch(source, self._home, self._journal, self._request.should_stop)
                self._fetched.append(summary)
                forget_files([self._home / source.place / name for name in summary.recoded], ledger)
        return JournalStorage(storage, self._journal)

    def _find_fetch(self) -> Fetch:
        from extractor.ingest.fetch.fetching import make_fetch

        return make_fetch(self._request.sources.user_agent, knowledge=self.knowledge)

    def judge_plan(self, ledger: Ledger, plan: Plan) -> str:  # noqa: ARG002 - the supervisor's
        """Refuse a source that is empty or has lost too many of its pages."""
        reported = frozenset(_read_json(self._storage, GONE) or ())
        self._survey = survey_sources(self._sources, self._home, ledger, reported=reported)
        knobs = self._request.config.guards
        if self._request.should_stop():
            return ""  # what was not fetched is not lost
        lost_fetches = find_lost_fetches(self._fetched, self._sources, knobs)
        return self._judge((*lost_fetches, *find_lost_pages(self._survey, self._sources, knobs)))

    def judge_results(self, ledger: Ledger, results: Iterator[PageResult]) -> str:
        """Refuse results without which too much of the base would be left."""
        return self._judge(tuple(find_lost_content(ledger, self._storage, results, self._request.config.guards)))

    def _judge(self, reasons: tuple[str, ...]) -> str:
        self._refused += reasons
        return "" if self._request.force else "; ".join(reasons)

    def find_stop(self) -> str:
        """Stop when the request says so."""
        return STOPPED if self._request.should_stop() else ""

    def list_chapters(self, list_rows: ListRows) -> tuple[Chapter, ...]:
        """Tell the story of the run in its report."""
        guards = tell_guards(self._refused, self._request.force)
        sources, pages = tell_sources(self._survey, self._fetched), tell_pages(self._survey)
        return (*guards, *tell_conflicts(list_rows, self._storage), *sources, *pages)

    def close_run(self, report: RunReport) -> None:
        """Write down what happened to the sources, and that the run went to its end."""
        told = self.describe(report)
        data = {"run": report.run_id, **asdict(told)} | {"run_report": "report.json"}
        self._storage.write(f"runs/{report.run_id}/reingest.json", _dump(data))
        if self._survey is not None and not report.stopped:
            if self._ledger is not None:
                forget_moved(self._survey, self._ledger)
            gone = sorted({path for source in self._survey.sources for path in source.gone})
            kept = set(_read_json(self._storage, GONE) or ()) if self._request.names else set()
            if gone or self._storage.find(GONE) is not None:
                self._storage.write(GONE, _dump(sorted(kept.union(gone))))
        if self._journal is not None:
            self._journal.close()

    def describe(self, report: RunReport) -> ReingestReport:
        """Give the whole report."""
        forced = self._request.force if self._refused else ""
        return ReingestReport(
            run=report,
            survey=self._survey,
            fetched=tuple(self._fetched),
            refused=tuple(self._refused),
            forced=forced,
            undone=self._undone,
        )


def _read_json(storage: Storage, name: str) -> Any:
    with suppress(ValueError):
        return json.loads(read_file(storage, name) or b"null")
    return None


def _dump(data: Any) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False, default=str) + "\n").encode("utf-8", "backslashreplace")
