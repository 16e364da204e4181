"""Facts as linked data: schema.org ``Claim`` (https://schema.org/Claim) and W3C Web Annotation (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any
from urllib.parse import quote as quote_path

from extractor.runs.export.entries import Entry, find_chosen
from extractor.schema import ArticleSource, AtomicFact

CONTEXT = "https://schema.org"
ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
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


def write_claims(entries: Iterable[Entry], file: IO[bytes], *, base: str = "") -> int:
    """Write one JSON-LD document, claim by claim; return how many there are."""
    context = [{"@base": base}, CONTEXT] if base else CONTEXT
    head = f'{{"@context": {json.dumps(context)}, "@graph": ['
    found = (describe_claim(entry, fact) for entry in entries for fact in entry.article.atomic_facts)
    return _write_items(found, file, head=head)


def write_annotations(entries: Iterable[Entry], file: IO[bytes], *, base: str = "") -> int:
    """Write one page of annotations, each of the words that a fact rests on; return how many there are."""
    page = {"@context": ANNOTATIONS, "id": f"{base}annotations.jsonld", "type": "AnnotationPage"}
    head = f'{json.dumps(page)[:-1]}, "items": ['
    return _write_items((note for entry in entries for note in describe_annotations(entry, base)), file, head=head)


def _write_items(items: Iterable[dict[str, Any]], file: IO[bytes], *, head: str) -> int:
    file.write(head.encode())
    count = 0
    for item in items:
        file.write(b",\n" if count else b"\n")
        file.write(json.dumps(item, ensure_ascii=False).encode())
        count += 1
    file.write(b"\n]}\n")
    return count


def describe_annotations(entry: Entry, base: str) -> Iterator[dict[str, Any]]:
    """Give the annotations of a page: of each fact that nobody rewrote, by the words it rests on and by their place."""
    page = entry.record.get("page", {})
    for fact_id, fact in find_chosen(entry).items():
        evidence = fact["evidence"]
        quote = {"exact": evidence.get("raw") or evidence["exact"], "prefix": evidence["prefix"], "suffix": evidence["suffix"]}
        place = {"start": evidence["spans"][0][0], "end": evidence["spans"][-1][1]}
        yield {
            "id": f"{base}#annotation-{fact_id}",
            "type": "Annotation",
            "motivation": "describing",
            "body": {
                "id": f"{base}#{fact_id}",
                "type": "TextualBody",
                "value": fact["statement"],
                "format": "text/plain",
                "language": str(entry.article.language),
            },
            "target": {
                "source": page.get("url") or f"{base}{quote_path(page['path'])}",
                "selector": [{"type": "TextQuoteSelector", **quote}, {"type": "TextPositionSelector", **place}],
            },
        }


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
