"""The heads of a table of attributes, which are no attribute themselves (``configs/languages``)."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.knowledge import Knowledge, derived


def are_column_heads(texts: Iterable[str], *, knowledge: Knowledge) -> bool:
    """Whether every cell of a row is the name of a column."""
    cells = [text.strip(" :*").lower() for text in texts]
    return len(cells) > 1 and _load_heads(knowledge).issuperset(cells)


@derived
def _load_heads(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(head.lower() for head in knowledge.gather(lambda language: language.labels).column_heads)
