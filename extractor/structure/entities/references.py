"""Words such as "the company" that stand for the only organisation that they can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.structure.entities.places import Place

_REFERENCE = re.compile(
    r"\b[Tt]he (?:company|firm|start-?up|corporation|organi[sz]ation)\b"
    r"(?!-?\w| (?:that|which|who|whose|of|for|in|behind)\b)"
)
NARRATIVE = frozenset({"description", "summary", "attributes", "timeline", "wikipedia", "content"})
"""Sections that speak of the page's entity; web results may speak of any."""


def find_references(places: Iterable[Place], organisations: Sequence[Sequence[Place]]) -> list[tuple[int, Place]]:
    """Give the places that say "the company" where one organisation alone can be meant, each with the number of that one.

    That is: the page's own sections name exactly one organisation, and named it before. ``organisations`` are the places
    of each organisation of the page.
    """
    firsts = {
        at: min(text.start for text, kind in named if kind in NARRATIVE)
        for at, named in enumerate(organisations)
        if any(kind in NARRATIVE for _, kind in named)
    }
    if len(firsts) != 1:
        return []
    [(meant, first)] = firsts.items()
    return [
        (meant, (text.part(*match.span()), kind))
        for text, kind in places
        if kind in NARRATIVE
        for match in _REFERENCE.finditer(text.text)
        if text.start + match.start() > first
    ]
