"""``extractor accept``, ``reject``, ``edit``, ``undo``, ``diff`` and ``status``: decisions without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.options import ArticleArgument, JsonOption, OutputOption, RawOption, TargetArgument

if TYPE_CHECKING:
    from extractor.review.session import Actor
    from extractor.workspace.decisions import Decision

ReviewerOption = Annotated[
    str | None,
    typer.Option(
        "--reviewer", envvar="EXTRACTOR_REVIEWER", help="Who decides; by default the user of git, else of the system."
    ),
]
SeenOption = Annotated[
    str | None, typer.Option("--seen", help="Decide only if the article is still this version (extractor diff prints it).")
]


def accept_command(
    articles: Annotated[
        list[str], typer.Argument(help="Ids of articles or their files, or ID#N for candidate N of one.", metavar="ID…")
    ],
    output: OutputOption = Path("output"),
    reviewer: ReviewerOption = None,
    raw: RawOption = None,
    seen: SeenOption = None,
) -> int:
    """Accept articles: each moves from pending/ to articles/. ID#N promotes a candidate sentence to a fact."""
    from extractor.review.actions import accept_article, accept_articles, is_out_of_style, promote_fact
    from extractor.review.session import ReviewSession
    from extractor.workspace.articles import find_part

    session, actor = ReviewSession(output, raw=raw), make_actor(reviewer, output, seen)
    named = [find_part(output, name) for name in articles]
    if len(named) > 1 and not any(candidate for _, candidate in named):
        done = accept_articles(session, dict.fromkeys(article_id for article_id, _ in named), by=actor)
        for article_id, reason in done.refused.items():
            typer.echo(f"{article_id}: {reason}", err=True)
        typer.echo(f"{len(done.decisions)} accepted, {len(done.refused)} refused")
        return 1 if done.refused else 0
    for article_id, candidate in named:
        if candidate:
            _tell(promote_fact(session, article_id, _read_candidate(candidate), by=actor))
        else:
            is_mended = is_out_of_style(session.open(article_id))
            _tell(accept_article(session, article_id, by=actor), note=", written in the house style" if is_mended else "")
    return 0


def reject_command(
    target: TargetArgument,
    reason: Annotated[str, typer.Option("--reason", "-m", help="Why; re-ingest and the gate will cite it.")],
    output: OutputOption = Path("output"),
    reviewer: ReviewerOption = None,
    raw: RawOption = None,
    seen: SeenOption = None,
) -> int:
    """Reject a fact, or a whole article. What is rejected stays rejected when the page is converted again."""
    from extractor.review.actions import reject_article, reject_fact
    from extractor.review.session import ReviewSession
    from extractor.schema.ids import read_number
    from extractor.workspace.articles import find_part

    session, actor = ReviewSession(output, raw=raw), make_actor(reviewer, output, seen)
    article_id, fact = find_part(output, target)
    if not fact:
        _tell(*reject_article(session, article_id, by=actor, reason=reason))
        return 0
    facts = [str(getattr(one, "id", "")) for one in session.open(article_id).current.article.atomic_facts or ()]
    fact_id = next((one for one in facts if fact in {one, str(read_number(one))}), fact)
    _tell(reject_fact(session, article_id, fact_id, by=actor, reason=reason))
    return 0


def edit_command(
    article: ArticleArgument,
    location: Annotated[str, typer.Argument(help="title, known_gaps.0, primary_sources.1.year, body.TL;DR, FACT.statement, …")],
    value: Annotated[str, typer.Argument(help="The new value; an empty one takes the value out.")],
    output: OutputOption = Path("output"),
    reviewer: ReviewerOption = None,
    raw: RawOption = None,
    seen: SeenOption = None,
) -> int:
    """Change one value of an article; what does not fit the schema is refused."""
    from extractor.review.actions import edit_value
    from extractor.review.session import ReviewSession
    from extractor.workspace.articles import find_article

    article = find_article(output, article)
    _tell(edit_value(ReviewSession(output, raw=raw), article, location, value, by=make_actor(reviewer, output, seen)))
    return 0


def undo_command(
    article: Annotated[
        str | None, typer.Argument(help="An article's id, or a run of extractor reingest; without one, your own last decision.")
    ] = None,
    output: OutputOption = Path("output"),
    reviewer: ReviewerOption = None,
    raw: RawOption = None,
) -> int:
    """Take back the last decision, or put back what a re-ingest has changed."""
    from extractor.cli.reingest import is_run, undo_reingest

    if article is not None and is_run(article):
        return undo_reingest(output, article)
    from extractor.review.actions import undo_last
    from extractor.review.session import ReviewSession
    from extractor.workspace.articles import find_article

    article = None if article is None else find_article(output, article)
    _tell(*undo_last(ReviewSession(output, raw=raw), by=make_actor(reviewer, output, None), article_id=article))
    return 0


def diff_command(article: ArticleArgument, output: OutputOption = Path("output"), report_format: JsonOption = "text") -> int:
    """Show, word by word, what changed since the accepted version, or what a person changed."""
    from extractor.review.comparison import compare_context, render_comparison
    from extractor.review.session import ReviewSession
    from extractor.workspace.articles import find_article

    article = find_article(output, article)
    context = ReviewSession(output).open(article)
    comparison = compare_context(context)
    if report_format == "json":
        changes = [{"name": name, "pieces": [list(piece) for piece in pieces]} for name, pieces in comparison.changes]
        report = {
            "id": article,
            "state": context.state,
            "version": context.version,
            "base": comparison.base,
            "changes": changes,
        }
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{article} ({context.state}, version {context.version}) against {comparison.base}:")
        typer.echo(render_comparison(comparison))
    return 0


def status_command(
    output: OutputOption = Path("output"),
    wanted: Annotated[Literal["open", "pending", "update", "accepted", "rejected", "all"], typer.Option("--state")] = "open",
    limit: Annotated[int, typer.Option("--limit", min=0, help="Articles listed; 0 lists all.")] = 20,
    report_format: JsonOption = "text",
) -> int:
    """Say how the review stands: counts by state, the queue, the most doubtful article first; and how the last run went."""
    from dataclasses import asdict

    from extractor.cli.reingest import render_runs
    from extractor.ingest.notifications import describe_runs
    from extractor.review.queue import Filter, Queue, count_states
    from extractor.review.session import ReviewSession

    session = ReviewSession(output)
    session.require_workspace()
    entries = Queue(session).list_entries()
    counts = count_states(entries)
    only = Filter(status="" if wanted == "all" else wanted)
    queue = [entry for entry in entries if only.takes(entry)]
    shown = queue[: limit or None]
    runs = describe_runs(output)
    if report_format == "json":
        told = {"counts": counts, "queue": [asdict(entry) for entry in shown], **runs}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    typer.echo(render_runs(runs))
    typer.echo(" · ".join(f"{count} {state}" for state, count in counts.items()))
    for entry in shown:
        issues = f"{entry.warnings} warning{'s' * (entry.warnings != 1)}"
        typer.echo(f"{entry.doubt:6.2f}  {entry.state:<8}  {entry.level:<6}  {entry.id}  ({issues})")
    if len(queue) > len(shown):
        typer.echo(f"… and {len(queue) - len(shown)} more")
    return 0


def make_actor(reviewer: str | None, output: Path, seen: str | None) -> Actor:
    """Say who decides, and that it is now."""
    from datetime import UTC, datetime

    from extractor.review.session import Actor

    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return Actor(reviewer or find_reviewer(output), now, seen)


def find_reviewer(output: Path) -> str:
    """Give the name of the user: git's, else the system's."""
    import getpass
    import subprocess

    folder = output if output.is_dir() else Path()
    try:
        command = ["git", "config", "user.name"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)  # noqa: S603 - fixed words
        if done.stdout.strip():
            return done.stdout.strip()
    except OSError:
        pass
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def _read_candidate(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    raise typer.BadParameter(f"'{text}' is no number of a candidate", param_hint="ID#N")


def _tell(*decisions: Decision, note: str = "") -> None:
    verbs = {"accept": "accepted", "reject": "rejected", "edit": "edited", "restore": "took back the decision about"}
    for decision in decisions:
        what = " ".join(part for part in (decision.fact, decision.field) if part)
        prose = ", and what the body said of it" if decision.body is not None else ""
        typer.echo(f"{verbs[decision.action]} {decision.article}" + (f" {what}" if what else "") + prose + note)
