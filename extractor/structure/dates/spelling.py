"""A text as the lexer reads it: as long as the page's, with what writers spell otherwise put right.

Months in small letters get their capital where a day or a year stands beside them; noughts for an unknown month or day, and
years of other calendars, are blanked.
"""

from __future__ import annotations

import re

from extractor.knowledge import Knowledge, derived

_NOUGHTS = re.compile(r"(?<![\d-])(\d{4})(-00(?:-\d{2})?|-(?:0[1-9]|1[0-2])-00)(?![\d-])")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"


@derived
def _months(knowledge: Knowledge) -> re.Pattern[str] | None:
    """Months that want a capital, in small letters beside their day or, where no other word is spelled so, their year."""
    known = [language.dates for language in knowledge.languages.values()]
    cased = {word for dates in known for word in dates.cased.split()}
    months = [word for dates in known for line in dates.months for word in line.split() if word in cased]
    doubtful = {word for dates in known for word in dates.verbs_too.split()}
    if not months:
        return None
    every = "|".join(sorted(set(months), key=len, reverse=True))
    sure = "|".join(sorted(set(months) - doubtful, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:{_DAY} (?:of )?(?P<after>{every})(?!\w)"
        rf"|(?P<before>{every})(?= {_DAY},? \d{{4}}(?!\w))|(?P<year>{sure})(?= \d{{4}}(?!\w)))"
    )


@derived
def _calendars(knowledge: Knowledge) -> re.Pattern[str]:
    marks = "|".join(re.escape(mark) for mark in sorted(knowledge.dates.other_calendars, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{marks})[ ]?\d{{1,4}}(?:年)?(?!\d)|(?<!\d)\d{{3,4}}[ ](?:{marks})(?!\w)")


def spell_dates(text: str, *, knowledge: Knowledge) -> str:
    """Give a text of the same length in which dates are spelled as the lexicon has them."""
    if (months := _months(knowledge)) is not None:
        text = months.sub(_capitalise, text)
    text = _NOUGHTS.sub(_blank_noughts, text)
    return _calendars(knowledge).sub(lambda found: "\u00b7" * len(found[0]), text)


def _capitalise(found: re.Match[str]) -> str:
    name = found.lastgroup or "year"
    start, end = found.start(name) - found.start(), found.end(name) - found.start()
    return found[0][:start] + found[0][start:end].capitalize() + found[0][end:]


def _blank_noughts(found: re.Match[str]) -> str:
    kept = found[1] if found[2].startswith("-00") else found[0][:7]
    return kept.ljust(len(found[0]))
