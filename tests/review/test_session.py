"""The session: decisions first, files second, one actor at a time."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from extractor.errors import ConfigError, ReviewError
from extractor.review.actions import accept_article, edit_value
from extractor.review.gate import check_paths
from extractor.review.session import Actor, ReviewSession
from extractor.workspace.decisions import read_decisions

BY = Actor("R. Ito", "2025-03-05T10:00:00Z")
LATER = Actor("R. Ito", "2025-03-05T10:00:01Z")


def test_an_acceptance_cut_between_its_two_files_is_finished(pair):
    draft = pair.pending.read_text("utf-8")
    accept_article(ReviewSession(pair.output), "tide-mills", by=BY)
    pair.put(pair.pending, draft)
    assert ReviewSession(pair.output).open("tide-mills").state == "update"
    edit_value(ReviewSession(pair.output), "harbour-notes", "title", "Harbour", by=LATER)
    assert not pair.pending.exists()
    assert check_paths([pair.output]).is_open


def test_a_draft_that_came_after_the_acceptance_is_no_unfinished_business(pair):
    draft = pair.pending.read_text("utf-8")
    accept_article(ReviewSession(pair.output), "tide-mills", by=BY)
    pair.put(pair.pending, draft.replace("completeness: 0.7", "completeness: 0.8"))
    with ReviewSession(pair.output).hold():
        assert pair.pending.exists()


def test_a_torn_line_is_taken_off_and_a_whole_one_gets_its_end(pair):
    decisions = pair.output / "decisions.jsonl"
    edit_value(ReviewSession(pair.output), "tide-mills", "title", "Tide Mills", by=BY)
    whole = decisions.read_bytes()
    decisions.write_bytes(whole + b'{"time": "2025-03-05T10:00:0')
    with ReviewSession(pair.output).hold():
        assert decisions.read_bytes() == whole
    decisions.write_bytes(whole[:-1])
    with ReviewSession(pair.output).hold():
        assert decisions.read_bytes() == whole


@pytest.mark.process
def test_a_process_killed_while_it_decides_leaves_a_workspace_that_goes_on(pair):
    code = f"""
        import os, sys
        from extractor.review.actions import edit_value
        from extractor.review.session import ReviewSession, Actor
        session = ReviewSession(__import__("pathlib").Path({str(pair.output)!r}))
        session._write = lambda change: os._exit(9)
        edit_value(session, "tide-mills", "title", "Tide Mills", by=Actor("R. Ito", "2025-03-05T10:00:00Z"))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert done.returncode == 9
    assert 'title: "Tide Mills: Grain' in pair.pending.read_text("utf-8")
    session = ReviewSession(pair.output)
    with session.hold():
        assert session.open("tide-mills").current.article.title == "Tide Mills"
    assert len(read_decisions(pair.output / "decisions.jsonl")) == 1


def test_a_workspace_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match="There is no workspace"), ReviewSession(tmp_path / "nothing").hold():
        pass


def test_a_bad_line_of_decisions_stops_deciding(pair):
    (pair.output / "decisions.jsonl").write_text("not a decision\n", "utf-8")
    with pytest.raises(ReviewError, match="Line 1 of"):
        accept_article(ReviewSession(pair.output), "tide-mills", by=BY)
