"""From the shapes of a run to atoms, one date or range each: neighbours in a list merged, ends of ranges joined."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.structure.dates.cues import Cues, Reading
from extractor.structure.dates.grammar import Shape
from extractor.structure.dates.lexer import Run
from extractor.structure.dates.lexicon import Lexicon
from extractor.structure.dates.moments import Moment, find_bounds, shift_moment
from extractor.structure.dates.numerals import Token
from extractor.structure.dates.readings import read_shape

Relation = Literal["one", "range", "since", "until"]
"""Two dates that only share words ("May 1 and 3, 1945") are phrases of their own."""

_CONNECTORS = frozenset("ATtfwe")
_RANGE = re.compile(r"(?:[-–~/]|[,_]T_)(?:A_T_)?(?:[rfit]_){0,2}(?:e[_-]){0,2}(?:t_)?")
_UNTIL = frozenset(("_U_", "_U_t_"))
_LISTED = re.compile(r"_A_(?:[ti]_)?(?:e[_-]){0,2}|,A_|,")
_CUED = frozenset(("numeric", "iso_month"))
"""Shapes whose reading depends on dots between numbers, or on a word before them."""
_WITH_ERAS = frozenset(("century", "centuries", "decade"))


_SHORT = frozenset("Xc")
"""Short words for a century, whose full stop may stand before an era: 3rd c. BC."""


class Part(NamedTuple):
    """One end of a phrase: its range in the text and what it names."""

    start: int
    end: int
    name: str
    reading: Reading


class Atom(NamedTuple):
    """A shape or several, read: its name, its range in the run's ``classes``, and one part or the two of a range."""

    name: str
    low: int
    high: int
    parts: tuple[Part, ...]
    relation: Relation = "one"


def read_atom(text: str, run: Run, shape: Shape, lexicon: Lexicon, cues: Cues) -> Atom | None:
    """Read one shape; None when its words make no date after all."""
    name, low, high = shape
    if high - low == 1 and name not in _WITH_ERAS:
        token = run.tokens[low // 2]
        readings = read_shape(name, (token,), cues)
        return Atom(name, low, high, (Part(token.start, token.end, name, readings[0]),)) if readings else None
    tokens = run.tokens[low // 2 : (high + 1) // 2]
    start, end = tokens[0].start, tokens[-1].end
    after = end + (tokens[-1].kind in _SHORT and text[end : end + 1] == ".")
    era = lexicon.era.match(text, after) if name in _WITH_ERAS else None
    if era or name in _CUED:
        classes = run.classes[low:high]
        led = low >= 2 and run.classes[low - 2] in "iftSr"
        cues = Cues(cues.order, "." in classes or ":" in classes, era is not None and era["bc"] is not None, led, cues.year)
    readings = read_shape(name, tokens, cues)
    if not readings:
        return None
    end = era.end() if era else end
    if len(readings) == 1:
        return Atom(name, low, high, (Part(start, end, name, readings[0]),))
    middle = _split_tokens(tokens)
    last = next(index for index in range(middle - 1, -1, -1) if tokens[index].kind not in _CONNECTORS)
    ends = ((start, tokens[last].end), (tokens[middle].start, end))
    parts = tuple(Part(*limits, name, reading) for limits, reading in zip(ends, readings, strict=True))
    return Atom(name, low, high, parts, "range")


def _split_tokens(tokens: list[Token]) -> int:
    """Find the token that starts the second end of a range: the last number that is no year of a month."""
    numbers = [index for index, token in enumerate(tokens) if token.kind in "13o790Ryq"]
    days = [index for index in numbers if tokens[index].kind in "13o"]
    if tokens[0].kind in "JE" or tokens[1].kind in "JE":
        return len(tokens) - 1
    if len(tokens) == 4 and [token.kind for token in tokens] == ["y", "1", "y", "1"]:
        return 2
    quarters = [index for index in numbers if tokens[index].kind == "q"]
    if len(quarters) > 1:
        return quarters[1]
    return days[1] if len(days) > 1 and any(token.kind == "m" for token in tokens) else numbers[-1]


def merge_lists(atoms: list[Atom], classes: str) -> list[Atom]:
    """Merge neighbours named in a list: "2023 and 2024", "March, April and May 2022"."""
    merged: list[Atom] = []
    index = 0
    while index < len(atoms):
        last = index
        while last + 1 < len(atoms) and _is_listed(classes[atoms[last].high : atoms[last + 1].low]):
            last += 1
            if classes[atoms[last - 1].high : atoms[last].low] != ",":
                break
        if last == index:
            merged.append(atoms[index])
            index += 1
            continue
        group = _lend_years(atoms[index : last + 1])
        joined = "A" in classes[atoms[last - 1].high : atoms[last].low]
        if joined and _are_neighbours(group):
            first, final = group[0], group[-1]
            merged.append(Atom("list", first.low, final.high, (first.parts[0], final.parts[0]), "range"))
        else:
            merged.extend(group)
        index = last + 1
    return merged


@lru_cache(maxsize=1024)
def _is_listed(gap: str) -> bool:
    return bool(_LISTED.fullmatch(gap))


@lru_cache(maxsize=1024)
def _is_range(gap: str) -> bool:
    return bool(_RANGE.fullmatch(gap))


def _are_neighbours(group: list[Atom]) -> bool:
    readings = [atom.parts[0].reading for atom in group if len(atom.parts) == 1]
    if len(readings) < len(group) or not all(isinstance(reading, Moment) for reading in readings):
        return False
    moments = [reading for reading in readings if isinstance(reading, Moment)]
    if any(moment.unit == "weekday" or (moment.year is None and moment.unit != "century") for moment in moments):
        return False
    return all(left.unit == right.unit and shift_moment(left, 1) == right for left, right in pairwise(moments))


def _lend_years(group: list[Atom]) -> list[Atom]:
    """Give the year of the last of a list to those before it: "March and April 2022"."""
    last = group[-1].parts[0].reading
    if not isinstance(last, Moment) or last.year is None:
        return group
    return [_lend_year(atom, last) for atom in group[:-1]] + [group[-1]]


def _lend_year(atom: Atom, last: Moment) -> Atom:
    part = atom.parts[-1]
    if len(atom.parts) == 1 and isinstance(part.reading, Moment) and _lacks_year(part.reading):
        year = (last.year or 0) - _is_later(part.reading, last)
        return atom._replace(parts=(_reread(part, part.reading._replace(year=year)),))
    return atom


def _lacks_year(moment: Moment) -> bool:
    return (
        moment.year is None
        and moment.unit in ("day", "month", "season")
        and (moment.unit == "season" or moment.month is not None)
    )


def _is_later(left: Moment, right: Moment) -> bool:
    return (left.month or 0, left.day or 0) > (right.month or 0, right.day or 99) and None not in (left.month, right.month)


def join_ranges(atoms: list[Atom], classes: str) -> list[Atom]:
    """Join neighbours with "to" or a dash between them, or with "between" before and "and" between them."""
    joined: list[Atom] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        gap = classes[before.high : atom.low] if before else ""
        between = before is not None and "A" in gap and leads(classes, before.low, "B") and _is_listed(gap)
        between = between or (before is not None and gap in _UNTIL and leads(classes, before.low, "r"))
        if before and (between or _is_range(gap)) and (pair := _pair(before, atom)):
            joined[-1] = pair
        elif before and before.name == atom.name == "weekday" and _is_range(gap):
            joined.pop()
        else:
            joined.append(atom)
    return joined


def _pair(left: Atom, right: Atom) -> Atom | None:
    """Make a range of two atoms where the second is not before the first; what one lacks, the other lends."""
    if len(left.parts) > 1 or len(right.parts) > 1:
        return None
    first, last = left.parts[0].reading, right.parts[0].reading
    if not isinstance(first, Moment) or not isinstance(last, Moment) or "weekday" in (first.unit, last.unit):
        return None
    if first.unit == "year" == last.unit and first.year is not None and last.year is not None and 0 < first.year <= last.year:
        return Atom("range", left.low, right.high, left.parts + right.parts, "range")
    if _lacks_year(first) and last.year is not None and last.unit in ("day", "month", "season"):
        first = first._replace(year=last.year - _is_later(first, last))
    elif _lacks_year(last) and first.year is not None and first.unit in ("day", "month", "season"):
        last = last._replace(year=first.year + _wraps(first, last))
    if (first.year is None) != (last.year is None) and "century" not in (first.unit, last.unit):
        return None
    if first.year is not None and last.year is not None and last.year <= 0 < first.year and left.name == "year":
        first = first._replace(year=1 - first.year)
    if first.year is not None and last.year is not None and find_bounds(first)[0] > find_bounds(last)[1]:
        return None
    return Atom("range", left.low, right.high, (_reread(left.parts[0], first), _reread(right.parts[0], last)), "range")


def _reread(part: Part, reading: Moment) -> Part:
    return part if reading is part.reading else part._replace(reading=reading)


def _wraps(first: Moment, last: Moment) -> int:
    return int((first.month or 0, first.day or 0) > (last.month or 12, last.day or 31))


def leads(classes: str, at: int, kinds: str) -> bool:
    """Tell whether a word of some kinds stands before a place, or one of the first kind and an article."""
    return (at >= 2 and classes[at - 2] in kinds) or (at >= 4 and classes[at - 4 : at] == f"{kinds[0]}_t_")
