"""Stable numbers: what an article says already keeps its number, and what is new gets one that nothing ever had.

A conversion knows nothing of earlier ones and counts from 1. Here its numbers are exchanged for those that the workspace
knows, in the article and in its record alike.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from extractor.jobs.decisions import read_words
from extractor.jobs.merge.facts import FACTS, SOURCES, list_parts, read_number


class Highest(NamedTuple):
    """The highest numbers that facts and primary sources of an article ever had."""

    facts: int = 0
    sources: int = 0


class Renumbering(NamedTuple):
    """The ids that a conversion gave, each with the one it should have; and the highest numbers after that."""

    ids: Mapping[str, str]
    highest: Highest


def settle_ids(theirs: Mapping[str, Any], earlier: Sequence[Mapping[str, Any]], highest: Highest) -> Renumbering:
    """Find the ids that the facts and sources of a new version should have.

    Args:
        theirs: The front matter of the new version.
        earlier: Front matter of the versions that are known, the one whose numbers count most first.
        highest: The highest numbers that were ever given.
    """
    facts, most_facts = _settle(theirs, earlier, (FACTS, highest.facts), read_words)
    sources, most_sources = _settle(theirs, earlier, (SOURCES, highest.sources), read_locator)
    return Renumbering(facts | sources, Highest(most_facts, most_sources))


def _settle(
    theirs: Mapping[str, Any], earlier: Sequence[Mapping[str, Any]], kind: tuple[str, int], key: Callable[[Any], Hashable]
) -> tuple[dict[str, str], int]:
    name, highest = kind
    known: dict[Hashable, int] = {}
    for version in earlier:
        for part in list_parts(version, name):
            number = read_number(part)
            if isinstance(number, int):
                known.setdefault(key(part), number)
                highest = max(highest, number)
    parts = [part for part in list_parts(theirs, name) if part.get("id")]
    if not earlier and not highest:
        return {}, _highest(parts)
    ids: dict[str, str] = {}
    given: set[int] = set()
    for part in parts:
        settled = known.get(key(part))
        if settled is None or settled in given:
            settled = highest = highest + 1
        given.add(settled)
        ids[part["id"]] = f"{part['id'].rpartition('-')[0]}-{settled}"
    return {old: new for old, new in ids.items() if old != new}, highest


def _highest(parts: Iterable[Mapping[str, Any]]) -> int:
    return max((number for part in parts if isinstance(number := read_number(part), int)), default=0)


def read_locator(source: Mapping[str, Any]) -> tuple[str, str]:
    """Give what a source is known by: its DOI or address, else its title."""
    locator = source.get("doi") or source.get("url")
    return ("at", str(locator)) if locator else ("named", read_words(source.get("title", "")))


def move_ids(data: Mapping[str, Any], category: object) -> dict[str, Any]:
    """Give front matter whose facts' ids have its article's id and a category; their numbers stay."""
    facts = data.get(FACTS)
    if not isinstance(facts, list):
        return dict(data)
    start = f"af-{data.get('category')}-{data.get('id')}-"
    moved = [
        {**fact, "id": f"af-{category}-{data.get('id')}-{str(fact['id']).removeprefix(start)}"}
        if isinstance(fact, dict) and str(fact.get("id")).startswith(start)
        else fact
        for fact in facts
    ]
    return {**data, FACTS: moved, "category": category}
