"""Dates that need the story around them: "that October", "December 10" after a sentence about 1939, "yesterday".

The last date that the text named is in force until another is. Where nothing is in force, the page's own date serves
words that speak from the time of writing; the rest stays unread, because a guess would be false precision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractor.structure.dates.combine import Part
from extractor.structure.dates.cues import Reading, Relative
from extractor.structure.dates.moments import Moment, Point, cast_moment, find_bounds, is_leap, is_possible, shift_moment
from extractor.structure.dates.phrases import Phrase

_AHEAD = re.compile(r"\b(?:will|shall|going to|plans? to|upcoming|scheduled)\b")
_LEADS = frozenset("iOrSUFTBe")
"""Kinds of words that make a lone month or season a date: in May, since March, until spring."""
_IN_FORCE = frozenset(("day", "month", "season", "year", "week", "quarter", "half"))
_NEAR = 60
"""Days between the page's date and a named day within which the text speaks from the page's date."""
_SOON = 30
"""Days after the page's date within which a day without a year is the coming one."""
_ELSEWHERE = 5
"""Years between the page's date and the date in force from which a story plays at another time."""
_SMALL_STEP = 200
"""Years between a date in force and a number such as 480 within which that is a year of the same story."""
_TURN = 8
"""Months back from which a month without a year belongs to the next year: after December 1941, "in January"."""


@dataclass(slots=True)
class Story:
    """What is in force while a text is read from its start.

    Attributes:
        text: The text.
        base: The page's own date.
        last: The last date named.
        current: Whether the text speaks of days near the page's date.
        today: The page's own date, as a moment.
    """

    text: str
    base: date
    last: Moment | None = None
    current: bool = False
    today: Moment = field(init=False)

    def __post_init__(self) -> None:
        self.today = Moment("day", self.base.year, self.base.month, self.base.day)

    @property
    def distant(self) -> bool:
        """The story plays at another time than the page's own."""
        return self.last is not None and self.last.year is not None and abs(self.last.year - self.base.year) > _ELSEWHERE

    def looks_ahead(self, phrase: Phrase) -> bool:
        """Tell whether the words just before a date speak of the future."""
        return bool(_AHEAD.search(self.text, max(phrase.start - 40, 0), phrase.start))

    def move(self, moment: Moment) -> None:
        """Put a date in force."""
        if moment.unit in _IN_FORCE:
            self.last = moment
        if not self.current and moment.unit == "day" and abs((moment.year or 0) - self.base.year) <= 1:
            day = find_bounds(moment)[0].to_date()
            self.current = day is not None and -_NEAR <= (day - self.base).days <= _NEAR


def resolve_parts(phrase: Phrase, story: Story) -> tuple[Moment, ...]:
    """Give a phrase's units with every gap filled; empty where that is not safe.

    Args:
        phrase: The expression as read.
        story: What is in force; the phrase's own date is put in force afterwards.
    """
    parts = phrase.parts
    first = resolve_reading(parts[0], phrase, story)
    last = first if len(parts) == 1 else resolve_reading(parts[1], phrase, story)
    if first is None or last is None:
        return ()
    if phrase.relation in ("one", "range") and is_possible(first) and is_possible(last) and not _looks_back(parts[0], story):
        story.move(first)
    return (first,) if len(parts) == 1 else (first, last)


def _looks_back(part: Part, story: Story) -> bool:
    """Tell a word such as "today" in the middle of a story, which stays at the time it was in."""
    return isinstance(part.reading, Relative) and part.reading.origin == "base" and story.last is not None


def resolve_reading(part: Part, phrase: Phrase, story: Story) -> Moment | None:
    """Fill the gaps of one unit from what is in force."""
    reading: Reading = part.reading
    if isinstance(reading, Relative):
        return _count(reading, phrase, story)
    if part.name == "small_year":
        return _read_small_year(reading, story, sure=phrase.circa)
    if reading.year is not None or reading.unit == "century":
        return reading
    if reading.unit == "weekday":
        return _find_weekday(reading.part or 0, phrase, story)
    if part.name == "short_year":
        return _find_short_year(reading.part or 0, story)
    return _complete(reading, phrase, story)


def _complete(moment: Moment, phrase: Phrase, story: Story) -> Moment | None:
    """Give a day, month or season its year, and a bare day its month."""
    if moment.unit == "day" and moment.month is None:
        return _find_day(moment.day or 1, story)
    if story.last is not None and story.last.year is not None:
        return _fill_year(moment, story.last)
    if phrase.bare and phrase.led not in _LEADS:
        return None
    return _near_base(moment, story.base, ahead=story.looks_ahead(phrase))


def _read_small_year(moment: Moment, story: Story, *, sure: bool) -> Moment | None:
    """Take a number of three digits as a year of a story in that time, before Christ when the story plays there."""
    year = story.last.year if story.last is not None else None
    if year is None or year >= 1000 or abs(abs(year) - (moment.year or 0)) > _SMALL_STEP:
        return moment if sure else None
    return moment._replace(year=1 - (moment.year or 0)) if year <= 0 else moment


def _fill_year(moment: Moment, last: Moment) -> Moment:
    """Take the year in force; the next one where the months turn back by half a year or more."""
    turned = moment.month is not None and last.month is not None and last.month - moment.month >= _TURN
    year = (last.year or 0) + turned
    while (moment.month, moment.day) == (2, 29) and not is_leap(year):
        year += 1
    return Moment(moment.unit, year, moment.month, moment.day, moment.part)


def _find_short_year(number: int, story: Story) -> Moment:
    """Take '89 as the year of the century in force."""
    year = story.last.year if story.last and story.last.year else story.base.year
    nearest = min((year // 100 * 100 + number + step for step in (-100, 0, 100)), key=lambda found: abs(found - year))
    return Moment("year", nearest)


def _near_base(moment: Moment, base: date, *, ahead: bool) -> Moment:
    """Take the latest such day or month that began by a month after the page's date; the next when the words look ahead."""
    here = moment._replace(year=base.year)
    soon = base + timedelta(days=_SOON)
    began = find_bounds(here)[0] <= Point(soon.year, soon.month, soon.day)
    if ahead:
        ended = find_bounds(here)[1] < Point(base.year, base.month, base.day)
        return here._replace(year=base.year + 1) if ended else here
    return here if began else here._replace(year=base.year - 1)


def _find_day(day: int, story: Story) -> Moment | None:
    month = story.last and cast_moment(story.last, "month")
    return month and Moment("day", month.year, month.month, day)


def _find_weekday(weekday: int, phrase: Phrase, story: Story) -> Moment | None:
    """Take the weekday next to the page's date: the last one, or the coming one when the words look ahead."""
    if story.distant and not story.current:
        return None
    return _step_weekday(story.base, weekday, int(story.looks_ahead(phrase)))


def _step_weekday(here: date, weekday: int, shift: int) -> Moment:
    """Find the weekday on or before a day (shift 0), strictly before it (-1) or strictly after it (1)."""
    back = (here.weekday() - weekday) % 7
    days = -back if shift == 0 else -(back or 7) if shift < 0 else 7 - back
    found = here + timedelta(days=days)
    return Moment("day", found.year, found.month, found.day)


def _count(reading: Relative, phrase: Phrase, story: Story) -> Moment | None:
    """Count from the last date of the story, or from the page's own."""
    elsewhere = story.distant and not story.current
    start = story.last if reading.origin == "context" or (reading.origin == "this" and elsewhere) else story.today
    if start is None or (reading.unit == "day" and reading.origin == "base" and elsewhere):
        return None
    if reading.inner is None:
        unit = cast_moment(start, reading.unit)
        return shift_moment(unit, reading.shift) if unit else None
    if reading.inner.unit == "weekday":
        day = find_bounds(start)[0].to_date() if start.unit == "day" else None
        shift = reading.shift or int(story.looks_ahead(phrase))
        return _step_weekday(day, reading.inner.part or 0, shift) if day else None
    return _count_inner(reading.inner, reading, start)


def _count_inner(inner: Moment, reading: Relative, start: Moment) -> Moment:
    """Find "that October", "the previous April", "next spring": the inner unit in, before or after the date counted from."""
    here = inner._replace(year=start.year if start.year is not None else find_bounds(start)[0].year)
    if reading.shift == 0:
        return here
    if start.unit == "year" or reading.within:
        return here._replace(year=(here.year or 0) + reading.shift)
    first, anchor = find_bounds(here), find_bounds(start)
    passed = first[0] <= anchor[1] if reading.shift > 0 else first[1] >= anchor[0]
    return here._replace(year=(here.year or 0) + reading.shift * passed)
