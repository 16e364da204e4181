"""How a run ended, in Prometheus's text format, for the textfile collector of a node exporter."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ConfigError
from extractor.extras import require_extra

if TYPE_CHECKING:
    from extractor.runs.results import RunReport


def check_metrics(path: Path) -> None:
    """Make sure, before a run, that metrics can be written after it.

    Raises:
        ConfigError: The package is missing, or the folder, or the right to write there.
    """
    require_extra("metrics", "The metrics file")
    folder = path.absolute().parent
    if not folder.is_dir():
        raise ConfigError(f"There is no folder {folder} to write metrics into.", code="config.output", hint="Make it first.")
    if path.is_dir() or not os.access(folder, os.W_OK):
        raise ConfigError(
            f"Metrics cannot be written to {path}.", code="config.output", hint="Name a file in a folder of yours."
        )


def write_metrics(path: Path, report: RunReport, *, ended: datetime) -> None:
    """Replace a file with what a run says of itself; a reader sees the old one or the new one, never half of it.

    Args:
        path: The file; a textfile collector takes those that end in ``.prom``.
        report: How the run ended.
        ended: When; alert on its age to hear of runs that no longer happen.
    """
    from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

    registry = CollectorRegistry()

    def make(name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(f"extractor_last_run_{name}", meaning, labels, registry=registry)

    make("timestamp_seconds", "When the last run ended, in seconds since 1970.").set(ended.timestamp())
    make("duration_seconds", "How long the last run took.").set(report.seconds)
    make("exit_code", "Exit code of the last run: 0 ok, 1 an assertion failed, 3 pages failed, 5 a guard refused.").set(
        report.exit_code
    )
    pages = make("pages", "Pages of the last run by what was done with them.", "action")
    for action, count in report.counts.items():
        pages.labels(action).set(count)
    issues = make("issues", "Pages of the last run by the code of a doubt about them.", "code")
    for code, count in report.issues.items():
        issues.labels(code).set(count)
    write_to_textfile(str(path), registry)
