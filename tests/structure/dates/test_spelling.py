"""Dates that writers spell otherwise: small months, noughts, years of other calendars."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import find_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("the 3rd of august 2023", ["2023-08-03"]),
        ("5 march 2009", ["2009-03-05"]),
        ("on march 5, 2009", ["2009-03-05"]),
        ("june 2019", ["2019-06"]),
        ("they march in 2009", ["2009"]),
        ("it may open in 2019", ["2019"]),
        ("1999-00-00", ["1999"]),
        ("2019-05-00", ["2019-05"]),
        ("AH 1334", []),
        ("in the year 1334 AH", []),
        ("2567 B.E.", []),
        ("it won 1984 awards", []),
        ("the ship carried 1850 passengers", []),
        ("In 1984 it won an award.", ["1984"]),
    ],
)
def test_a_date_is_read_however_it_is_spelled(text: str, dates: list[str]) -> None:
    found = find_dates(text, base=date(2025, 7, 26))
    assert [when.edtf for when in found] == dates
    assert all(text[when.start : when.end] == when.raw for when in found)
