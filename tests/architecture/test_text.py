"""What may not stand in the repository's text."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SUFFIXES = {".py", ".md", ".toml", ".yaml", ".yml", ".cfg", ".txt", ".html", ".js", ".css", ".json", ".jsonl", ""}


def tracked_texts() -> list[tuple[Path, str]]:
    done = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True, cwd=ROOT)
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    wanted = [path for path in paths if path.suffix in SUFFIXES and path.is_file() and path.stat().st_size < 2_000_000]
    return [(path, path.read_bytes().decode("utf-8", "replace")) for path in wanted]


@pytest.mark.parametrize(
    "mark",
    [
        "pypi" + ".org",
        "python" + "hosted",
        "npm" + "js",
        "deb." + "debian",
        "/wo" + "rk/",
        "/ro" + "ot/.",
        "/fa" + "rm/",
        "index" + "-url",
    ],
)
def test_no_registry_host_and_no_path_of_a_machine_is_committed(mark: str) -> None:
    assert not [str(path.relative_to(ROOT)) for path, text in tracked_texts() if mark in text]
