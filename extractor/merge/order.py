"""Lists as sets with an order: whose order counts, and where the other's entries go."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)

Resolve = Callable[[Any, Any, Any, Any], Any]
"""From a key and the entry in base, mine and theirs, each ``None`` where it is absent, to the merged entry or ``None``."""


def merge_list(
    versions: tuple[Sequence[Any], Sequence[Any], Sequence[Any]], key: Callable[[Any], Hashable], resolve: Resolve
) -> list[Any]:
    """Merge three versions of a list, entry by entry, matched by their keys; ``resolve`` is told of what both dropped, too."""
    base, mine, theirs = (index_entries(entries, key) for entries in versions)
    names = dict.fromkeys((*order_keys(list(base), list(mine), list(theirs)), *base))
    merged = (resolve(name, base.get(name), mine.get(name), theirs.get(name)) for name in names)
    return [entry for entry in merged if entry is not None]


def index_entries(entries: Iterable[Any], key: Callable[[Any], Hashable]) -> dict[Hashable, Any]:
    """Find entries by their keys; a second one of the same key gets a key of its own."""
    found: dict[Hashable, Any] = {}
    for entry in entries:
        name = key(entry)
        found[name if name not in found else (name, len(found))] = entry
    return found


def order_keys(base: Sequence[Key], mine: Sequence[Key], theirs: Sequence[Key]) -> list[Key]:
    """Put the keys of both sides in one order: the person's if they changed it, else the machine's."""
    moved = [name for name in mine if name in base] != [name for name in base if name in mine]
    lead, other = (mine, theirs) if moved else (theirs, mine)
    return weave_keys(lead, other)


def weave_keys(lead: Sequence[Key], other: Sequence[Key]) -> list[Key]:
    """Put each entry that only the other has behind its predecessor there."""
    woven, at = list(lead), 0
    known = set(lead)
    for name in other:
        if name in known:
            at = woven.index(name) + 1
        else:
            woven.insert(at, name)
            known.add(name)
            at += 1
    return woven
