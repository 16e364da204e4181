"""The listed publishers: their names, what they publish, and how names are compared; and of what type a source is.

A type rests on evidence only: the source's address, its title, its publisher. Without any it is an ``article``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

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


def _find_publisher_type(name: str | None, *, knowledge: Knowledge) -> str | None:
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


class _Rule(NamedTuple):
    type: str
    hosts: tuple[str, ...]
    prefixes: tuple[str, ...]
    paths: tuple[re.Pattern[str], ...]
    titles: tuple[re.Pattern[str], ...]
    tails: tuple[re.Pattern[str], ...]


@derived
def _rules(knowledge: Knowledge) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            rule.type,
            rule.hosts,
            rule.prefixes,
            *(tuple(re.compile(pattern) for pattern in patterns) for patterns in (rule.paths, rule.titles, rule.tails)),
        )
        for rule in knowledge.publishers.types
    )


def judge_type(title: str, *, publisher: str | None, url: str, is_paper: bool, knowledge: Knowledge) -> str:
    """Give the type that the evidence supports.

    Args:
        title: The source's title.
        publisher: Who publishes it, if the page says so.
        url: Its address, or an empty string.
        is_paper: It has a DOI or an arXiv id of its own.
        knowledge: What the program knows besides the page.
    """
    if is_paper:
        return "academic_paper"
    found = (rule.type for rule in _rules(knowledge) if _fits(rule, title, publisher or "", url))
    return next(found, None) or _find_publisher_type(publisher, knowledge=knowledge) or "article"


def _fits(rule: _Rule, title: str, publisher: str, url: str) -> bool:
    """All kinds of evidence that a rule names about the address must hold; a title's or publisher's words alone suffice."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    by_host = any(host == name or host.endswith(f".{name}") for name in rule.hosts)
    by_host = by_host or (host.split(".")[0] in rule.prefixes)
    by_path = any(pattern.search(parts.path) for pattern in rule.paths)
    by_words = any(pattern.search(title) for pattern in rule.titles) or any(pattern.search(publisher) for pattern in rule.tails)
    if rule.hosts and rule.titles and rule.type == "government_report":
        return by_host and by_words
    if by_words:
        return True
    at_host = by_host or not (rule.hosts or rule.prefixes)
    return bool(url) and (rule.hosts or rule.prefixes or rule.paths) != () and at_host and (by_path or not rule.paths)
