"""What the command line says when something is missing, misspelt or broken: one line, what to do next, an honest exit code."""

from __future__ import annotations

import shlex
import subprocess

import pytest

from extractor.cli import run
from extractor.review.actions import accept_article
from extractor.review.session import Actor, ReviewSession
from tests.review.conftest import PAGE

BY = Actor("R. Ito", "2025-03-05T10:00:00Z")


def say(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = run([str(word) for word in words])
    return code, capsys.readouterr().err.strip()


IN_A_WORKSPACE = (
    ["status"], ["accept", "tide-mills"], ["reject", "tide-mills", "-m", "wrong"], ["edit", "tide-mills", "title", "Mills"],
    ["undo"], ["undo", "tide-mills"], ["undo", "20300101T000000Z"], ["diff", "tide-mills"], ["explain", "tide-mills"],
    ["review", "--no-browser"], ["propose"], ["export"], ["report"], ["report", "--list"], ["quarantine", "list"],
    ["quarantine", "show", "a"], ["quarantine", "replay"],
)  # fmt: skip
ABOUT_AN_ARTICLE = (["accept"], ["reject", "-m", "wrong"], ["diff"], ["explain"], ["undo"])


@pytest.mark.parametrize("command", IN_A_WORKSPACE, ids=" ".join)
def test_a_folder_that_is_no_workspace_is_said_to_be_none(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for folder, why in ((tmp_path / "gone", "there is no such folder"), (tmp_path, "nothing was ever converted into it")):
        code, said = say(capsys, *command, "-o", folder)
        assert code == 2
        assert said.startswith(f"error: There is no workspace {folder}: {why}. Name its folder with --output")
    assert list(tmp_path.iterdir()) == [], "looking for a workspace makes none"


def test_the_gate_of_the_default_workspace_needs_one(pair, monkeypatch, capsys):
    monkeypatch.chdir(pair.root)
    assert run(["check"]) == 0
    assert capsys.readouterr().out.startswith("2 articles")
    (pair.root / "empty").mkdir()
    assert say(capsys, "check", "empty")[0] == 2
    monkeypatch.chdir(pair.output)
    assert say(capsys, "check")[0] == 2


@pytest.mark.parametrize("command", ABOUT_AN_ARTICLE, ids=" ".join)
def test_an_article_that_is_not_there_is_a_wrong_argument_answered_with_the_nearest(command, pair, capsys):
    verb, *options = command
    for name, hint in (
        ("tide-mils", "Did you mean 'tide-mills'?"),
        ("Harbor", "Did you mean 'harbour-notes'?"),
        ("mills", "Did you mean 'tide-mills'?"),
        ("../zzz", f"To list them: extractor status --state all -o {pair.output}"),
    ):
        code, said = say(capsys, verb, name, *options, "-o", pair.output)
        assert (code, said) == (2, f"error: There is no article '{name}' in {pair.output}. {hint} [config.no-article]")


@pytest.mark.parametrize("name", ["Tide-Mills", "TIDE MILLS", "tide_mills", "record", "draft"])
def test_an_article_is_found_by_its_name_in_any_spelling_and_by_its_files(name, pair, capsys):
    name = {"record": str(pair.record), "draft": str(pair.pending)}.get(name, name)
    assert run(["explain", f"{name}#1", "-o", str(pair.output)]) == 0
    assert capsys.readouterr().out.startswith("af-history-tide-mills-1\n")
    assert run(["accept", name, "-o", str(pair.output)]) == 0
    assert capsys.readouterr().out == "accepted tide-mills\n"


def test_a_file_of_another_workspace_is_not_taken_for_an_article_of_this_one(pair, tmp_path, capsys):
    other = tmp_path / "elsewhere" / "pending" / "history" / "tide-mills.md"
    pair.put(other, "another")
    code, said = say(capsys, "accept", other, "-o", pair.output)
    assert code == 2
    assert f"{other} does not lie in the workspace {pair.output}" in said
    assert pair.pending.exists()


def test_articles_that_are_named_together_are_found_like_one(pair, capsys):
    assert run(["accept", str(pair.pending), "Harbour Notes", "-o", str(pair.output)]) == 0
    assert capsys.readouterr().out == "2 accepted, 0 refused\n"


def test_whoever_has_nothing_to_undo_learns_who_decided_last_and_how_to_take_it_back(pair, capsys):
    said = say(capsys, "undo", "-o", pair.output, "--reviewer", "ola")[1]
    assert said.startswith(f"error: There is nothing to undo. See extractor status -o {pair.output}")
    assert run(["accept", "tide-mills", "-o", str(pair.output), "--reviewer", "Ida Vik"]) == 0
    capsys.readouterr()
    code, said = say(capsys, "undo", "-o", pair.output, "--reviewer", "ola")
    assert code == 1
    assert "the last decision is Ida Vik's, about tide-mills" in said
    command = f"extractor undo --reviewer 'Ida Vik' -o {pair.output}"
    assert command in said
    assert run(shlex.split(command)[1:]) == 0
    assert pair.pending.exists()


def test_a_category_that_is_none_is_answered_with_the_nearest(pair, capsys):
    pair.change(pair.pending, "category: history", "category: histories")
    assert run(["check", str(pair.output)]) == 1
    assert "'histories' is not among the configured categories. Did you mean 'history'?" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("dates.ordr=DMY", "dates.order"), ("Dates.Order=DMY", "dates.order"), ("max_facts=3", "facts.max_facts"),
     ("guard.least=1", "guards.least"), ("profil=x", "profile")],
)  # fmt: skip
def test_a_knob_that_is_none_is_answered_with_the_nearest(wrong, right, tmp_path, capsys):
    key, _, value = wrong.partition("=")
    group, _, knob = key.rpartition(".")
    (tmp_path / "own.yaml").write_text(f"{group}: {{{knob}: {value}}}" if group else f"{knob}: {value}")
    for option, told in (("--set", wrong), ("--config", tmp_path / "own.yaml")):
        code, said = say(capsys, "check", tmp_path, option, told)
        assert code == 2
        assert f"'{right}'" in said.partition("Did you mean ")[2]


@pytest.mark.parametrize("raw", ["raw", "elsewhere", "raw/deep"])
def test_the_raw_page_is_found_from_any_folder_and_in_any_folder_of_raw_pages(raw, pair, tmp_path, monkeypatch, capsys):
    record = pair.record.read_text("utf-8")
    monkeypatch.chdir("/")
    for path in ("tide-mills.txt", "raw/tide-mills.txt", "raw/deep/tide-mills.txt"):
        pair.put(pair.record, record.replace('"path": "tide-mills.txt"', f'"path": "{path}"'))
        folder = tmp_path / raw
        pair.put(folder / path.removeprefix(f"{raw}/").removeprefix("raw/"), PAGE)
        options = [] if raw == "raw" else ["--raw", str(folder)]
        assert run(["explain", "tide-mills#1", "-o", str(pair.output), *options]) == 0
        assert "not at hand" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["reject", "tide-mills#9", "-m", "wrong"], "Its facts: af-history-tide-mills-1, af-history-tide-mills-2."),
        (["explain", "tide-mills#9"], "Its facts: af-history-tide-mills-1, af-history-tide-mills-2."),
        (["accept", "tide-mills#9"], "There is no candidate 9. Give a number from 0 to 2"),
        (["edit", "tide-mills", "titel", "Mills"], "an article has no key 'titel'. Did you mean 'title'?"),
        (["edit", "tide-mills", "body.TLDR", "Mills"], "the body has no section 'TLDR'. Did you mean 'TL;DR'?"),
        (["edit", "tide-mills", "zzz", "Mills"], "Examples: title, known_gaps.0"),
        (["propose"], "does not lie in a git repository"),
    ],
    ids=str,
)
def test_a_part_of_an_article_that_is_not_there_is_answered_with_those_that_are(command, told, pair, capsys):
    code, said = say(capsys, *command, "-o", pair.output)
    assert code == 2
    assert told in said


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


@pytest.mark.process
def test_what_was_proposed_already_makes_no_second_branch(pair, monkeypatch, capsys):
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=pair.root, check=True, capture_output=True, text=True).stdout

    monkeypatch.chdir(pair.root)
    for words in (["init", "-q", "-b", "main"], ["config", "user.name", "R. Ito"], ["config", "user.email", "ito@example.org"]):
        git(*words)
    git("add", "raw", "output")
    git("commit", "-q", "-m", "Drafts")
    accept_article(ReviewSession(pair.output), "tide-mills", by=BY)
    assert run(["propose", "--branch", "review/chosen"]) == 0
    for _ in range(2):
        assert run(["propose"]) == 0
        assert "next    git push -u origin review/chosen" in capsys.readouterr().out
    assert run(["propose", "--branch", "review/another"]) == 0
    assert git("branch", "--list", "review/*", "--format=%(refname:short)").split() == ["review/another", "review/chosen"]
    accept_article(ReviewSession(pair.output), "harbour-notes", by=BY)
    assert run(["propose"]) == 0
    assert len(git("branch", "--list", "review/*").splitlines()) == 3
