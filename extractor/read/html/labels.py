"""The labels of entity and document pages (``configs/languages``, ``configs/sites``), as far as reading markup needs them."""

from __future__ import annotations

import re

from extractor.knowledge import Knowledge, derived

_LINE = re.compile(r"[^\n]+")


def is_label(text: str, *, knowledge: Knowledge) -> bool:
    """Whether words are a label; a colon behind them makes no difference."""
    return _fold(text) in _load_labels(knowledge)


def is_known(text: str, *, knowledge: Knowledge) -> bool:
    """Whether a page is of a known make: its lines hold two labels, or one that is a raw i18n key."""
    labels = _load_labels(knowledge)
    seen = {line for found in _LINE.finditer(text) if (line := _fold(found[0])) in labels}
    return len(seen) > 1 or not seen.isdisjoint(_load_keys(knowledge))


def _fold(text: str) -> str:
    return text.strip(" :#*\uff1a").lower()


@derived
def _load_keys(knowledge: Knowledge) -> frozenset[str]:
    """What a page shows in place of a label whose translation failed to load."""
    return frozenset(
        key.lower() for group in (knowledge.site.entity, knowledge.site.document) for _, keys in group for key in keys
    )


@derived
def _load_labels(knowledge: Knowledge) -> frozenset[str]:
    site, labels = knowledge.site, knowledge.gather(lambda language: language.labels)
    groups = (site.entity, site.document, site.labels, labels.entity, labels.document)
    return frozenset(label.lower() for group in groups for _, words in group for label in words)
