"""Find the dates of a text: words to runs, runs to phrases, phrases to dates in EDTF with the days they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from extractor.records import PartialDate
from extractor.records.findings import Precision
from extractor.structure.dates.anchors import Story, resolve_parts
from extractor.structure.dates.cues import Cues
from extractor.structure.dates.foreign import list_unknown, read_foreign
from extractor.structure.dates.han import read_han
from extractor.structure.dates.lexer import Run, cut_runs
from extractor.structure.dates.lexicon import known_languages, load_lexicon
from extractor.structure.dates.moments import Moment, Point, find_bounds, format_moment, is_possible
from extractor.structure.dates.phrases import Phrase, read_run
from extractor.structure.dates.refusals import is_refused, looks_ahead
from extractor.structure.dates.stamps import infer_order

_PRECISIONS: dict[str, Precision] = {"half": "interval", "week": "interval"}
_ORDERED = re.compile("[13][/-][13][/-]")
_MARKS = {"": "", "approximate": "~", "uncertain": "?"}


def find_dates(
    text: str, *, base: date, languages: Sequence[str] = ("en",), order: str | None = None
) -> tuple[PartialDate, ...]:
    """Find every date that a text states, sorted, non-overlapping, each as precise as its words.

    Durations, sets ("every Monday"), clock times, and offsets from an event ("five days later") are no dates. What needs
    the story ("that October") is counted from the last date named, where there is one.

    Args:
        text: Any text; offsets of the result count in it.
        base: The page's own date, for words such as "yesterday" or "last year".
        languages: BCP 47 primary tags of the text, the likeliest first.
        order: Order of 7/6/2025 (``MDY``, ``DMY``); by default what the text's own unambiguous dates say, else the language.
    """
    tags = tuple(dict.fromkeys(language.lower().replace("_", "-").split("-")[0] for language in languages))
    story = Story(date(base.year, base.month, base.day))
    dates = []
    for phrase in _list_phrases(text, tags, order, base):
        ahead = not phrase.complete and looks_ahead(text, phrase)
        moments = resolve_parts(phrase, story, ahead=ahead)
        if moments:
            dates.append(_make_date(text, phrase, moments))
    return tuple(dates)


def _list_phrases(text: str, languages: tuple[str, ...], order: str | None, base: date) -> list[Phrase]:
    """Read a text with the grammar, with the one for Chinese characters, and with dateparser for what neither knows."""
    lexicon = load_lexicon(languages)
    runs = cut_runs(text, lexicon)
    order = order or infer_order(_list_ordered(text, runs)) or lexicon.order
    cues = Cues(order, year=base.year)
    phrases = [phrase for run in runs for phrase in read_run(text, run, lexicon, cues) if not is_refused(text, phrase, lexicon)]
    others = read_han(text)
    if unknown := list_unknown(languages, known_languages()):
        others += read_foreign(text, unknown, phrases)
    return _sift(phrases + others)


def _list_ordered(text: str, runs: Sequence[Run]) -> Iterator[str]:
    """Give the pieces of a text that hold dates like 7/26/2025, with the characters next to them."""
    for run in runs:
        if _ORDERED.search(run.classes):
            yield text[max(run.tokens[0].start - 1, 0) : run.tokens[-1].end + 2]


def _sift(phrases: list[Phrase]) -> list[Phrase]:
    """Sort expressions and keep, of those that overlap, the one that starts first, and of these the longest."""
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


class _Value(NamedTuple):
    """What a calendar unit says in a date: its notation, the days it covers, how precise it is. No notation: impossible."""

    edtf: str | None
    earliest: date | None
    latest: date | None
    precision: Precision


@lru_cache(maxsize=4096)
def _value_moment(moment: Moment) -> _Value:
    if not is_possible(moment):
        return _Value(None, None, None, "unknown")
    first, last = find_bounds(moment)
    precision = _PRECISIONS.get(moment.unit, moment.unit)
    return _Value(format_moment(moment), first.to_date(), last.to_date(), precision)  # type: ignore[arg-type]


def _make_date(text: str, phrase: Phrase, moments: Sequence[Moment]) -> PartialDate:
    start, end, parts, relation, mark = phrase[:5]
    raw = text[start:end]
    values = [_value_moment(moment) for moment in moments]
    if None in [value.edtf for value in values]:
        return PartialDate(start, end, raw, None, None, None, "unknown", "", "unknown")
    earliest, latest = values[0].earliest, values[-1].latest
    if relation == "one":
        return PartialDate(start, end, raw, write_edtf(phrase, moments), earliest, latest, values[0].precision, mark)
    return PartialDate(
        start=start,
        end=end,
        raw=raw,
        edtf=write_edtf(phrase, moments),
        earliest=None if relation == "until" else earliest,
        latest=None if relation == "since" else latest,
        precision="interval",
        qualifier=mark,
        parts=tuple(
            PartialDate(part.start, part.end, text[part.start : part.end], *value)
            for part, value in zip(parts, values, strict=True)
        ),
    )


def write_edtf(phrase: Phrase, moments: Sequence[Moment]) -> str:
    """Write a phrase in EDTF: a unit, a closed interval or an open one, each end marked when it is approximate or uncertain."""
    mark = _MARKS[phrase.qualifier]
    first = format_moment(moments[0])
    if phrase.relation == "one":
        return "/".join(end + mark for end in first.split("/")) if mark else first
    first, last = first.split("/")[0], format_moment(moments[-1]).split("/")[-1]
    if phrase.relation == "range":
        return f"{first}{mark}/{last}{mark}"
    if "X" in first:
        bounds: tuple[Point, Point] = find_bounds(moments[0])
        first, last = f"{bounds[0].year:04d}", f"{bounds[1].year:04d}"
    return f"{first}{mark}/.." if phrase.relation == "since" else f"../{last}{mark}"
