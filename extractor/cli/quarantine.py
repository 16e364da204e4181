"""``extractor quarantine``: the pages that failed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import ConfigOption, JobsOption, JsonOption, PlaceOption, ProfileOption, SetOption, read_config

if TYPE_CHECKING:
    from extractor.runs.results import PageResult

app = typer.Typer(help="The pages that failed: list them, look at one, try again.", no_args_is_help=True)


@app.command("list")
def list_command(output: PlaceOption = "output", report_format: JsonOption = "text") -> int:
    """List the pages in quarantine, a line each: id, reason, message."""
    from extractor.runs.quarantine import read_items
    from extractor.workspace.storage import open_workspace

    items, bad = read_items(open_workspace(output))
    for name in bad:
        typer.echo(f"warning: {name} tells of no page; remove it, and its page is converted again", err=True)
    if report_format == "json":
        typer.echo(json.dumps([{key: item[key] for key in ("page_id", "path", "code", "message")} for item in items], indent=2))
        return 0
    for item in items:
        typer.echo(f"{item['page_id']}\t{item['code']}\t{item['message']}")
    return 0


@app.command("show")
def show_command(
    page: Annotated[str, typer.Argument(help="Id or path of the page, or the beginning of either.", metavar="PAGE")],
    output: PlaceOption = "output",
    report_format: JsonOption = "text",
) -> int:
    """Show why a page failed: the facts, the traceback, its input, how to try again."""
    from extractor.runs.quarantine import find_item
    from extractor.workspace.paths import name_command
    from extractor.workspace.storage import open_workspace

    item = find_item(open_workspace(output), page)
    if report_format == "json":
        typer.echo(json.dumps(item, indent=2, ensure_ascii=False))
        return 0
    typer.echo(f"{item['path']}\n{item['code']}: {item['message']}")
    for name in ("hint", "facts"):
        if item[name]:
            typer.echo(f"{name}: {item[name]}")
    source = item["input"]
    typer.echo(f"input: {source['url']} ({source['bytes']} bytes, sha256 {source['sha256'] or 'unknown'})")
    typer.echo(f"replay: {name_command('quarantine', 'replay', item['page_id'], output=output)}")
    if item["traceback"]:
        typer.echo(f"\n{item['traceback'].rstrip()}")
    return 0


@app.command("replay")
def replay_command(
    pages: Annotated[
        list[str] | None, typer.Argument(help="Ids or paths of pages; all if none is named.", metavar="[PAGE]…")
    ] = None,
    output: PlaceOption = "output",
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
    jobs: JobsOption = None,
) -> int:
    """Convert pages in quarantine again; those that succeed leave it."""
    from datetime import UTC, datetime

    from extractor.runs.batch import replay_pages
    from extractor.runs.requests import BatchRequest

    request = BatchRequest(
        paths=(), output=output, config=read_config(config, assignments, profile), now=datetime.now(UTC), jobs=jobs
    )  # fmt: skip
    report = replay_pages(request, pages or (), on_outcome=_tell_result)
    typer.echo(f"{report.pages} pages tried again, {report.counts['failed']} failed")
    return report.exit_code


def _tell_result(result: PageResult) -> None:
    from extractor.cli.progress import describe_result

    typer.echo(describe_result(result) or f"converted {result.path}")
