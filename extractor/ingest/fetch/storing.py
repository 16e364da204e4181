"""Where fetched pages lie: the body exactly as it came, and beside it a file with the headers it came with."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from extractor.ingest.fetch.types import Fetched, mask_logins
from extractor.runs.inputs import HEADERS, read_charset
from extractor.workspace.storage import LocalStorage, read_file

_KEPT = ("etag", "last-modified", "content-type", "content-language", "date")
_ENDS = {"text/plain": ".txt", "text/markdown": ".md", "application/json": ".json", "application/x-ndjson": ".jsonl"}
_SLUG = re.compile(r"[^a-z0-9]+")

Note = Callable[[str, str, bytes | None], None]
"""Told of every file before it is written: the folder, the name, the content."""


class Stored(NamedTuple):
    """The last version of a page: the name of its file, its body, the headers it came with."""

    name: str
    body: bytes
    headers: Mapping[str, str]


class PageStore:
    """The folder of one source."""

    def __init__(self, folder: Path, note: Note) -> None:
        self._storage = LocalStorage(folder)
        self._note = note

    def find(self, url: str) -> Stored | None:
        """Find the last version of a page."""
        stem = name_address(url)
        for end in (".html", *_ENDS.values()):
            body = read_file(self._storage, stem + end)
            if body is not None:
                return Stored(stem + end, body, self._read_headers(stem + end))
        return None

    def _read_headers(self, name: str) -> dict[str, str]:
        with suppress(ValueError, AttributeError):
            data: dict[str, Any] = json.loads(read_file(self._storage, name + HEADERS) or b"{}")
            return {str(key): str(value) for key, value in data.get("headers", {}).items()}
        return {}

    def store(self, fetched: Fetched, last: Stored | None) -> bool:
        """Store what came; say whether it is another body than before. The headers come last: they vouch for the body."""
        name = last.name if last else name_address(fetched.url) + _find_end(fetched.headers)
        is_new = last is None or last.body != fetched.body
        if is_new:
            self._write(name, fetched.body)
        headers = {key: fetched.headers[key] for key in _KEPT if key in fetched.headers}
        if (
            is_new
            or is_recoded(fetched, last)
            or any(headers.get(key) != (last.headers if last else {}).get(key) for key in _KEPT[:2])
        ):
            url, final = mask_logins(fetched.url), mask_logins(fetched.final_url)
            told = {"url": url, "final_url": final, "status": fetched.status, "headers": headers}
            self._write(name + HEADERS, (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode())
        return is_new

    def _write(self, name: str, data: bytes) -> None:
        self._note(self._storage.root, name, data)
        self._storage.write(name, data)


def is_recoded(fetched: Fetched, last: Stored | None) -> bool:
    """Tell whether the same body came with another encoding than before."""
    if last is None or last.body != fetched.body:
        return False
    before, now = (read_charset(headers.get("content-type")) for headers in (last.headers, fetched.headers))
    return (before or "").lower() != (now or "").lower()


def name_address(url: str) -> str:
    """Give the name of an address's file, without its end: its host, its path in short, and a hash of it all."""
    parts = urlsplit(url)
    host = _SLUG.sub("-", (parts.hostname or "").lower()).strip("-") or "host"
    path = _SLUG.sub("-", parts.path.rpartition(".")[0] or parts.path).strip("-")[:60].strip("-")
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{host}/{path}-{digest}" if path else f"{host}/{digest}"


def _find_end(headers: Mapping[str, str]) -> str:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return _ENDS.get(kind, ".html")
