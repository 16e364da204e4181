"""The command line's table of contents: every command and where it lives."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli import check, convert, decide, explain, export, model, propose, quarantine, reingest, report, review, schema

app = typer.Typer(
    name="extractor",
    help="Raw entity pages in, source-mapped articles out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: drawing it with Rich takes longer than everything else together
)


def _print_version(asked: bool) -> None:
    if asked:
        from extractor import __version__

        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Raw entity pages in, source-mapped articles out."""


app.command("convert")(convert.convert_command)
app.command("check")(check.check_command)
app.command("accept")(decide.accept_command)
app.command("reject")(decide.reject_command)
app.command("edit")(decide.edit_command)
app.command("undo")(decide.undo_command)
app.command("diff")(decide.diff_command)
app.command("status")(decide.status_command)
app.command("review")(review.review_command)
app.command("propose")(propose.propose_command)
app.command("explain")(explain.explain_command)
app.command("export")(export.export_command)
app.command("reingest")(reingest.reingest_command)
app.command("report")(report.report_command)
app.add_typer(quarantine.app, name="quarantine")
app.command("schema")(schema.schema_command)
app.add_typer(model.app, name="model")
