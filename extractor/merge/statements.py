"""When two wordings state the same. The shares that decide are in ``configs/merging.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from extractor.knowledge import Knowledge
from extractor.structure.facts.languages import load_negations


def is_same_claim(words: str, other: str, *, knowledge: Knowledge) -> bool:
    """Tell whether two wordings state the same: nearly the same words, the same figures, nothing turned round."""
    if words == other:
        return True
    return (
        _weigh(words, knowledge=knowledge) == _weigh(other, knowledge=knowledge)
        and share_words(words, other) >= knowledge.merging.least_same_claim
    )


def is_covered(words: str, rejected: Iterable[str], *, knowledge: Knowledge) -> bool:
    """Tell whether a fact is one of those that people want out, if in other words."""
    return any(is_same_claim(words, other, knowledge=knowledge) for other in rejected)


def share_words(words: str, other: str) -> float:
    """Give the share of words that two wordings have in common, in order."""
    return SequenceMatcher(None, words.split(), other.split(), autojunk=False).ratio()


def _weigh(words: str, *, knowledge: Knowledge) -> list[str]:
    turning = load_negations(knowledge)
    return sorted(word for word in words.split() if word in turning or any(letter.isdigit() for letter in word))
