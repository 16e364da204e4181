"""``issues.jsonl``: one line an issue, written as the pages are published."""

from __future__ import annotations

import json
from types import TracebackType
from typing import IO, Self

from extractor.runs.results import PageResult
from extractor.workspace.storage import Storage


class IssueStream:
    """The file of a run's issues."""

    def __init__(self, storage: Storage, run_id: str) -> None:
        self._storage = storage
        self._name = f"runs/{run_id}/issues.jsonl"
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def add(self, result: PageResult) -> None:
        """Write the issues of a page."""
        if self._file is None:
            self._file = self._storage.stream(self._name)
        for issue in result.issues:
            line = {
                "page": result.path,
                "article": result.article_id or None,
                "code": issue.code,
                "severity": issue.severity,
                "message": issue.message,
                "spans": issue.spans,
            }
            self._file.write((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()
