"""Calendar values as precise as words make them, their notation in EDTF, and the days they cover."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

Unit = str
"""One of day, week, month, season, quarter, half, year, decade, century."""

_ORDER = ("day", "week", "month", "season", "quarter", "half", "year", "decade", "century")
_YEARS = {"year": 1, "decade": 10, "century": 100}
_CYCLES = {"season": (21, 4), "quarter": (1, 4), "half": (1, 2)}
_FIRST_MONTHS: dict[str, tuple[Callable[[int], int] | None, int]] = {
    "month": (None, 1),
    "season": (lambda part: 3 * part - 60, 3),
    "quarter": (lambda part: 3 * part - 2, 3),
    "half": (lambda part: 6 * part - 5, 6),
}
"""First month of a unit by its number, and how many months it has."""


class Moment(NamedTuple):
    """A calendar unit. Years count astronomically: 1 BC is 0, 44 BC is -43.

    Attributes:
        unit: What is named.
        year: The year; of a decade its first year; None where the words name none.
        month: The month of a day or month.
        day: The day of the month.
        part: Number of a season (21 spring to 24 winter), quarter, half, week, or century (negative before Christ).
    """

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: int | None = None


class Point(NamedTuple):
    """One day of the proleptic Gregorian calendar, in any year."""

    year: int
    month: int
    day: int

    def to_date(self) -> date | None:
        """Give the day as a ``date``; None outside the years 1 to 9999 that Python knows."""
        return date(*self) if 1 <= self.year <= 9999 else None


@lru_cache(maxsize=4096)
def is_possible(moment: Moment) -> bool:
    """Tell whether the calendar has such a day, week or month; leap years count."""
    year, month, day = moment.year or 0, moment.month, moment.day
    if month is not None and not 1 <= month <= 12:
        return False
    if day is not None and month is not None:
        return 1 <= day <= days_in(2000 if moment.year is None else year, month)
    if moment.unit == "week" and moment.part is not None:
        return 1 <= moment.part <= date(year, 12, 28).isocalendar().week if 1 <= year <= 9999 else False
    return abs(year) <= 9999


def days_in(year: int, month: int) -> int:
    """Count the days of a month of the proleptic Gregorian calendar."""
    if month == 2:
        return 28 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return 30 + (month + month // 8) % 2


def is_leap(year: int) -> bool:
    """Tell whether a year has a 29 February."""
    return days_in(year, 2) == 29


@lru_cache(maxsize=4096)
def format_moment(moment: Moment) -> str:
    """Write a moment in EDTF, level 1 at most: units that level 1 cannot name (quarters, weeks) become intervals."""
    year = moment.year or 0
    if moment.unit == "century" and (moment.part or 0) > 0:
        return f"{(moment.part or 1) - 1:02d}XX"
    if moment.unit == "decade" and year >= 0:
        return f"{year // 10:03d}X"
    if moment.unit == "season":
        return f"{_pad(year)}-{moment.part}"
    first, last = find_bounds(moment)
    if moment.unit in ("day", "month", "year"):
        return _format_point(first, moment.unit)
    unit = {"week": "day", "quarter": "month", "half": "month"}.get(moment.unit, "year")
    return f"{_format_point(first, unit)}/{_format_point(last, unit)}"


def _pad(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _format_point(point: Point, unit: Unit) -> str:
    text = _pad(point.year)
    if unit in ("day", "month"):
        text += f"-{point.month:02d}"
    return f"{text}-{point.day:02d}" if unit == "day" else text


@lru_cache(maxsize=4096)
def find_bounds(moment: Moment) -> tuple[Point, Point]:
    """Give the first and the last day that a moment covers. A winter is the one that starts in its year."""
    year, part = moment.year or 0, moment.part or 1
    if moment.unit == "day":
        day = Point(year, moment.month or 1, moment.day or 1)
        return day, day
    if moment.unit in _FIRST_MONTHS:
        first, count = _FIRST_MONTHS[moment.unit]
        return _span_months(year, moment.month or 1 if first is None else first(part), count)
    if moment.unit == "week":
        return _span_week(year, part)
    if moment.unit == "century":
        year = (part - 1) * 100 if part > 0 else part * 100 + 1
    return Point(year, 1, 1), Point(year + _YEARS[moment.unit] - 1, 12, 31)


def _span_months(year: int, month: int, count: int) -> tuple[Point, Point]:
    years, last = divmod(month + count - 2, 12)
    return Point(year, month, 1), Point(year + years, last + 1, days_in(year + years, last + 1))


def _span_week(year: int, week: int) -> tuple[Point, Point]:
    if not 1 <= year <= 9998:
        return Point(year, 1, 1), Point(year, 12, 31)
    monday = date.fromisocalendar(year, min(week, date(year, 12, 28).isocalendar().week), 1)
    sunday = monday + timedelta(days=6)
    return Point(monday.year, monday.month, monday.day), Point(sunday.year, sunday.month, sunday.day)


@lru_cache(maxsize=1024)
def shift_moment(moment: Moment, count: int) -> Moment:
    """Move a moment by whole units of its own: the month after December is January of the next year."""
    year = moment.year or 0
    if moment.unit in ("day", "week"):
        return _shift_days(moment, count)
    if moment.unit == "month":
        years, month = divmod((moment.month or 1) - 1 + count, 12)
        return Moment("month", year + years, month + 1)
    if moment.unit in _CYCLES:
        first, length = _CYCLES[moment.unit]
        years, part = divmod((moment.part or first) - first + count, length)
        return Moment(moment.unit, year + years, part=part + first)
    if moment.unit == "century":
        part = (moment.part or 1) + count
        return Moment("century", part=part if part * (moment.part or 1) > 0 else part + (1 if count > 0 else -1))
    return Moment(moment.unit, year + count * _YEARS[moment.unit])


def _shift_days(moment: Moment, count: int) -> Moment:
    first = find_bounds(moment)[0]
    cycle = first.year // 400 * 400 - 2000  # the calendar repeats after 400 years, so any year can be moved into Python's range
    day = date(first.year - cycle, first.month, first.day) + timedelta(days=count * (7 if moment.unit == "week" else 1))
    if moment.unit == "week":
        year, week, _ = day.isocalendar()
        return Moment("week", year + cycle, part=week)
    return Moment("day", day.year + cycle, day.month, day.day)


def cast_moment(moment: Moment, unit: Unit) -> Moment | None:
    """Name the coarser unit that holds a moment: the month of a day, the decade of a year; None for a finer one."""
    if moment.unit == unit:
        return moment
    if _ORDER.index(moment.unit) > _ORDER.index(unit):
        return None
    first = find_bounds(moment)[0]
    if unit in ("week", "season", "half"):
        return _cast_week(first) if unit == "week" else None
    before_christ = (1 - first.year) // 10 * 10
    return {
        "month": Moment("month", first.year, first.month),
        "quarter": Moment("quarter", first.year, part=(first.month + 2) // 3),
        "year": Moment("year", first.year if moment.year is None else moment.year),
        "decade": Moment("decade", first.year // 10 * 10 if first.year > 0 else -8 - before_christ),
        "century": Moment("century", part=first.year // 100 + 1 if first.year > 0 else (first.year - 1) // 100),
    }[unit]


def _cast_week(first: Point) -> Moment | None:
    day = first.to_date()
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return Moment("week", year, part=week)
