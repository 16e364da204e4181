"""Read every string of ``table.tsv`` and compare with the EDTF that is expected.

    python -m benchmarks.dates.table

A line is: language, text, expected. Several dates are separated by `` | ``; ``-`` means that the text holds no date, ``?``
that it holds one which the calendar does not have. The page's own date is 26 July 2025.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from extractor import find_dates
from extractor.knowledge import default_knowledge

KNOWLEDGE = default_knowledge()

BASE = date(2025, 7, 26)


class Row(NamedTuple):
    """A line of the table and what is read from its text."""

    language: str
    text: str
    expected: str
    found: str


def read_table() -> Iterator[Row]:
    """Read each string of the table."""
    for line in (Path(__file__).parent / "table.tsv").read_text("utf-8").splitlines():
        language, text, expected = line.split("\t")
        found = " | ".join(when.edtf or "?" for when in find_dates(text, base=BASE, languages=(language,), knowledge=KNOWLEDGE))
        yield Row(language, text, expected, found or "-")


def main() -> None:
    """Print the share that is right, and what is not."""
    rows = list(read_table())
    for name, part in (
        ("dates", [row for row in rows if row.expected != "-"]),
        ("non-dates", [row for row in rows if row.expected == "-"]),
    ):
        right = sum(row.found == row.expected for row in part)
        print(f"{name}: {right} of {len(part)} right ({right / len(part):.1%})")
    for row in rows:
        if row.found != row.expected:
            print(f"  {row.language}  {row.text!r}: expected {row.expected}, found {row.found}")


if __name__ == "__main__":
    main()
