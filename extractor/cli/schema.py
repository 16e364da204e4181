"""``extractor schema``: the published contracts as JSON Schema 2020-12."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Contract(StrEnum):
    """What there is a schema of."""

    ARTICLE = "article"
    RECORD = "record"


def schema_command(
    contract: Annotated[Contract, typer.Argument(help="The article or the record.")] = Contract.ARTICLE,
) -> int:
    """Print a JSON Schema, for editors and for other programs."""
    import json

    from extractor.schema import Article, Record, describe_schema

    model = Article if contract is Contract.ARTICLE else Record
    typer.echo(json.dumps(describe_schema(model), indent=2))
    return 0
