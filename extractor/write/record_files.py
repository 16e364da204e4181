"""The record as JSON: keys in the order of the schema, one line for what fits on one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.errors import WriteError
from extractor.schema import Article, MachineArticle, Record
from extractor.write.articles import render_article
from extractor.write.workspace import Workspace

_WIDTH = 120
_encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps would make an encoder for every leaf


def render_record(record: Record) -> str:
    """Give a record as JSON that reads and compares well: what fits on a line stands on one."""
    return _write(_prune(record.model_dump(mode="json")), 0) + "\n"


def seal_record(record: Record, article: Article) -> Record:
    """Put the machine's version of an article into its record, with the hash of the file that ``render_article`` makes.

    It is the base of the three-way merge, and what the gate holds the article in the workspace against.
    """
    text = render_article(article).encode("utf-8", "surrogatepass")
    machine = MachineArticle(sha256=hashlib.sha256(text).hexdigest(), front_matter=article.to_data(), body=article.body)
    return record.model_copy(update={"article": machine})


def parse_record(text: str | bytes) -> Record:
    """Read a record.

    Raises:
        WriteError: It is not JSON of the published schema.
    """
    try:
        return Record.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise WriteError(
            f"The record is not valid at {place}: {first['msg']}.",
            code="write.bad-record",
            hint="Convert its page again.",
            place=place,
        ) from None


def read_record(output: Path, article_id: str) -> Record:
    """Read the record of an article from an output folder.

    Raises:
        WriteError: The id is not a slug, there is no such record, or it is not valid.
    """
    path = Workspace(output).record(article_id)
    try:
        return parse_record(path.read_bytes())
    except OSError as error:
        raise WriteError(
            f"There is no record of '{article_id}': {error.strerror}.",
            code="write.no-record",
            hint="Convert its page.",
            path=str(path),
        ) from None


def _prune(value: Any) -> Any:
    """Leave ``raw`` out where the words of the page are the value's own, and ``merge`` where there was nothing to merge."""
    if isinstance(value, dict):
        return {key: _prune(item) for key, item in value.items() if item is not None or key not in {"raw", "merge"}}
    return [_prune(item) for item in value] if isinstance(value, list) else value


def _write(value: Any, depth: int) -> str:
    flat = _encode(value)
    if not isinstance(value, (dict, list)) or not value or (depth and len(flat) <= _WIDTH - 2 * depth):
        return flat
    margin = "\n" + "  " * (depth + 1)
    if isinstance(value, dict):
        items = [f"{_encode(key)}: {_write(item, depth + 1)}" for key, item in value.items()]
        opening, closing = "{", "}"
    else:
        items = [_write(item, depth + 1) for item in value]
        opening, closing = "[", "]"
    return f"{opening}{margin}{(',' + margin).join(items)}\n{'  ' * depth}{closing}"
