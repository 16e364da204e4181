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


TITLES = ["../../etc/passwd", "C:\\Windows\\system32", "🚀🔥", "人工智能的民主化", ".hidden", "con", "a/b" * 200]


@pytest.fixture(scope="module")
def items(extractor: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The codes of what a run over all the bad pages, and a good one among them, puts into quarantine, by page."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "raw").mkdir()
    for name, (data, _) in BAD.items():
        (folder / "raw" / f"{name}.txt").write_bytes(data)
    (folder / "raw" / "good.txt").write_text("Good Thing\n" + BODY, "utf-8")
    done = extractor("convert", "raw", "-o", "out", cwd=folder)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 3, done.stdout + done.stderr
    assert [path.stem for path in (folder / "out" / "pending").rglob("*.md")] == ["good-thing"]
    found = [json.loads(path.read_text("utf-8")) for path in (folder / "out" / "quarantine").glob("*.json")]
    assert len(found) == len(BAD)
    return {Path(item["path"]).stem: item["code"] for item in found}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_becomes_a_quarantined_item_with_its_code(name: str, items: dict[str, str]) -> None:
    assert items[name].startswith(BAD[name][1])


@pytest.fixture(scope="module")
def odd(extractor: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which pages with odd titles were converted, two of them with the same one."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "raw").mkdir()
    for number, title in enumerate(TITLES):
        (folder / "raw" / f"page{number}.txt").write_text(f"{title}\n{BODY}", "utf-8")
    (folder / "raw" / "one.txt").write_text("Same Title\n" + BODY, "utf-8")
    (folder / "raw" / "two.txt").write_text("Same Title\n" + BODY.replace("2019", "2020"), "utf-8")
    done = extractor("convert", "raw", "-o", "out", "--jobs", "2", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.parametrize("number", range(len(TITLES)), ids=TITLES)
def test_an_odd_title_never_leaves_the_output_folder(number: int, odd: Path) -> None:
    records = [json.loads(path.read_text("utf-8")) for path in (odd / "out" / "records").glob("*.json")]
    (record,) = [record for record in records if record["page"]["path"] == f"raw/page{number}.txt"]
    (written,) = odd.rglob(f"{record['id']}.md")
    assert written.relative_to(odd).parts[:2] == ("out", "pending")


def test_pages_with_odd_titles_leave_their_articles_and_nothing_else(odd: Path) -> None:
    files = [path.relative_to(odd).parts for path in odd.rglob("*") if path.is_file()]
    assert len([parts for parts in files if parts[-1].endswith(".md")]) == len(TITLES) + 2
    assert {parts[0] for parts in files} == {"raw", "out"}


def test_two_different_pages_with_one_title_both_survive(odd: Path) -> None:
    assert len([path for path in (odd / "out" / "pending").rglob("*.md") if path.stem.startswith("same-title")]) == 2


def test_a_missing_path_is_a_usage_error_that_names_it(extractor: Run, tmp_path: Path) -> None:
    done = extractor("convert", "nowhere", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_knob_is_refused_by_name(extractor: Run, tmp_path: Path) -> None:
    done = extractor("convert", ".", "-o", "out", "--set", "dates.ordr=DMY", cwd=tmp_path)
    assert done.returncode == 2
    assert "dates.ordr" in done.stderr
