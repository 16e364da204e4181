"""Two pages, one title: the later one's article gets another id, everywhere the id stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from extractor.issues import make_issue
from extractor.runs.results import PageIssue, PageResult

_ID_KEYS = frozenset({"id", "source_id", "source_ref", "corroborated_by"})
_SUFFIX_LENGTHS = (8, 12, 16, 64)


def list_names(slug: str, sha256: str) -> tuple[str, ...]:
    """Give the ids an article may have, the preferred one first: the slug, then the slug and ever more of the page's hash."""
    return (slug, *(f"{slug}-{sha256[:length]}" for length in _SUFFIX_LENGTHS))


def rename_result(result: PageResult, article_id: str) -> PageResult:
    """Give the same result under another id, with an issue that says so: every page shows it, and so does its record."""
    from extractor.schema import Article, Record
    from extractor.write import parse_article, render_article, render_record

    issue = make_issue("write.shared-title", f"Another page owns the id {result.article_id}; this one is {article_id}.")
    article = parse_article(result.article)
    ids = _list_ids(article, article_id)
    front_matter = swap_ids(article.to_data(), ids) | {"id": article_id}
    text = render_article(Article.model_validate({**front_matter, "body": article.body}).with_layout(article.layout))
    record = swap_ids(json.loads(result.record), ids) | {"id": article_id}
    record["issues"].append({"code": issue.code, "stage": issue.stage, "severity": issue.severity, "message": issue.message})
    if record.get("article"):
        record["article"]["front_matter"]["id"] = article_id
        record["article"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    return replace(
        result,
        status="doubtful",
        article_id=article_id,
        article=text,
        record=render_record(Record.model_validate(record)),
        issues=(*result.issues, PageIssue(issue.code, issue.severity, issue.message)),
    )


def renumber_result(result: PageResult, ids: Mapping[str, str]) -> PageResult:
    """Give the same result with other ids of its facts and sources, in the article and in the record."""
    from extractor.schema import Record, inspect_article
    from extractor.write import parse_article, render_article, render_record

    article = parse_article(result.article)
    text = render_article(inspect_article(swap_ids(article.to_data(), ids), article.body)[0])
    record = swap_ids(json.loads(result.record), ids)
    if record.get("article"):
        record["article"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    return replace(result, article=text, record=render_record(Record.model_validate(record)))


def _list_ids(article: Any, new: str) -> dict[str, str]:
    """Map every id of the article's facts and sources to the one it gets: the number behind the last hyphen stays."""
    ids = {}
    for fact in article.atomic_facts:
        ids[fact.id] = f"af-{article.category}-{new}-{fact.id.rpartition('-')[2]}"
    for source in article.primary_sources:
        if source.id is not None:
            ids[source.id] = f"ps-{new}-{source.id.rpartition('-')[2]}"
    return ids


def swap_ids(data: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Give the same data with other ids wherever they stand as ids."""
    return {key: _swap_value(value, ids, named=key in _ID_KEYS) for key, value in data.items()}


def _swap_value(value: Any, ids: Mapping[str, str], *, named: bool) -> Any:
    if isinstance(value, dict):
        return swap_ids(value, ids)
    if isinstance(value, (list, tuple)):
        return [_swap_value(item, ids, named=named) for item in value]
    return ids.get(value, value) if named and isinstance(value, str) else value
