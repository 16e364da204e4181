"""Stable numbers: what an article says already keeps its number, and what is new gets one that nothing ever had.

A conversion knows nothing of earlier ones and counts from 1. Here its numbers are exchanged for those that the workspace
knows, in the article and in its record alike.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from extractor.merge.facts import FACTS, SOURCES, list_parts, read_locator, read_number
from extractor.workspace.decisions import read_words


class Highest(NamedTuple):
    """The highest numbers that facts and primary sources of an article ever had."""

    facts: int = 0
    sources: int = 0


class Renumbering(NamedTuple):
    """The ids that a conversion gave, each with the one it should have; and the highest numbers after that."""

    ids: Mapping[str, str]
    highest: Highest


def settle_ids(
    theirs: Mapping[str, Any], earlier: Sequence[Mapping[str, Any]], highest: Highest, changed: Mapping[str, str] | None = None
) -> Renumbering:
    """Find the ids that the facts and sources of a new version should have.

    Args:
        theirs: The front matter of the new version.
        earlier: Front matter of the versions that are known, the one whose numbers count most first.
        highest: The highest numbers that were ever given.
        changed: Ids of its facts that are known facts in new words, each with the id that the fact had.
    """
    facts, most_facts = _settle(theirs, earlier, (FACTS, highest.facts), read_words, changed or {})
    sources, most_sources = _settle(theirs, earlier, (SOURCES, highest.sources), read_locator, {})
    return Renumbering(facts | sources, Highest(most_facts, most_sources))


def _settle(
    theirs: Mapping[str, Any],
    earlier: Sequence[Mapping[str, Any]],
    kind: tuple[str, int],
    key: Callable[[Any], Hashable],
    changed: Mapping[str, str],
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
    settled: dict[str, int] = {}
    for find in (lambda part: known.get(key(part)), lambda part: read_number(changed.get(part["id"]))):
        _claim(parts, find, settled)
    for part in parts:
        if part["id"] not in settled:
            settled[part["id"]] = highest = highest + 1
    ids = {old: f"{old.rpartition('-')[0]}-{number}" for old, number in settled.items()}
    return {old: new for old, new in ids.items() if old != new}, highest


def _claim(parts: Iterable[Mapping[str, Any]], find: Callable[[Mapping[str, Any]], object], settled: dict[str, int]) -> None:
    """Give each part that has no number yet the one that is found for it, unless another part has it."""
    for part in parts:
        number = find(part)
        if part["id"] not in settled and isinstance(number, int) and number not in settled.values():
            settled[part["id"]] = number


def _highest(parts: Iterable[Mapping[str, Any]]) -> int:
    return max((number for part in parts if isinstance(number := read_number(part), int)), default=0)


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
