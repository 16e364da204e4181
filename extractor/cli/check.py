"""``extractor check``: the merge gate."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import ConfigOption, ProfileOption, SetOption, read_config


class CheckFormat(StrEnum):
    """How the findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


def check_command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Workspaces, folders of articles, or articles; output/ if none is named.")
    ] = None,
    form: Annotated[CheckFormat, typer.Option("--format", help="How the findings are written.")] = CheckFormat.TEXT,
    raw: Annotated[Path | None, typer.Option("--raw", help="The raw pages; by default raw/ beside the workspace.")] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write the findings to this file, a summary to the screen.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 takes one a core.")] = 0,
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
) -> int:
    """Hold articles against the schema, their records, the raw pages and the decisions; exit code 1 closes the gate."""
    from extractor.review.gate import check_paths
    from extractor.review.outputs import FORMATS, summarise
    from extractor.workspace.paths import DEFAULT
    from extractor.workspace.storage import open_workspace
    from extractor.write import write_atomic

    if not paths:
        open_workspace(DEFAULT)
    found = check_paths(paths or [Path(DEFAULT)], raw=raw, config=read_config(config, assignments, profile), jobs=jobs)
    text = FORMATS[form.value](found)
    if report is None:
        typer.echo(text, nl=False)
    else:
        write_atomic(report, text)
        typer.echo(summarise(found))
    return 0 if found.is_open else 1
