"""``extractor inspect``: how pages were cut. ``extractor profile``: what an unknown site could be taught."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import ConfigOption, JsonOption, ProfileOption, SetOption, read_config

PagesArgument = Annotated[list[str], typer.Argument(help="Pages: files, folders or patterns.", metavar="PAGE…")]

app = typer.Typer(help="Make profiles: what the pages of a site say otherwise.", no_args_is_help=True)


@app.callback()
def profile_command() -> None:
    """Make profiles: what the pages of a site say otherwise."""


def inspect_command(
    pages: PagesArgument,
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write it as a page for the browser.", metavar="FILE")] = None,
    form: JsonOption = "text",
) -> int:
    """Show how a page was cut and what was unknown; of many pages, how often each unknown heading stands in them."""
    import json

    from rich.console import Console

    from extractor.inspection.cutting import Cut, Unknown, cut_pages
    from extractor.inspection.rendering import describe_cut, describe_unknown, render_html, show_cut, show_unknown
    from extractor.knowledge import knowledge_for
    from extractor.runs.inputs import expand_patterns
    from extractor.write.files import write_atomic

    knobs, unknown = read_config(config, assignments, profile), Unknown()
    cuts: list[Cut] = []
    for cut in cut_pages(expand_patterns(pages), config=knobs, knowledge=knowledge_for(knobs)):
        unknown.add(cut)
        if html or form == "json" or not cuts:
            cuts.append(cut)
    if html:
        write_atomic(html, render_html(cuts, unknown))
    if form == "json":
        told = {"pages": [describe_cut(cut) for cut in cuts], "unknown": describe_unknown(unknown)}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False, soft_wrap=True)
        for line in show_cut(cuts[0]) if unknown.pages == 1 else show_unknown(unknown):
            console.print(line)
    return 3 if unknown.layouts["failed"] else 0


@app.command("learn")
def learn_command(
    raw: PagesArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="The profile to write.")] = Path("profile.yaml"),
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
) -> int:
    """Find the labels that recur over many pages of an unknown site, and propose the part of each, as a profile to edit."""
    from extractor.inspection.profiles import learn_profile
    from extractor.knowledge import knowledge_for
    from extractor.runs.inputs import expand_patterns
    from extractor.workspace.paths import name_command
    from extractor.write.files import write_atomic

    knobs = read_config(config, assignments, profile)
    count, text = learn_profile(expand_patterns(raw), config=knobs, knowledge=knowledge_for(knobs))
    if not text:
        typer.echo(f"Nothing to propose: no unknown label recurs over these {count} pages. No file was written.")
        return 0
    write_atomic(output, text)
    typer.echo(f"Wrote {output}, learnt from {count} pages. Look it over, then:")
    typer.echo(f"  {name_command('convert', *raw, '--profile', str(output))}")
    return 0
