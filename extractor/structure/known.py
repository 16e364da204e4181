"""What the workspace already knows about a page: its ids, and the articles around it.

Structuring is a pure function of the page; whatever an earlier run decided comes in as this one frozen value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another article of the workspace, as the index of related articles holds it.

    Attributes:
        id: Its id.
        title: Its title.
        category: Its category, which is its folder.
        terms: Its rare names and words (``related.index_record`` collects them).
    """

    id: str
    title: str
    category: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """Earlier decisions about one page; empty for a page that stands alone.

    Attributes:
        id: The id that the page's article has already.
        taken: Ids that belong to other pages.
        fact_ids: The id that each statement has or had, rejected ones included: an unchanged fact keeps its id.
        retired: Fact ids whose number is never given again.
        neighbours: The other articles of the workspace.
    """

    id: str | None = None
    taken: frozenset[str] = frozenset()
    fact_ids: Mapping[str, str] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()
    neighbours: tuple[Neighbour, ...] = ()
