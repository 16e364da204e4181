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

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.structure.dates.evidence import Evidence, Rank, Statement, rank_statements
from extractor.structure.dates.finder import find_dates
from extractor.structure.dates.moments import days_in
from extractor.structure.dates.stamps import is_ambiguous
from extractor.structure.dates.wordings import Wording, find_words, load_events
from extractor.types import PartialDate, Text
from extractor.types.findings import PartOf

_CLOSE = 0.85
"""A sentence this nearly about an event as the best one has a say in its date."""
_PARTS: Mapping[PartOf, tuple[int, int]] = {"": (0, 10), "early": (0, 4), "middle": (3, 7), "late": (6, 10)}
"""Tenths of a unit between which a part of it lies."""
_CLAUSE_END = re.compile(r"[,;:()]")
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


def settle_date(when: Text | None, event: Statement, evidence: Evidence, reading: Reading, *, knowledge: Knowledge) -> Settled:
    """Give the date of an entry from its date line, the page's sentences about its event, and its own words."""
    if when is None or when.text.strip().lower().rstrip(".") in load_events(knowledge)["unknown"]:
        return Settled(_make_unknown(when), "no-date")
    found = find_dates(when.text, base=reading.base, languages=reading.languages, order=reading.order, knowledge=knowledge)
    if not found:
        return Settled(_make_unknown(when), "unreadable", doubts=("dates.unread",))
    stated = found[0]._replace(start=when.start, end=when.end, raw=when.text)
    if stated.edtf is None:
        return Settled(_make_unknown(when), "impossible", doubts=("dates.impossible",))
    if stated.earliest and stated.earliest > reading.base:
        return Settled(_make_unknown(when), "future", doubts=("dates.future",))
    doubts = ("dates.ambiguous-order",) if not reading.inferred and is_ambiguous(when.text) else ()
    settled = _weigh_evidence(stated, event, rank_statements(event.wording, evidence, knowledge=knowledge), knowledge=knowledge)
    return settled._replace(doubts=doubts + settled.doubts)


def _make_unknown(when: Text | None) -> PartialDate:
    start, end, raw = (when.start, when.end, when.text) if when else (0, 0, "")
    return PartialDate(start, end, raw, None, None, None, "unknown", "", "unknown")


def _weigh_evidence(stated: PartialDate, event: Statement, ranked: Sequence[Rank], *, knowledge: Knowledge) -> Settled:
    padded = stated.precision == "day" and stated.earliest is not None and stated.earliest.day == 1
    settled = not padded and stated.precision == "day"
    own = (Rank(1.0, event, sure=True),)
    if not settled and (
        decided := _decide(stated, event.wording, ranked, knowledge=knowledge)
        or _decide(stated, event.wording, own, knowledge=knowledge)
    ):
        return _corroborate(stated, *decided, padded=padded)
    if (
        ranked
        and _contradicts(stated, event.wording, ranked, knowledge=knowledge)
        and not (not padded and _is_told(stated, ranked))
    ):
        unknown = _make_unknown(None)._replace(start=stated.start, end=stated.end, raw=stated.raw)
        return Settled(unknown, "contradicted", (ranked[0].statement.text,), ("dates.contradictory",), padded)
    return _demote(stated) if padded else Settled(stated, f"stated-{stated.precision}")


def _is_told(stated: PartialDate, ranked: Sequence[Rank]) -> bool:
    return any(_agrees(stated, found) for rank in ranked for found in rank.statement.dates)


def _decide(
    stated: PartialDate, event: Wording, ranked: Sequence[Rank], *, knowledge: Knowledge
) -> tuple[PartialDate, Statement] | None:
    """Choose the sentence that decides: of those nearly as close to the event as the best, the one with the finest date.

    A sentence that may be about another event of the same topic can confirm a date, but not change it. An event that
    a life has once may be told anywhere.
    """
    once = bool(event.verbs & load_events(knowledge)["once"])
    meant = _widen(stated)
    fitting: list[tuple[PartialDate, Rank]] = []
    for rank in ranked:
        if fitting and not once and rank.cover < _CLOSE * fitting[0][1].cover:
            break
        found = _choose_date(stated, event, rank.statement, knowledge=knowledge)
        if found and (rank.sure or (found.earliest, found.latest) == meant):
            fitting.append((found, rank))
    chosen = min(fitting, key=lambda item: (_days_of(item[0]), not item[1].statement.sourced, -item[1].cover), default=None)
    return chosen and (chosen[0], chosen[1].statement)


def _choose_date(stated: PartialDate, event: Wording, statement: Statement, *, knowledge: Knowledge) -> PartialDate | None:
    """Choose, of a sentence's dates that the stated one can stand for, the one next to the words of the event."""
    fitting = [named for found in statement.dates if _agrees(stated, named := _close_interval(found))]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    places = find_words(statement.text.text, event, knowledge=knowledge)
    return min(
        fitting, key=lambda found: (min((abs(found.start - statement.at - at) for at in places), default=0), _days_of(found))
    )


def _close_interval(found: PartialDate) -> PartialDate:
    """Take of "since 2019" the year 2019: an event of then, not a state."""
    return found.parts[0] if len(found.parts) == 1 else found


def _agrees(stated: PartialDate, found: PartialDate) -> bool:
    """Tell whether a date of a sentence and the one of the date line can be the same: one lies within the other.

    A padded day stands for its month; the first of January for its year. An interval must start in what is stated, and
    what is coarser than a year says nothing about a day.
    """
    days = _list_days(found)
    if found.edtf is None or days is None or _LONG.get(found.precision, 0) > _LONG.get(stated.precision, 0):
        return False
    first, last = _widen(stated)
    if found.precision == "interval":
        return first <= days[0] <= last
    return days[0] <= last and days[1] >= first


_LONG = {"decade": 1, "century": 2}
"""What is longer than a year says nothing about a shorter unit."""


def _widen(stated: PartialDate) -> tuple[date, date]:
    first, last = _list_days(stated) or (stated.earliest or date.min, stated.latest or date.max)
    if stated.precision != "day" or first.day != 1:
        return first, last
    if first.month == 1:
        return first, date(first.year, 12, 31)
    return first, first.replace(day=days_in(first.year, first.month))


def _list_days(found: PartialDate) -> tuple[date, date] | None:
    """Give the days that a date can mean: of the mid-1990s those in the middle; None where an end is open."""
    if found.earliest is None or found.latest is None:
        return None
    first, last = _PARTS[found.part]
    days = (found.latest - found.earliest).days
    return found.earliest + timedelta(days=days * first // 10), found.earliest + timedelta(days=days * last // 10)


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
    settled = found._replace(start=stated.start, end=stated.end, raw=stated.raw, basis="corroborated", parts=())
    return Settled(settled, rule, (statement.text,), (), padded)


def _contradicts(stated: PartialDate, event: Wording, ranked: Sequence[Rank], *, knowledge: Knowledge) -> bool:
    """Tell whether the best sentence surely dates the event otherwise: one date, in one clause with the event's verb."""
    cover, statement, sure = ranked[0]
    dates = [found for found in statement.dates if found.edtf]
    if not sure or cover < _SURE or len(dates) != 1 or _agrees(stated, dates[0]) or not event.verbs & statement.wording.verbs:
        return False
    at = dates[0].start - statement.at
    text = statement.text.text
    return any(
        not _CLAUSE_END.search(text, min(at, place), max(at, place)) for place in find_words(text, event, knowledge=knowledge)
    )


def _demote(stated: PartialDate) -> Settled:
    """Keep of a padded date what can be meant: the month, or the year of a first of January."""
    day = stated.earliest
    if day is None:
        return Settled(stated, "stated-day")
    if day.month == 1:
        settled = stated._replace(edtf=f"{day.year:04d}", latest=date(day.year, 12, 31), precision="year", basis="demoted")
        return Settled(settled, "padded-year", padded=True)
    last = day.replace(day=days_in(day.year, day.month))
    settled = stated._replace(edtf=f"{day.year:04d}-{day.month:02d}", latest=last, precision="month", basis="demoted")
    return Settled(settled, "padded-month", padded=True)
