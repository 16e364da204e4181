"""The commands about many pages, as a shell sees them."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from extractor.cli import run
from extractor.cli.summary import print_report
from extractor.runs.inputs import expand_patterns
from extractor.workspace.paths import name_command
from tests.runs.conftest import ROOT, run_odd, write_pages

PAGES = {"a.txt": "Alpha\nok\n", "b.txt": "Bad\nfail\n", "c.txt": "Worse\nfail\n"}


@pytest.fixture
def workspace(raw: Path, out: Path) -> str:
    run_odd(write_pages(raw, PAGES), out)
    return str(out)


def test_quarantine_lists_shows_and_names_the_way_back(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["quarantine", "list", "-o", workspace]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[1] for line in lines] == ["structure.no-sources"] * 2
    page_id = lines[0].split("\t")[0]
    assert run(["quarantine", "show", page_id, "-o", workspace]) == 0
    shown = capsys.readouterr().out
    assert "raw/b.txt" in shown
    assert f"replay: extractor quarantine replay {page_id}" in shown
    assert run(["quarantine", "list", "-o", workspace, "--format", "json"]) == 0
    assert [item["path"] for item in json.loads(capsys.readouterr().out)] == ["raw/b.txt", "raw/c.txt"]


def test_a_page_that_is_not_in_quarantine_is_a_usage_error(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["quarantine", "show", "nothing", "-o", workspace]) == 2
    assert "'nothing' is not in quarantine" in capsys.readouterr().err


@pytest.mark.process
def test_a_replay_with_the_real_pipeline_returns_its_exit_code(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["quarantine", "replay", "raw/b.txt", "-o", workspace, "--set", "entities.model=none", "--jobs", "1"])
    assert code == 3, "a page of two lines has no sources for the real pipeline either"
    assert "1 pages tried again, 1 failed" in capsys.readouterr().out


def test_a_run_tells_a_scheduler_how_it_ended_in_the_format_of_prometheus(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(raw, PAGES)
    target = tmp_path / "extractor.prom"
    options = ["-o", str(tmp_path / "out"), "--set", "entities.model=none", "--executor", "serial", "--quiet", "--metrics"]
    before = time.time()
    assert run(["convert", str(raw), *options, str(target)]) == 3
    families = {family.name: family.samples for family in text_string_to_metric_families(target.read_text("utf-8"))}
    pages = {sample.labels["action"]: sample.value for sample in families["extractor_last_run_pages"]}
    assert (pages["failed"], pages["written"], pages["unchanged"]) == (3, 0, 0)
    assert families["extractor_last_run_exit_code"][0].value == 3
    assert before <= families["extractor_last_run_timestamp_seconds"][0].value <= time.time()
    assert run(["convert", str(raw), *options, str(tmp_path / "nowhere" / "extractor.prom")]) == 2
    assert "There is no folder" in capsys.readouterr().err
    assert run(["convert", str(raw), *options, str(tmp_path)]) == 2
    assert "Name a file" in capsys.readouterr().err
    target.unlink()
    assert run(["convert", str(raw), *options, str(target), "--dry-run"]) == 3
    assert not target.exists(), "a dry run writes nothing"


def test_export_says_what_it_wrote(workspace: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "export"
    assert run(["export", str(target), "-o", workspace, "--format", "csv", "--table", "facts"]) == 0
    assert capsys.readouterr().out.split() == ["1", "rows", f"{target}/facts.csv"]
    assert [path.name for path in target.iterdir()] == ["facts.csv"]
    assert run(["export", str(target), "-o", workspace, "--format", "jsonld", "--review", "accepted"]) == 0
    assert json.loads((target / "claims.jsonld").read_text("utf-8"))["@graph"] == []


def test_report_compares_the_last_two_runs(workspace: str, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_odd(raw, workspace)
    assert run(["report", "-o", workspace, "--list"]) == 0
    runs = capsys.readouterr().out.split()
    assert len(runs) == 2
    assert run(["report", "-o", workspace]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == f"{runs[0]} → {runs[1]}"
    assert any(line.split() == ["counts", "written", "1", "0", "-1"] for line in shown)
    assert run(["report", *runs, "-o", workspace, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["before"] == runs[0]


@pytest.mark.parametrize("content", [{}, {".hidden.txt": "Alpha\nok\n"}])
def test_a_folder_without_a_page_is_said_to_have_none_and_no_workspace_is_made(
    content: dict[str, str], raw: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw.mkdir()
    write_pages(raw, content)
    assert run(["convert", str(raw), "-o", str(out)]) == 2
    assert f"There is no page in {raw}." in capsys.readouterr().err
    for places in ([raw / "nowhere"], [raw, raw / "nowhere"]):
        assert run(["convert", *map(str, places), "-o", str(out)]) == 2
        assert f"There is no file or folder at {raw}/nowhere." in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("workspace_name", ["out", "o u't"])
def test_what_a_summary_tells_to_type_next_works_as_it_stands(
    workspace_name: str, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run_odd(write_pages(raw, PAGES), tmp_path / workspace_name)
    report = run_odd(raw, tmp_path / workspace_name)
    print_report(report, output=workspace_name, as_json=False, dry_run=False)
    lines = [line.partition("extractor ")[2] for line in capsys.readouterr().out.splitlines()]
    commands = [shlex.split(line) for line in lines if line]
    assert [command[0] for command in commands] == ["quarantine", "review", "explain", "check"]
    for command in commands:
        assert command[-1] == workspace_name
        if command[0] != "review":
            assert run(command) in {0, 1}
            assert "no workspace" not in capsys.readouterr().err


def test_help_and_version_have_short_names(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["-h"], ["convert", "-h"], ["quarantine", "list", "-h"], ["-V"]):
        assert run(words) == 0
        assert capsys.readouterr().out.strip()


def test_a_program_that_the_shell_does_not_find_is_named_by_the_path_it_was_called_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / ".venv" / "bin" / "extractor"
    write_pages(tmp_path, {".venv/bin/extractor": ""})
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(program), "status"])
    assert name_command("status", output="a b") == f"{program} status -o 'a b'"
    monkeypatch.setenv("PATH", str(program.parent))
    assert name_command("status", output="output") == "extractor status"
    monkeypatch.setattr(sys, "argv", ["/usr/lib/extractor/__main__.py"])
    assert name_command("status").endswith(" -m extractor status")


def test_an_article_can_go_to_the_screen_and_its_page_come_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ROOT / "raw" / "012_9f3c2a71d04be815.txt"
    expected = (ROOT / "output" / "pending" / "computer-science" / "ada-lovelace.md").read_text("utf-8")
    unlinked = expected.partition("\n## Related Articles")[0]
    monkeypatch.chdir(tmp_path)
    assert run(["convert", str(page), "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith(unlinked)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page.read_bytes())))
    assert run(["convert", "-"]) == 0
    assert capsys.readouterr().out.startswith(unlinked)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert run(["convert", "-"]) == 3
    assert capsys.readouterr().err == "error: -: The page holds no text. [read.empty]\n"
    assert run(["convert", "-", "-o", "out"]) == 2
    assert run(["convert", "nowhere", "-o", "-"]) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_pattern_that_the_shell_left_alone_is_expanded(raw: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pages(raw, {**PAGES, "deep/d.txt": "Deep\nok\n", "odd[1].txt": "Odd\nok\n"})
    options = ["-o", str(out), "--set", "entities.model=none", "--executor", "serial", "-q"]
    for pattern, pages in (("[ab].txt", 2), ("**/*.txt", 5), ("odd[1].txt", 1)):
        assert run(["convert", f"{raw}/{pattern}", *options, "--dry-run"]) == 3
        assert len(expand_patterns([f"{raw}/{pattern}"])) == pages
    assert run(["convert", f"{raw}/*.html", *options]) == 2
    assert f"There is no file or folder at {raw}/*.html." in capsys.readouterr().err


def test_options_are_read_from_the_environment(
    workspace: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXTRACTOR_OUTPUT", workspace)
    assert run(["quarantine", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run(["quarantine", "list", "-o", "nowhere"]) == 2, "what is typed counts"
    monkeypatch.setenv("EXTRACTOR_CONFIG", "nowhere.yaml")
    assert run(["convert", workspace]) == 2
    assert "Cannot read the configuration nowhere.yaml: No such file" in capsys.readouterr().err


@pytest.mark.process
def test_a_shell_completes_commands() -> None:
    environment = {"_EXTRACTOR_COMPLETE": "complete_bash", "COMP_WORDS": "extractor ex", "COMP_CWORD": "1"}
    command = [sys.executable, "-c", "from extractor.cli import run; run([])"]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["explain", "export"]


def test_a_replay_says_of_every_page_what_became_of_it(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["quarantine", "replay", "-o", workspace, "--set", "entities.model=none", "-j", "1"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].split() for line in lines[:2]] == [["failed", "raw/b.txt"], ["failed", "raw/c.txt"]]
