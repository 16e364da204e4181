"""One input file, converted: what every executor runs, in whatever process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

from extractor.errors import ReadError
from extractor.issues import Issue
from extractor.merge.versions import Conversion
from extractor.pipeline import Outcome
from extractor.runs.inputs import find_charset
from extractor.runs.results import Delivery, PageDone, PageResult, Setup, Task, TaskDone
from extractor.runs.stats import list_dates, measure_page
from extractor.workspace.storage import read_place

Clock = Callable[[], AbstractContextManager[object]]
"""What is entered while a page is being converted, such as a timer."""


def work_task(task: Task, setup: Setup, *, clock: Clock = nullcontext) -> Iterator[Delivery]:
    """Yield the pages of an input as they are done, and then that it is finished. Raises nothing for a bad page."""
    index = task.skip
    try:
        data = _read_input(task, setup)
    except (OSError, ReadError) as error:
        yield PageDone(task.position, index, _refuse_input(task, error))
        yield TaskDone(task.position, index + 1)
        return
    outcomes = setup.convert(
        data, task.path, config=setup.config, knowledge=setup.knowledge, charset=find_charset(task.url), skip=task.skip
    )
    while True:
        with clock():
            outcome = next(outcomes, None)
            result = summarise_outcome(outcome) if outcome is not None else None
        if result is None:
            break
        yield PageDone(task.position, index, result)
        index += 1
    yield TaskDone(task.position, index, hashlib.sha256(data).hexdigest())


def _read_input(task: Task, setup: Setup) -> bytes:
    limit = setup.config.read.max_bytes
    if task.size > limit:
        raise ReadError(
            f"The file has {task.size} bytes, {limit} are allowed.",
            code="read.too-large", hint="Raise read.max_bytes, or split the file.", path=task.path, bytes=task.size,
        )  # fmt: skip
    return task.data if task.data is not None else read_place(task.url, limit + 1)


def _refuse_input(task: Task, error: OSError | ReadError) -> PageResult:
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        error = ReadError(f"Cannot open {task.path}: {reason}.", code="read.unopened", hint="Check that it can be read.")
    facts = ", ".join(f"{key}={value}" for key, value in sorted(error.facts.items()))
    return fail_page(task.path, error.code, error.message, hint=error.hint, facts=facts)


def fail_page(path: str, code: str, message: str, *, hint: str = "", facts: str = "") -> PageResult:
    """Make the result of a page that something outside the pipeline stopped."""
    failure = {
        "code": code, "stage": code.partition(".")[0], "message": message, "hint": hint, "facts": facts, "traceback": "",
    }  # fmt: skip
    return PageResult(path, "failed", issues=(Issue(code, failure["stage"], "error", message),), failure=failure)


def summarise_outcome(outcome: Outcome) -> PageResult:
    """Reduce an outcome to what publishing and reports need."""
    article, record = outcome.article, outcome.record
    sha256 = outcome.raw.sha256 if outcome.raw is not None else ""
    if article is None or record is None:
        return PageResult(
            outcome.path,
            "failed",
            sha256,
            issues=outcome.issues,
            seconds=dict(outcome.seconds),
            failure=dict(outcome.failure or {}),
        )
    return PageResult(
        path=outcome.path,
        status=outcome.status,
        sha256=sha256,
        conversion=Conversion(article, record),
        issues=outcome.issues,
        seconds=dict(outcome.seconds),
        figures=measure_page(article, record),
        dates=list_dates(record),
    )
