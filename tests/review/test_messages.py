"""What the command line says when something is missing, misspelt or broken: one line, what to do next, an honest exit code."""

from __future__ import annotations

import pytest

from extractor.cli import run
from extractor.review.actions import accept_article
from extractor.review.session import Actor, ReviewSession

BY = Actor("R. Ito", "2025-03-05T10:00:00Z")


def say(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = run([str(word) for word in words])
    return code, capsys.readouterr().err.strip()


@pytest.mark.parametrize("command", [["status"], ["accept", "tide-mills"], ["review", "--no-browser"]])
def test_a_folder_that_is_no_workspace_is_said_to_be_none(command, tmp_path, capsys):
    for folder, why in ((tmp_path / "gone", "there is no such folder"), (tmp_path, "it has no records/")):
        code, said = say(capsys, *command, "-o", folder)
        assert code == 1
        assert said.startswith(f"error: There is no workspace {folder}: {why}. Name its folder with --output")


def test_an_id_that_is_not_there_is_a_wrong_argument_and_no_quarantined_page(pair, capsys):
    code, said = say(capsys, "explain", "nothing", "-o", pair.output)
    assert code == 2
    assert "extractor status lists them" in said
    code, said = say(capsys, "explain", "../nothing", "-o", pair.output)
    assert code == 2
    assert "not a slug" in said


def test_a_fact_that_is_not_there_is_answered_with_those_that_are(pair, capsys):
    code, said = say(capsys, "reject", "tide-mills#9", "-m", "wrong", "-o", pair.output)
    assert code == 1
    assert "Its facts: af-history-tide-mills-1, af-history-tide-mills-2." in said


@pytest.mark.parametrize("command", [["explain", "tide-mills"], ["diff", "tide-mills"], ["accept", "tide-mills"]])
def test_a_file_that_cannot_be_read_is_named_without_a_traceback(command, pair, capsys):
    pair.record.unlink()
    pair.record.mkdir()
    code, said = say(capsys, *command, "-o", pair.output)
    assert code in {1, 2}
    assert said.startswith("error: ")
    assert "\n" not in said


def test_broken_front_matter_of_an_accepted_article_is_named_by_its_line(pair, capsys):
    accept_article(ReviewSession(pair.output), "tide-mills", by=BY)
    pair.change(pair.accepted, "category: history", "category: [history")
    for command in (["diff", "tide-mills"], ["edit", "tide-mills", "title", "Mills"]):
        code, said = say(capsys, *command, "-o", pair.output)
        assert code == 1
        assert "See line" in said
    assert say(capsys, "check", pair.output)[0] == 1


def test_a_broken_line_of_decisions_is_named_by_its_number(pair, capsys):
    (pair.output / "decisions.jsonl").write_text("not a decision\n", "utf-8")
    for command in (["accept", "tide-mills"], ["status"], ["review", "--no-browser"]):
        code, said = say(capsys, *command, "-o", pair.output)
        assert code == 1
        assert "Line 1 of" in said
        assert "Repair the line" in said
