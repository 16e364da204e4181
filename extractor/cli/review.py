"""``extractor review``: the reviewer's page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.decide import ReviewerOption, find_reviewer
from extractor.cli.options import ConfigOption, OutputOption, ProfileOption, RawOption, SetOption, read_config

PortOption = Annotated[
    int | None,
    typer.Option(
        "--port", min=0, max=65535, help="The port on 127.0.0.1. 8765, where run reports link to, or a free one; 0: a free one."
    ),
]


def review_command(
    output: OutputOption = Path("output"),
    raw: RawOption = None,
    port: PortOption = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
    reviewer: ReviewerOption = None,
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
) -> int:
    """Review articles beside their raw pages, in the browser, on this machine alone."""
    from extractor.extras import require_extra
    from extractor.review.session import ReviewSession
    from extractor.runs.report.page import REVIEW_PORT

    require_extra("review", "The reviewer's page")
    from extractor.review.web.server import serve_review

    def announce(url: str) -> None:
        import webbrowser

        typer.echo(f"Review at {url}\nCtrl-C ends it.")
        if port is None and f":{REVIEW_PORT}/" not in url:
            typer.echo(f"Port {REVIEW_PORT} is taken, perhaps by another review: links in run reports lead there.")
        if browser:
            webbrowser.open(url)

    session = ReviewSession(output, raw=raw, config=read_config(config, assignments, profile))
    serve_review(session, reviewer=reviewer or find_reviewer(output), port=port, announce=announce)
    return 0
