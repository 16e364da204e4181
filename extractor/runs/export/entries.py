"""What a workspace holds, one article at a time: the article as it stands, with its record and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from extractor.errors import WriteError
from extractor.schema import Article
from extractor.workspace.storage import Storage, read_file
from extractor.write import parse_article, parse_record

Review = Literal["accepted", "pending"]
FOLDERS: dict[Review, str] = {"accepted": "articles", "pending": "pending"}


class Entry(NamedTuple):
    """An article of the workspace; ``record`` is empty for one that no page gave."""

    article: Article
    record: Mapping[str, Any]
    review: Review


def list_entries(storage: Storage, reviews: tuple[Review, ...]) -> Iterator[Entry]:
    """Yield the articles of a workspace by id, those that cannot be read left to ``extractor check``.

    Of an article that is accepted and has a newer version pending, both are there when both are asked for.
    """
    found = sorted(
        (entry.name.rpartition("/")[2], entry.name, review)
        for review in reviews
        for entry in storage.walk(FOLDERS[review])
        if entry.name.endswith(".md")
    )
    for _, name, review in found:
        try:
            article = parse_article(storage.read(name).decode("utf-8"))
        except (WriteError, UnicodeDecodeError):
            continue
        data = read_file(storage, f"records/{article.id}.json")
        yield Entry(article, _read_record(data), review)


def _read_record(data: bytes | None) -> dict[str, Any]:
    """Read a record as plain data; of one that is damaged, which the gate names, nothing."""
    try:
        parse_record(data or b"")
    except WriteError:
        return {}
    record: dict[str, Any] = json.loads(data or b"")
    return record


def list_rows(entry: Entry, table: str) -> Iterator[dict[str, Any]]:
    """Yield an article's rows of a table, with the columns of ``columns.TABLES``."""
    article, page = entry.article, entry.record.get("page", {})
    head = {
        "article_id": article.id,
        "title": article.title,
        "category": article.category,
        "review": entry.review,
        "page": page.get("path"),
        "page_sha256": page.get("sha256"),
    }
    for row in _LISTS[table](entry):
        yield head | row


def _list_facts(entry: Entry) -> Iterator[dict[str, Any]]:
    candidates = {fact["id"]: fact for fact in entry.record.get("facts", ()) if fact["id"]}
    ids = {source.title: source.id for source in entry.article.primary_sources}
    for fact in entry.article.atomic_facts:
        known = candidates.get(fact.id)
        same = known is not None and known["statement"] == fact.statement
        yield {
            "fact_id": fact.id,
            "statement": fact.statement,
            "confidence": fact.confidence,
            "source_id": fact.source_ref or ids.get(fact.source_title),
            "source_title": fact.source_title,
            "source_url": fact.source_url,
            "exact": known["evidence"]["exact"] if known and same else None,
            "score": known["score"] if known and same else None,
        }


def _list_timeline(entry: Entry) -> Iterator[dict[str, Any]]:
    for event in entry.record.get("timeline", ()):
        date = event["date"]
        yield {
            "statement": event["statement"],
            "source": event["source"],
            "raw": date["raw"],
            "edtf": date["edtf"],
            "earliest": date["start"],
            "latest": date["end"],
            "precision": date["precision"],
            "qualifier": date.get("qualifier") or "",
            "basis": date["basis"],
            "rule": date["evidence"]["rule"],
        }


def _list_entities(entry: Entry) -> Iterator[dict[str, Any]]:
    for entity in entry.record.get("entities", ()):
        yield {
            "entity_key": entity.get("key") or None,
            "name": entity["name"],
            "label": entity["label"],
            "aliases": list(entity.get("aliases", ())),
            "mentions": len(entity["mentions"]),
            "origin": entity["origin"],
        }


def _list_sources(entry: Entry) -> Iterator[dict[str, Any]]:
    article = entry.article
    for role, sources in (("primary", article.primary_sources), ("secondary", article.secondary_sources)):
        for source in sources:
            facts = sum(
                (fact.source_ref == source.id) if fact.source_ref else (fact.source_title == source.title)
                for fact in article.atomic_facts
            )
            yield {
                "source_id": source.id,
                "role": role,
                "source_title": source.title,
                "type": source.type,
                "institution": source.institution,
                "year": source.year,
                "url": source.url,
                "doi": source.doi,
                "facts": facts if role == "primary" else 0,
            }


_LISTS = {"facts": _list_facts, "timeline": _list_timeline, "entities": _list_entities, "sources": _list_sources}
