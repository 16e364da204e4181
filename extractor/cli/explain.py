"""``extractor explain``: why an article says what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import OutputOption, ProfileOption, RawOption, read_config


def explain_command(
    target: Annotated[str, typer.Argument(help="An article's id, or ID#FACT for one fact (its id or its number).")],
    output: OutputOption = Path("output"),
    raw: RawOption = Path("raw"),
    profile: ProfileOption = None,
) -> int:
    """Show the words of the page behind every value, the rule that chose them, and the arithmetic."""
    from extractor.knowledge import knowledge_for
    from extractor.review.explanation import explain_article, explain_fact
    from extractor.review.rawpages import find_raw_page
    from extractor.workspace.articles import read_record

    article_id, _, fact = target.partition("#")
    record = read_record(output, article_id)
    config = read_config(None, None, profile)
    page = find_raw_page(record.page, raw, config=config, knowledge=knowledge_for(config))
    words = page.raw if page else None
    if page and page.sha256 != record.page.sha256:
        typer.echo(f"warning: {record.page.path} has changed since the article was made; words may have moved", err=True)
    typer.echo(explain_fact(record, fact, words) if fact else explain_article(record, words))
    return 0
