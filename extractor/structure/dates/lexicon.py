"""The words of dates in the languages asked for: one table from a written word to its kind and value.

A kind is one character, so that a run of words becomes a short string that compiled patterns match (see ``grammar``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.language import Calendars, DateWords
from extractor.knowledge.shared import Eras

KINDS = {
    "month": "m", "weekday": "w", "short_weekday": "v", "season": "s", "ordinal": "o", "number": "n", "decade": "d",
    "decade_word": "V",
    "holiday": "l", "century": "Z", "decade_head": "J", "roman": "R", "shift": "h", "days": "z", "plural": "p", "of": "f",
    "the": "t", "on": "O", "in": "i", "and": "A", "to": "T", "between": "B", "from": "r", "since": "S", "until": "U",
    "after": "F", "part": "e", "about": "c", "perhaps": "u", "fiscal": "g", "present": "P", "onward": "N", "ago": "G",
    "ago_before": "b", "every": "x", "short_century": "X", "small_month": "L", "small_verb": "Q",
}  # fmt: skip
UNIT_KINDS = {
    "day": "D", "week": "W", "month": "M", "quarter": "K", "half": "H", "year": "Y", "decade": "E", "century": "C",
}  # fmt: skip
TRIGGERS = frozenset("mwsdlZzWpJDMY013974yjkq2568KCEX")
"""Kinds of words that start a run; all others only join one."""
_ROMAN = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII",
    "XIX", "XX", "XXI",
)  # fmt: skip

Entry = tuple[str, Any]
"""Kind and value of a word."""


@dataclass(frozen=True)
class Lexicon:
    """What the lexer and the grammar know about some languages.

    Attributes:
        words: Every accepted spelling, with case, and its kind and value.
        order: Order of 7/6/2025 in the first language.
        ordinal: Endings that make a number an ordinal; ``decade`` those that make it a decade.
        era: Matches an era after a year or century; ``leading_era`` before one. Group ``bc`` or ``ad`` says which.
        era_starts: Letters that an era starts with; ``leading_ends`` those that one before a year ends with.
        plain: Matches a number with nothing next to it that could make it anything else: most of them.
        trigger: Matches a word that may start a date, as its first group, and the character before it.
        opening: The same at the start of a text.
    """

    words: Mapping[str, Entry]
    order: str
    ordinal: frozenset[str]
    decade: frozenset[str]
    era: re.Pattern[str]
    leading_era: re.Pattern[str]
    era_starts: frozenset[str]
    leading_ends: frozenset[str]
    plain: re.Pattern[str]
    trigger: re.Pattern[str]
    opening: re.Pattern[str]
    not_after: frozenset[str]
    labels: frozenset[str]
    not_before: frozenset[str]
    prefixes: frozenset[str]
    measures: frozenset[str]
    of: frozenset[str]
    named_weekdays: frozenset[str]
    till: frozenset[str]
    till_leads: frozenset[str]
    about_aside: frozenset[str]
    about_behind: re.Pattern[str]
    calendar_starts: frozenset[str]
    calendar_marks: tuple[str, ...]
    calendars_before: re.Pattern[str]
    calendars_after: re.Pattern[str]


@derived
def known_languages(knowledge: Knowledge) -> frozenset[str]:
    """Name the languages whose words are known."""
    return frozenset(tag for tag, language in knowledge.languages.items() if language.dates.months)


@derived
def load_lexicon(knowledge: Knowledge, languages: tuple[str, ...]) -> Lexicon:
    """Merge the words of some languages; where two disagree about a word, the one named first wins."""
    signs = knowledge.dates
    tags = [tag for tag in languages if tag in known_languages(knowledge)] or ["en"]
    known = [knowledge.languages[tag].dates for tag in tags]
    calendars = [
        signs.calendars,
        *(knowledge.languages[tag].dates.calendars for tag in languages if tag in knowledge.languages),
    ]
    words: dict[str, Entry] = {}
    centuries = _gather(known, "short_centuries")
    for language in known:
        for word, entry in _list_entries(language, centuries):
            for spelling in _spell(word, cased=word in language.cased.split()):
                words.setdefault(spelling, entry)
    for language in known:
        for word, entry in _list_small_months(language):
            words.setdefault(word, entry)
    eras = signs.eras
    starts = frozenset(era[0] for era in (*eras.before_christ, *eras.after_christ))
    ends = frozenset(era.rstrip("\\.?")[-1] for era in eras.leading) | {"."}
    opening = _spell_triggers(word for word, entry in words.items() if entry[0] in TRIGGERS or entry[1] == "century")
    return Lexicon(
        words=words,
        order=known[0].order,
        ordinal=_gather(known, "ordinal_endings"),
        decade=_gather(known, "decade_endings"),
        era=_compile_era(eras),
        leading_era=re.compile(rf"(?<!\w)(?:{'|'.join(eras.leading)})\s?$"),
        era_starts=starts,
        leading_ends=ends,
        plain=_compile_plain(starts, ends),
        trigger=re.compile(rf"\W({opening})"),
        opening=re.compile(rf"({opening})"),
        not_after=frozenset(signs.not_after.split()) | _gather(known, "counted"),
        labels=frozenset(signs.labels.split()),
        not_before=frozenset(signs.labels.split() + signs.amounts.split()),
        prefixes=frozenset(signs.year_prefixes.split()),
        measures=frozenset(signs.measures.split()) | _gather(known, "measures"),
        of=frozenset(word for word, entry in words.items() if entry[0] == KINDS["of"]),
        named_weekdays=frozenset(signs.named_weekdays.split()),
        till=_gather(known, "till"),
        till_leads=_gather(known, "till_leads"),
        calendars_before=re.compile(rf"(?<!\w)(?:{_join_marks(calendars, 'before')})$"),
        calendar_starts=frozenset(mark[0] for each in calendars for word in each.after for mark in (word, word.upper())),
        calendar_marks=tuple(sorted({mark.lower() for each in calendars for mark in each.before})),
        calendars_after=re.compile(rf"\s?(?:{_join_marks(calendars, 'after')})(?!\w)"),
        about_aside=_gather(known, "about_aside"),
        about_behind=re.compile(
            rf"\s(?:{'|'.join(word for language in known for word in language.about_behind) or '(?!)'})(?!\w|\s?\d)"
        ),
    )


def _gather(known: Sequence[DateWords], key: str) -> frozenset[str]:
    return frozenset(ending for language in known for ending in getattr(language, key).split())


def _join_marks(calendars: Iterable[Calendars], place: str) -> str:
    """Write a pattern of the marks of other calendars; those in small letters stand for any case."""
    marks = {mark for each in calendars for mark in getattr(each, place)}
    longest = sorted(marks, key=lambda mark: (-len(mark), mark))
    return "|".join(rf"(?i:{re.escape(mark)})" if mark.islower() else re.escape(mark) for mark in longest) or "(?!)"


def _compile_era(eras: Eras) -> re.Pattern[str]:
    before, after = "|".join(eras.before_christ), "|".join(eras.after_christ)
    return re.compile(rf"\s?(?:(?P<bc>{before})|(?P<ad>{after}))(?!\w)")


def _compile_plain(starts: frozenset[str], ends: frozenset[str]) -> re.Pattern[str]:
    last = "".join(sorted(ends - {"."}))
    part = "".join(rf"|(?<=(?<!\w)[0-9]{{{width}}}-)" for width in (4, 2, 1))
    before = rf"(?:(?<=[ \n(\[\u2013\u3001/.?\"])|(?<=[?)\]]-){part})(?<![{last}] )(?<![{last}]\. )"
    after = rf"(?=[-\u2013\u3001/.;)\]?~\"]|,(?!\d)|[ \n](?![{''.join(sorted(starts))}]))"
    return re.compile(before + r"(?!0\d{3})[0-9]{1,4}" + after)


def _spell_triggers(words: Iterable[str]) -> str:
    """Write a pattern of some words, of numbers, and of a letter or two with a number (Q3, FY2024)."""
    return rf"[0-9]\w*|[A-Za-z]{{1,2}}[0-9]{{1,4}}(?!\w)|(?:{_join_endings(words)})(?!\w)"


def _join_endings(words: Iterable[str]) -> str:
    """Write a pattern in which words share their beginnings, so that few are tried at each place."""
    endings: dict[str, list[str]] = {}
    for word in words:
        endings.setdefault(word[:1], []).append(word[1:])
    whole = endings.pop("", None) is not None
    shared = "|".join(re.escape(first) + _join_endings(rest) for first, rest in endings.items())
    return f"(?:{shared}){'?' * whole}" if shared else ""


def _spell(word: str, *, cased: bool) -> Iterator[str]:
    yield word.capitalize()
    yield word.upper()
    if not cased:
        yield word


def _list_small_months(language: DateWords) -> Iterator[tuple[str, Entry]]:
    """Give the months that want a capital in small letters: what stands beside them decides (see ``lexer``)."""
    verbs = language.verbs_too.split()
    for value, spellings in enumerate(language.months, 1):
        for word in spellings.split():
            if word in language.cased.split():
                yield word, (KINDS["small_verb" if word in verbs else "small_month"], value)


def _list_entries(language: DateWords, centuries: frozenset[str]) -> Iterator[tuple[str, Entry]]:
    """Give the words of a language; a short one for a century that says "about" as well keeps that kind: 18th c., c. 1850."""
    for name, first in (
        ("months", 1),
        ("weekdays", 0),
        ("short_weekdays", 0),
        ("seasons", 21),
        ("ordinals", 1),
        ("numbers", 1),
    ):
        for value, spellings in enumerate(getattr(language, name), first):
            yield from ((word, (KINDS[name[:-1]], value)) for word in spellings.split())
    for name in ("decades", "decade_words", "holidays", "centuries"):
        kind = {"centuries": "century"}.get(name, name[:-1])
        yield from ((word, (KINDS[kind], value)) for word, value in getattr(language, name).items())
    yield from ((word, (KINDS["decade_head"], "year")) for word in language.decade_heads.split())
    yield from ((word, (KINDS["days"], value)) for word, value in language.days.items())
    yield from ((word, (KINDS["shift"], tuple(value))) for word, value in language.shifts.items())
    yield from ((word, (UNIT_KINDS[unit], unit)) for word, unit in language.units.items())
    yield from ((word, (KINDS["plural"], unit)) for word, unit in language.plurals.items())
    for part, spellings in language.parts.items():
        yield from ((word, (KINDS["part"], part)) for word in spellings.split())
    for kind, spellings in language.words.items():
        yield from ((word, (KINDS[kind], "century" if word in centuries else word)) for word in str(spellings).split())
    yield from ((word, (KINDS["short_century"], "century")) for word in language.short_centuries.split())
    if language.roman:
        for value, numeral in enumerate(_ROMAN, 1):
            for ending in ("", "e", "ème", "er"):
                yield numeral + ending, (KINDS["roman"], value)
                if len(numeral) > 1:
                    yield numeral.lower() + ending, (KINDS["roman"], value)
