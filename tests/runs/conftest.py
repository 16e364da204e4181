"""Workspaces with odd pages, and runs over them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor.config import Config, load_config
from extractor.runs.batch import run_batch
from extractor.runs.requests import BatchRequest
from extractor.runs.results import PageResult, RunReport
from tests.runs.odd_pages import convert_odd

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2030, 1, 1, tzinfo=UTC)
"""Long after the test files were made, so that their times can be trusted."""

RunOdd = Callable[..., RunReport]


def make_config(*assignments: str) -> Config:
    return load_config(None, assignments)


def write_pages(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def run_odd(raw: Path | str, out: Path | str, *assignments: str, **options: Any) -> RunReport:
    """Run over some pages with the odd conversion; serially unless told otherwise."""
    on_outcome: Callable[[PageResult], None] | None = options.pop("on_outcome", None)
    values = {"executor": "serial", "jobs": 2, "convert": convert_odd, "now": NOW} | options
    request = BatchRequest(paths=(str(raw),), output=str(out), config=make_config(*assignments), **values)
    return run_batch(request, on_outcome=on_outcome)


def read_results(out: Path) -> dict[str, str]:
    """Hash what a run leaves for people: articles, records and the quarantine, by name."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("pending", "articles", "records", "quarantine")
        for path in sorted((out / folder).rglob("*"))
        if path.is_file()
    }
