"""The longest files and functions: ``make sizes`` prints them, and CONTRIBUTING.md names them between two marks.

``REGENERATE_SIZES=1 make sizes`` rewrites that list. It holds no numbers, so that it is not old at every commit.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("extractor/**/*.py"), *ROOT.glob("benchmarks/**/*.py"), *ROOT.glob("tests/**/*.py")])
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
LISTED = 10
CURE = "the list in CONTRIBUTING.md is old: run REGENERATE_SIZES=1 make sizes"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Length = tuple[int, str]


def list_functions(path: Path) -> Iterator[tuple[str, Function]]:
    """Give the functions of a file, each with the names around it."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
        for child in ast.iter_child_nodes(node):
            name = f"{prefix}{child.name}" if isinstance(child, Function | ast.ClassDef) else ""
            if isinstance(child, Function):
                yield name, child
            yield from walk(child, f"{name}." if name else prefix)

    return walk(parse(path), "")


@cache
def parse(path: Path) -> ast.Module:
    """Parse a file, once a process."""
    return ast.parse(path.read_text("utf-8"))


def measure_files() -> list[Length]:
    """Give all files by their lines, the longest first."""
    return _rank((path.read_text("utf-8").count("\n"), path.relative_to(ROOT).as_posix()) for path in SOURCES)


def measure_functions() -> list[Length]:
    """Give the functions of the package by their lines, the longest first."""
    return _rank(
        ((node.end_lineno or 0) - node.lineno + 1, f"{path.relative_to(ROOT).as_posix()}::{name}")
        for path in SOURCES
        if path.is_relative_to(ROOT / "extractor")
        for name, node in list_functions(path)
    )


def _rank(lengths: Iterator[Length]) -> list[Length]:
    return sorted(lengths, key=lambda one: (-one[0], one[1]))


MEASURES = {"files": measure_files, "functions": measure_functions}


def read_listed(kind: str) -> list[str]:
    """Give the names that CONTRIBUTING.md lists."""
    return re.findall(r"^- `(.+)`$", _find_list(CONTRIBUTING.read_text("utf-8"), kind)[2], re.MULTILINE)


def _find_list(text: str, kind: str) -> re.Match[str]:
    found = re.search(rf"(<!-- longest {kind} -->\n)(.*?)(<!-- end -->)", text, re.DOTALL)
    assert found, f"CONTRIBUTING.md has no list of the longest {kind}"
    return found


def main() -> None:
    """Print the longest, and list them anew if that is wanted."""
    for kind, measure in MEASURES.items():
        longest = measure()[:LISTED]
        sys.stdout.write(f"The longest {kind}:\n" + "".join(f"{lines:5} {name}\n" for lines, name in longest))
        if os.environ.get("REGENERATE_SIZES"):
            text = CONTRIBUTING.read_text("utf-8")
            at = _find_list(text, kind)
            names = "".join(f"- `{name}`\n" for _, name in longest)
            CONTRIBUTING.write_text(text[: at.start(2)] + names + text[at.end(2) :], "utf-8")


if __name__ == "__main__":
    main()
