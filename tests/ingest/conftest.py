"""Workspaces that are brought up to date with folders of odd pages."""

from __future__ import annotations

import io
import signal
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extractor.cli import run
from extractor.ingest.fetch.sources import SourcesFile
from extractor.ingest.reingest import ReingestReport, ReingestRequest, run_reingest
from tests.runs.conftest import make_config
from tests.runs.odd_pages import convert_odd

NOW = datetime(2030, 1, 1, tzinfo=UTC)
FOLDER = ({"name": "pages", "folder": "raw"},)

Reingest = Callable[..., ReingestReport]


def reingest(home: Path, *assignments: str, sources: Any = FOLDER, **options: Any) -> ReingestReport:
    """Re-ingest the pages below a home into its workspace, with the odd conversion."""
    file = SourcesFile.model_validate({"sources": list(sources)})
    values = {"jobs": 1, "convert": convert_odd, "now": NOW} | options
    request = ReingestRequest(sources=file, output=str(home / "out"), config=make_config(*assignments), **values)
    return run_reingest(request)


class Done(NamedTuple):
    """How a command line ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run_command(home: Path, *arguments: str) -> Done:
    """Run a command line in a folder, in this process, whose handlers of signals stay as they were."""
    out, err = io.StringIO(), io.StringIO()
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    with chdir(home), redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    for number, handler in handlers.items():
        signal.signal(number, handler)
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder that holds ``raw/`` and the workspace ``out/``."""
    (tmp_path / "raw").mkdir()
    return tmp_path
