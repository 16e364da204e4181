"""The files that others copy into their repositories say what the commands understand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import yaml
from typer.testing import CliRunner

from extractor.cli.commands import app

ROOT = Path(__file__).resolve().parents[2]


def test_the_hook_runs_a_command_that_there_is():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    assert program == "extractor"
    assert CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0
    for path in ("output/articles/ai/x.md", "output/pending/ai/x.md", "output/records/x.json", "output/decisions.jsonl"):
        assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "output/runs/1/report.html")


def test_the_workflow_uses_formats_that_there_are():
    workflow = yaml.safe_load((ROOT / "docs" / "check-articles.yml").read_text("utf-8"))
    commands = [step["run"] for step in workflow["jobs"]["gate"]["steps"] if step.get("run", "").startswith("extractor")]
    help_text = CliRunner().invoke(app, ["check", "--help"]).output
    for command in commands:
        form = shlex.split(command)[shlex.split(command).index("--format") + 1]
        assert form in help_text
    assert len(commands) == 2
