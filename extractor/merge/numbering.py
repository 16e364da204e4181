"""Stable numbers: what an article says already keeps its number, and what is new gets one that nothing ever had.

A conversion knows nothing of earlier ones and counts from 1. Here its numbers are exchanged for those that the workspace
knows, in the article and in its record alike.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from extractor.merge.versions import FACTS, ArticleVersion, Part, Parts, read_fields, read_locator
from extractor.schema.ids import move_facts, read_number, renumber
from extractor.schema.parts import read_words


class Highest(NamedTuple):
    """The highest numbers that facts and primary sources of an article ever had."""

    facts: int = 0
    sources: int = 0


class Renumbering(NamedTuple):
    """The ids that a conversion gave, each with the one it should have; and the highest numbers after that."""

    ids: Mapping[str, str]
    highest: Highest


def settle_ids(
    theirs: ArticleVersion,
    earlier: Sequence[ArticleVersion],
    highest: Highest,
    changed: Mapping[str, str] | None = None,
) -> Renumbering:
    """Find the ids that the facts and sources of a new version should have.

    Args:
        theirs: The new version.
        earlier: The versions that are known, the one whose numbers count most first.
        highest: The highest numbers that were ever given.
        changed: Ids of its facts that are known facts in new words, each with the id that the fact had.
    """
    facts, most_facts = _settle(
        theirs.facts, [version.facts for version in earlier], highest.facts, key=read_words, changed=changed or {}
    )
    sources, most_sources = _settle(
        theirs.sources, [version.sources for version in earlier], highest.sources, key=read_locator, changed={}
    )
    return Renumbering(facts | sources, Highest(most_facts, most_sources))


def _settle(
    theirs: Parts, earlier: Sequence[Parts], highest: int, *, key: Callable[[Any], Hashable], changed: Mapping[str, str]
) -> tuple[dict[str, str], int]:
    known: dict[Hashable, int] = {}
    for part in (part for version in earlier for part in version.values()):
        if number := read_number(part.get("id")):
            known.setdefault(key(part), number)
            highest = max(highest, number)
    parts = [part for part in theirs.values() if part.get("id")]
    if not earlier and not highest:
        return {}, find_highest(parts)
    settled: dict[str, int] = {}
    _claim(parts, lambda part: known.get(key(part)), settled)
    _claim(parts, lambda part: read_number(changed.get(part["id"])), settled)
    for part in parts:
        if part["id"] not in settled:
            settled[part["id"]] = highest = highest + 1
    ids = {old: renumber(old, number) for old, number in settled.items()}
    return {old: new for old, new in ids.items() if old != new}, highest


def _claim(parts: Iterable[Part], find: Callable[[Part], int | None], settled: dict[str, int]) -> None:
    """Give each part that has no number yet the one that is found for it, unless another part has it."""
    for part in parts:
        number = find(part)
        if number and part["id"] not in settled and number not in settled.values():
            settled[part["id"]] = number


def find_highest(parts: Iterable[Part]) -> int:
    """Give the highest number among some facts or sources; 0 where none has one."""
    return max((read_number(part.get("id")) for part in parts), default=0)


def move_ids(version: ArticleVersion, category: object) -> ArticleVersion:
    """Give a version in another category, its facts' ids with it; their numbers stay."""
    facts = version.fields.get(FACTS)
    if not isinstance(facts, list):
        return version
    old = version.fields.get("category")
    moved = move_facts(facts, version.fields.get("id"), categories=(old, category))
    return read_fields({**version.fields, FACTS: moved, "category": category}, version.body)
