"""What a person sees while a run is going: a bar with rate, time left and failures on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.runs.results import PageResult

PLAIN_EVERY = 1000
"""Pages between two plain progress lines."""


class ProgressCallbacks(NamedTuple):
    """What a run calls: with the number of inputs before the first page, and with every page."""

    on_plan: Callable[[int], None]
    on_outcome: Callable[[PageResult], None]


@contextmanager
def watch_run(*, show: bool, verbose: bool) -> Iterator[ProgressCallbacks]:
    """Give what a run calls; while the context lasts, progress is on standard error."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if show and console.is_terminal:
        with _watch_bar(console, verbose=verbose) as watch:
            yield watch
    else:
        lines = _Lines(show=show, verbose=verbose)
        yield ProgressCallbacks(lines.start, lines)


@contextmanager
def _watch_bar(console: Console, *, verbose: bool) -> Iterator[ProgressCallbacks]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("[red]{task.fields[failed]}[/red]"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("pages", total=None, rate="", failed="")
        failed = 0

        def on_plan(inputs: int) -> None:
            progress.update(task, total=inputs)

        def on_outcome(result: PageResult) -> None:
            nonlocal failed
            failed += result.status == "failed"
            speed = progress.tasks[0].speed
            rate = f"{speed:.0f}/s" if speed else ""
            known = progress.tasks[0]
            if known.total is not None and known.completed >= known.total:  # an input may hold many pages
                progress.update(task, total=known.completed + 1)
            progress.update(task, advance=1, rate=rate, failed=f"{failed} failed" if failed else "")
            if verbose and (line := describe_result(result)):
                progress.console.print(line, markup=False)

        yield ProgressCallbacks(on_plan, on_outcome)


class _Lines:
    """Plain lines for logs: one every thousand pages, and one a doubtful or failed page if asked."""

    def __init__(self, *, show: bool, verbose: bool) -> None:
        self.show, self.verbose = show, verbose
        self.pages = self.failed = 0

    def start(self, inputs: int) -> None:
        """Say how much there is to do, where that is worth a line."""
        if self.show and inputs >= PLAIN_EVERY:
            sys.stderr.write(f"{inputs} files to convert\n")

    def __call__(self, result: PageResult) -> None:
        self.pages += 1
        self.failed += result.status == "failed"
        if self.verbose and (line := describe_result(result)):
            sys.stderr.write(line + "\n")
        if self.show and self.pages % PLAIN_EVERY == 0:
            sys.stderr.write(f"{self.pages} pages, {self.failed} failed\n")


def describe_result(result: PageResult) -> str:
    """Say in one line why a page is doubtful or failed; nothing for a page that is fine."""
    if result.failure:
        return f"failed    {result.path}: {result.failure['message']} [{result.failure['code']}]"
    doubts = sorted({issue.code for issue in result.issues if issue.severity != "info"})
    return f"doubtful  {result.path}: {', '.join(doubts)}" if doubts else ""
