"""Time stamps such as 7/26/2025, 5:17:38 AM, and the order of their numbers, learned from those that leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![\w/-]|\.\d)")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*([AaPp]\.?\s?[Mm]\.?)?")
_ZONE = re.compile(r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})\b")


def infer_order(texts: Iterable[str]) -> str | None:
    """Say in which order day, month and year stand: ``MDY``, ``DMY`` or ``YMD``.

    Only values that can be read in one way count (7/26/2025); dots are always day first and tell nothing. None when there
    is no such value, or when they contradict each other.
    """
    written: set[tuple[str, str, str, str]] = set()
    for text in texts:
        written.update(_NUMERIC.findall(text))
    counted = [(one, two, three) for one, mark, two, three in written if mark == "/" or (mark == "-" and len(three) == 4)]
    found = {_order_of(*numbers) for numbers in counted} - {None}
    return found.pop() if len(found) == 1 else None


def _order_of(one: str, two: str, three: str) -> str | None:
    first, second = int(one), int(two)
    if len(one) == 4:
        return "YMD"
    if len(one) > 2 or len(three) not in (2, 4):
        return None
    if first > 12 >= second >= 1 and first <= 31:
        return "DMY"
    return "MDY" if second > 12 >= first >= 1 and second <= 31 else None


def parse_stamp(text: str, *, order: str) -> str | None:
    """Read a time stamp as ISO 8601 without a zone unless it states one: ``2025-07-26T05:17:38``; None if it is none.

    Args:
        text: The stamp alone, in numbers: ``7/26/2025, 5:17:38 AM``, ``26.07.2025 05:17``, ``2025-07-26T05:17:38Z``.
        order: ``MDY``, ``DMY`` or ``YMD``, for values that leave room.
    """
    match = _NUMERIC.search(text.replace("T", " ", 1) if re.match(r"\s*\d{4}-\d\d-\d\dT", text) else text)
    if match is None:
        return None
    day = _settle_day(match, order)
    clock = _CLOCK.search(text, match.end())
    time = _settle_clock(clock) if clock else None
    if day is None or (clock and time is None):
        return None
    try:
        datetime(*day, *(time or (0, 0, 0)))  # noqa: DTZ001 - no zone is invented
    except ValueError:
        return None
    stamp = "{:04d}-{:02d}-{:02d}".format(*day)
    if time is None or clock is None:
        return stamp
    zone = _ZONE.match(text, clock.end())
    suffix = "" if zone is None else "Z" if zone[1] in ("Z", "UTC", "GMT") else zone[1]
    return stamp + "T{:02d}:{:02d}:{:02d}".format(*time) + suffix


def _settle_day(match: re.Match[str], order: str) -> tuple[int, int, int] | None:
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return first, second, third
    if len(match[1]) > 2 or len(match[4]) not in (2, 4):
        return None
    year = third if len(match[4]) == 4 else 2000 + third
    stated = _order_of(match[1], match[3], match[4]) or ("DMY" if match[2] == "." else order)
    return (year, second, first) if stated == "DMY" else (year, first, second)


def _settle_clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * half.startswith("p")
    return hour, minute, second


def is_ambiguous(text: str) -> bool:
    """Tell whether a numeric date could be read in two orders: 7/6/2025, but not 7/26/2025, 7/7/2025 or 2025-07-06."""
    match = _NUMERIC.search(text)
    if match is None or match[2] == "." or len(match[1]) == 4:
        return False
    return match[1] != match[3] and 1 <= int(match[1]) <= 12 and 1 <= int(match[3]) <= 12
