"""The files of a run's report, put in its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from extractor.runs.report.summary import SCHEMA_VERSION, Summary
from extractor.runs.requests import BatchRequest
from extractor.runs.results import Chapter, ListRows, RunReport
from extractor.workspace.storage import Storage


def write_report(
    storage: Storage, list_rows: ListRows, run: RunReport, *, request: BatchRequest, chapters: Sequence[Chapter] = ()
) -> None:
    """Write ``report.json`` and, where there is anything to tell, ``report.html`` and a table of the pages."""
    from extractor.runs.report.page import render_page
    from extractor.runs.report.tables import name_table, write_pages

    summary = Summary().add_all(list_rows()).describe()
    folder = f"runs/{run.run_id}"
    storage.write(f"{folder}/report.json", _dump(_describe_run(run, request) | {"summary": summary}))
    if run.pages or chapters:
        page = render_page(run, summary, facts=_list_facts(request), chapters=chapters)
        storage.write(f"{folder}/report.html", page.encode("utf-8", "backslashreplace"))
    if run.pages:
        with storage.stream(f"{folder}/{name_table()}") as file:
            write_pages(list_rows(), file)


def _describe_run(run: RunReport, request: BatchRequest) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "started": request.now.isoformat(),
        "paths": list(request.paths),
        "executor": request.executor,
        "config": request.fingerprint,
        **asdict(run),
    }


def _list_facts(request: BatchRequest) -> dict[str, str]:
    return {
        "started": f"{request.now:%Y-%m-%d %H:%M:%S %Z}",
        "from": ", ".join(request.paths) or "the quarantine",
        "executor": request.executor,
        "configuration": request.fingerprint,
    }


def _dump(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
