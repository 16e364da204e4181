"""Pages that failed: one file each, with the reason, the facts and a way to try again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from extractor.errors import ConfigError, suggest
from extractor.runs.results import PageResult, Task
from extractor.workspace.paths import name_command
from extractor.workspace.storage import Storage, hash_place

SCHEMA_VERSION = "1.0"
FOLDER = "quarantine"
_TEXTS = ("page_id", "path", "code", "message", "hint", "facts", "traceback", "fingerprint")
_ODD = re.compile(r"[^A-Za-z0-9._]+")


def name_page(path: str) -> str:
    """Give the id of a page in quarantine: readable, a plain file name, one for each path."""
    words = _ODD.sub("-", path)[-80:].strip("-._") or "page"
    return f"{words.replace('..', '.')}-{hashlib.sha256(path.encode()).hexdigest()[:8]}"


def file_item(result: PageResult, task: Task, fingerprint: str) -> bytes:
    """Write the file of a page that failed. It says nothing of when, so the same failure gives the same bytes."""
    page_id = name_page(result.path)
    failure = dict(result.failure or {})
    item = {
        "schema_version": SCHEMA_VERSION,
        "page_id": page_id,
        "path": result.path,
        "code": failure.pop("code", "page.unexpected"),
        "stage": failure.pop("stage", "page"),
        "message": failure.pop("message", ""),
        "hint": failure.pop("hint", ""),
        "facts": failure.pop("facts", ""),
        "traceback": failure.pop("traceback", ""),
        "input": {
            "path": task.path,
            "url": task.url,
            "bytes": task.size,
            "sha256": hash_place(task.url),
            "page_sha256": result.sha256 or None,
        },
        "fingerprint": fingerprint,
        "replay": f"extractor quarantine replay {page_id}",
    }
    return (json.dumps(item, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def list_items(storage: Storage) -> list[dict[str, Any]]:
    """Give every page in quarantine whose file can be read, by id."""
    return read_items(storage)[0]


def read_items(storage: Storage) -> tuple[list[dict[str, Any]], list[str]]:
    """Give every page in quarantine, by id, and the names of the files that tell of none."""
    items, bad = [], []
    for name in sorted(entry.name for entry in storage.walk(FOLDER)):
        if not name.endswith(".json"):
            continue
        try:
            _check_item(item := json.loads(storage.read(name)))
            items.append(item)
        except (ValueError, RecursionError):
            bad.append(name)
    return items, bad


def _check_item(item: Any) -> None:
    """Make sure that a file says what ``file_item`` writes.

    Raises:
        ValueError: It does not.
    """
    source = item.get("input") if isinstance(item, dict) else None
    texts = [item.get(key) for key in _TEXTS] if source is not None else [None]
    if not isinstance(source, dict) or not all(
        isinstance(text, str) for text in (*texts, source.get("path"), source.get("url"))
    ):
        raise ValueError("it is no page in quarantine")
    source.setdefault("page_sha256", None)


def find_item(storage: Storage, page_id: str) -> Mapping[str, Any]:
    """Give one page in quarantine, by its id, its path, an unambiguous beginning of either, or of its bare file name.

    Raises:
        ConfigError: There is none, or more than one.
    """
    items = list_items(storage)
    exact = [item for item in items if page_id in (item["page_id"], item["path"])]
    found = exact or [item for item in items if any(name.startswith(page_id) for name in _list_names(item))]
    if len(found) == 1:
        return found[0]
    names = [name for item in items for name in (item["page_id"], item["path"])]
    listing = f"To list them: {name_command('quarantine', 'list', output=storage.root)}"
    hint = "Give more of it: " + ", ".join(item["page_id"] for item in found[:5]) if found else suggest(
        page_id, names, otherwise=listing
    )  # fmt: skip
    problem = "matches several pages" if found else "is not in quarantine"
    raise ConfigError(f"'{page_id}' {problem}.", code="config.no-page", hint=hint, page_id=page_id)


def _list_names(item: Mapping[str, Any]) -> tuple[str, ...]:
    return item["page_id"], item["path"], item["path"].rpartition("/")[2]
