"""``extractor explain``: why an article says what it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import OutputOption, RawOption

if TYPE_CHECKING:
    from extractor.schema import Record


def explain_command(
    target: Annotated[str, typer.Argument(help="An article's id, or ID#FACT for one fact (its id or its number).")],
    output: OutputOption = Path("output"),
    raw: RawOption = Path("raw"),
) -> int:
    """Show the words of the page behind every value, the rule that chose them, and the arithmetic."""
    from extractor.config import default_config
    from extractor.review.explanation import explain_article, explain_fact
    from extractor.review.rawpages import find_raw_page

    article_id, _, fact = target.partition("#")
    record = _read_record(output, article_id)
    page = find_raw_page(record.page, raw, config=default_config())
    words = page.raw if page else None
    if page and page.sha256 != record.page.sha256:
        typer.echo(f"warning: {record.page.path} has changed since the article was made; words may have moved", err=True)
    typer.echo(explain_fact(record, fact, words) if fact else explain_article(record, words))
    return 0


def _read_record(output: Path, article_id: str) -> Record:
    from extractor.errors import ReviewError
    from extractor.write import Workspace, parse_record

    path = Workspace(output).record(article_id)
    try:
        return parse_record(path.read_bytes())
    except FileNotFoundError:
        hint = "Give the id of an article of this workspace, or its folder with --output."
        raise ReviewError(f"There is no record {path}.", code="review.no-record", hint=hint) from None
