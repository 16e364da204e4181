"""``extractor convert``: the batch job."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from extractor.cli.options import ConfigOption, MetricsOption, ProfileOption, SetOption, read_config, tell_metrics


def convert_command(
    paths: Annotated[list[str], typer.Argument(help="Pages: files, folders or fsspec URLs.", metavar="PATH…")],
    output: Annotated[str, typer.Option("--output", "-o", help="The workspace: a folder or an fsspec URL.")] = "output",
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 takes one a core.")] = None,
    executor: Annotated[Literal["auto", "serial", "process", "dask"], typer.Option(help="What runs the pages.")] = "auto",
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler, such as tcp://host:8786.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Convert and report; write nothing.")] = False,
    only_failed: Annotated[bool, typer.Option("--only-failed", help="Take only the pages in quarantine.")] = False,
    metrics: MetricsOption = None,
    report_format: Annotated[Literal["text", "json"], typer.Option("--format", help="How the summary is printed.")] = "text",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every doubtful or failed page.")] = False,
) -> int:
    """Turn raw pages into articles: one page or millions. A second run does only what is left or changed."""
    from datetime import UTC, datetime

    from extractor.cli.progress import watch_run
    from extractor.cli.summary import print_report
    from extractor.runs.batch import run_batch
    from extractor.runs.inputs import require_inputs
    from extractor.runs.requests import BatchRequest

    require_inputs(paths, output)
    request = BatchRequest(
        paths=tuple(paths),
        output=output,
        config=read_config(config, assignments, profile),
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
