"""Dates in languages without words in ``configs/dates.yaml``, read by dateparser: pinned, cached, on candidates only."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import Any

from extractor.structure.dates.combine import Part
from extractor.structure.dates.moments import Moment
from extractor.structure.dates.phrases import Phrase

_CANDIDATE = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}\.?\s+)?[^\W\d_]{3,20}\.?\s+\d{4}(?![\w/-])|(?<![\w/.-])\d{1,2}\.?\s+[^\W\d_]{3,20}(?!\w)"
)
_ALIASES = {"no": "nb"}
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MOST = 2000
"""Candidates read in one text: dateparser takes a quarter of a millisecond for each, so a hostile text must not offer a
million."""


def read_foreign(text: str, languages: Sequence[str], taken: Sequence[Phrase]) -> list[Phrase]:
    """Give the dates of a text that dateparser reads in languages the grammar does not know.

    Args:
        text: The text.
        languages: Primary tags that the grammar has no words for.
        taken: Expressions that the grammar has read already, sorted; candidates inside them are left alone.
    """
    starts = {
        position for phrase in taken if len(phrase.parts) > 1 or phrase.parts[0].name != "year" for position in (phrase.start,)
    }
    known = tuple(filter(_is_known, (_ALIASES.get(language, language) for language in languages)))
    months = _load_months(known)
    named = (match for match in _CANDIDATE.finditer(text) if _LETTERS.findall(match[0])[0].lower() in months)
    phrases = []
    for match in islice(named, _MOST):
        if match.start() in starts:
            continue
        moment = _parse(match[0], known)
        if moment is not None:
            phrases.append(Phrase(match.start(), match.end(), (Part(match.start(), match.end(), "foreign", moment),)))
    return phrases


@lru_cache(maxsize=4096)
def _parse(words: str, languages: tuple[str, ...]) -> Moment | None:
    """Read one candidate; the year 2000 stands in where it names none, and is taken out again."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _load_parser(languages).get_date_data(words)
    if found.date_obj is None or found.period not in ("day", "month"):
        return None
    year = found.date_obj.year if re.search(r"\d{4}", words) else None
    has_day = bool(re.match(r"\d{1,2}\b(?!\d)", words))
    if year is not None and str(year) not in words:
        return None
    if has_day:
        return Moment("day", year, found.date_obj.month, found.date_obj.day)
    return Moment("month", year, found.date_obj.month)


@lru_cache(maxsize=64)
def _load_months(languages: tuple[str, ...]) -> frozenset[str]:
    """Gather every form of the months' names, so that dateparser is asked only about words that name one."""
    from dateparser.data import date_translation_data  # the package of one module a language

    modules = (import_module(f"{date_translation_data.__name__}.{language}") for language in languages)
    return frozenset(name.lower() for module in modules for month in _MONTHS for name in module.info.get(month, ()))


@lru_cache(maxsize=64)
def _load_parser(languages: tuple[str, ...]) -> Any:
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime.combine(date(2000, 1, 1), datetime.min.time()),
        "PREFER_DAY_OF_MONTH": "first",
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": "DMY",
        "TIMEZONE": "UTC",
    }
    return DateDataParser(languages=list(languages), settings=settings)


def _is_known(language: str) -> bool:
    from dateparser.data.languages_info import language_order

    return language in language_order


def list_unknown(languages: Sequence[str], known: frozenset[str]) -> tuple[str, ...]:
    """Give the primary tags that the grammar has no words for; those of Chinese, Japanese and Korean need none."""
    return tuple(language for language in languages if language not in known and language not in ("", "zh", "ja", "ko"))
