"""``extractor propose``: what was accepted, as a branch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import OutputOption, RawOption


def propose_command(
    output: OutputOption = Path("output"),
    base: Annotated[str, typer.Option("--base", help="The commit or branch to start from.")] = "HEAD",
    branch: Annotated[str | None, typer.Option("--branch", help="The new branch; by default review/ and the time.")] = None,
    title: Annotated[str, typer.Option("--title", help="The commit's first line.")] = "",
    body: Annotated[Path | None, typer.Option("--body", help="Where the pull request's text goes; .git if absent.")] = None,
    push: Annotated[str | None, typer.Option("--push", help="Push the branch to this remote.", metavar="REMOTE")] = None,
    raw: RawOption = None,
) -> int:
    """Make a branch with one commit of what was accepted, and the text of a pull request. Nothing is pushed unless asked."""
    from datetime import UTC, datetime

    from extractor.review.git import find_repository
    from extractor.review.proposal import PREFIX, propose_articles
    from extractor.review.session import ReviewSession
    from extractor.write import write_atomic

    session = ReviewSession(output, raw=raw)
    session.require_workspace()
    repository = find_repository(output)
    name = branch or f"{PREFIX}{datetime.now(UTC):%Y%m%d-%H%M%S}"
    proposal = propose_articles(session, base=base, branch=name, title=title)
    place = body or repository.root / repository.run("rev-parse", "--git-path", "extractor-proposal.md")
    write_atomic(place, proposal.body)
    typer.echo(f"branch  {proposal.branch} ({proposal.commit[:12]}, {len(proposal.articles)} articles)\nbody    {place}")
    if push:
        made = f"refs/heads/{proposal.branch}"
        repository.run("push", "--quiet", push, f"{made}:{made}")
        typer.echo(f"pushed  {push}")
    else:
        typer.echo(f"next    git push -u origin {proposal.branch}")
    return 0
