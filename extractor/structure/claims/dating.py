"""Dates of timeline entries that a sentence which backs them states, and the entry does not, or less finely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.structure.claims.backing import Backing
from extractor.structure.claims.parts import Parts, overlap
from extractor.types import Event, PartialDate

_SURE = 0.7
_SAME_WORDS = 0.6
_SURE_IN_YEAR = 0.5
_SAME_WORDS_IN_YEAR = 0.34
"""Where the entry and the sentence tell the same year, less shows that they tell the same event."""
_FINENESS = {"day": 0, "month": 1, "season": 2, "quarter": 2, "year": 3}


def date_events_by_evidence(events: Sequence[Event], backings: Sequence[Backing]) -> tuple[Event, ...]:
    """Give the events with the dates that their evidence states; a date other than the entry's decides nothing.

    Args:
        events: The timeline.
        backings: What the sources make of those that are shown, in the same order.
    """
    told = iter(backings)
    return tuple(_date_event(event, next(told)) if event.shown else event for event in events)


def _date_event(event: Event, backing: Backing) -> Event:
    known = event.date.edtf is not None
    if backing.best is None or backing.seen is None or backing.chance < (_SURE_IN_YEAR if known else _SURE):
        return event
    sentence = backing.best
    if _share_words(backing.seen[0].parts, sentence.parts) < (_SAME_WORDS_IN_YEAR if known else _SAME_WORDS):
        return event
    found = _find_date(sentence.parts)
    stated = event.date
    if found is None or (stated.edtf is not None and not (_is_finer(found, stated) and overlap(found, stated))):
        return event
    if stated.edtf is None and stated.basis != "unknown":
        return event
    rule = "found" if stated.edtf is None else "finer-statement"
    settled = found._replace(start=stated.start, end=stated.end, raw=stated.raw, basis="corroborated", parts=())
    return replace(event, date=settled, rule=rule, evidence=(sentence.text,))


def _share_words(claim: Parts, sentence: Parts) -> float:
    """The share of a claim's words that stand in a sentence themselves: another verb of its kind may tell another event."""
    topic, light = claim.reader.topic, claim.reader.light
    wanted = {word.stem for word in claim.content} - topic - light
    return len(wanted & sentence.stems) / len(wanted) if wanted else 0.0


def _find_date(parts: Parts) -> PartialDate | None:
    """Give the one date of a sentence: of several, none is known to be the event's."""
    dates = [date for date in parts.dates if date.edtf]
    return dates[0] if len(dates) == 1 and dates[0].precision in _FINENESS else None


def _is_finer(found: PartialDate, stated: PartialDate) -> bool:
    return _FINENESS.get(found.precision, 9) < _FINENESS.get(stated.precision, 9)
