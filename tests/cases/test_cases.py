"""The inputs that failed when the product was tried on the world outside give their right values, and go on doing so."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FOLDERS = (
    "sentences", "tables-and-lists", "results", "headings", "titles", "metadata", "json", "containers", "encodings", "dates",
    "gaps-and-disputes", "prose", "publishers", "cli", "reingest",
)  # fmt: skip
"""Folders of ``../shared/cases`` of which every case holds; it may only grow."""
OTHERWISE = {"headings/bold-labels.md"}
"""The table says 1984 and a source that it was in October 1984: the finer date that fits stands, as ``dates/`` wants it."""
CASES = ROOT.parent / "shared" / "cases"

pytestmark = pytest.mark.corpus


def _load_expected() -> dict[str, dict[str, Any]]:
    if not CASES.is_dir():
        return {}
    expected: dict[str, dict[str, Any]] = yaml.safe_load((CASES / "EXPECT.yaml").read_text("utf-8"))
    return {name: values for name, values in expected.items() if name.split("/")[0] in FOLDERS and name not in OTHERWISE}


@pytest.fixture(scope="module")
def checker(shared: Path) -> ModuleType:
    """The program that compares."""
    spec = importlib.util.spec_from_file_location("check_cases", shared / "cases" / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EXPECTED = _load_expected()


def test_there_are_cases_of_every_folder(shared: Path) -> None:
    assert (shared / "cases").is_dir()
    assert {name.split("/")[0] for name in EXPECTED} == set(FOLDERS)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_case_gives_its_right_values(checker: ModuleType, name: str) -> None:
    assert checker.check_case(name, EXPECTED[name], CASES, show=False) == ""
