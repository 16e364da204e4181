"""The heads of a table of attributes, which are no attribute themselves (``configs/lookups.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from extractor.config import load_data


def are_column_heads(texts: Iterable[str]) -> bool:
    """Whether the cells of a row are two names of columns."""
    cells = [text.strip(" :*").lower() for text in texts]
    return len(cells) == 2 and _load_heads().issuperset(cells)


@cache
def _load_heads() -> frozenset[str]:
    return frozenset(head.lower() for heads in load_data("lookups.yaml")["column_heads"].values() for head in heads)
