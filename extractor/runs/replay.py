"""Pages in quarantine, tried again the normal way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from extractor.runs.batch import run_batch
from extractor.runs.inputs import find_entry
from extractor.runs.quarantine import find_item, list_items
from extractor.runs.results import BatchRequest, OnOutcome, RunReport
from extractor.workspace.storage import open_storage


def replay_pages(request: BatchRequest, page_ids: Iterable[str] = (), *, on_outcome: OnOutcome | None = None) -> RunReport:
    """Convert pages in quarantine again: those that are named, or all whose file is still there.

    They take the way of every page, under the name they had; what succeeds leaves the quarantine.

    Args:
        request: How to run; its paths are not used.
        page_ids: Ids or paths of pages, or unambiguous beginnings of them.
        on_outcome: As for ``run_batch``.

    Raises:
        ConfigError: A page is not in quarantine, or its file is gone.
    """
    storage = open_storage(request.output)
    wanted = tuple(page_ids)
    items: list[Mapping[str, Any]] = [find_item(storage, page_id) for page_id in wanted]
    if not wanted:
        items = [item for item in list_items(storage) if find_entry(item["input"]["url"]) is not None]
    only = tuple(sorted({(item["input"]["path"], item["input"]["url"]) for item in items}))
    return run_batch(replace(request, paths=(), only=only), on_outcome=on_outcome)
