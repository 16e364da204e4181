"""The real command line, as a person or a script runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def extractor() -> Run:
    """Run ``extractor`` with arguments in a folder, with changes to the environment; never raises for an exit code."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "extractor", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120", **(env or {})}
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=cwd, env=environment, timeout=300, encoding="utf-8"
        )

    return run


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read what a run is meant to leave for git: every file by its relative path, the run's own books left out."""
    own = ("runs/", "ledger.db", ".lock", ".review.lock", "quarantine/")
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(own)}
