"""Other ids for a conversion, everywhere they stand: for its article where two pages have one title, for facts and sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from extractor.issues import make_issue
from extractor.merge.versions import Conversion
from extractor.schema import Article
from extractor.schema.ids import name_fact, name_source, read_number
from extractor.schema.record import IssueRecord
from extractor.write import seal_record

Model = TypeVar("Model", bound=BaseModel)

_ID_KEYS = frozenset({"id", "source_id", "source_ref", "corroborated_by"})
_SUFFIX_LENGTHS = (8, 12, 16, 64)
_SUFFIX = re.compile(r"-[0-9a-f]{8,64}")


def list_names(slug: str, sha256: str) -> tuple[str, ...]:
    """Give the ids an article may have, the preferred one first: the slug, then the slug and ever more of the page's hash."""
    return (slug, *(f"{slug}-{sha256[:length]}" for length in _SUFFIX_LENGTHS))


def rename_conversion(new: Conversion, article_id: str) -> Conversion:
    """Give a conversion under another id, with an issue that says so: every page shows it, and so does its record."""
    if _SUFFIX.fullmatch(article_id.removeprefix(new.article.id)):
        issue = make_issue("write.shared-title", f"Another page owns the id {new.article.id}; this one is {article_id}.")
    else:
        issue = make_issue("write.new-title", f"The page's title has changed; its article is still {article_id}.")
    told = IssueRecord(code=issue.code, stage=issue.stage, severity=issue.severity, message=issue.message)
    article, record, issues = renumber_conversion(new, _list_ids(new.article, article_id), article_id=article_id)
    return Conversion(article, record.model_copy(update={"issues": (*record.issues, told)}), (*issues, issue))


def renumber_conversion(new: Conversion, ids: Mapping[str, str], *, article_id: str | None = None) -> Conversion:
    """Give a conversion with other ids of its facts and sources, in the article and in the record; one of its own if named."""
    name = {"id": article_id or new.article.id}
    article = swap_ids(new.article, ids).model_copy(update=name)
    record = swap_ids(new.record, ids).model_copy(update=name)
    return Conversion(article, seal_record(record, article) if record.article else record, new.issues)


def _list_ids(article: Article, new: str) -> dict[str, str]:
    """Map every id of the article's facts and sources to the one it gets: the numbers stay."""
    ids = {fact.id: name_fact(article.category, new, read_number(fact.id)) for fact in article.atomic_facts}
    sources = (source.id for source in article.primary_sources if source.id is not None)
    return ids | {source: name_source(new, read_number(source)) for source in sources}


def swap_ids(model: Model, ids: Mapping[str, str]) -> Model:
    """Give the same article, record or part of one with other ids wherever they stand as ids."""
    values = model.__dict__
    swapped = {key: _swap_value(value, ids, named=key in _ID_KEYS) for key, value in values.items()}
    changed = {key: value for key, value in swapped.items() if value is not values[key]}
    return model.model_copy(update=changed) if changed else model


def _swap_value(value: Any, ids: Mapping[str, str], *, named: bool) -> Any:
    if isinstance(value, BaseModel):
        return swap_ids(value, ids)
    if isinstance(value, tuple):
        swapped = tuple(_swap_value(item, ids, named=named) for item in value)
        return swapped if any(new is not old for new, old in zip(swapped, value, strict=True)) else value
    return ids.get(value, value) if named and isinstance(value, str) else value
