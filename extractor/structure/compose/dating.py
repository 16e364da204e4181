"""Dates in words, as precise as they are."""

from __future__ import annotations

import re

from extractor.structure.phrasing import Voice
from extractor.structure.wording import plain_words
from extractor.types import PartialDate

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")


def show_date(when: PartialDate, voice: Voice) -> str:
    """Give ``November 2023``, ``2023-2024``, ``December 1, 2015``; the page's own words for what has no plain form."""
    if when.edtf is None:
        return voice.prose.date_unknown
    parts = [_show_point(part, voice) for part in when.edtf.split("/")]
    if len(parts) == 2 and all(parts):
        joint = "-" if all(_YEAR.fullmatch(part or "") for part in parts) else voice.prose.to
        return joint.join(part for part in parts if part)
    return parts[0] if len(parts) == 1 and parts[0] else plain_words(when.raw)


def _show_point(edtf: str, voice: Voice) -> str | None:
    months = voice.prose.months
    if match := _DAY.fullmatch(edtf):
        month = months[int(match[2]) - 1]
        return voice.prose.day.format(month=month, day=int(match[3]), year=match[1], number=match[2])
    if match := _MONTH.fullmatch(edtf):
        number = int(match[2])
        season = voice.prose.seasons.get(number)
        return f"{season} {match[1]}" if season else f"{months[number - 1]} {match[1]}" if 1 <= number <= 12 else None
    return edtf if _YEAR.fullmatch(edtf) else None
