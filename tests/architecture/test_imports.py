"""Who may import whom, and when."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"spacy", "pandas", "trafilatura", "dateparser", "lxml", "pydantic", "pyarrow", "dask", "distributed", "edtf", "thinc"}
HOMES = {
    "spacy": ("structure/entities/", "training/"),
    "thinc": ("structure/entities/", "training/"),
    "dateparser": ("structure/dates/",),
    "trafilatura": ("read/html", "ingest/"),
    "pandas": ("runs/report", "runs/export"),
    "distributed": ("runs/executors/",),
    "dask": ("runs/executors/",),
}


@cache
def imported_modules(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("library", HOMES)
def test_a_heavy_library_is_imported_only_in_its_home(library: str) -> None:
    package = ROOT / "extractor"
    strays = [
        path.relative_to(package).as_posix()
        for path in sorted(package.rglob("*.py"))
        if library in imported_modules(path) and not path.relative_to(package).as_posix().startswith(HOMES[library])
    ]
    assert not strays


def loaded_after(*arguments: str) -> set[str]:
    code = (
        "import sys; sys.argv[1:] = sys.argv[1:]\n"
        "from extractor.cli import run\n"
        "code = run(sys.argv[1:])\n"
        "print('loaded:', *sorted({name.split('.')[0] for name in sys.modules}))\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.rsplit("loaded:", 1)[1].split())


@pytest.mark.process
def test_help_imports_no_heavy_library() -> None:
    assert not loaded_after("--help") & HEAVY


@pytest.mark.process
@pytest.mark.parametrize("command", ["convert", "check", "explain", "schema", "quarantine", "export", "review", "model"])
def test_help_of_a_command_imports_no_heavy_library(command: str) -> None:
    assert not loaded_after(command, "--help") & (HEAVY - {"pydantic"})  # Typer itself loads pydantic for a command's flags


@pytest.mark.process
def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import extractor; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not {name.split(".")[0] for name in done.stdout.split()} & HEAVY


@pytest.mark.process
def test_the_layers_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_no_import_leads_back_to_where_it_came_from() -> None:
    """Imports inside functions and those for the type checker alone count like any other."""
    graph = grimp.build_graph("extractor", exclude_type_checking_imports=False, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in sorted(graph.modules)}
    assert len(imports) > 100
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))
