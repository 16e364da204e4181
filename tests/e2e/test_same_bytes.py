"""The same page gives the same bytes, whatever the machine looks like around it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT, Run, read_tree

SURROUNDINGS = {
    "no worker, another seed, locale and time zone": (
        ["--executor", "serial"],
        {"PYTHONHASHSEED": "12345", "LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati"},
    ),
    "two workers, another seed and time zone": (["--jobs", "2"], {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7"}),
}


@pytest.fixture(scope="module")
def converted(extractor: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that the samples make."""
    out = tmp_path_factory.mktemp("reference")
    done = extractor("convert", ROOT / "raw", "-o", out, "--jobs", "1", env={"PYTHONHASHSEED": "0", "TZ": "UTC"})
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def reference(converted: Path) -> dict[str, bytes]:
    return read_tree(converted)


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_the_samples_give_the_same_bytes_with(
    surroundings: str, reference: dict[str, bytes], extractor: Run, tmp_path: Path
) -> None:
    flags, environment = SURROUNDINGS[surroundings]
    done = extractor("convert", ROOT / "raw", "-o", tmp_path, *flags, env=environment)
    assert done.returncode == 0, done.stderr
    assert read_tree(tmp_path) == reference


def test_the_committed_output_is_what_the_samples_make(reference: dict[str, bytes]) -> None:
    assert read_tree(ROOT / "output") == reference


def test_a_second_run_changes_no_byte(converted: Path, extractor: Run, tmp_path: Path) -> None:
    out = Path(shutil.copytree(converted, tmp_path / "out"))
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.md")}
    assert before
    assert extractor("convert", ROOT / "raw", "-o", out, "--jobs", "1").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.md")} == before
