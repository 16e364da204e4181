"""What editors, crashes and strangers leave in a workspace stops a run with a reason or is put right with a line about it."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractor.errors import ReviewError, RunError
from extractor.review.actions import reject_article
from extractor.review.gate import check_paths
from extractor.review.session import Actor, ReviewSession
from extractor.runs.ledger import VERSION
from extractor.workspace.decisions import append_decisions, read_decisions
from tests.ingest.conftest import run_command
from tests.runs.conftest import read_results, run_odd, write_pages
from tests.workspace.test_decisions import decide

PAGES = {"a.txt": "Alpha\nok\nfirst\n", "b.txt": "Beta\nok\nfirst\n"}
BOM = b"\xef\xbb\xbf"


def reject(out: Path, article_id: str = "alpha", hour: int = 10) -> Path:
    actor = Actor("R. Ito", f"2025-03-05T{hour}:00:00Z")
    reject_article(ReviewSession(out), article_id, by=actor, reason="not about a mill")
    return out / "decisions.jsonl"


@pytest.fixture
def rejected(raw: Path, out: Path) -> Path:
    """The decisions of a workspace in which Alpha was rejected, and whose page has changed since."""
    run_odd(write_pages(raw, PAGES), out)
    path = reject(out)
    write_pages(raw, {"a.txt": "Alpha\nok\nsecond\n"})
    return path


def list_drafts(out: Path) -> list[str]:
    return sorted(path.stem for path in (out / "pending").rglob("*.md"))


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: BOM + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: BOM + data.replace(b"\n", b"\r\n") + b"\r\n",
        lambda data: data.rstrip(b"\n"),
        lambda data: b"\n \n" + data,
    ],
)
def test_decisions_that_an_editor_has_saved_otherwise_are_obeyed(rejected: Path, raw: Path, out: Path, edit) -> None:
    rejected.write_bytes(edit(rejected.read_bytes()))
    assert run_odd(raw, out).exit_code == 0
    assert list_drafts(out) == ["beta"]
    assert ReviewSession(out).review_states["alpha"].rejected
    reject(out, "beta", 11)
    assert [one.action for one in read_decisions(rejected)] == ["reject", "reject"]
    assert [finding.code for finding in check_paths([out]).findings if finding.code.startswith("review.decisions")] == []


@pytest.mark.parametrize(
    "line",
    [b"{}", b"null", b'"x"', b"[" * 5000, b"\xff\xfe{}", b'{"time": "yesterday"}', b"<<<<<<< HEAD", b"=======", b"\0\0\0"],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_line_that_is_no_decision_stops_what_obeys_decisions_with_its_number(
    rejected: Path,
    raw: Path,
    out: Path,
    line: bytes,
    first: bool,  # noqa: FBT001
) -> None:
    data = rejected.read_bytes()
    rejected.write_bytes(line + b"\n" + data if first else data + line + b"\n")
    files = read_results(out)
    with pytest.raises(ReviewError, match=f"Line {1 if first else 2} of .*decisions.jsonl is not a decision"):
        run_odd(raw, out)
    with pytest.raises(ReviewError, match="is not a decision"):
        reject(out, "beta", 11)
    assert read_results(out) == files
    assert "review.decisions-unreadable" in {finding.code for finding in check_paths([out]).findings}


@pytest.mark.parametrize("share", [1, 40, 150])
def test_a_last_line_that_was_cut_is_set_aside_and_named_by_a_run(rejected: Path, raw: Path, out: Path, share: int) -> None:
    data = rejected.read_bytes()
    rejected.write_bytes(data + data[:share])
    report = run_odd(raw, out)
    assert report.notes == (
        "Line 2 of decisions.jsonl was cut off in the middle and decides nothing; it is kept in decisions.jsonl.cut.",
    )
    assert (rejected.read_bytes(), rejected.with_name("decisions.jsonl.cut").read_bytes()) == (data, data[:share] + b"\n")
    assert list_drafts(out) == ["beta"]
    assert run_odd(raw, out).notes == ()


def test_a_last_line_that_was_cut_swallows_no_decision(rejected: Path, out: Path, caplog: pytest.LogCaptureFixture) -> None:
    data = rejected.read_bytes()
    rejected.write_bytes(data + data[:60])
    reject(out, "beta", 11)
    assert [one.action for one in read_decisions(rejected)] == ["reject", "reject"]
    assert "Line 2 of decisions.jsonl was cut off" in caplog.text
    assert list_drafts(out) == []


@pytest.mark.parametrize(
    "name", ["decisions.jsonl", ".lock", ".review.lock", "ledger.db", "ledger.db-wal", "decisions.jsonl.cut"]
)
def test_nothing_is_written_through_a_link_in_the_workspace(raw: Path, out: Path, tmp_path: Path, name: str) -> None:
    run_odd(write_pages(raw, PAGES), out)
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    (out / name).unlink(missing_ok=True)
    (out / name).symlink_to(outside)
    if name.endswith(".cut"):
        (out / "decisions.jsonl").write_bytes(b'{"time')
    write_pages(raw, {"c.txt": "Gamma\nok\n"})
    with pytest.raises(ReviewError, match="is a symbolic link"):
        _ = append_decisions(out / name, [decide("accept")]) if name == "decisions.jsonl" else run_odd(raw, out)
    assert outside.read_bytes() == b"mine"


def test_a_file_under_way_that_is_a_link_is_not_written_through(raw: Path, out: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    out.mkdir(exist_ok=True)
    (out / ".new").symlink_to(outside)
    run_odd(write_pages(raw, PAGES), out)
    assert outside.read_bytes() == b"mine"


def test_a_link_out_of_the_folder_of_pages_is_refused_and_named_unless_it_is_allowed(
    raw: Path, out: Path, tmp_path: Path
) -> None:
    write_pages(tmp_path / "private", {"secret.txt": "Secret\nok\n"})
    write_pages(raw, PAGES)
    (raw / "deep").mkdir()
    (raw / "deep" / "out.txt").symlink_to(tmp_path / "private" / "secret.txt")
    (raw / "also.txt").symlink_to("../private/secret.txt")
    (raw / "inside.txt").symlink_to("a.txt")
    (raw / "folder").symlink_to(tmp_path / "private")
    report = run_odd(raw, out)
    assert report.exit_code == 3
    assert sorted(report.notes) == [
        f"raw/{name} was left out: it is a link that leads out of its folder." for name in ("also.txt", "deep/out.txt")
    ]
    assert list_drafts(out) == ["alpha", "beta"]
    assert "raw/deep/out.txt was left out" in (out / "runs" / report.run_id / "report.html").read_text("utf-8")
    assert run_odd(raw, out, "batch.follow_links=true").exit_code == 0
    assert list_drafts(out) == ["alpha", "beta", "secret"]


DAMAGES = [
    b"",
    b"{}",
    b"[]",
    b"null",
    b"[" * 50_000,
    b'{"a":' * 50_000,
    b"\xff\xfe\x00",
    b"\0" * 400,
    b'{"page": [], "fingerprint": 3}',
]


def lose_ledger(out: Path) -> None:
    for path in out.glob("ledger.db*"):
        path.unlink()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_named_where_the_ledger_is_gone(raw: Path, out: Path, damage: bytes) -> None:
    run_odd(write_pages(raw, PAGES), out)
    lose_ledger(out)
    (out / "records" / "alpha.json").write_bytes(damage)
    report = run_odd(raw, out)
    assert report.notes == ("records/alpha.json cannot be read; extractor check says why.",)
    assert report.exit_code in {0, 4}
    codes = {finding.code for finding in check_paths([out]).findings if "alpha" in finding.path}
    assert "record.unreadable" not in codes, "the page was converted again"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_an_issue_and_no_traceback_for_whoever_reads_it(raw: Path, out: Path, damage: bytes) -> None:
    run_odd(write_pages(raw, PAGES), out)
    (out / "records" / "alpha.json").write_bytes(damage)
    assert "record.unreadable" in {finding.code for finding in check_paths([out]).findings}
    home = out.parent
    for command in ("status", "export --to facts.csv", "explain alpha", "diff alpha", "accept alpha", "reject alpha -m no"):
        done = run_command(home, *command.split(), "-o", out.name)
        assert "Traceback" not in done.stderr + done.stdout, command
        assert done.returncode in {0, 1, 2, 3}, command
    write_pages(raw, {"a.txt": "Alpha\nok\nsecond\n", "b.txt": "Beta\nok\nsecond\n"})
    assert run_odd(raw, out).exit_code in {0, 4}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_of_the_quarantine_is_named(raw: Path, out: Path, damage: bytes) -> None:
    run_odd(write_pages(raw, PAGES | {"c.txt": "Gamma\nfail\n"}), out)
    (file,) = (out / "quarantine").iterdir()
    file.write_bytes(damage)
    listed = run_command(out.parent, "quarantine", "list", "-o", out.name)
    assert (listed.returncode, listed.stdout) == (0, "")
    assert f"quarantine/{file.name} tells of no page" in listed.stderr
    lose_ledger(out)
    report = run_odd(raw, out)
    assert report.notes == (f"quarantine/{file.name} cannot be read; extractor check says why.",)
    assert json.loads(file.read_text("utf-8"))["path"] == "raw/c.txt"


def damage_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE pages")
        database.commit()


def damage_page(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'inputs'").fetchone()[0]
        size = database.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)


@pytest.mark.parametrize(
    "damage",
    [
        damage_table,
        damage_page,
        lambda path: path.write_bytes(b"no database" * 999),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
    ],
)
def test_a_damaged_ledger_is_set_aside_and_made_again_with_a_line_about_it(raw: Path, out: Path, damage) -> None:
    run_odd(write_pages(raw, PAGES), out)
    files = read_results(out)
    damage(out / "ledger.db")
    report = run_odd(raw, out)
    assert report.exit_code == 0
    assert len(report.notes) == 1
    assert report.notes[0].startswith("The ledger was damaged")
    assert "ledger.db.damaged" in report.notes[0]
    assert (out / "ledger.db.damaged").is_file()
    assert read_results(out) == files
    assert run_odd(raw, out).notes == ()


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {version}")


def test_a_ledger_of_an_older_version_is_made_again(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    files = read_results(out)
    set_version(out / "ledger.db", 3)
    assert run_odd(raw, out).notes == ("The ledger was of version 3; it was made again from the files.",)
    assert read_results(out) == files


@pytest.mark.parametrize("dry", [True, False])
def test_a_ledger_of_a_newer_version_is_refused_and_not_used(raw: Path, out: Path, dry: bool) -> None:  # noqa: FBT001
    run_odd(write_pages(raw, PAGES), out)
    set_version(out / "ledger.db", VERSION + 1)
    before = (out / "ledger.db").read_bytes()
    with pytest.raises(RunError, match="a newer one made it"):
        run_odd(raw, out, dry_run=dry)
    assert (out / "ledger.db").read_bytes() == before


@pytest.mark.parametrize("year", [1, 1938, 1969, 1970, 2262, 2300, 9999])
def test_a_run_ends_whatever_the_clock_says(raw: Path, out: Path, year: int) -> None:
    write_pages(raw, PAGES)
    os.utime(raw / "a.txt", ns=(0, -(10**18)))
    os.utime(raw / "b.txt", (33_000_000_000, 33_000_000_000))
    now = datetime(year, 6, 1, tzinfo=UTC)
    report = run_odd(raw, out, now=now)
    assert (report.exit_code, report.counts["written"]) == (0, 2)
    assert run_odd(raw, out, now=now).planned == 0
