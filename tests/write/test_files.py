"""Files are whole or not there, and never outside their folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from extractor.errors import WriteError
from extractor.workspace.paths import Workspace, check_slug
from extractor.write import write_atomic

ENDLESS = """
import sys
from pathlib import Path
from extractor.write import write_atomic
for turn in range(10**9):
    write_atomic(Path(sys.argv[1]), str(turn % 10) * 200_000)
"""


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "a" / "b.md"
    write_atomic(path, "one")
    write_atomic(path, "tw\u00f6")
    assert path.read_text("utf-8") == "tw\u00f6"
    assert [entry.name for entry in path.parent.iterdir()] == ["b.md"]


@pytest.mark.process
def test_a_kill_leaves_a_whole_file(tmp_path):
    path = tmp_path / "article.md"
    for _ in range(4):
        process = subprocess.Popen([sys.executable, "-c", ENDLESS, str(path)])
        seen = path.stat().st_ino if path.exists() else None
        deadline = time.monotonic() + 20
        while (not path.exists() or path.stat().st_ino == seen) and time.monotonic() < deadline:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        text = path.read_text("utf-8")
        assert len(text) == 200_000
        assert text == text[0] * len(text)


def test_a_failure_leaves_the_old_file_and_no_temporary_one(tmp_path):
    path = tmp_path / "b.md"
    write_atomic(path, "one")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(path, "lone \ud800")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(WriteError):
        write_atomic(tmp_path / "folder.md", "text")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["b.md", "folder.md"]
    assert path.read_text("utf-8") == "one"


def test_a_linked_file_is_replaced_and_its_target_left_alone(tmp_path):
    target = tmp_path / "outside.txt"
    target.write_text("mine")
    link = tmp_path / "out" / "a.md"
    link.parent.mkdir()
    link.symlink_to(target)
    write_atomic(link, "new", root=tmp_path / "out")
    assert (target.read_text(), link.read_text(), link.is_symlink()) == ("mine", "new", False)


def test_a_linked_folder_that_leads_outside_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "pending").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteError, match="lies outside"):
        write_atomic(tmp_path / "out" / "pending" / "ai" / "a.md", "text", root=tmp_path / "out")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_workspace_knows_where_things_lie(tmp_path):
    workspace = Workspace(tmp_path)
    assert workspace.pending("ai", "a-b").relative_to(tmp_path).as_posix() == "pending/ai/a-b.md"
    assert workspace.accepted("ai", "a-b").relative_to(tmp_path).as_posix() == "articles/ai/a-b.md"
    assert workspace.record("a-b").relative_to(tmp_path).as_posix() == "records/a-b.json"
    assert workspace.quarantine("page_1.txt").relative_to(tmp_path).as_posix() == "quarantine/page_1.txt.json"


@pytest.mark.parametrize("name", ["", "..", "../a", "a/b", "A", "a--b", "-a", "a.md", "\u00e9", "a\n", "a" * 201])
def test_a_name_that_is_no_slug_never_becomes_a_path(tmp_path, name):
    workspace = Workspace(tmp_path)
    for make in (
        check_slug,
        workspace.record,
        lambda bad: workspace.pending(bad, "a"),
        lambda bad: workspace.accepted("a", bad),
    ):
        with pytest.raises(WriteError):
            make(name)


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "a/b", ".hidden", "a..b", "a\0b", "a" * 201])
def test_a_page_id_that_is_no_file_name_is_refused(tmp_path, name):
    with pytest.raises(WriteError):
        Workspace(tmp_path).quarantine(name)


def test_articles_are_found_in_a_stable_order(tmp_path):
    workspace = Workspace(tmp_path)
    for path in (workspace.accepted("ai", "b"), workspace.pending("ai", "c"), workspace.pending("ai", "a")):
        write_atomic(path, "x")
    assert [path.stem for path in workspace.find_articles()] == ["a", "c", "b"]
