"""Rules that tie the values of the front matter together. The values have the right types when they run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.schema.field_types import LEVELS
from extractor.schema.front_matter import ArticleFields
from extractor.schema.ids import prefix_facts, prefix_sources
from extractor.schema.parts import MAX_FACTS, ArticleSource, AtomicFact, read_words
from extractor.schema.rules import Fault, Location

_TRACKING = re.compile(r"[?&;](?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi)=", re.IGNORECASE)
_HOME_PAGE = re.compile(r"https?://[^/?#]+/?")
_NUMBER = re.compile(r"[1-9]\d*", re.ASCII)
_WIKIPEDIA = re.compile(r"\bwikipedia\b", re.IGNORECASE)


def check_consistency(article: ArticleFields) -> Iterator[Fault]:
    """Yield the rules between values of the front matter that an article breaks."""
    if article.created_date and article.updated and article.created_date > article.updated:
        message = f"created_date {article.created_date} is after updated {article.updated}"
        yield Fault("article.date-order", message, ("created_date",))
    if article.confidence == "high" and article.generation_method == "ai_structured":
        yield Fault("article.high-confidence", "an estimate is medium at most", ("confidence",))
    if not article.primary_sources:
        yield Fault("article.no-primary-source", "primary_sources is empty", ("primary_sources",))
    yield from _check_ids(article)
    yield from _check_sources(article)
    yield from _check_facts(article)


def _check_ids(article: ArticleFields) -> Iterator[Fault]:
    taken: set[str] = set()
    for name, prefix, code in (
        ("primary_sources", prefix_sources(article.id), "article.source-id"),
        ("atomic_facts", prefix_facts(article.category, article.id), "article.fact-id"),
    ):
        for at, part in enumerate(getattr(article, name)):
            location = (name, at, "id") if part.id else (name, at)
            if not part.id or not part.id.startswith(prefix) or not _NUMBER.fullmatch(part.id, len(prefix)):
                yield Fault(code, f"'{part.id or ''}' is not {prefix}<number>", location)
            elif part.id in taken:
                yield Fault("article.duplicate-id", f"'{part.id}' is taken", location)
            taken.add(part.id)
    for at, source in enumerate(article.secondary_sources):
        if source.id:
            yield Fault("article.source-id", "a secondary source has no id", ("secondary_sources", at, "id"))


def _check_sources(article: ArticleFields) -> Iterator[Fault]:
    last_year = int(max(article.updated or "", article.last_verified or "")[:4] or 9999)
    for name in ("primary_sources", "secondary_sources"):
        seen: set[tuple[str, str]] = set()
        for at, source in enumerate(getattr(article, name)):
            yield from _check_source(source, (name, at), last_year)
            key = (source.title.casefold(), source.doi or source.url or "")
            if key in seen:
                yield Fault("article.duplicate-source", f"'{source.title}' is listed twice", (name, at, "title"))
            seen.add(key)


def _check_source(source: ArticleSource, at: Location, last_year: int) -> Iterator[Fault]:
    if _WIKIPEDIA.search(source.title):
        yield Fault("article.source-title", f"'{source.title}' names Wikipedia; put it into institution", (*at, "title"))
    if source.year and source.year > last_year:
        yield Fault("article.source-year", f"{source.year} is after the article's last date", (*at, "year"))
    if source.url and _TRACKING.search(source.url):
        yield Fault("article.tracking-url", f"{source.url} carries tracking parameters", (*at, "url"))
    if source.url and _HOME_PAGE.fullmatch(source.url):
        yield Fault("article.home-page-url", f"{source.url} is a bare home page", (*at, "url"))


def _check_facts(article: ArticleFields) -> Iterator[Fault]:
    if len(article.atomic_facts) > MAX_FACTS:
        message = f"there are {len(article.atomic_facts)} facts, {MAX_FACTS} are the most"
        yield Fault("article.too-many-facts", message, ("atomic_facts",))
    sources = (*article.primary_sources, *article.secondary_sources)
    seen: dict[str, str] = {}
    for at, fact in enumerate(article.atomic_facts):
        location: Location = ("atomic_facts", at)
        yield from _check_evidence(fact, sources, location)
        if LEVELS.index(fact.confidence) > LEVELS.index(article.confidence):
            message = f"{fact.confidence} is above the article's {article.confidence}"
            yield Fault("article.fact-confidence", message, (*location, "confidence"))
        words = read_words(fact.statement)
        if words in seen:
            yield Fault("article.fact-twice", f"it says the same as {seen[words]}", (*location, "statement"))
        seen.setdefault(words, fact.id)


def _check_evidence(fact: AtomicFact, sources: tuple[ArticleSource, ...], at: Location) -> Iterator[Fault]:
    if not fact.source_url and not fact.source_ref:
        yield Fault("article.fact-without-source", f"{fact.id} has neither source_url nor source_ref", at)
    for key, code, matches in (
        ("source_url", "article.fact-without-source", [source for source in sources if source.url == fact.source_url]),
        ("source_ref", "article.dangling-source-ref", [source for source in sources if source.id == fact.source_ref]),
    ):
        value = getattr(fact, key)
        if value and not matches:
            yield Fault(code, f"no listed source has {value}", (*at, key))
        elif value and all(source.title != fact.source_title for source in matches):
            message = f"'{fact.source_title}' is not the listed title '{matches[0].title}'"
            yield Fault("article.source-mismatch", message, (*at, "source_title"))
