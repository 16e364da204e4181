"""A kill at any write of relating: the next run ends where an undisturbed one would have."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runs.conftest import ROOT, read_results, run_odd, write_pages
from tests.runs.relating.conftest import MILLS

KILLED_AT = """
import os, signal, sys
from contextlib import closing
from pathlib import Path
from extractor.knowledge import default_knowledge
from extractor.runs.ledger import Ledger
from extractor.runs.relating import relate_workspace
from extractor.workspace.storage import LocalStorage

class Doomed(LocalStorage):
    left = 0
    def write(self, name, data):
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        super().write(name, data)

default_knowledge()
for number, folder in enumerate(sys.argv[1:]):
    if os.fork() == 0:
        storage = Doomed(Path(folder))
        storage.left = number
        relate_workspace(storage, Ledger.open(Path(folder) / "ledger.db"), limit=3, knowledge=default_knowledge())
        os._exit(0)
    print(os.wait()[1])
"""


@pytest.mark.process
def test_a_kill_at_any_write_leaves_no_trace(raw: Path, out: Path, tmp_path: Path) -> None:
    run_odd(write_pages(raw, MILLS), out, "batch.related_articles=2")
    run_odd(write_pages(raw, {"abbey.txt": "Abbey Tidewheel Millrace\nok\n"}), out, "batch.related_articles=0")
    copies = [tmp_path / f"{number}" for number in range(9)]
    for copy in copies:
        shutil.copytree(out, copy)
    command = [sys.executable, "-c", KILLED_AT, *map(str, copies)]
    ends = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=True).stdout.split()
    assert ends == ["9"] * 8 + ["0"]  # four drafts, four records
    run_odd(raw, out)
    for copy in copies:
        run_odd(raw, copy)
        assert read_results(copy) == read_results(out)


def test_a_draft_whose_replacement_a_kill_prevented_is_not_taken_for_a_persons(raw: Path, out: Path, tmp_path: Path) -> None:
    run_odd(write_pages(raw, MILLS), out)
    shutil.copytree(out, tmp_path / "before")
    run_odd(write_pages(raw, {"eling.txt": "Eling Tidewheel Millrace\nok\nchanged\n"}), out)
    after = read_results(out)
    draft = Path("pending") / "science" / "eling-tidewheel-millrace.md"
    shutil.copy(tmp_path / "before" / draft, out / draft)  # the record is new, the draft and the ledger are not
    shutil.copy(tmp_path / "before" / "ledger.db", out / "ledger.db")
    run_odd(raw, out)
    assert read_results(out) == after
