"""``extractor explain``: why an article says what it says."""

from __future__ import annotations

from pathlib import Path

import typer

from extractor.cli.options import OutputOption, ProfileOption, RawOption, TargetArgument, read_config


def explain_command(
    target: TargetArgument,
    output: OutputOption = Path("output"),
    raw: RawOption = None,
    profile: ProfileOption = None,
) -> int:
    """Show the words of the page behind every value, the rule that chose them, and the arithmetic."""
    from extractor.review.explanation import explain_article, explain_fact
    from extractor.review.workspace import WorkspaceView
    from extractor.workspace.articles import find_part, read_record

    article_id, fact = find_part(output, target)
    record = read_record(output, article_id)
    page = WorkspaceView(output, raw=raw, config=read_config(None, None, profile)).read_raw(record.page)
    if page and not page.unchanged:
        typer.echo(f"warning: {record.page.path} has changed since the article was made; words may have moved", err=True)
    words = page.text if page else None
    typer.echo(explain_fact(record, fact, words) if fact else explain_article(record, words))
    return 0
