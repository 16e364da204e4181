"""The README tells the truth: every command, configuration key, rule and issue code is in it, and nothing that is gone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from extractor.config import load_data
from extractor.issues import ISSUES

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def table_keys(heading: str) -> set[str]:
    """Give the first code word of each table row under a heading."""
    section = re.search(rf"^#+ {heading}$(.*?)(?=^#+ |\Z)", README, re.MULTILINE | re.DOTALL)
    assert section, f"the README has no section '{heading}'"
    return set(re.findall(r"^\| `([^`]+)`", section[1], re.MULTILINE))


def config_keys(knobs: dict[str, Any], prefix: str = "") -> set[str]:
    keys: set[str] = set()
    for key, value in knobs.items():
        if isinstance(value, dict) and value and not prefix:
            keys |= config_keys(value, f"{key}.")
        else:
            keys.add(prefix + key)
    return keys


def test_the_readme_lists_every_issue_code() -> None:
    assert table_keys("Issue codes") == set(ISSUES)


def test_the_readme_lists_every_rule_of_the_article() -> None:
    from extractor.schema import RULES

    assert table_keys("Rules") == set(RULES)


def test_the_readme_lists_every_configuration_key() -> None:
    assert table_keys("Configuration") == config_keys(load_data("default.yaml"))


def test_the_readme_lists_every_command() -> None:
    from extractor.cli.commands import PLACES

    assert table_keys("Commands") == {f"extractor {name}" for name in PLACES}


def test_a_command_says_the_same_of_itself_in_the_readme_in_the_list_of_commands_and_in_its_own_help() -> None:
    from extractor.cli.commands import PLACES, load_command

    for name, (_, summary) in PLACES.items():
        assert f"| `extractor {name}` | {summary} |" in README
        assert load_command(name).help == summary


@pytest.mark.parametrize("command", ["make convert", "make test"])
def test_the_readme_opens_with_the_two_commands(command: str) -> None:
    assert command in README[:2500]


def test_every_link_into_the_repository_leads_somewhere() -> None:
    prose = re.sub(r"```.*?```|^\|.*?$", "", README, flags=re.DOTALL | re.MULTILINE)
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)\s#]+)", prose)
    assert not [target for target in targets if not (ROOT / target).exists()]
