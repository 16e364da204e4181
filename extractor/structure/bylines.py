"""The credits of a web page, flattened into the line: who wrote it, who checked it, and when.

    By Adam Holloway Updated June 28, 2024 Reviewed by Mary J. Penrose A tide mill is ...

A date without a comma behind it, directly before a capital, belongs to the page and not to the sentence.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK = r"(?:,? (?:at )?\d{1,2}:\d{2}(?: ?[AaPp]\.?[Mm]\b\.?)?(?: [A-Z]{2,4}\b)?)?"
_DATE = (
    rf"(?:(?:{_MONTH} {_ORDINAL},? \d{{4}}|{_ORDINAL} {_MONTH},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"\d{{1,2}}/\d{{1,2}}/\d{{4}}){_CLOCK})"
)
_VERB = r"(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Mm]odified|[Rr]eviewed|[Ee]dited|[Cc]hecked|[Ww]ritten)"
_STAMP = rf"(?:(?:(?:[Ll]ast |[Ff]irst )?{_VERB}(?: on)?(?: ?:)? )?{_DATE})"
_AGE = r"(?:\d{1,2} (?:minute|hour|day|week|month|year)s? ago|\d{1,2}[ -]min(?:ute)?s?\.? read)"
_WORD = r"[A-Z][\w'’-]{1,30}"
_NAME = rf"{_WORD}(?: [A-Z]\.){{0,2}}(?: {_WORD}){{1,2}}?"
_CREDIT = rf"(?:(?:(?:[Mm]edically |[Ff]act[ -]){{0,1}}{_VERB} by|[Bb]y):? {_NAME}(?:(?:,| and| &) {_NAME})?)"
_GAP = r"[\s,|·•—–-]{1,8}"
_CHAIN = re.compile(
    rf"(?:{_CREDIT}{_GAP}){{0,2}}(?:{_STAMP}|{_AGE})(?:{_GAP}(?:{_STAMP}|{_AGE}|{_CREDIT})){{0,5}}{_GAP}(?=[\"“'‘]?[A-Z])"
)


def find_credits_end(text: str, start: int, end: int) -> int | None:
    """Say where the credits end that a piece of text opens with; None where it opens with none.

    Names alone are no credits: at least one date, age or reading time stands among them.
    """
    found = _CHAIN.match(text, start, end)
    return found.end() if found else None
