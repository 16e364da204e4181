"""The record as JSON: keys in the order of the schema, one line for what fits on one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from math import isfinite
from types import NoneType
from typing import Any

from pydantic import ValidationError

from extractor.errors import WriteError
from extractor.schema import Article, MachineArticle, Record
from extractor.write.articles import render_article

_WIDTH = 120
_MACHINE = '\n  "article": '


def _write_float(value: float) -> str:
    return repr(value) if isfinite(value) else json.dumps(value)


_LEAVES: Mapping[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: repr,
    float: _write_float,
    bool: json.dumps,
    NoneType: json.dumps,
}


def render_record(record: Record) -> str:
    """Give a record as JSON that reads and compares well: what fits on a line stands on one."""
    return _write(record.model_dump(mode="json"), 0) + "\n"


def seal_record(record: Record, article: Article) -> Record:
    """Put the machine's version of an article into its record, with the hash of the file that ``render_article`` makes.

    It is the base of the three-way merge, and what the gate holds the article in the workspace against.
    """
    text = render_article(article).encode("utf-8", "surrogatepass")
    machine = MachineArticle(sha256=hashlib.sha256(text).hexdigest(), front_matter=article.to_data(), body=article.body)
    return record.model_copy(update={"article": machine})


def read_machine_article(text: str) -> MachineArticle | None:
    """Read the machine's version of the article out of a record's file, and nothing else of it; None if there is none.

    A record is large, and who only wants to see what the machine said last need not read it all.
    """
    _, mark, rest = text.partition(_MACHINE)
    try:
        value = json.JSONDecoder().raw_decode(rest)[0] if mark else None
        return MachineArticle.model_validate(value) if value is not None else None
    except (ValueError, RecursionError):
        return None


def replace_machine_article(text: str, machine: MachineArticle) -> str:
    """Put another machine's version into a record's file that has one; give the bytes that ``render_record`` would."""
    head, mark, rest = text.partition(_MACHINE)
    end = json.JSONDecoder().raw_decode(rest)[1]
    return f"{head}{mark}{_write(machine.model_dump(mode='json'), 1)}{rest[end:]}"


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


def _write(value: Any, depth: int) -> str:
    """Write a value that stands this deep: what is inside comes first, so that each part is encoded once.

    A part that has lines of its own is longer than what fits on one, and so is then whatever holds it.
    """
    if (write_leaf := _LEAVES.get(type(value))) is not None:
        return write_leaf(value)
    if isinstance(value, dict):
        items = [f"{encode_basestring(key)}: {_write(item, depth + 1)}" for key, item in value.items() if _is_told(key, item)]
        opening, closing = "{", "}"
    else:
        items = [_write(item, depth + 1) for item in value]
        opening, closing = "[", "]"
    flat = f"{opening}{', '.join(items)}{closing}"
    if not items or (depth and len(flat) <= _WIDTH - 2 * depth):
        return flat
    margin = "\n" + "  " * (depth + 1)
    return f"{opening}{margin}{(',' + margin).join(items)}\n{'  ' * depth}{closing}"


def _is_told(key: str, item: Any) -> bool:
    """Leave ``raw`` out where the words of the page are the value's own, and ``merge`` where there was nothing to merge."""
    return item is not None or key not in {"raw", "merge"}
