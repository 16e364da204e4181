"""How others learn how a run ended: a heartbeat file, an address that is told, and the list of runs."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from extractor.ingest.fetch.types import mask_logins
from extractor.ingest.reingest import ReingestReport
from extractor.runs.batch import place_ledger
from extractor.runs.ledger import Ledger
from extractor.workspace.storage import LocalStorage

HEARTBEAT = "runs/heartbeat.json"
WEBHOOK_SECONDS = 10.0
_WELL = (0, 3, 4)
"""Exit codes of runs that did their work, even if a person has to look."""


def beat(output: Path, report: ReingestReport, *, ended: datetime, next_run: datetime | None = None) -> dict[str, Any]:
    """Write the heartbeat file, and return what it says: a monitor alarms when ``last_success`` is too old."""
    storage = LocalStorage(output)
    before = read_heartbeat(output)
    well = report.run.exit_code in _WELL
    survey = report.survey
    told: dict[str, Any] = {
        "run": report.run.run_id,
        "ended": ended.isoformat(),
        "ok": well,
        "exit_code": report.run.exit_code,
        "last_success": ended.isoformat() if well else before.get("last_success"),
        **_plan_next(next_run),
        "pages": {"new": survey.new, "changed": survey.changed, "unchanged": survey.unchanged, "moved": len(survey.moved)}
        if survey
        else {},
        "fetched": {summary.source: dict(summary.counts) for summary in report.fetched},
        "counts": dict(report.run.counts),
        "refused": [mask_logins(reason) for reason in report.refused],
        "forced": mask_logins(report.forced),
        "stopped": mask_logins(report.run.stopped),
    }
    storage.write(HEARTBEAT, (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode())
    return told


def beat_failure(output: Path, message: str, *, ended: datetime, next_run: datetime | None = None) -> dict[str, Any]:
    """Write into the heartbeat file that a run could not even start."""
    told = read_heartbeat(output) | {
        "ended": ended.isoformat(),
        "ok": False,
        "stopped": mask_logins(message),
        **_plan_next(next_run),
    }
    LocalStorage(output).write(HEARTBEAT, (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode())
    return told


def note_next(output: Path, next_run: datetime | None) -> None:
    """Write into the heartbeat file when the next run is due."""
    told = read_heartbeat(output) | _plan_next(next_run)
    LocalStorage(output).write(HEARTBEAT, (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode())


def _plan_next(next_run: datetime | None) -> dict[str, Any]:
    """Say when the next run is due, and which process will start it."""
    daemon = {"process": os.getpid(), "host": socket.gethostname()} if next_run else None
    return {"next_run": next_run.isoformat() if next_run else None, "daemon": daemon}


def _is_gone(daemon: Any) -> bool:
    """Tell whether the process that would start the next run has ended; of one on another machine nobody knows."""
    if not isinstance(daemon, dict) or daemon.get("host") != socket.gethostname() or not isinstance(daemon.get("process"), int):
        return False
    try:
        os.kill(daemon["process"], 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def read_heartbeat(output: Path) -> dict[str, Any]:
    """Read the heartbeat file; empty if there is none."""
    with suppress(OSError, ValueError):
        told = json.loads((output / HEARTBEAT).read_bytes())
        if isinstance(told, dict):
            return told
    return {}


def call_webhook(address: str, told: Mapping[str, Any]) -> str:
    """Tell an address how a run ended; return what went wrong, or nothing. A run never fails because of it."""
    import httpx

    try:
        httpx.post(address, json=dict(told), timeout=WEBHOOK_SECONDS).raise_for_status()
    except httpx.HTTPStatusError as error:
        return f"the webhook did not take it: it answers {error.response.status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"the webhook did not take it: {mask_logins(str(error))}"
    return ""


def describe_runs(output: Path, *, limit: int = 5) -> dict[str, Any]:
    """Say how the last runs of a workspace went and when the next one is due.

    Returns:
        ``runs``, the newest first, each with ``run``, ``started``, ``exit_code`` (``None`` while it is under way or after
        it died) and ``counts``; ``last_success`` and ``next_run`` as the heartbeat has them, ``None`` where nobody knows, or
        where the daemon that would start it is gone.
    """
    told = read_heartbeat(output)
    runs: list[dict[str, Any]] = []
    path = place_ledger(LocalStorage(output))
    if path.is_file():
        with closing(Ledger.copy(path)) as ledger:
            query = "SELECT run_id, started, exit_code, counts FROM runs ORDER BY started DESC, rowid DESC LIMIT ?"
            for run_id, started, exit_code, counts in ledger.database.execute(query, (limit,)):
                runs.append(
                    {"run": run_id, "started": started, "exit_code": exit_code, "counts": json.loads(counts) if counts else {}}
                )
    next_run = None if _is_gone(told.get("daemon")) else told.get("next_run")
    return {"runs": runs, "last_success": told.get("last_success"), "next_run": next_run}
