"""What each shape of the grammar means: tokens to calendar units, complete or waiting for their context.

A unit that lacks its year (or its month) is a ``Moment`` with None there; one that is counted from another date is a
``Relative``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from extractor.structure.dates.cues import Cues, Reading
from extractor.structure.dates.moments import Moment, days_in, find_bounds, shift_moment
from extractor.structure.dates.numerals import Token, pick_tokens
from extractor.structure.dates.offsets import (
    read_ago,
    read_beyond,
    read_day_of_that,
    read_part_of,
    read_shift,
    read_today,
    read_unit_part,
)

Reader = Callable[[Sequence[Token], Cues], tuple[Reading, ...]]

_AHEAD = 10
"""Years from the page's own within which a year of two digits may lie ahead."""


def read_shape(name: str, tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    """Give the units that a shape names: one, or the two ends of a range; none when the words make no date after all."""
    return _READERS[name](tokens, cues)


def _widen(number: int, cues: Cues, width: int = 2) -> int:
    """Read a year of two digits as the latest such year that is not far ahead of the page's own."""
    if width > 2 or number > 99:
        return number
    latest = cues.year + _AHEAD
    return latest - (latest - number) % 100


def _find_year(tokens: Sequence[Token], cues: Cues) -> int | None:
    for token in tokens:
        if token.kind in "y7":
            return int(token.value)
        if token.kind == "j":
            return _widen(token.value, cues)
    return None


def _read_day(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    month, days = 0, []
    for token in tokens:
        if token.kind == "m":
            month = token.value
        elif token.kind in "139o":
            days.append(token.value)
    year = (_find_year(tokens, cues) if len(tokens) > 2 else None) if len(days) < 2 else _widen(days[1], cues)
    return (Moment("day", year, month, days[0]),)


def _read_nth_weekday(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    """Find "the second Tuesday of March 2020"; a last one is told by a word that turns back."""
    weekday, month, year = pick_tokens(tokens, "w")[0].value, pick_tokens(tokens, "m")[0].value, _find_year(tokens, cues)
    count = next(token.value for token in tokens if token.kind in "oh")
    if year is None or not 1 <= year <= 9999 or (isinstance(count, tuple) and count[0] >= 0):
        return ()
    first = 1 + (weekday - date(year, month, 1).weekday()) % 7
    days = range(first, days_in(year, month) + 1, 7)
    index = -1 if isinstance(count, tuple) else count - 1
    return (Moment("day", year, month, days[index]),) if index < len(days) else ()


def _read_days(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    month, year = pick_tokens(tokens, "m")[0].value, _find_year(tokens, cues)
    first, last = pick_tokens(tokens, "13o")[:2]
    if first.value >= last.value:
        return ()
    return Moment("day", year, month, first.value), Moment("day", year, month, last.value)


def _read_iso_day(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    year, month, day = (token.value for token in pick_tokens(tokens, "y13")[:3])
    return (Moment("day", year, month, day),)


def _read_compact(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    digits = tokens[0].value
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    plausible = 1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31
    return (Moment("day", year, month, day),) if plausible else ()


def _read_numeric(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    first, second, third = tokens
    width = third.end - third.start
    if width == 1:
        return ()
    year = _widen(third.value, cues, width)
    if cues.dotted or (second.value <= 12 and (first.value > 12 or cues.order == "DMY")):
        return (Moment("day", year, second.value, first.value),)
    return (Moment("day", year, first.value, second.value),)


def _read_noughts(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    """Read noughts for a day or month that nobody knows; but 1999-00 is two years, as a season has them."""
    year, months = pick_tokens(tokens, "y")[0].value, pick_tokens(tokens, "1")
    if months:
        return (Moment("month", year, months[0].value),)
    season = len(tokens) == 2 and year % 100 == 99
    return (Moment("year", year), Moment("year", year + 1)) if season else (Moment("year", year),)


def _read_iso_month(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    """Read 2010-11 as a month, but "in 2010-11" as two years: prose writes no months that way."""
    year, month = tokens
    if month.end - month.start != 2:
        return ()
    if cues.led and month.value == (year.value + 1) % 100:
        return Moment("year", year.value), Moment("year", year.value + 1)
    return (Moment("month", year.value, month.value),)


def _read_year_tail(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    year, tail = tokens
    first, width = year.value, tail.end - tail.start
    if width == 3 and first >= 1000:
        return ()
    last = first // 10**width * 10**width + tail.value
    if not first < last or (width == 1 and tail.value <= first % 10):
        last += 10**width if tail.value == 0 and width == 2 else 0
    return (Moment("year", first), Moment("year", last)) if first < last else ()


def _read_iso_months(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    first, month, last, other = (token.value for token in tokens)
    return (Moment("month", first, month), Moment("month", last, other)) if (first, month) < (last, other) else ()


def _read_month_number(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    return (Moment("month", tokens[1].value, tokens[0].value),)


def _read_week(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    year, week = _find_year(tokens, cues), pick_tokens(tokens, "k139")[0].value
    whole = Moment("week", year, part=week)
    if [token.kind for token in tokens] != ["y", "k", "1"]:
        return (whole,)
    return (shift_moment(Moment("day", *find_bounds(whole)[0]), tokens[2].value - 1),) if tokens[2].value <= 7 else ()


def _read_ordinal_day(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    year, number = tokens
    if not 1 <= number.value <= 366:
        return ()
    day = date(year.value, 1, 1) + timedelta(days=number.value - 1)
    return (Moment("day", year.value, day.month, day.day),) if day.year == year.value else ()


def _read_month(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    return (Moment("month", _find_year(tokens, cues), pick_tokens(tokens, "m")[0].value),)


def _read_holiday(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    month, day = tokens[0].value
    return (Moment("day", _find_year(tokens, cues), month, day),)


def _read_season(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    return (Moment("season", _find_year(tokens, cues), part=pick_tokens(tokens, "s")[0].value),)


def _read_quarter(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    if tokens[0].kind == "6":
        year, unit, part = tokens[0].value
        return (Moment(unit, year, part=part),)
    numbers = pick_tokens(tokens, "qo1R")
    part = numbers[0].value if numbers else 0
    if tokens[-1].kind == "5":
        return (Moment("quarter", tokens[-1].value, part=part),)
    return (Moment("quarter", _find_year(tokens, cues), part=part),) if 1 <= part <= 4 else ()


def _read_quarters(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    year = _find_year(tokens, cues)
    first, last = (Moment("quarter", year, part=token.value) for token in pick_tokens(tokens, "q"))
    return (first, last) if (first.part or 0) < (last.part or 0) else ()


def _read_half(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    number = pick_tokens(tokens, "2o1e")[0] if pick_tokens(tokens, "2o1e") else None
    part = 0 if number is None else {"early": 1, "late": 2}.get(number.value, number.value)
    return (Moment("half", _find_year(tokens, cues), part=part),) if part in (1, 2) else ()


def _read_fiscal(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    year = _find_year(tokens, cues)
    return (Moment("year", pick_tokens(tokens, "5")[0].value if year is None else year),)


def _century(number: int, *, before_christ: bool) -> Moment:
    return Moment("century", part=-number if before_christ else number)


def _is_letters(first: Token, second: Token | None = None) -> bool:
    """Tell "s I" and "S. V" from "s. XVIII": a letter for a century has a full stop, and no letter alone behind it."""
    if second is None or first.kind != "X" or first.end - first.start > 1:
        return False
    return second.start - first.end == 1 or second.end - second.start == 1


def _read_century(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    numbers = [token.value for token in pick_tokens(tokens, "oRZ13")]
    if any(token.value != "century" for token in pick_tokens(tokens, "c")) or _is_letters(*tokens[:2]):
        return ()
    tens = sum(token.value for token in pick_tokens(tokens, "n") if token.value == 20)
    if not all(1 <= number + tens <= 39 for number in numbers):
        return ()
    parts = [_century(number + tens, before_christ=cues.before_christ) for number in numbers[:2]]
    return tuple(parts)


def _read_decade(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    number = pick_tokens(tokens, "dVyj931")[0]
    year = number.value
    if number.kind in "j931":
        if year % 10:
            return ()
        year += 1900 if year >= 20 else 2000
    if number.kind == "y" and (year % 10 or (tokens[0].kind == "E" and tokens[0].value != "decade")):
        return ()
    return (Moment("decade", -8 - year if cues.before_christ else year),)


def _read_decades(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    first, last = _read_decade(tokens, cues), _read_decade((tokens[0], tokens[-1]), cues)
    return first + last if first and last else ()


def _read_weekday(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    return (Moment("weekday", part=tokens[0].value),)


def _read_ordinal_of_month(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    return (Moment("day", None, None, tokens[-1].value),)


def _read_named_year(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    return (Moment("year", tokens[-1].value),)


def _read_early_day(tokens: Sequence[Token], cues: Cues) -> tuple[Reading, ...]:
    return _read_day(tokens, cues) if pick_tokens(tokens, "13o") else _read_month(tokens, cues)


def _read_short_year(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    return (Moment("year", None, part=tokens[0].value),)


def _read_era_range(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    first, last = tokens[0], tokens[-1]
    if (last.value > 0 and last.end - last.start == 4) or last.value > 999:
        return ()
    year = 1 - first.value if last.value <= 0 else first.value
    return (Moment("year", year), Moment("year", last.value)) if year < last.value else ()


def _read_year(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    return _name_year(tokens[0].value)


@lru_cache(maxsize=4096)  # the commonest date by far
def _name_year(year: int) -> tuple[Reading, ...]:
    return (Moment("year", year),)


_READERS: Mapping[str, Reader] = {
    "iso_day": _read_iso_day, "compact": _read_compact, "numeric": _read_numeric, "iso_week": _read_week,
    "iso_ordinal": _read_ordinal_day, "iso_month": _read_iso_month, "year_tail": _read_year_tail,
    "month_year_number": _read_month_number, "days_of_month": _read_days, "month_of_days": _read_days, "day": _read_day,
    "day_of_that": read_day_of_that, "month": _read_month, "part_of_that": read_part_of, "holiday": _read_holiday,
    "season": _read_season, "quarter": _read_quarter, "quarters": _read_quarters, "fiscal_years": _read_year_tail,
    "half": _read_half, "fiscal": _read_fiscal, "centuries": _read_century, "century": _read_century,
    "decade": _read_decade, "decades": _read_decades, "nth_weekday": _read_nth_weekday, "ago": read_ago,
    "shift": read_shift, "unit_part": read_unit_part, "today": read_today, "beyond": read_beyond,
    "ordinal_of_month": _read_ordinal_of_month, "weekday": _read_weekday, "era_range": _read_era_range,
    "year": _read_year, "small_year": _read_year, "named_year": _read_named_year, "early_day": _read_early_day,
    "short_year": _read_short_year, "month_alone": _read_month, "season_alone": _read_season,
    "iso_months": _read_iso_months, "noughts": _read_noughts,
}  # fmt: skip
