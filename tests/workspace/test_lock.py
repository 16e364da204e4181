"""One run at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import ConfigError
from extractor.workspace.lock import LockedError, hold_lock
from extractor.workspace.storage import LocalStorage
from tests.runs.conftest import ROOT, run_odd, write_pages

HOLDER = """
import sys, time
from pathlib import Path
from extractor.workspace.lock import hold_lock
from extractor.workspace.storage import LocalStorage
with hold_lock(LocalStorage(Path(sys.argv[1])), "first"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.process
def test_a_second_run_is_told_who_holds_the_workspace(raw: Path, out: Path) -> None:
    write_pages(raw, {"a.txt": "Alpha\nok\n"})
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(out)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LockedError, match=f"run first, process {holder.pid} on ") as caught:
        run_odd(raw, out)
    assert caught.value.exit_code == 75
    holder.kill()
    holder.communicate()
    assert run_odd(raw, out).counts["written"] == 1, "a dead run lets go"


def test_an_output_that_is_no_folder_is_a_usage_error(raw: Path, tmp_path: Path) -> None:
    write_pages(raw, {"a.txt": "Alpha\nok\n"})
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="Cannot write to"):
        run_odd(raw, tmp_path / "file")


def test_a_dry_run_needs_no_lock(raw: Path, out: Path) -> None:
    write_pages(raw, {"a.txt": "Alpha\nok\n"})
    with hold_lock(LocalStorage(out), "first"):
        assert run_odd(raw, out, dry_run=True).counts["written"] == 1


def test_the_owner_is_forgotten_when_the_run_ends(out: Path) -> None:
    with hold_lock(LocalStorage(out), "first"):
        assert str(os.getpid()) in (out / ".lock.json").read_text("utf-8")
    assert not (out / ".lock.json").exists()
