"""``extractor convert``: the batch job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.options import (
    ConfigOption,
    JobsOption,
    JsonOption,
    MetricsOption,
    ProfileOption,
    SetOption,
    read_config,
    tell_metrics,
)

if TYPE_CHECKING:
    from extractor.config import Config

SCREEN = "-"
"""Standard input as a page, standard output as the place of its article."""


PathsArgument = Annotated[
    list[str],
    typer.Argument(help="Pages: files, folders, patterns or fsspec URLs; - for standard input.", metavar="PATH…"),
]
ScreenOption = Annotated[
    str,
    typer.Option(
        "--output", "-o", envvar="EXTRACTOR_OUTPUT", help="The workspace, a folder or an fsspec URL; - prints articles."
    ),
]


def convert_command(
    paths: PathsArgument,
    output: ScreenOption = "output",
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
    jobs: JobsOption = None,
    executor: Annotated[Literal["auto", "serial", "process", "dask"], typer.Option(help="What runs the pages.")] = "auto",
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler, such as tcp://host:8786.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Convert and report; write nothing.")] = False,
    only_failed: Annotated[bool, typer.Option("--only-failed", help="Take only the pages in quarantine.")] = False,
    metrics: MetricsOption = None,
    report_format: JsonOption = "text",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every doubtful or failed page.")] = False,
) -> int:
    """Turn raw pages into articles: one page or millions. A second run does only what is left or changed."""
    from datetime import UTC, datetime

    from extractor.cli.progress import watch_run
    from extractor.cli.summary import print_report
    from extractor.runs.batch import run_batch
    from extractor.runs.inputs import expand_patterns, require_inputs
    from extractor.runs.requests import BatchRequest

    paths, knobs = expand_patterns(paths), read_config(config, assignments, profile)
    if SCREEN in {output, *paths}:
        return _convert_to_screen(paths, output, knobs)
    require_inputs(paths, output)
    request = BatchRequest(
        paths=tuple(paths),
        output=output,
        config=knobs,
        now=datetime.now(UTC),
        jobs=jobs,
        executor=executor,
        scheduler=scheduler,
        dry_run=dry_run,
        only_failed=only_failed,
    )
    with watch_run(show=report_format == "text" and not quiet, verbose=verbose) as watch:
        report = run_batch(request, on_outcome=watch.on_outcome, on_plan=watch.on_plan)
    tell_metrics(None if dry_run else metrics, report)
    if not quiet:
        print_report(report, output=output, as_json=report_format == "json", dry_run=dry_run)
    return report.exit_code


def _convert_to_screen(paths: list[str], output: str, config: Config) -> int:
    """Convert pages without a workspace: their articles go to standard output, what fails to standard error."""
    from extractor.pipeline import convert_pages, read_file
    from extractor.workspace.paths import DEFAULT
    from extractor.write import render_article

    if output not in {SCREEN, DEFAULT}:
        raise typer.BadParameter("a page from standard input has no file that a record could point to", param_hint="--output")
    code = 0
    for path in paths:
        data = sys.stdin.buffer.read() if path == SCREEN else read_file(Path(path), config=config)
        for outcome in convert_pages(data, "" if path == SCREEN else Path(path).name, config=config):
            if outcome.article is not None:
                typer.echo(render_article(outcome.article), nl=False)
            if outcome.failure is not None:
                typer.echo(f"error: {outcome.path or path}: {outcome.failure['message']} [{outcome.failure['code']}]", err=True)
                code = 3
    return code
