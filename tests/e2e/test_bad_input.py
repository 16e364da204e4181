"""Bad input is a result: a defined outcome with a code, never a traceback, never a file outside the output folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Run

BODY = """A short description of the thing.
entitydetail.created_at
7/26/2025, 5:17:38 AM
Summary
It is a thing that was made for this test.
Web Search Results
- A page about the thing - Example Press
The thing is a device that was built in 2019 by Example Press for measuring rivers in Austria. [...] It weighs 12 kilograms.
"""
BAD = {
    "empty": (b"", "read.empty"),
    "blank": (b" \n\t\n", "read.empty"),
    "binary": (bytes(range(256)) * 40, "read.binary"),
    "image": (b"\x89PNG\r\n\x1a\n" + bytes(500), "read.binary"),
    "no-sources": (b"Lonely Title\nA description.\nSummary\nOnly a summary here.\n", "structure.no-sources"),
    "truncated-gzip": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b", "read."),
    "deep": (b"<html><body>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000, ""),
    "one-line": (b"word " * 200_000, ""),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_becomes_a_quarantined_item_with_its_code(name: str, extractor: Run, tmp_path: Path) -> None:
    data, code = BAD[name]
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / f"{name}.txt").write_bytes(data)
    (tmp_path / "raw" / "good.txt").write_text("Good Thing\n" + BODY, "utf-8")
    done = extractor("convert", "raw", "-o", "out", cwd=tmp_path)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 3, done.stdout + done.stderr
    items = [json.loads(path.read_text("utf-8")) for path in (tmp_path / "out" / "quarantine").glob("*.json")]
    assert [item["code"].startswith(code) for item in items] == [True]
    assert len(list((tmp_path / "out" / "pending").rglob("*.md"))) == 1


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "C:\\Windows\\system32", "🚀🔥", "人工智能的民主化", ".hidden", "con", "a/b" * 200]
)
def test_an_odd_title_never_leaves_the_output_folder(title: str, extractor: Run, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.txt").write_text(f"{title}\n{BODY}", "utf-8")
    done = extractor("convert", "raw", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*.md")]
    assert len(written) == 1
    assert written[0].parts[:2] == ("out", "pending")
    assert not [
        path for path in tmp_path.rglob("*") if path.is_file() and path.relative_to(tmp_path).parts[0] not in {"raw", "out"}
    ]


def test_two_different_pages_with_one_title_both_survive(extractor: Run, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "one.txt").write_text("Same Title\n" + BODY, "utf-8")
    (tmp_path / "raw" / "two.txt").write_text("Same Title\n" + BODY.replace("2019", "2020"), "utf-8")
    assert extractor("convert", "raw", "-o", "out", "--jobs", "2", cwd=tmp_path).returncode == 0
    names = sorted(path.stem for path in (tmp_path / "out" / "pending").rglob("*.md"))
    assert len(names) == 2
    assert all(name.startswith("same-title") for name in names)


def test_a_missing_path_is_a_usage_error_that_names_it(extractor: Run, tmp_path: Path) -> None:
    done = extractor("convert", "nowhere", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_knob_is_refused_by_name(extractor: Run, tmp_path: Path) -> None:
    done = extractor("convert", ".", "-o", "out", "--set", "dates.ordr=DMY", cwd=tmp_path)
    assert done.returncode == 2
    assert "dates.ordr" in done.stderr
