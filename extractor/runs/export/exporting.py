"""Tables written as they are read, some thousand rows at a time: of the whole workspace only the names are held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from extractor.extras import require_extra
from extractor.runs.export.claims import write_annotations, write_claims
from extractor.runs.export.columns import TABLES, Column
from extractor.runs.export.entries import FOLDERS, Review, list_entries, list_rows
from extractor.workspace.storage import Storage, open_storage, open_workspace

if TYPE_CHECKING:
    import pandas as pd

Format = Literal["parquet", "csv", "jsonl", "jsonld", "annotations"]
FORMATS: tuple[Format, ...] = ("parquet", "csv", "jsonl", "jsonld", "annotations")
LINKED: Mapping[Format, tuple[str, Callable[..., int]]] = {
    "jsonld": ("claims.jsonld", write_claims),
    "annotations": ("annotations.jsonld", write_annotations),
}
"""Formats of one file of linked data: its name, and what writes it."""
ROWS_AT_ONCE = 5000


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """What to export.

    Attributes:
        output: The workspace: a folder or an fsspec URL.
        target: Where the files go: likewise.
        form: ``jsonld`` gives the facts as claims, ``annotations`` as annotations of the raw pages; the others give every table
            that is asked for.
        tables: Names out of ``TABLES``.
        reviews: Accepted articles, pending ones, or both.
        base: What ids of linked data begin with: an address; they are relative if it is empty.
    """

    output: str
    target: str
    form: Format = "parquet"
    tables: tuple[str, ...] = tuple(TABLES)
    reviews: tuple[Review, ...] = tuple(FOLDERS)
    base: str = ""


def export_workspace(request: ExportRequest) -> dict[str, int]:
    """Write the files of an export; return their names, each with its number of rows.

    Raises:
        ConfigError: A table needs the extra ``tables``, there is no such workspace, or fsspec does not know one of the places.
    """
    if request.form not in LINKED:
        require_extra("tables", "A table")
    storage, target = open_workspace(request.output), open_storage(request.target)
    if request.form in LINKED:
        name, write = LINKED[request.form]
        with target.stream(name) as file:
            return {name: write(list_entries(storage, request.reviews), file, base=request.base)}
    written = {}
    for table in request.tables:
        name = f"{table}.{request.form}"
        with target.stream(name) as file:
            written[name] = _write_table(_list_table(storage, request.reviews, table), TABLES[table], request.form, file)
    return written


def tables(output: str | Path, *, reviews: tuple[Review, ...] = tuple(FOLDERS)) -> dict[str, pd.DataFrame]:
    """Give the tables of a workspace as pandas frames, by their names: those that an export writes.

    Args:
        output: The workspace: a folder or an fsspec URL.
        reviews: Accepted articles, pending ones, or both.

    Raises:
        ConfigError: There is no such workspace, or the extra ``tables`` is not installed.
    """
    require_extra("tables", "A table")
    storage = open_workspace(str(output))
    return {name: make_frame(list(_list_table(storage, reviews, name)), columns) for name, columns in TABLES.items()}


def _list_table(storage: Storage, reviews: tuple[Review, ...], table: str) -> Iterator[dict[str, Any]]:
    for entry in list_entries(storage, reviews):
        yield from list_rows(entry, table)


def _write_table(rows: Iterator[dict[str, Any]], columns: tuple[Column, ...], form: Format, file: IO[bytes]) -> int:
    count = 0
    with ExitStack() as stack:
        writer = WRITERS[form](columns, file)
        stack.callback(writer.close)
        while chunk := list(islice(rows, ROWS_AT_ONCE)):
            writer.write(make_frame(chunk, columns))
            count += len(chunk)
    return count


def make_frame(rows: list[dict[str, Any]], columns: tuple[Column, ...]) -> pd.DataFrame:
    """Put rows into a frame with the columns and dtypes of a table."""
    import pandas as pd

    frame = pd.DataFrame.from_records(rows, columns=[column.name for column in columns])
    dtypes = {column.name: column.dtype for column in columns if column.dtype != "list"}
    return frame.astype(dtypes)


class ParquetFile:
    """Parquet, compressed, categories as dictionaries."""

    def __init__(self, columns: tuple[Column, ...], file: IO[bytes]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        kinds: Mapping[str, Any] = {
            "string": pa.string(), "category": pa.dictionary(pa.int32(), pa.string()), "list": pa.list_(pa.string()),
            "Int16": pa.int16(), "Int32": pa.int32(), "Float64": pa.float64(),
        }  # fmt: skip
        meanings = {column.name: {"meaning": column.meaning} for column in columns}
        self._schema = pa.schema(
            [pa.field(column.name, kinds[column.dtype], metadata=meanings[column.name]) for column in columns]
        )
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")

    def write(self, frame: pd.DataFrame) -> None:
        """Append a row group."""
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_pandas(frame, schema=self._schema, preserve_index=False))

    def close(self) -> None:
        """Write the footer."""
        self._writer.close()


class CsvFile:
    """CSV in UTF-8 with a header; lists are joined with `` | ``."""

    def __init__(self, columns: tuple[Column, ...], file: IO[bytes]) -> None:
        self._lists = [column.name for column in columns if column.dtype == "list"]
        self._file = file
        file.write((",".join(column.name for column in columns) + "\n").encode())

    def write(self, frame: pd.DataFrame) -> None:
        """Append lines."""
        joined = {name: frame[name].map(" | ".join) for name in self._lists}
        self._file.write(frame.assign(**joined).to_csv(index=False, header=False, lineterminator="\n").encode())

    def close(self) -> None:
        """A CSV file has no end."""


class JsonLinesFile:
    """JSON Lines: an object a row."""

    def __init__(self, columns: tuple[Column, ...], file: IO[bytes]) -> None:  # noqa: ARG002 - one signature for all
        self._file = file

    def write(self, frame: pd.DataFrame) -> None:
        """Append lines."""
        self._file.write(frame.to_json(orient="records", lines=True, force_ascii=False).encode())

    def close(self) -> None:
        """A JSON Lines file has no end."""


WRITERS: dict[str, type[ParquetFile | CsvFile | JsonLinesFile]] = {
    "parquet": ParquetFile,
    "csv": CsvFile,
    "jsonl": JsonLinesFile,
}
