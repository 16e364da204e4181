"""When two wordings state the same. The shares and words that decide are in ``configs/merging.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from extractor.config import load_data


def is_same_claim(words: str, other: str) -> bool:
    """Tell whether two wordings state the same: nearly the same words, the same figures, nothing turned round."""
    if words == other:
        return True
    return _weigh(words) == _weigh(other) and share_words(words, other) >= load_knobs()["least_same_claim"]


def is_covered(words: str, rejected: Iterable[str]) -> bool:
    """Tell whether a fact is one of those that people want out, if in other words."""
    return any(is_same_claim(words, other) for other in rejected)


def share_words(words: str, other: str) -> float:
    """Give the share of words that two wordings have in common, in order."""
    return SequenceMatcher(None, words.split(), other.split(), autojunk=False).ratio()


def load_knobs() -> Mapping[str, Any]:
    """Load the shares and words."""
    knobs: Mapping[str, Any] = load_data("merging.yaml")
    return knobs


def _weigh(words: str) -> list[str]:
    turning = _load_turning()
    return sorted(word for word in words.split() if word in turning or any(letter.isdigit() for letter in word))


@cache
def _load_turning() -> frozenset[str]:
    return frozenset(map(str, load_knobs()["turning"]))
