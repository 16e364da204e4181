"""Settle the date of one timeline entry: what its date line says, held against what the page's sentences say.

no date named                    unknown
impossible, future               unknown, with an issue
a day other than the first       stated
the first of a month or year     padded, unless the page says that day: a compatible date in a sentence about the same
                                 event decides (corroborated); with none, the month, or the year for 1 January (demoted)
a sentence about the same event
with another date and no support contradictory: unknown, with an issue
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from extractor.records import PartialDate, Text
from extractor.structure.dates.evidence import Evidence, Statement, rank_statements
from extractor.structure.dates.finder import find_dates
from extractor.structure.dates.stamps import is_ambiguous
from extractor.structure.dates.wordings import Wording, load_events

_SURE = 0.75
"""Share of an event's words from which a sentence with another date contradicts it."""


class Reading(NamedTuple):
    """How dates of this page are read."""

    base: date
    languages: Sequence[str]
    order: str
    inferred: bool


class Settled(NamedTuple):
    """A settled date, the rule that decided, the sentences that bear it, and codes of doubts."""

    date: PartialDate
    rule: str
    evidence: tuple[Text, ...] = ()
    doubts: tuple[str, ...] = ()
    padded: bool = False


def settle_date(when: Text | None, event: Wording, evidence: Evidence, reading: Reading) -> Settled:
    """Give the date of an entry from its date line and the page's sentences about its event."""
    if when is None or when.text.strip().lower().rstrip(".") in load_events()["unknown"]:
        return Settled(_make_unknown(when), "no-date")
    found = find_dates(when.text, base=reading.base, languages=reading.languages, order=reading.order)
    if not found:
        return Settled(_make_unknown(when), "unreadable", doubts=("dates.unread",))
    stated = replace(found[0], start=when.start, end=when.end, raw=when.text)
    if stated.edtf is None:
        return Settled(_make_unknown(when), "impossible", doubts=("dates.impossible",))
    if stated.earliest and stated.earliest > reading.base:
        return Settled(_make_unknown(when), "future", doubts=("dates.future",))
    doubts = ("dates.ambiguous-order",) if not reading.inferred and is_ambiguous(when.text) else ()
    settled = _weigh_evidence(stated, rank_statements(event, evidence))
    return settled._replace(doubts=doubts + settled.doubts)


def _make_unknown(when: Text | None) -> PartialDate:
    start, end, raw = (when.start, when.end, when.text) if when else (0, 0, "")
    return PartialDate(start, end, raw, None, None, None, "unknown", "", "unknown")


def _weigh_evidence(stated: PartialDate, ranked: Sequence[tuple[float, Statement]]) -> Settled:
    padded = stated.precision == "day" and stated.earliest is not None and stated.earliest.day == 1
    if padded or stated.precision != "day":
        for _, statement in ranked:
            if decided := _choose_date(stated, statement.dates, padded=padded):
                return _corroborate(stated, decided, statement, padded=padded)
    elif any(_agrees(stated, found) for _, statement in ranked for found in statement.dates):
        return Settled(stated, "stated-day")
    if ranked and _contradicts(stated, ranked):
        unknown = replace(_make_unknown(None), start=stated.start, end=stated.end, raw=stated.raw)
        return Settled(unknown, "contradicted", (ranked[0][1].text,), ("dates.contradictory",), padded)
    return _demote(stated) if padded else Settled(stated, f"stated-{stated.precision}")


def _choose_date(stated: PartialDate, dates: Sequence[PartialDate], *, padded: bool) -> PartialDate | None:
    """Choose, of a sentence's dates, the most precise one that the padded date can stand for."""
    del padded
    fitting = [found for found in dates if _agrees(stated, found)]
    return min(fitting, key=_days_of, default=None)


def _agrees(stated: PartialDate, found: PartialDate) -> bool:
    """Tell whether a date of a sentence and the one of the date line can be the same: one lies within the other.

    A padded day stands for its month; the first of January for its year.
    """
    if found.edtf is None or found.earliest is None or stated.earliest is None:
        return False
    first, last = _widen(stated)
    low, high = found.earliest, found.latest or found.earliest
    return low <= last and high >= first


def _widen(stated: PartialDate) -> tuple[date, date]:
    first, last = stated.earliest or date.min, stated.latest or date.max
    if stated.precision != "day" or first.day != 1:
        return first, last
    if first.month == 1:
        return first, date(first.year, 12, 31)
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1).replace(day=1)


def _days_of(found: PartialDate) -> int:
    return (found.latest - found.earliest).days if found.earliest and found.latest else 100_000


def _corroborate(stated: PartialDate, found: PartialDate, statement: Statement, *, padded: bool) -> Settled:
    if found.edtf == stated.edtf:
        rule = "same-statement"
    elif _days_of(found) > _days_of(stated):
        rule = "coarser-statement"
    else:
        rule = "finer-statement"
    if not padded and rule == "coarser-statement":
        return Settled(stated, f"stated-{stated.precision}")
    settled = replace(found, start=stated.start, end=stated.end, raw=stated.raw, basis="corroborated", parts=())
    return Settled(settled, rule, (statement.text,), (), padded)


def _contradicts(stated: PartialDate, ranked: Sequence[tuple[float, Statement]]) -> bool:
    cover, statement = ranked[0]
    dates = [found for found in statement.dates if found.edtf]
    return cover >= _SURE and len(dates) == 1 and not any(_agrees(stated, found) for found in dates)


def _demote(stated: PartialDate) -> Settled:
    """Keep of a padded date what can be meant: the month, or the year of a first of January."""
    day = stated.earliest
    if day is None:
        return Settled(stated, "stated-day")
    if day.month == 1:
        settled = replace(stated, edtf=f"{day.year:04d}", latest=date(day.year, 12, 31), precision="year", basis="demoted")
        return Settled(settled, "padded-year", padded=True)
    last = date.fromordinal(date(day.year + day.month // 12, day.month % 12 + 1, 1).toordinal() - 1)
    settled = replace(stated, edtf=f"{day:%Y-%m}", latest=last, precision="month", basis="demoted")
    return Settled(settled, "padded-month", padded=True)
