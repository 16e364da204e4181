"""One value, three versions of it: what a merge takes in, what it gives back, and its rules for values, mappings and lists."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from extractor.schema import Article
from extractor.write.layouts import is_same

Key = TypeVar("Key", bound=Hashable)

Resolve = Callable[[Any, Any, Any, Any], Any]
"""From a key and the entry in base, mine and theirs, each ``None`` where it is absent, to the merged entry or ``None``."""

Place = tuple[str, ...]
"""Where a value stands: a key; ``atomic_facts`` or ``primary_sources``, a number and a key; ``body`` and a heading."""


class Conflict(NamedTuple):
    """A value that a person and the machine have both changed, each in their own way; ``None`` stands for an absent one."""

    place: Place
    base: Any
    mine: Any
    theirs: Any


class Merge(NamedTuple):
    """What comes out of three versions of an article.

    Attributes:
        article: The article: mine, with the machine's changes to what nobody touched.
        conflicts: Values that both changed; the article has the person's.
        gone: Statements that a person accepted or wrote and whose evidence the page has lost; they are still there.
        removed: Words of what a person took out, which does not come back.
        left_out: Words of facts that the merge itself left out, for want of room or of their source, and nobody took out.
    """

    article: Article
    conflicts: tuple[Conflict, ...] = ()
    gone: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def judge_again(conflict: Conflict, waiting: Iterable[Conflict]) -> Conflict | None:
    """Tell a conflict from where it began, if one waits already; ``None`` if the machine has come back to what it said then."""
    same = (old for old in waiting if old.place == conflict.place and is_same(old.mine, conflict.mine))
    first = next(same, None)
    if first is None:
        return conflict
    return None if is_same(first.base, conflict.theirs) else conflict._replace(base=first.base)


@dataclass(frozen=True, slots=True)
class MergePolicy:
    """What people have decided about an article, as far as a merge goes by it.

    Attributes:
        accepted: A person accepted it, so that no fact of it is dropped without a person.
        rejected: Words of facts that a person rejected.
        edited: Keys of the front matter that a person decided, even where the machine came to say the same.
        evidence: Words of every sentence that the page offers as a fact, chosen or not.
        before: Words of those that it offered the last time.
        left_out: Words of facts that an earlier merge left out by itself.
    """

    accepted: bool = False
    rejected: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


@dataclass(slots=True)
class MergeLog:
    """What a merge has to tell besides its result."""

    conflicts: list[Conflict] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def merge_value(place: Place, versions: tuple[Any, Any, Any], log: MergeLog) -> Any:
    """Merge one value: base, mine, theirs. Mappings are merged key by key; of two changes the person's stays."""
    base, mine, theirs = versions
    if is_same(mine, theirs) or is_same(base, theirs):
        return mine
    if is_same(base, mine):
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return merge_mapping(place, (base if isinstance(base, dict) else {}, mine, theirs), log)
    log.conflicts.append(Conflict(place, base, mine, theirs))
    return mine


def merge_mapping(
    place: Place, versions: tuple[dict[str, Any], dict[str, Any], dict[str, Any]], log: MergeLog
) -> dict[str, Any]:
    """Merge a mapping, key by key, in the order of mine; keys that only theirs has come last."""
    base, mine, theirs = versions
    merged = {
        key: merge_value((*place, key), (base.get(key), mine.get(key), theirs.get(key)), log) for key in {**mine, **theirs}
    }
    return {key: value for key, value in merged.items() if value is not None}


def merge_entries(
    versions: tuple[Mapping[Hashable, Any], Mapping[Hashable, Any], Mapping[Hashable, Any]], resolve: Resolve
) -> list[Any]:
    """Merge three versions of a list, entry by entry, matched by their keys; ``resolve`` is told of what both dropped, too."""
    base, mine, theirs = versions
    names = dict.fromkeys((*order_keys(list(base), list(mine), list(theirs)), *base))
    merged = (resolve(name, base.get(name), mine.get(name), theirs.get(name)) for name in names)
    return [entry for entry in merged if entry is not None]


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
