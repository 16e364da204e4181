"""Dates that need the story around them: "that October", "December 10" after a sentence about 1939, "yesterday".

The last date that the text named is in force until another is. Where nothing is in force, the page's own date serves
words that speak from the time of writing; the rest stays unread, because a guess would be false precision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extractor.structure.dates.moments import Moment, Point, cast_moment, find_bounds, shift_moment
from extractor.structure.dates.phrases import Part, Phrase
from extractor.structure.dates.readings import Reading, Relative

_LEADS = frozenset("iOrSUFTBfe")
"""Kinds of words that make a lone month or season a date: in May, since March, until spring."""


@dataclass(slots=True)
class Story:
    """What is in force while a text is read from its start: the page's own date, and the last date named."""

    base: date
    last: Moment | None = None
    day: Moment | None = None

    @property
    def today(self) -> Moment:
        """The page's own date."""
        return Moment("day", self.base.year, self.base.month, self.base.day)

    def move(self, moment: Moment) -> None:
        """Put a date in force."""
        if moment.unit in ("day", "month", "season", "year", "week", "quarter", "half"):
            self.last = moment
            if moment.unit == "day":
                self.day = moment


def resolve_parts(phrase: Phrase, story: Story, *, ahead: bool) -> list[Moment]:
    """Give a phrase's units with every gap filled; empty where that is not safe.

    Args:
        phrase: The expression as read.
        story: What is in force; the phrase's own date is put in force afterwards.
        ahead: The words around it speak of the future.
    """
    moments = []
    for part in phrase.parts:
        moment = resolve_reading(part, phrase, story, ahead=ahead)
        if moment is None:
            return []
        moments.append(moment)
    story.move(moments[0])
    return moments


def resolve_reading(part: Part, phrase: Phrase, story: Story, *, ahead: bool) -> Moment | None:
    """Fill the gaps of one unit from what is in force."""
    reading: Reading = part.reading
    if isinstance(reading, Relative):
        return _count(reading, story, ahead=ahead)
    if reading.unit == "weekday":
        return _find_weekday(reading.part or 0, story, ahead=ahead)
    if reading.unit == "day" and reading.month is None:
        return _find_day(reading.day or 1, story)
    if reading.year is not None or reading.unit == "century":
        return reading
    if story.last is not None and story.last.year is not None:
        return _fill_year(reading, story.last)
    if phrase.bare and phrase.led not in _LEADS:
        return None
    return _near_base(reading, story.base, ahead=ahead)


def _fill_year(moment: Moment, last: Moment) -> Moment:
    """Take the year in force."""
    return moment._replace(year=last.year)


def _near_base(moment: Moment, base: date, *, ahead: bool) -> Moment:
    """Take the latest such day, month or season that began by the page's date; the next one when the words look ahead."""
    here = moment._replace(year=base.year)
    began = find_bounds(here)[0] <= Point(base.year, base.month, base.day)
    if ahead:
        ended = find_bounds(here)[1] < Point(base.year, base.month, base.day)
        return here._replace(year=base.year + 1) if ended else here
    return here if began else here._replace(year=base.year - 1)


def _find_day(day: int, story: Story) -> Moment | None:
    month = story.last and cast_moment(story.last, "month")
    return month and Moment("day", month.year, month.month, day)


def _find_weekday(weekday: int, story: Story, *, ahead: bool) -> Moment | None:
    """Take the weekday next to the page's date, or to the last day named; before it unless the words look ahead."""
    here = story.base
    if story.day is not None:
        named = find_bounds(story.day)[0].to_date()
        if named is None or abs((named - story.base).days) > 60:
            return None
        here = min(named, story.base) if not ahead else story.base
    elif story.last is not None and story.last.year not in (story.base.year, story.base.year - 1):
        return None
    return _step_weekday(here, weekday, 1 if ahead else 0)


def _step_weekday(here: date, weekday: int, shift: int) -> Moment:
    """Find the weekday on or before a day (shift 0), strictly before it (-1) or strictly after it (1)."""
    back = (here.weekday() - weekday) % 7
    days = -back if shift == 0 else -(back or 7) if shift < 0 else 7 - back
    found = here + timedelta(days=days)
    return Moment("day", found.year, found.month, found.day)


def _count(reading: Relative, story: Story, *, ahead: bool) -> Moment | None:
    """Count from the last date of the story, or from the page's own."""
    start = story.last if reading.origin == "context" else story.today
    if start is None:
        return None
    inner = reading.inner
    if inner is None:
        unit = cast_moment(start, reading.unit)
        return shift_moment(unit, reading.shift) if unit else None
    if inner.unit == "weekday":
        day = find_bounds(start)[0].to_date() if start.unit == "day" else None
        return _step_weekday(day, inner.part or 0, 1 if ahead and reading.shift == 0 else reading.shift) if day else None
    here = inner._replace(year=start.year if start.year is not None else find_bounds(start)[0].year)
    if reading.shift == 0 or reading.unit != "year":
        return here
    first, anchor = find_bounds(here), find_bounds(start)
    if start.unit == "year":
        return here._replace(year=(here.year or 0) + reading.shift)
    passed = first[0] <= anchor[1] if reading.shift > 0 else first[1] >= anchor[0]
    return here._replace(year=(here.year or 0) + reading.shift * passed)
