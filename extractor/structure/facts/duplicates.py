"""Near-duplicate statements: the same words up to order and additions, with no figure or name apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractor.knowledge import Knowledge, derived
from extractor.structure.facts.lexicon import list_words, stem_words

_COMPARED = 400
_SHARED = 0.75


def group_duplicates(statements: Sequence[str], *, ratio: float, knowledge: Knowledge) -> list[list[int]]:
    """Group positions of statements that say the same; each group has at least two, in reading order.

    Two statements that differ in a figure or in a name on both sides say different things, however alike they sound.
    Beyond the first 400 statements only equal ones are grouped, which keeps the work bounded.
    """
    groups: list[list[int]] = []
    leaders: list[frozenset[str]] = []
    by_words: dict[str, list[int]] = {}
    for at, statement in enumerate(statements):
        group = by_words.get(statement.casefold())
        if group is None and at < _COMPARED:
            stems = stem_words(statement, knowledge=knowledge)
            near = (known for known, others in zip(groups, leaders, strict=True) if _share_words(stems, others))
            group = next(
                (known for known in near if is_duplicate(statements[known[0]], statement, ratio=ratio, knowledge=knowledge)),
                None,
            )
        if group is None:
            group = []
            groups.append(group)
            leaders.append(stem_words(statement, knowledge=knowledge) if at < _COMPARED else frozenset())
        group.append(at)
        by_words.setdefault(statement.casefold(), group)
    return [group for group in groups if len(group) > 1]


def is_duplicate(one: str, other: str, *, ratio: float, knowledge: Knowledge) -> bool:
    """Whether two statements say the same: ``ratio`` is the least token-set similarity, 0 to 100."""
    if not _share_words(stem_words(one, knowledge=knowledge), stem_words(other, knowledge=knowledge)):
        return False
    if not all(a <= b or b <= a for a, b in zip(_list_marks(knowledge, one), _list_marks(knowledge, other), strict=True)):
        return False
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(_join_words(one), _join_words(other)) >= ratio


def _share_words(stems: frozenset[str], others: frozenset[str]) -> bool:
    """The one holds all words of the other, or the two have most of theirs in common."""
    shared = len(stems & others)
    return shared in (len(stems), len(others)) or shared >= _SHARED * (len(stems) + len(others) - shared)


@lru_cache(maxsize=1024)  # every statement of a page is compared with every other
def _join_words(statement: str) -> str:
    return " ".join(list_words(statement)).casefold()


@derived
def _list_marks(knowledge: Knowledge, statement: str) -> tuple[frozenset[str], frozenset[str]]:
    words = list_words(statement)
    figures = frozenset(word.strip(".,") for word in words if any(char.isdigit() for char in word))
    names = frozenset(
        stem
        for word in words
        if word[:1].isupper() or word[1:] != word[1:].lower()
        for stem in stem_words(word, knowledge=knowledge)
    )
    return figures, names
