"""Find the dates of a text: words to runs, runs to phrases, phrases to dates in EDTF with the days they cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from extractor.knowledge import Knowledge, default_knowledge
from extractor.structure.dates.combine import Relation
from extractor.structure.dates.cues import Cues
from extractor.structure.dates.foreign import list_unknown, read_foreign
from extractor.structure.dates.han import read_han
from extractor.structure.dates.lexer import Run, cut_runs
from extractor.structure.dates.lexicon import Lexicon, known_languages, load_lexicon
from extractor.structure.dates.moments import Moment, Point, find_bounds, format_moment, is_possible
from extractor.structure.dates.phrases import Phrase, Qualifier, read_run
from extractor.structure.dates.refusals import is_counted_otherwise, is_refused
from extractor.structure.dates.resolve import Story, resolve_parts
from extractor.structure.dates.stamps import infer_order
from extractor.types import PartialDate
from extractor.types.findings import Precision

_PRECISIONS: dict[str, Precision] = {"half": "interval", "week": "interval"}
_ORDERED = re.compile("[13][/-][13][/-]")
_SHORTEST_ORDERED = 4
"""Kinds and gaps that a run must have more of to hold a date like 7/6/2025; most runs have fewer."""
_MARKS = {"": "", "approximate": "~", "uncertain": "?"}


def find_dates(
    text: str, *, base: date, languages: Sequence[str] = ("en",), order: str | None = None, knowledge: Knowledge | None = None
) -> tuple[PartialDate, ...]:
    """Find every date that a text states, sorted, non-overlapping, each as precise as its words.

    Durations, sets ("every Monday"), clock times, and offsets from an event ("five days later") are no dates. What needs
    the story ("that October") is counted from the last date named, where there is one.

    Args:
        text: Any text; offsets of the result count in it.
        base: The page's own date, for words such as "yesterday" or "last year".
        languages: BCP 47 primary tags of the text, the likeliest first.
        order: Order of 7/6/2025 (``MDY``, ``DMY``); by default what the text's own unambiguous dates say, else the language.
        knowledge: The words of languages; those that ship if absent.
    """
    tags = tuple(dict.fromkeys(language.lower().replace("_", "-").split("-")[0] for language in languages))
    knowledge = knowledge or default_knowledge()
    story = Story(text, date(base.year, base.month, base.day))
    phrases = _list_phrases(text, tags, order, base, knowledge=knowledge)
    return tuple([_make_date(text, phrase, moments) for phrase in phrases if (moments := resolve_parts(phrase, story))])


def _list_phrases(
    text: str, languages: tuple[str, ...], order: str | None, base: date, *, knowledge: Knowledge
) -> Iterator[Phrase]:
    """Read a text with the grammar, with the one for Chinese characters, and with dateparser for what neither knows."""
    lexicon = load_lexicon(knowledge, languages)
    phrases: Iterable[Phrase] = _read_runs(text, lexicon, order, base)
    others = [phrase for phrase in read_han(text) if not is_counted_otherwise(text, phrase, lexicon)]
    if unknown := list_unknown(languages, known_languages(knowledge)):
        phrases = list(phrases)
        others += read_foreign(text, unknown, phrases)
    if others:
        phrases = sorted([*phrases, *others], key=lambda phrase: (phrase.start, -phrase.end))
    return _sift(phrases)


def _read_runs(text: str, lexicon: Lexicon, order: str | None, base: date) -> Iterator[Phrase]:
    """Read the runs of date words in turn; the first with a date like 7/6/2025 makes those that follow tell their order."""
    runs = cut_runs(text, lexicon)
    cues = Cues(order or lexicon.order, year=base.year)
    for run in runs:
        waiting = [run]
        if order is None and len(run.classes) > _SHORTEST_ORDERED and _ORDERED.search(run.classes):
            waiting += runs
            order = infer_order(_list_ordered(text, waiting)) or lexicon.order
            cues = cues._replace(order=order)
        for each in waiting:
            for phrase in read_run(text, each, lexicon, cues):
                if not is_refused(text, phrase, lexicon):
                    yield phrase


def _list_ordered(text: str, runs: Sequence[Run]) -> Iterator[str]:
    """Give the pieces of a text that hold dates like 7/26/2025, with the characters next to them."""
    for run in runs:
        if _ORDERED.search(run.classes):
            yield text[max(run.tokens[0].start - 1, 0) : run.tokens[-1].end + 2]


def _sift(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """Keep, of sorted expressions that overlap, the one that starts first, and of these the longest."""
    end = 0
    for phrase in phrases:
        if phrase.start >= end:
            end = phrase.end
            yield phrase


class _Value(NamedTuple):
    """What an expression says: its notation, the days it covers, how precise it is. No notation: impossible."""

    edtf: str | None
    earliest: date | None
    latest: date | None
    precision: Precision


_IMPOSSIBLE = _Value(None, None, None, "unknown")


def _make_date(text: str, phrase: Phrase, moments: tuple[Moment, ...]) -> PartialDate:
    start, end, parts, relation, mark = phrase[:5]
    value = _value_phrase(relation, mark, moments) if mark or relation != "one" else _value_moment(moments[0])
    if value.edtf is None:
        return PartialDate(start, end, text[start:end], *value, "", "unknown")
    if relation == "one":
        return PartialDate(start, end, text[start:end], *value, mark, part=phrase.part)
    ends = [
        PartialDate(part.start, part.end, text[part.start : part.end], *_value_moment(moment))
        for part, moment in zip(parts, moments, strict=True)
    ]
    return PartialDate(start, end, text[start:end], *value, mark, "stated", tuple(ends))


@lru_cache(maxsize=4096)
def _value_moment(moment: Moment) -> _Value:
    if not is_possible(moment):
        return _IMPOSSIBLE
    first, last = find_bounds(moment)
    precision = _PRECISIONS.get(moment.unit, moment.unit)
    return _Value(format_moment(moment), first.to_date(), last.to_date(), precision)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _value_phrase(relation: Relation, qualifier: Qualifier, moments: tuple[Moment, ...]) -> _Value:
    first, last = _value_moment(moments[0]), _value_moment(moments[-1])
    if first.edtf is None or last.edtf is None:
        return _IMPOSSIBLE
    edtf = write_edtf(relation, qualifier, moments)
    if relation == "one":
        return first._replace(edtf=edtf)
    earliest, latest = None if relation == "until" else first.earliest, None if relation == "since" else last.latest
    return _Value(edtf, earliest, latest, "interval")


def write_edtf(relation: Relation, qualifier: Qualifier, moments: Sequence[Moment]) -> str:
    """Write an expression in EDTF: a unit, a closed interval or an open one, each end marked when approximate or uncertain.

    A season by itself takes no mark: level 1 has none for it. An end that is an interval itself gives its outer end.
    """
    mark = _MARKS[qualifier]
    first, last = format_moment(moments[0]), format_moment(moments[-1])
    if relation == "one":
        return "/".join(end + mark for end in first.split("/")) if mark and moments[0].unit != "season" else first
    first, last = first.partition("/")[0], last.rpartition("/")[2]
    if relation == "range":
        return f"{first}{mark}/{last}{mark}"
    if "X" in first:
        bounds: tuple[Point, Point] = find_bounds(moments[0])
        first, last = f"{bounds[0].year:04d}", f"{bounds[1].year:04d}"
    return f"{first}{mark}/.." if relation == "since" else f"../{last}{mark}"
