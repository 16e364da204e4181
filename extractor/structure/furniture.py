"""Furniture of a web page without a full stop of its own, flattened into the line before a sentence.

    5 min read Table of contents The Harbor mill grinds ...
    By Adam Holloway, Staff Writer Harbor documentation describes ...

It is known by its words (``furniture`` in ``sentences.yaml``) and ends only before a capital that opens a clause
with a subject and a verb of its own, so that no sentence loses its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived

_GAP = re.compile(r"[:.]?[\s,|·•—–-]{1,8}")
_TOKEN = re.compile(r"\S+")
_LONGEST = 400
_LISTS = ("labels", "roles", "networks", "agencies")
_MOST_UNITS = 12
_CLAUSE_WORDS = 14
_FEWEST_WORDS = 4
_OPENERS = "\"“'‘("
_EDGES = "\"'.,:;!?()“”‘’"


class _Words(NamedTuple):
    units: re.Pattern[str]
    leads: re.Pattern[str]
    verbs: frozenset[str]
    breaks: frozenset[str]
    starters: frozenset[str]


@derived
def _words(knowledge: Knowledge) -> _Words:
    data, ranking = knowledge.gather(lambda language: language.sentences), knowledge.languages["en"].ranking
    furniture = data.furniture
    parts = {name: "|".join(map(re.escape, _sort(getattr(furniture, name)))) for name in _LISTS}
    units = [*(pattern.format(**parts) for pattern in furniture.patterns), *map(_write_phrase, _sort(furniture.phrases))]
    return _Words(
        re.compile(rf"(?:{'|'.join(units)})(?!\w)"),
        re.compile(rf"(?:{'|'.join(map(_write_phrase, _sort(furniture.before_starters)))})(?!\w)"),
        frozenset((*ranking.finite, *ranking.auxiliaries, *ranking.reports.verbs)),
        frozenset(furniture.breaks),
        frozenset(data.starters),
    )


def _sort(phrases: Iterable[str]) -> list[str]:
    return sorted(phrases, key=len, reverse=True)


def _write_phrase(phrase: str) -> str:
    """A phrase starts with a capital and goes on in letters of either case."""
    return f"{phrase[0]}(?i:{re.escape(phrase[1:])})"


def find_furniture_end(text: str, start: int, end: int, titles: Sequence[str], *, knowledge: Knowledge) -> int | None:
    """Say where the furniture ends that a piece of text opens with, which is where a clause starts; None where none does.

    Args:
        text: What holds the piece.
        start: Where the piece starts.
        end: Where it ends.
        titles: Names that may open a sentence though they begin like furniture.
        knowledge: What the program knows besides the page.
    """
    last = at = start
    limit = min(end, start + _LONGEST)
    for _ in range(_MOST_UNITS):
        unit = _words(knowledge).units.match(text, at, limit) or _words(knowledge).leads.match(text, at, limit)
        gap = _GAP.match(text, unit.end(), end) if unit else None
        if gap is None:
            break
        last, at = at, gap.end()
    if at == start or not _opens_clause(text[at : min(end, at + _LONGEST)], knowledge=knowledge):
        return None
    follower = text[at:end].split(maxsplit=1)[0]
    name = f"{text[last:at]}{follower}".casefold()
    if any(title.casefold().startswith(name) for title in titles):
        return None
    bounded = _words(knowledge).units.match(text, last, limit) or follower in _words(knowledge).starters
    return at if bounded else None


def _opens_clause(rest: str, *, knowledge: Knowledge) -> bool:
    """A capital, and a verb behind it before any word that would make the beginning a mere phrase."""
    words = [token.group().strip(_EDGES) for token in _TOKEN.finditer(rest)]
    if len(words) < _FEWEST_WORDS or not rest.lstrip(_OPENERS)[:1].isupper():
        return False
    starter = words[0] in _words(knowledge).starters
    for word in words[1 : None if starter else _CLAUSE_WORDS]:
        if not starter and word in _words(knowledge).breaks:
            return False
        if word.islower() and (word in _words(knowledge).verbs or (word.endswith(("s", "ed")) and not word.endswith("ss"))):
            return True
    return False
