"""From the shapes of a run to phrases: ends of ranges joined, lists of neighbours merged, words around them taken in."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.structure.dates.cues import Cues, Reading, Relative
from extractor.structure.dates.grammar import Match, match_shapes
from extractor.structure.dates.lexer import Run
from extractor.structure.dates.lexicon import Lexicon
from extractor.structure.dates.moments import Moment, shift_moment
from extractor.structure.dates.numerals import Token
from extractor.structure.dates.readings import read_shape

Relation = Literal["one", "range", "since", "until"]
"""Two dates that only share words ("May 1 and 3, 1945") are phrases of their own."""

_CONNECTORS = frozenset("ATtfw")
_RANGE = re.compile(r"(?:[-–~/]|[,_]T_)(?:A_T_)?(?:[rfit]_){0,2}(?:e[_-]){0,2}(?:t_)?")
_LISTED = re.compile(r"_A_(?:[ti]_)?(?:e[_-]){0,2}|,A_|,")
_PREFIX = re.compile(
    r"(?:(?P<open>[SUFb])[_-](?:[tOf]_){0,2})?(?P<about>c[_:.](?:[tfT]_)?)?(?P<part>(?:t_)?(?:(?:o_)?[HK]_|e[_-]|H-)+(?:[fi]_){0,2}(?:t_)?)?(?P<late>c[_:.])?(?P<doubt>u_)?$"
)
_LAST_LEADS = frozenset("SUFbtOfTcHKeiu")
"""Kinds of words that may come last in ``_PREFIX``; looked at first, because searching for it takes long."""
_OPEN_END = re.compile(r"(?:[-–~]|_T_(?:t_)?|[-–~]t_)(?:P(?:_p)?|z(?:_z)?)|_N(?!\w)")
_DANGLING = re.compile(r"\s?[-–—]\s?(?=[);,]|$)")
_MARK = re.compile(r"[?~](?=\s?\Z|[)\],;/–-])")
_BARE = frozenset(("year", "small_year", "month_alone", "season_alone", "weekday", "ordinal_of_month", "short_year"))


class Part(NamedTuple):
    """One end of a phrase: its range in the text and what it names."""

    start: int
    end: int
    name: str
    reading: Reading


class Phrase(NamedTuple):
    """An expression in the text; one part, or two for a range. Open ranges have one part."""

    start: int
    end: int
    parts: tuple[Part, ...]
    relation: Relation = "one"
    qualifier: Literal["", "approximate", "uncertain"] = ""
    bare: bool = False
    led: str = ""
    circa: bool = False

    @property
    def complete(self) -> bool:
        """Every part names its year, so that nothing around it is needed."""
        return None not in [part.reading.year if isinstance(part.reading, Moment) else None for part in self.parts]


class _Atom(NamedTuple):
    match: Match
    parts: tuple[Part, ...]
    relation: Relation = "one"


def read_run(text: str, run: Run, lexicon: Lexicon, cues: Cues) -> list[Phrase]:
    """Give the phrases of one run of date words."""
    classes = run.classes
    atoms = [atom for match in match_shapes(classes) if (atom := _read_atom(text, run, match, lexicon, cues))]
    phrases: list[Phrase] = []
    done = 0
    for atom in _join_ranges(_merge_lists(atoms, classes), classes):
        if phrases and atom.parts[0].start < phrases[-1].end:
            continue
        if _is_pair(atom, classes):
            phrases += [Phrase(part.start, part.end, (part,)) for part in atom.parts]
        else:
            phrases.append(_wrap(text, run, atom, done, lexicon))
        done = atom.match.end
    return phrases


def _is_pair(atom: _Atom, classes: str) -> bool:
    """Tell "May 1 and 3" from "May 1 and 2" and from "between May 1 and 3"."""
    low, high = atom.match.start, atom.match.end
    if atom.match.name not in ("days_of_month", "month_of_days", "centuries", "quarters") or "A" not in classes[low:high]:
        return False
    first, last = (part.reading for part in atom.parts)
    return not _leads(classes, low, "B") and isinstance(first, Moment) and shift_moment(first, 1) != last


def _read_atom(text: str, run: Run, match: Match, lexicon: Lexicon, cues: Cues) -> _Atom | None:
    tokens = run.tokens[match.start // 2 : (match.end + 1) // 2]
    start, end = tokens[0].start, tokens[-1].end
    shape = run.classes[match.start : match.end]
    era = lexicon.era.match(text, end) if match.name in ("century", "centuries", "decade") else None
    led = match.start >= 2 and run.classes[match.start - 2] in "iftSr"
    cues = Cues(cues.order, "." in shape or ":" in shape, era is not None and era["bc"] is not None, led, cues.year)
    readings = read_shape(match.name, tokens, cues)
    if not readings:
        return None
    end = era.end() if era else end
    if len(readings) == 1:
        return _Atom(match, (Part(start, end, match.name, readings[0]),))
    middle = _split_tokens(tokens)
    last = next(index for index in range(middle - 1, -1, -1) if tokens[index].kind not in _CONNECTORS)
    ends = ((start, tokens[last].end), (tokens[middle].start, end))
    parts = tuple(Part(low, high, match.name, reading) for (low, high), reading in zip(ends, readings, strict=True))
    return _Atom(match, parts, "range")


def _split_tokens(tokens: list[Token]) -> int:
    """Find the token that starts the second end of a range: the last number that is no year of a month."""
    numbers = [index for index, token in enumerate(tokens) if token.kind in "13o79Ryq"]
    days = [index for index in numbers if tokens[index].kind in "13o"]
    if len(tokens) == 4 and [token.kind for token in tokens] == ["y", "1", "y", "1"]:
        return 2
    quarters = [index for index in numbers if tokens[index].kind == "q"]
    if len(quarters) > 1:
        return quarters[1]
    return days[1] if len(days) > 1 and any(token.kind == "m" for token in tokens) else numbers[-1]


def _merge_lists(atoms: list[_Atom], classes: str) -> list[_Atom]:
    """Merge neighbours named in a list: "2023 and 2024", "March, April and May 2022"."""
    merged: list[_Atom] = []
    index = 0
    while index < len(atoms):
        last = index
        while last + 1 < len(atoms) and _LISTED.fullmatch(classes, atoms[last].match.end, atoms[last + 1].match.start):
            last += 1
            if classes[atoms[last - 1].match.end : atoms[last].match.start] != ",":
                break
        if last == index:
            merged.append(atoms[index])
            index += 1
            continue
        group = _lend_years(atoms[index : last + 1])
        joined = "A" in classes[atoms[last - 1].match.end : atoms[last].match.start]
        if joined and _are_neighbours(group):
            first, final = group[0], group[-1]
            match = Match("list", first.match.start, final.match.end)
            merged.append(_Atom(match, (first.parts[0], final.parts[0]), "range"))
        else:
            merged.extend(group)
        index = last + 1
    return merged


def _are_neighbours(group: list[_Atom]) -> bool:
    readings = [atom.parts[0].reading for atom in group if len(atom.parts) == 1]
    if len(readings) < len(group) or not all(isinstance(reading, Moment) for reading in readings):
        return False
    moments = [reading for reading in readings if isinstance(reading, Moment)]
    if any(moment.unit == "weekday" or (moment.year is None and moment.unit != "century") for moment in moments):
        return False
    return all(left.unit == right.unit and shift_moment(left, 1) == right for left, right in pairwise(moments))


def _lend_years(group: list[_Atom]) -> list[_Atom]:
    """Give the year of the last of a list to those before it: "March and April 2022"."""
    last = group[-1].parts[0].reading
    if not isinstance(last, Moment) or last.year is None:
        return group
    return [_lend_year(atom, last) for atom in group[:-1]] + [group[-1]]


def _lend_year(atom: _Atom, last: Moment) -> _Atom:
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


def _join_ranges(atoms: list[_Atom], classes: str) -> list[_Atom]:
    joined: list[_Atom] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        gap = classes[before.match.end : atom.match.start] if before else ""
        between = before is not None and _leads(classes, before.match.start, "B") and _LISTED.fullmatch(gap)
        if before and (_RANGE.fullmatch(gap) or (between and "A" in gap)) and (pair := _pair(before, atom)):
            joined[-1] = pair
        else:
            joined.append(atom)
    return joined


def _leads(classes: str, at: int, kinds: str) -> bool:
    return (at >= 2 and classes[at - 2] in kinds) or (at >= 4 and classes[at - 4 : at] == f"{kinds[0]}_t_")


def _pair(left: _Atom, right: _Atom) -> _Atom | None:
    """Make a range of two atoms where the second is not before the first; what one lacks, the other lends."""
    if len(left.parts) > 1 or len(right.parts) > 1:
        return None
    first, last = left.parts[0].reading, right.parts[0].reading
    if not isinstance(first, Moment) or not isinstance(last, Moment) or "weekday" in (first.unit, last.unit):
        return None
    if _lacks_year(first) and last.year is not None and last.unit in ("day", "month", "season"):
        first = first._replace(year=last.year - _is_later(first, last))
    elif _lacks_year(last) and first.year is not None and first.unit in ("day", "month", "season"):
        last = last._replace(year=first.year + _wraps(first, last))
    if (first.year is None) != (last.year is None) and "century" not in (first.unit, last.unit):
        return None
    if first.year is not None and last.year is not None and last.year <= 0 < first.year and left.match.name == "year":
        first = first._replace(year=1 - first.year)
    if first.year is not None and last.year is not None and (first.year, first.month or 0) > (last.year, last.month or 99):
        return None
    match = Match("range", left.match.start, right.match.end)
    return _Atom(match, (_reread(left.parts[0], first), _reread(right.parts[0], last)), "range")


def _reread(part: Part, reading: Moment) -> Part:
    return part if reading is part.reading else part._replace(reading=reading)


def _wraps(first: Moment, last: Moment) -> int:
    return int((first.month or 0, first.day or 0) > (last.month or 12, last.day or 31))


def _wrap(text: str, run: Run, atom: _Atom, done: int, lexicon: Lexicon) -> Phrase:
    """Take in the words around an atom: since, early, circa, onwards, a question mark."""
    classes = run.classes
    low = max(done, atom.match.start - 18)
    low += low % 2
    led = low + 2 <= atom.match.start and classes[atom.match.start - 2] in _LAST_LEADS
    lead = _PREFIX.search(classes[low : atom.match.start]) if led else None
    at = low + lead.start() if lead else atom.match.start
    relation, start, end = atom.relation, atom.parts[0].start, atom.parts[-1].end
    qualifier: Literal["", "approximate", "uncertain"] = ""
    if lead and lead[0]:
        start = min(start, run.tokens[at // 2].start)
        qualifier = "uncertain" if lead["doubt"] else "approximate" if lead["about"] or lead["late"] else ""
    if relation == "one" and lead and lead["open"]:
        relation = "until" if lead["open"] in "Ub" else "since"
    if relation == "range" and at >= 2 and classes[at - 2] in "BrfS" and run.tokens[at // 2 - 1].value != "of":
        start = run.tokens[at // 2 - 1].start
    if relation == "one" and at >= 2 and _opens_till(run, classes, at, lexicon):
        relation, start = "until", run.tokens[at // 2 - 1 - (classes[at - 2] in "ift")].start
    if atom.relation == "one":
        relation, end = _close(text, run, classes, atom, relation, end)
    if start and text[start - 1] in "~c" and not text[max(start - 2, 0) : start - 1].isalnum() and text[start].isdecimal():
        qualifier, start = "approximate", start - 1
    if mark := _MARK.match(text, end):
        qualifier, end = "uncertain" if mark[0] == "?" else "approximate", mark.end()
    before = classes[atom.match.start - 2] if atom.match.start >= 2 and classes[atom.match.start - 1] in "_-:." else ""
    before = "e" if lead and lead["part"] and "e" in lead["part"] else before
    circa = text[start : start + 2].lower() in ("c.", "ca", "ci", "c ")
    return Phrase(start, end, atom.parts, relation, qualifier, atom.match.name in _BARE, before, circa)


def _opens_till(run: Run, classes: str, at: int, lexicon: Lexicon) -> bool:
    """Recognise a word for "to" that opens an interval by itself: bis 2020, jusqu'en 2020."""
    index = at // 2 - 1
    if classes[at - 2] in "ift" and index > 0:
        index -= 1
    return (
        run.tokens[index].kind == "T"
        and run.tokens[index].value in lexicon.till
        and (index == 0 or classes[2 * index - 2] not in "my13o")
    )


def _close(text: str, run: Run, classes: str, atom: _Atom, relation: Relation, end: int) -> tuple[Relation, int]:
    """Recognise an open end: "2011–present", "from 2019 onwards", "(2011–)"."""
    if tail := _OPEN_END.match(classes, atom.match.end):
        return "since", run.tokens[(tail.end() - 1) // 2].end
    if (
        atom.match.name in ("year", "month", "day")
        and (dash := _DANGLING.match(text, end))
        and not isinstance(atom.parts[0].reading, Relative)
    ):
        return "since", dash.end()
    return relation, end
