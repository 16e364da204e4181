"""The words of dates in the languages asked for: one table from a written word to its kind and value.

A kind is one character, so that a run of words becomes a short string that compiled patterns match (see ``grammar``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.language import DateWords
from extractor.knowledge.shared import Eras

KINDS = {
    "month": "m", "weekday": "w", "short_weekday": "v", "season": "s", "ordinal": "o", "number": "n", "decade": "d",
    "decade_word": "V",
    "holiday": "l", "century": "Z", "decade_head": "J", "roman": "R", "shift": "h", "days": "z", "plural": "p", "of": "f",
    "the": "t", "on": "O", "in": "i", "and": "A", "to": "T", "between": "B", "from": "r", "since": "S", "until": "U",
    "after": "F", "part": "e", "about": "c", "perhaps": "u", "fiscal": "g", "present": "P", "onward": "N", "ago": "G",
    "ago_before": "b", "every": "x",
}  # fmt: skip
UNIT_KINDS = {
    "day": "D", "week": "W", "month": "M", "quarter": "K", "half": "H", "year": "Y", "decade": "E", "century": "C",
}  # fmt: skip
TRIGGERS = frozenset("mwsdlZzWpJDMY13974yjkq2568KCE")
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
    named_weekdays: frozenset[str]
    till: frozenset[str]
    till_leads: frozenset[str]


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
    words: dict[str, Entry] = {}
    for language in known:
        for word, entry in _list_entries(language):
            for spelling in _spell(word, cased=word in language.cased.split()):
                words.setdefault(spelling, entry)
    eras = signs.eras
    starts = frozenset(era[0] for era in (*eras.before_christ, *eras.after_christ))
    ends = frozenset(era.rstrip("\\.?")[-1] for era in eras.leading) | {"."}
    opening = _spell_triggers(word for word, entry in words.items() if entry[0] in TRIGGERS)
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
        not_after=frozenset(signs.not_after.split()),
        labels=frozenset(signs.labels.split()),
        not_before=frozenset(signs.labels.split() + signs.amounts.split()),
        prefixes=frozenset(signs.year_prefixes.split()),
        measures=frozenset(signs.measures.split()),
        named_weekdays=frozenset(signs.named_weekdays.split()),
        till=_gather(known, "till"),
        till_leads=_gather(known, "till_leads"),
    )


def _gather(known: Sequence[DateWords], key: str) -> frozenset[str]:
    return frozenset(ending for language in known for ending in getattr(language, key).split())


def _compile_era(eras: Eras) -> re.Pattern[str]:
    before, after = "|".join(eras.before_christ), "|".join(eras.after_christ)
    return re.compile(rf"\s?(?:(?P<bc>{before})|(?P<ad>{after}))(?!\w)")


def _compile_plain(starts: frozenset[str], ends: frozenset[str]) -> re.Pattern[str]:
    last = "".join(sorted(ends - {"."}))
    before = rf"(?:(?<=[ \n(\[\u2013/.?\"])|(?<=\W-))(?<![{last}] )(?<![{last}]\. )"
    after = rf"(?=[-\u2013/.;)\]?~\"]|,(?!\d)|[ \n](?![{''.join(sorted(starts))}]))"
    return re.compile(before + "[0-9]{1,4}" + after)


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


def _list_entries(language: DateWords) -> Iterator[tuple[str, Entry]]:
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
    for kind, spellings in language.words.items():
        yield from ((word, (KINDS[kind], word)) for word in str(spellings).split())
    if language.roman:
        for value, numeral in enumerate(_ROMAN, 1):
            for ending in ("", "e", "ème", "er"):
                yield numeral + ending, (KINDS["roman"], value)
                if len(numeral) > 1:
                    yield numeral.lower() + ending, (KINDS["roman"], value)
