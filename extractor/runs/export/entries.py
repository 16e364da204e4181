"""What a workspace holds, one article at a time: the article as it stands, with its record and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
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


def find_chosen(entry: Entry) -> dict[str, Mapping[str, Any]]:
    """Give the record's facts that the article still says as the machine wrote them, by their ids."""
    known = {fact["id"]: fact for fact in entry.record.get("facts", ()) if fact["id"]}
    said = {fact.id: fact.statement for fact in entry.article.atomic_facts}
    return {fact_id: fact for fact_id, fact in known.items() if fact["statement"] == said.get(fact_id)}


def _list_facts(entry: Entry) -> Iterator[dict[str, Any]]:
    chosen = find_chosen(entry)
    ids = {source.title: source.id for source in entry.article.primary_sources}
    for fact in entry.article.atomic_facts:
        known = chosen.get(fact.id)
        yield {
            "fact_id": fact.id,
            "statement": fact.statement,
            "confidence": fact.confidence,
            "source_id": fact.source_ref or ids.get(fact.source_title),
            "source_title": fact.source_title,
            "source_url": fact.source_url,
            "exact": known["evidence"]["exact"] if known else None,
            "score": known["score"] if known else None,
            **_place(known["evidence"]["spans"] if known else ()),
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
            **_place(event["spans"]),
        }


def _list_attributes(entry: Entry) -> Iterator[dict[str, Any]]:
    for attribute in entry.record.get("attributes", ()):
        normalised = attribute.get("normalised")
        items = normalised if isinstance(normalised, list) else [normalised]
        yield {
            "key": attribute["key"],
            "value": attribute["value"],
            "type": attribute["type"],
            "normalised": [str(item) for item in items if item is not None],
            **_place(attribute["spans"]),
        }


def _place(spans: Sequence[Sequence[int]]) -> dict[str, int | None]:
    """Give where some words begin and end in the raw page."""
    return {"start": spans[0][0], "end": spans[-1][1]} if spans else {"start": None, "end": None}


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


_LISTS = {
    "facts": _list_facts,
    "timeline": _list_timeline,
    "attributes": _list_attributes,
    "entities": _list_entities,
    "sources": _list_sources,
}
