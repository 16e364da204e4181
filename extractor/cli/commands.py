"""The command line's table of contents: every command, where it lives, and what it does in a sentence.

A command's module is imported when the command is asked for, so that none of them slows another or the help down.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

PLACES = {
    "convert": (
        "convert.convert_command",
        "Turn raw pages into articles: one page or millions. A second run does only what is left or changed.",
    ),
    "check": (
        "check.check_command",
        "Hold articles against the schema, their records, the raw pages and the decisions; exit code 1 closes the gate.",
    ),
    "accept": (
        "decide.accept_command",
        "Accept articles: each moves from pending/ to articles/. ID#N promotes a candidate sentence to a fact.",
    ),
    "reject": (
        "decide.reject_command",
        "Reject a fact, or a whole article. What is rejected stays rejected when the page is converted again.",
    ),
    "edit": ("decide.edit_command", "Change one value of an article; what does not fit the schema is refused."),
    "undo": ("decide.undo_command", "Take back the last decision, or put back what a re-ingest has changed."),
    "diff": ("decide.diff_command", "Show, word by word, what changed since the accepted version, or what a person changed."),
    "status": (
        "decide.status_command",
        "Say how the review stands: counts by state, the queue, the most doubtful article first; and how the last run went.",
    ),
    "review": ("review.review_command", "Review articles beside their raw pages, in the browser, on this machine alone."),
    "propose": (
        "propose.propose_command",
        "Make a branch with one commit of what was accepted, and the text of a pull request. Nothing is pushed unless asked.",
    ),
    "explain": (
        "explain.explain_command",
        "Show the words of the page behind every value, the rule that chose them, and the arithmetic.",
    ),
    "export": (
        "export.export_command",
        "Write the workspace as tables (Parquet, CSV, JSON Lines), or its facts as linked data (claims, Web Annotations).",
    ),
    "serve": (
        "serve.serve_command",
        "Let other programs find, read, cite and explain articles: --mcp, on standard input and output. Nothing is changed.",
    ),
    "reingest": (
        "reingest.reingest_command",
        "Bring articles up to date with their sources. No person's edit is lost; a source that is down empties nothing.",
    ),
    "report": (
        "report.report_command",
        "Compare two runs: what went up, what went down. One run is compared with the one before it.",
    ),
    "inspect": (
        "inspect.inspect_command",
        "Show how a page was cut and what was unknown; of many pages, how often each unknown heading stands in them.",
    ),
    "profile": ("inspect.app", "Make profiles: what the pages of a site say otherwise."),
    "schema": ("schema.schema_command", "Print a JSON Schema, for editors and for other programs."),
    "quarantine": ("quarantine.app", "The pages that failed: list them, look at one, try again."),
    "model": ("model.app", "Train and measure the named-entity pipeline."),
}
"""Command: its function (or its group of commands), and its help, which the function's docstring repeats."""


class LazyGroup(TyperGroup):
    """The commands of ``PLACES``; until one is asked for by name, no more than a name and a sentence each."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {name: TyperCommand(name, help=summary) for name, (_, summary) in PLACES.items()}

    def get_command(self, _ctx: object, cmd_name: str) -> Any:
        """Import a command; None if there is none of the name."""
        return load_command(cmd_name) if cmd_name in PLACES else None

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """List the commands for the help, without importing them."""
        TyperGroup(commands=dict(self.commands)).format_commands(ctx, formatter)


def load_command(name: str) -> Any:
    """Import a command, or a group of them, and make it ready to be called."""
    place, _ = PLACES[name]
    module, _, attribute = place.partition(".")
    found = getattr(import_module(f"extractor.cli.{module}"), attribute)
    holder = typer.Typer(rich_markup_mode=None)
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name)(found)
    return get_group(holder).commands[name]


app = typer.Typer(
    name="extractor",
    cls=LazyGroup,
    help="Raw entity pages in, source-mapped articles out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,  # plain help: drawing it with Rich takes longer than everything else together
)


def _print_version(asked: bool) -> None:
    if asked:
        from extractor.config import __version__

        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Raw entity pages in, source-mapped articles out."""
