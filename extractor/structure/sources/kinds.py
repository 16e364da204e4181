"""The type of a source, on evidence only: its address, its title, its publisher. Without any it is an ``article``."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from extractor.knowledge import Knowledge, derived
from extractor.structure.sources.publishers import publisher_type


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
    return next(found, None) or publisher_type(publisher, knowledge=knowledge) or "article"


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
