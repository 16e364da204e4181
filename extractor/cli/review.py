"""``extractor review``: the reviewer's page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.decide import RawOption, ReviewerOption, find_reviewer
from extractor.cli.options import ConfigOption, OutputOption, SetOption, read_config


def review_command(
    output: OutputOption = Path("output"),
    raw: RawOption = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
    reviewer: ReviewerOption = None,
    config: ConfigOption = None,
    assignments: SetOption = None,
) -> int:
    """Review articles beside their raw pages, in the browser, on this machine alone."""
    from extractor.errors import ConfigError
    from extractor.review.desk import Desk

    try:
        from extractor.review.page.server import serve_review
    except ModuleNotFoundError as error:
        hint = "Install extractor[review]."
        raise ConfigError(f"The page needs {error.name}.", code="config.no-library", hint=hint) from None

    def announce(url: str) -> None:
        import webbrowser

        typer.echo(f"Review at {url}\nCtrl-C ends it.")
        if browser:
            webbrowser.open(url)

    desk = Desk(output, raw=raw, config=read_config(config, assignments))
    serve_review(desk, reviewer=reviewer or find_reviewer(output), port=port, announce=announce)
    return 0
