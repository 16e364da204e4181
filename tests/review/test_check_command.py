"""``extractor check`` and ``extractor schema`` as commands."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from extractor.cli.check import check_command
from extractor.cli.schema import schema_command


def run(command, *arguments):
    app = typer.Typer()
    app.command()(command)
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], standalone_mode=False)
    code = result.return_value if result.exception is None else None
    return code, result


def test_an_open_gate_is_0_and_a_closed_one_is_1(session):
    assert run(check_command, session.output)[0] == 0
    session.record.unlink()
    code, result = run(check_command, session.output)
    assert code == 1
    assert "[record.missing]" in result.output


def test_a_wrong_path_is_a_usage_error(tmp_path):
    _, result = run(check_command, tmp_path / "nothing")
    assert getattr(result.exception, "exit_code", None) == 2


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_every_format_can_be_asked_for_and_written_to_a_file(session, tmp_path, form):
    session.record.unlink()
    _, shown = run(check_command, session.output, "--format", form)
    code, result = run(check_command, session.output, "--format", form, "--report", tmp_path / "report")
    assert code == 1
    assert (tmp_path / "report").read_text("utf-8") == shown.output
    assert result.output == "1 article, 1 error, 0 warnings: the gate is closed\n"


def test_categories_are_those_of_the_configuration(session):
    code, result = run(check_command, session.output, "--set", "article.categories=[ai]")
    assert code == 1
    assert "[article.bad-category]" in result.output


@pytest.mark.parametrize("contract", ["article", "record"])
def test_a_schema_is_printed_as_json_schema(contract):
    code, result = run(schema_command, contract)
    schema = json.loads(result.output)
    assert code == 0
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"].lower() == contract
