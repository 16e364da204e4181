"""Find the dates of a text: words to runs, runs to phrases, phrases to dates in EDTF with the days they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

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


def _make_date(text: str, phrase: Phrase, moments: Sequence[Moment]) -> PartialDate:
    raw = text[phrase.start : phrase.end]
    if not all(is_possible(moment) for moment in moments):
        return PartialDate(phrase.start, phrase.end, raw, None, None, None, "unknown", "", "unknown")
    earliest, latest = find_bounds(moments[0])[0].to_date(), find_bounds(moments[-1])[1].to_date()
    interval = phrase.relation != "one"
    unit = moments[0].unit
    return PartialDate(
        start=phrase.start,
        end=phrase.end,
        raw=raw,
        edtf=write_edtf(phrase, moments),
        earliest=None if phrase.relation == "until" else earliest,
        latest=None if phrase.relation == "since" else latest,
        precision="interval" if interval else _PRECISIONS.get(unit, unit),  # type: ignore[arg-type]
        qualifier=phrase.qualifier,
        parts=_list_parts(text, phrase, moments),
    )


def write_edtf(phrase: Phrase, moments: Sequence[Moment]) -> str:
    """Write a phrase in EDTF: a unit, a closed interval or an open one, each end marked when it is approximate or uncertain."""
    mark = _MARKS[phrase.qualifier]
    first, last = format_moment(moments[0]), format_moment(moments[-1])
    if phrase.relation == "one":
        return "/".join(end + mark for end in first.split("/"))
    first, last = first.split("/")[0], last.split("/")[-1]
    if phrase.relation == "range":
        return f"{first}{mark}/{last}{mark}"
    if "X" in first:
        bounds: tuple[Point, Point] = find_bounds(moments[0])
        first, last = f"{bounds[0].year:04d}", f"{bounds[1].year:04d}"
    return f"{first}{mark}/.." if phrase.relation == "since" else f"../{last}{mark}"


def _list_parts(text: str, phrase: Phrase, moments: Sequence[Moment]) -> tuple[PartialDate, ...]:
    """Give the named ends of an interval, each a date of its own."""
    if phrase.relation == "one":
        return ()
    return tuple(
        _make_date(text, Phrase(part.start, part.end, (part,)), (moment,))
        for part, moment in zip(phrase.parts, moments, strict=True)
    )
