"""Facts as schema.org ``Claim`` in JSON-LD: https://schema.org/Claim."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from extractor.runs.export.entries import Entry
from extractor.schema import ArticleSource, AtomicFact

CONTEXT = "https://schema.org"
_TYPES = {
    "academic_paper": "ScholarlyArticle",
    "journal_article": "ScholarlyArticle",
    "article": "Article",
    "blog_post": "BlogPosting",
    "book": "Book",
    "government_report": "Report",
    "news_article": "NewsArticle",
    "research_report": "Report",
    "technical_report": "Report",
}
"""Types of ours that schema.org has a narrower word for than CreativeWork."""


def write_claims(entries: Iterable[Entry], file: IO[bytes]) -> int:
    """Write one JSON-LD document, claim by claim; return how many there are."""
    file.write(b'{"@context": "%s", "@graph": [' % CONTEXT.encode())
    count = 0
    for entry in entries:
        for fact in entry.article.atomic_facts:
            file.write(b",\n" if count else b"\n")
            file.write(json.dumps(describe_claim(entry, fact), ensure_ascii=False).encode())
            count += 1
    file.write(b"\n]}\n")
    return count


def describe_claim(entry: Entry, fact: AtomicFact) -> dict[str, Any]:
    """Give a fact as a Claim: its text, what it is about, and the work it appears in.

    ``creativeWorkStatus`` says whether a person has accepted it. Ids are relative to wherever the document is published.
    """
    article = entry.article
    source = next((s for s in article.primary_sources if s.id == fact.source_ref), None) or next(
        (s for s in article.primary_sources if s.title == fact.source_title), None
    )
    return {
        "@type": "Claim",
        "@id": f"#{fact.id}",
        "text": fact.statement,
        "inLanguage": article.language,
        "about": {"@type": "Thing", "@id": f"#{article.id}", "name": article.title},
        "appearance": _describe_work(source, fact),
        "creativeWorkStatus": entry.review,
    }


def _describe_work(source: ArticleSource | None, fact: AtomicFact) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": _TYPES.get(source.type, "CreativeWork") if source else "CreativeWork"}
    work["name"] = fact.source_title
    if source is None:
        return work
    if source.id:
        work["@id"] = f"#{source.id}"
    if source.url:
        work["url"] = source.url
    if source.doi:
        work["sameAs"] = f"https://doi.org/{source.doi}"
    if source.year:
        work["datePublished"] = str(source.year)
    if source.institution:
        work["publisher"] = {"@type": "Organization", "name": source.institution}
    return work
