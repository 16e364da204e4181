"""Facts known again though their page has reworded them: by their words, their source, and the words around them.

A fact whose own sentence still stands on the page, chosen or not, has not changed. Only one that has left can have become
another, and it becomes one at most. The shares that decide are in ``configs/merging.yaml``.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.merge.versions import ArticleVersion, read_key
from extractor.schema import Record
from extractor.structure.facts.statements import share_words

_SIDE = 8
"""Fewer letters than this on a side of a sentence say nothing about its place."""


class FactFingerprint(NamedTuple):
    """A fact as far as it is known again: its id, its words, its source, and the page's text before and after it."""

    id: str
    words: str
    source: Hashable
    before: str = ""
    after: str = ""


def sight_facts(version: ArticleVersion, record: Record | None = None) -> list[FactFingerprint]:
    """List the facts of a version; a record that was made with it tells what stood around them."""
    evidence = {fact.id: fact.evidence for fact in record.facts if fact.id} if record else {}
    found = []
    for number, fact in version.facts.items():
        quote = evidence.get(str(fact.get("id")))
        sides = (quote.prefix.strip(), quote.suffix.strip()) if quote else ("", "")
        found.append(FactFingerprint(str(fact.get("id")), version.words[number], version.locate(fact), *sides))
    return found


def find_changed(
    old: Sequence[FactFingerprint], new: Sequence[FactFingerprint], offered: Collection[str], *, knowledge: Knowledge
) -> dict[str, str]:
    """Map the ids of new facts to those of the old facts that they were before the page changed.

    Args:
        old: Facts that the machine stated; of two with one number the first counts.
        new: Facts that it states now.
        offered: Words of every sentence that the page now offers as a fact, chosen or not.
        knowledge: What the program knows besides the page.
    """
    known = {one.words for one in old}
    left = {read_key(one.id): one for one in reversed(old) if one.words not in offered}
    fresh = [one for one in new if one.words not in known]
    pairs = [(_rate(one, other, knowledge=knowledge), one, other) for one in left.values() for other in fresh]
    changed: dict[str, str] = {}
    for rate, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if rate and other.id not in changed and one.id not in changed.values():
            changed[other.id] = one.id
    return changed


def _rate(old: FactFingerprint, new: FactFingerprint, *, knowledge: Knowledge) -> float:
    """Give how sure it is that one sentence has become the other; 0 where it is not."""
    knobs = knowledge.merging
    share = share_words(old.words.split(), new.words.split())
    if old.source is None or old.source != new.source:
        return share if share >= knobs.least_elsewhere else 0.0
    sides = (old.before, new.before), (old.after, new.after)
    same = sum(len(one) >= _SIDE and one == other for one, other in sides)
    least = (knobs.least_same_source, knobs.least_one_side, knobs.least_both_sides)[same]
    return 1.0 + same + share if share >= least else 0.0
