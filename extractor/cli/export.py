"""``extractor export``: the workspace as tables or linked data."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from extractor.cli.options import PlaceOption


class ExportFormat(StrEnum):
    """File formats of an export."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    JSONLD = "jsonld"
    ANNOTATIONS = "annotations"


class ExportTable(StrEnum):
    """Tables of an export."""

    FACTS = "facts"
    TIMELINE = "timeline"
    ATTRIBUTES = "attributes"
    ENTITIES = "entities"
    SOURCES = "sources"


class ExportReview(StrEnum):
    """Which articles an export takes."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    ALL = "all"


TargetArgument = Annotated[str, typer.Argument(help="The folder or fsspec URL to write to.", metavar="TARGET")]
FormOption = Annotated[
    ExportFormat,
    typer.Option("--format", help="jsonld: the facts as schema.org claims; annotations: as W3C Web Annotations."),
]
TableOption = Annotated[list[ExportTable] | None, typer.Option("--table", help="May be given often. All if none is named.")]
ReviewOption = Annotated[ExportReview, typer.Option("--review", help="Accepted articles, pending ones, or all.")]


def export_command(
    target: TargetArgument = "export",
    output: PlaceOption = "output",
    form: FormOption = ExportFormat.PARQUET,
    tables: TableOption = None,
    review: ReviewOption = ExportReview.ALL,
    base: Annotated[str, typer.Option("--base", help="The address that ids of linked data begin with.", metavar="URL")] = "",
) -> int:
    """Write the workspace as tables (Parquet, CSV, JSON Lines), or its facts as linked data (claims, Web Annotations)."""
    from extractor.runs.export import ExportRequest, export_workspace
    from extractor.runs.export.entries import FOLDERS

    names = tuple(table.value for table in (tables or ExportTable))
    reviews = tuple(name for name in FOLDERS if review in (ExportReview.ALL, name))
    request = ExportRequest(output=output, target=target, form=form.value, tables=names, reviews=reviews, base=base)
    for name, rows in export_workspace(request).items():
        typer.echo(f"{rows:>8} rows  {target.rstrip('/')}/{name}")
    return 0
