"""A row for every page of a run, for whoever asks questions that the report does not answer.

``pages.parquet``, or, where the extra ``tables`` is not installed, ``pages.jsonl`` with the same columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from itertools import islice
from typing import IO, Any

from extractor.runs.report.summary import STAGES

ROWS_IN_A_GROUP = 1000
TEXTS = ("path", "input", "sha256", "article_id", "title", "category", "status", "action", "code")
COUNTS = (
    "facts", "sources", "institutions", "years", "locators", "events", "dated", "attributes", "entities", "gaps", "disputes",
    "chars",
)  # fmt: skip
SHARES = ("completeness", "confidence", "coverage", "other")


def name_table() -> str:
    """Give the name of the file that ``write_pages`` can write here."""
    return "pages.jsonl" if find_spec("pyarrow") is None else "pages.parquet"


def write_pages(rows: Iterable[Mapping[str, Any]], file: IO[bytes]) -> None:
    """Write rows of pages, a group at a time: nulls where a page failed, ``issues`` as a list of codes.

    Columns: the texts as strings, the counts as int32, the shares as float64, ``seconds_<stage>`` as float64.
    """
    write = _write_lines if name_table().endswith("jsonl") else _write_parquet
    write((_flatten(row) for row in rows), file)


def _write_lines(rows: Iterable[dict[str, Any]], file: IO[bytes]) -> None:
    for row in rows:
        file.write((json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))


def _write_parquet(rows: Iterable[dict[str, Any]], file: IO[bytes]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema(
        [(name, pa.string()) for name in TEXTS]
        + [(name, pa.int32()) for name in COUNTS]
        + [(name, pa.float64()) for name in SHARES]
        + [(f"seconds_{stage}", pa.float64()) for stage in STAGES]
        + [("issues", pa.list_(pa.string()))]
    )
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _group(rows):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _group(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    iterator = iter(rows)
    while group := list(islice(iterator, ROWS_IN_A_GROUP)):
        yield group


def _flatten(row: Mapping[str, Any]) -> dict[str, Any]:
    figures, seconds = row["figures"], row["seconds"]
    flat: dict[str, Any] = {name: row.get(name) or None for name in TEXTS}
    flat |= {name: int(figures[name]) if name in figures else None for name in COUNTS}
    flat |= {name: figures.get(name) for name in SHARES}
    flat |= {f"seconds_{stage}": seconds.get(stage) for stage in STAGES}
    return flat | {"issues": row["issues"]}
