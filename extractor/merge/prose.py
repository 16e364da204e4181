"""Prose, merged by paragraph, and where both changed one, by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

Chunk = tuple[list[str], list[str], list[str]]
"""Paragraphs or lines that belong together: in base, in mine, in theirs."""

OnConflict = Callable[[str, str, str], None]


def merge_prose(base: str, mine: str, theirs: str, on_conflict: OnConflict) -> str:
    """Merge three versions of a text; where both changed the same lines the person's stay, and ``on_conflict`` is told.

    Lines that one side only put before or after what the other changed are no such change: both come in.
    """
    if theirs in {mine, base}:
        return mine
    if base == mine:
        return theirs
    return _merge((base, mine, theirs), ("\n\n", "\n"), on_conflict)


def _merge(texts: tuple[str, str, str], separators: tuple[str, ...], on_conflict: OnConflict) -> str:
    separator, finer = separators[0], separators[1:]
    base, mine, theirs = (text.split(separator) if text else [] for text in texts)
    merged: list[str] = []
    for old, own, new in cut_chunks(base, mine, theirs):
        if new in (own, old):
            merged += own
        elif old == own:
            merged += new
        elif old and (joined := _join_added(old, own, new) or _join_added(old, new, own)):
            merged += joined
        elif finer:
            text = _merge((separator.join(old), separator.join(own), separator.join(new)), finer, on_conflict)
            merged += [text] if text or own else []
        else:
            on_conflict(separator.join(old), separator.join(own), separator.join(new))
            merged += own
    return separator.join(merged)


def _join_added(old: Sequence[str], longer: Sequence[str], other: Sequence[str]) -> list[str]:
    """Put what one side wrote before or after the old parts around those of the other side; empty if it did anything else."""
    if len(longer) <= len(old):
        return []
    if list(longer[: len(old)]) == list(old):
        return [*other, *longer[len(old) :]]
    return [*longer[: -len(old)], *other] if list(longer[-len(old) :]) == list(old) else []


def cut_chunks(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Chunk]:
    """Cut three versions where all of them agree; yield what lies between, in order, agreeing parts included."""
    in_mine, in_theirs = _match(base, mine), _match(base, theirs)
    low = own = new = 0
    for at, part in enumerate(base):
        if at not in in_mine or at not in in_theirs:
            continue
        if (at, in_mine[at], in_theirs[at]) != (low, own, new):
            yield list(base[low:at]), list(mine[own : in_mine[at]]), list(theirs[new : in_theirs[at]])
        yield [part], [part], [part]
        low, own, new = at + 1, in_mine[at] + 1, in_theirs[at] + 1
    if low < len(base) or own < len(mine) or new < len(theirs):
        yield list(base[low:]), list(mine[own:]), list(theirs[new:])


def _match(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Map the places of base to the same parts in another version."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + at: block.b + at for block in blocks for at in range(block.size)}
