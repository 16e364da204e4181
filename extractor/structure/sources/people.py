"""Names of authors, as bibliographies write them."""

from __future__ import annotations

_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le", "ter", "van", "von"})
_GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def invert_name(name: str) -> str:
    """Give ``Family, Given``; a name of one word or one already inverted stays as it is."""
    words = name.split()
    if "," in name or len(words) < 2:
        return name
    tail = [words.pop()] if words[-1].casefold() in _GENERATIONS and len(words) > 2 else []
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return f"{' '.join(words[start:])}, {' '.join((*words[:start], *tail))}"
