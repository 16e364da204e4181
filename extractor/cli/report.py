"""``extractor report``: the runs of a workspace, one of them, or two side by side."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from extractor.cli.options import JsonOption, PlaceOption

RunsArgument = Annotated[list[str] | None, typer.Argument(help="Up to two runs; else the last two.", metavar="[RUN]…")]


def report_command(
    runs: RunsArgument = None,
    output: PlaceOption = "output",
    report_format: JsonOption = "text",
    listing: Annotated[bool, typer.Option("--list", help="List the runs and leave.")] = False,
) -> int:
    """Compare two runs: what went up, what went down. One run is compared with the one before it."""
    from extractor.runs.report.compare import choose_runs, compare_reports, list_runs, load_report
    from extractor.workspace.storage import open_workspace

    storage = open_workspace(output)
    if listing:
        typer.echo("\n".join(list_runs(storage)))
        return 0
    before, after = choose_runs(storage, tuple(runs or ()))
    changes = compare_reports(load_report(storage, before), load_report(storage, after))
    if report_format == "json":
        rows = [change._asdict() | {"difference": change.difference} for change in changes]
        typer.echo(json.dumps({"before": before, "after": after, "changes": rows}, indent=2))
        return 0
    typer.echo(f"{before} → {after}")
    for change in changes:
        typer.echo(f"{change.group:<8} {change.name:<28} {change.before:>12g} {change.after:>12g} {change.difference:>+12g}")
    if not changes:
        typer.echo("no difference")
    return 0
