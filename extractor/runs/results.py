"""What travels between the driver of a run and whatever converts its pages: values that can be pickled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from extractor.config import Config
from extractor.issues import Issue
from extractor.knowledge import Knowledge
from extractor.merge.versions import Conversion
from extractor.pipeline import Outcome, Status

Action = Literal["", "written", "unchanged", "duplicate", "conflict", "failed"]


class Convert(Protocol):
    """How a file becomes outcomes: ``extractor.pipeline.convert_pages``, or a function with its signature."""

    def __call__(
        self, data: bytes, path: str, *, config: Config, knowledge: Knowledge, charset: str | None = None, skip: int = 0
    ) -> Iterator[Outcome]:
        """Yield one outcome a page, in order, without the first ``skip`` pages; ``charset`` is the encoding it came with."""
        ...


@dataclass(frozen=True, slots=True)
class PageResult:
    """What became of one page: its article and its record, which publishing merges and renders.

    Attributes:
        path: The page's path, as in the record.
        status: As in ``Outcome``.
        sha256: Hash of the page's own bytes; empty when it could not be read.
        conversion: The article and its record; absent when the page failed.
        issues: Every doubt about the page.
        seconds: Wall time of each stage.
        failure: What stopped the page, as in ``Outcome``.
        figures: Counts and shares for reports and assertions, by name.
        dates: EDTF dates of the page's timeline, ``None`` for an unknown one.
        action: What publishing did with it; the driver fills it in.
    """

    path: str
    status: Status
    sha256: str = ""
    conversion: Conversion | None = None
    issues: tuple[Issue, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    failure: Mapping[str, str] | None = None
    figures: Mapping[str, float] = field(default_factory=dict)
    dates: tuple[str | None, ...] = ()
    action: Action = ""

    @property
    def article_id(self) -> str:
        """The article's id; empty when the page failed."""
        return self.conversion.article.id if self.conversion else ""


@dataclass(frozen=True, slots=True)
class Task:
    """One input file to convert.

    Attributes:
        position: Its place in the run, from 0; results are published in this order.
        path: Its name in records and reports, relative, with ``/``.
        url: Where to read it.
        size: Bytes, as listed.
        data: Its bytes, where a worker could not read them itself (``memory://``).
        skip: Pages at its front that have been delivered already.
        tries: How often a worker has died on the page after those.
        blamed: The last of those was given up because it killed its worker.
    """

    position: int
    path: str
    url: str
    size: int = 0
    data: bytes | None = None
    skip: int = 0
    tries: int = 0
    blamed: bool = False


@dataclass(frozen=True, slots=True)
class PageDone:
    """Page ``index`` of an input has been converted, or has failed."""

    position: int
    index: int
    result: PageResult


@dataclass(frozen=True, slots=True)
class TaskDone:
    """An input is finished: all its ``pages`` have been delivered before. ``sha256`` is empty if it was never read whole."""

    position: int
    pages: int
    sha256: str = ""


Delivery = PageDone | TaskDone


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs before its first page."""

    convert: Convert
    config: Config
    knowledge: Knowledge


@dataclass(frozen=True, kw_only=True)
class RunReport:
    """How a run ended.

    Attributes:
        run_id: Name of the run, and of its folder under ``runs/``.
        planned: Inputs that had to be converted.
        pages: Pages that this run converted.
        counts: Pages by action: written, unchanged (those that needed no work included), duplicate, conflict, failed.
            Besides, ``doubtful`` counts across these, ``quarantined`` counts pages that failed in an earlier run and have
            not changed, ``gone`` counts known inputs that are no longer there.
        issues: Pages by issue code, most frequent first.
        broken: Assertions that do not hold, each with a sentence for a person and example pages.
        stopped: Why the run stopped early; empty when it went to its end.
        exit_code: What the command returns.
        notes: What else a person should know: links that were left out, damage that was met.
        seconds: Wall time.
        folder: Where the report lies; empty for a dry run.
    """

    run_id: str
    planned: int
    pages: int
    counts: Mapping[str, int]
    issues: Mapping[str, int]
    broken: tuple[BrokenAssertion, ...] = ()
    stopped: str = ""
    exit_code: int = 0
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    folder: str = ""


@dataclass(frozen=True, slots=True)
class BrokenAssertion:
    """An expectation of the configuration that a run did not meet."""

    name: str
    message: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a supervisor adds to a run's report: a table under a heading, the first cell of each row naming it.

    Attributes:
        title: The heading.
        columns: The heads of the columns.
        rows: The cells, as text.
        note: A sentence before the table.
        left_out: Rows that there are besides.
    """

    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    left_out: int = 0


ListRows = Callable[[], Iterable[Mapping[str, Any]]]
"""Yields a row for every page, as ``Ledger.list_pages`` does; called once for every use."""

OnOutcome = Callable[[PageResult], None]
OnPlan = Callable[[int], None]
