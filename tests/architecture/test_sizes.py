"""The house rules that a program can measure. The debt list may only shrink."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("extractor/**/*.py"), *ROOT.glob("benchmarks/**/*.py"), *ROOT.glob("tests/**/*.py")])
PACKAGE = [path for path in SOURCES if path.is_relative_to(ROOT / "extractor")]
DEBT: frozenset[str] = frozenset()

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield node


def test_no_file_is_over_300_lines() -> None:
    long = [f"{path.relative_to(ROOT)}: {lines}" for path in SOURCES if (lines := path.read_text("utf-8").count("\n")) > 300]
    assert not long


def test_no_function_is_over_40_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length}"
        for path in PACKAGE
        for node in functions(path)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > 40 and f"{path.relative_to(ROOT)}::{node.name}" not in DEBT
    ]
    assert not long


def test_functions_take_six_parameters_at_most() -> None:
    wide = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in PACKAGE
        if "cli" not in path.relative_to(ROOT).parts  # a command's parameters are its flags
        for node in functions(path)
        if len([a for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs) if a.arg not in {"self", "cls"}])
        > 6
    ]
    assert not wide


@pytest.mark.parametrize("word", ["utils", "util", "common", "helpers", "helper", "manager", "managers", "misc"])
def test_no_module_has_a_name_that_says_nothing(word: str) -> None:
    assert not [path for path in SOURCES if word in {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}]


def test_every_module_of_the_package_says_what_it_is_for() -> None:
    silent = [str(path.relative_to(ROOT)) for path in PACKAGE if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent


def test_the_top_level_of_the_repository_is_fixed() -> None:
    fixed = {"pyproject.toml", "README.md", "extractor", "raw", "output", "tests", "configs"}
    demanded = {
        "Makefile", ".ci", ".gitignore", ".gitattributes", ".github", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml",
        "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "benchmarks", "docs",
    }  # fmt: skip
    ignored = {
        ".git", ".venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache", "__pycache__",
        "build", "dist",
    }  # fmt: skip
    assert {path.name for path in ROOT.iterdir()} - fixed - demanded - ignored == set()
