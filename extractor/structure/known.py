"""What the workspace already knows about a page: its ids.

Structuring is a pure function of the page; whatever an earlier run decided comes in as this one frozen value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Known:
    """Earlier decisions about one page; empty for a page that stands alone.

    Attributes:
        id: The id that the page's article has already.
        taken: Ids that belong to other pages.
        fact_ids: The id that each statement has or had, rejected ones included: an unchanged fact keeps its id.
        retired: Fact ids whose number is never given again.
    """

    id: str | None = None
    taken: frozenset[str] = frozenset()
    fact_ids: Mapping[str, str] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()
