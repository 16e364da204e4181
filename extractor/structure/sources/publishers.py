"""The listed publishers: their names, what they publish, and how names are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from anyascii import anyascii

from extractor.knowledge import Knowledge, derived


class PublisherIndex(NamedTuple):
    """What each listed publisher publishes, and how its name is spelled; both by the folded name."""

    types: Mapping[str, str]
    spellings: Mapping[str, str]


@derived
def _read_index(knowledge: Knowledge) -> PublisherIndex:
    listed = knowledge.publishers.publishers
    return PublisherIndex(
        {fold_name(name): kind for kind, names in listed.items() for name in names},
        {fold_name(name): name for names in reversed(list(listed.values())) for name in reversed(names)},
    )


@derived
def _load_page_kinds(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(knowledge.gather(lambda language: language.titles).page_kinds)


def fold_name(name: str) -> str:
    """Give a key under which spellings of a name are one: no case, accents, blanks or punctuation."""
    return "".join(char for char in anyascii(name).casefold() if char.isalnum())


def publisher_type(name: str | None, *, knowledge: Knowledge) -> str | None:
    """Say what a known publisher publishes, as a source type; None where that does not follow from the publisher."""
    kind = _read_index(knowledge).types.get(fold_name(name)) if name else None
    return None if kind == "any" else kind


def is_known(name: str, *, knowledge: Knowledge) -> bool:
    """The name, or a part of it between slashes, commas or brackets, is a listed publisher."""
    if fold_name(name) in _read_index(knowledge).types:
        return True
    parts = [part for part in re.split(r"[/,()]", name) if part.strip()]
    return len(parts) > 1 and len(parts[-1]) > 1 and any(fold_name(part) in _read_index(knowledge).types for part in parts)


def is_listed(name: str, *, knowledge: Knowledge) -> bool:
    """The name is that of a listed publisher, as a whole."""
    return fold_name(name) in _read_index(knowledge).types


def find_profiler(name: str, *, knowledge: Knowledge) -> str | None:
    """``Crunchbase Company Profile & Funding`` names a listed publisher first, and then only the kind of page."""
    words = name.split()
    heads = (" ".join(words[:count]) for count in (3, 2, 1) if count < len(words))
    head = next((head for head in heads if is_listed(head, knowledge=knowledge)), None)
    rest = name[len(head) :].casefold().split() if head else []
    return head if head and name.startswith(head) and _load_page_kinds(knowledge).intersection(rest) else None


def spell_name(letters: str, *, knowledge: Knowledge) -> str | None:
    """Give the listed publisher's name that these letters spell (``techtarget``: ``TechTarget``), if there is one."""
    return _read_index(knowledge).spellings.get(fold_name(letters))
