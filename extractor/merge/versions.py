"""What a merge starts from: versions of an article, each read once; a conversion; what the workspace has of the article.

A fact or source is known again by the number at the end of its id, a source by its locator too. Of two with one number the
first has it; the other is kept under a key of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from extractor.issues import Issue
from extractor.schema import Article, Body, Record
from extractor.schema.ids import read_number
from extractor.schema.parts import read_words
from extractor.workspace.articles import ArticleFile
from extractor.workspace.decisions import ReviewState
from extractor.write import render_article

Part = dict[str, Any]
Parts = Mapping[Hashable, Part]
"""Facts or sources by number, in order."""

FACTS, SOURCES = "atomic_facts", "primary_sources"


class Conversion(NamedTuple):
    """What the machine makes of a page: the article, its record, and doubts that are in neither yet."""

    article: Article
    record: Record
    issues: tuple[Issue, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of the article's file as the machine writes it."""
        machine = self.record.article
        return machine.sha256 if machine else hashlib.sha256(render_article(self.article).encode()).hexdigest()


class WorkspaceState(NamedTuple):
    """What the workspace has of an article: its draft, its accepted version, its record's file, what people decided."""

    pending: ArticleFile | None
    accepted: ArticleFile | None
    record: bytes | None
    review_state: ReviewState

    @property
    def files(self) -> tuple[ArticleFile, ...]:
        """The draft and the accepted version, as far as they are there."""
        return tuple(file for file in (self.pending, self.accepted) if file)


@dataclass(frozen=True)
class ArticleVersion:
    """One version of an article.

    Attributes:
        fields: Its front matter as plain data, facts and sources included.
        facts: Its facts by number, in order.
        sources: Its primary sources by number, in order.
        body: Its body.
    """

    fields: Mapping[str, Any]
    facts: Parts
    sources: Parts
    body: Body

    @cached_property
    def words(self) -> Mapping[Hashable, str]:
        """The words by which each fact is known again."""
        return {number: read_words(fact) for number, fact in self.facts.items()}

    def find_source(self, fact: Part) -> Hashable | None:
        """Give the number of the primary source that a fact rests on; ``None`` if this version lists none such."""
        if fact.get("source_ref"):
            return read_key(fact["source_ref"])
        url = fact.get("source_url")
        return next((number for number, source in self.sources.items() if url and source.get("url") == url), None)

    def locate(self, fact: Part) -> Hashable | None:
        """Give the locator of the source that a fact rests on."""
        source = self.sources.get(self.find_source(fact))
        return read_locator(source) if source else None

    def with_facts(self, facts: Iterable[Part]) -> ArticleVersion:
        """Give the version with other facts."""
        facts = list(facts)
        return replace(self, fields={**self.fields, FACTS: facts}, facts=index_entries(facts, key_part))


def read_version(article: Article | None) -> ArticleVersion:
    """Read a version; one that says nothing where there is no article."""
    return read_fields(article.to_data(), article.body) if article else read_fields({}, Body())


def read_fields(fields: Mapping[str, Any], body: Body) -> ArticleVersion:
    """Read a version from its front matter as plain data, which in a person's file may be anything."""
    facts, sources = (index_entries(list_parts(fields, key), key_part) for key in (FACTS, SOURCES))
    return ArticleVersion(fields, facts, sources, body)


def list_parts(fields: Mapping[str, Any], key: str) -> list[Part]:
    """Give the mappings of a list of the front matter."""
    value = fields.get(key)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def index_entries(entries: Iterable[Any], key: Callable[[Any], Hashable]) -> dict[Hashable, Any]:
    """Find entries by their keys; a second one of the same key gets a key of its own."""
    found: dict[Hashable, Any] = {}
    for entry in entries:
        name = key(entry)
        found[name if name not in found else (name, len(found))] = entry
    return found


def key_part(part: Mapping[str, Any]) -> int | str:
    """Give the number of a fact or source; its id where that has none."""
    return read_key(part.get("id"))


def read_key(name: object) -> int | str:
    """Give the number at the end of an id; the id itself where there is none."""
    return read_number(name) or str(name)


def read_locator(source: Mapping[str, Any]) -> tuple[str, str]:
    """Give what a source is known by: its DOI or address, else its title."""
    locator = source.get("doi") or source.get("url")
    return ("at", str(locator)) if locator else ("named", read_words(source.get("title", "")))
