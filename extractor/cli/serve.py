"""``extractor serve``: a workspace for other programs to read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import ConfigOption, OutputOption, ProfileOption, RawOption, SetOption, read_config


def serve_command(
    mcp: Annotated[
        bool,
        typer.Option("--mcp", help="Speak the Model Context Protocol on standard input and output."),
    ] = False,
    output: OutputOption = Path("output"),
    raw: RawOption = None,
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
) -> int:
    """Let other programs find, read, cite and explain articles: --mcp, on standard input and output. Nothing is changed."""
    from extractor.review.answering import Library, answer_lines
    from extractor.workspace.storage import open_workspace

    if not mcp:
        raise typer.BadParameter("say how: --mcp", param_hint="serve")
    open_workspace(str(output))
    library = Library(output, raw=raw, config=read_config(config, assignments, profile))
    for answer in answer_lines(sys.stdin.buffer, library):
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    return 0
