"""Ids of facts and primary sources: ``af-<category>-<article>-<n>`` and ``ps-<article>-<n>``.

The number is what lasts: an article may get another category or another id, and its facts keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_FACT_ID = re.compile(r"af-[a-z0-9-]+-\d+")
_MOST_DIGITS = 9


def prefix_facts(category: object, article_id: object) -> str:
    """Give what the ids of an article's facts have before their numbers."""
    return f"af-{category}-{article_id}-"


def prefix_sources(article_id: object) -> str:
    """Give what the ids of an article's primary sources have before their numbers."""
    return f"ps-{article_id}-"


def name_fact(category: object, article_id: object, number: int) -> str:
    """Give the id of a fact."""
    return f"{prefix_facts(category, article_id)}{number}"


def name_source(article_id: object, number: int) -> str:
    """Give the id of a primary source."""
    return f"{prefix_sources(article_id)}{number}"


def read_number(name: object) -> int:
    """Give the number at the end of an id; 0 if there is none, as numbers count from 1."""
    end = str(name).rpartition("-")[2]
    return int(end) if end.isascii() and end.isdecimal() and len(end) <= _MOST_DIGITS else 0


def renumber(name: str, number: int) -> str:
    """Give an id with another number."""
    return f"{name.rpartition('-')[0]}-{number}"


def move_facts(facts: Iterable[Any], article_id: object, *, categories: tuple[object, object]) -> list[Any]:
    """Give the facts of some front matter with ids of another category: from the first of two to the second."""
    old, new = (prefix_facts(category, article_id) for category in categories)
    return [
        {**fact, "id": f"{new}{str(fact['id']).removeprefix(old)}"}
        if isinstance(fact, dict) and str(fact.get("id")).startswith(old)
        else fact
        for fact in facts
    ]


def is_fact_id(name: str) -> bool:
    """Tell whether a text has the form of a fact's id."""
    return _FACT_ID.fullmatch(name) is not None


def is_part_id(name: str) -> bool:
    """Tell whether a text begins as ids of facts and sources do."""
    return name.startswith(("af-", "ps-"))
