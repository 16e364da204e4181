"""What a run takes up, and what it remembers."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from tests.runs.conftest import read_results, run_odd, write_pages

PAGES = {
    "a.txt": "Alpha\nok\n",
    "b.txt": "Beta\nok\n",
    "c.txt": "Same\nok\n1\n",
    "d.txt": "Same\nok\n2\n",
    "e.txt": "Bad\nfail\n",
}


def test_a_file_that_was_only_touched_is_unchanged(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    os.utime(raw / "a.txt", ns=(1, 1))
    assert run_odd(raw, out).planned == 0


def test_a_change_of_the_same_size_is_seen(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    write_pages(raw, {"a.txt": "Alpha\nok\n".replace("ok", "OK")})
    assert run_odd(raw, out).planned == 1


def test_a_file_as_young_as_the_run_is_not_trusted_by_its_time(raw: Path, out: Path) -> None:
    write_pages(raw, PAGES)
    stat = (raw / "a.txt").stat()
    now = datetime.fromtimestamp(stat.st_mtime, UTC)
    run_odd(raw, out, now=now)
    write_pages(raw, {"a.txt": "Aleph\nok\n"})
    os.utime(raw / "a.txt", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert run_odd(raw, out, now=now).counts["written"] == 1


def test_stamps_need_not_be_trusted(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    stat = (raw / "a.txt").stat()
    write_pages(raw, {"a.txt": "Aleph\nok\n"})
    os.utime(raw / "a.txt", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert run_odd(raw, out).planned == 0
    assert run_odd(raw, out, "batch.trust_stamps=false").counts["written"] == 1


def test_another_configuration_takes_up_every_page_and_an_article_that_stays_the_same_is_unchanged(
    raw: Path, out: Path
) -> None:
    run_odd(write_pages(raw, PAGES), out)
    report = run_odd(raw, out, "facts.max_facts=2")
    assert (report.planned, report.counts["written"], report.counts["unchanged"]) == (5, 0, 4)


def test_the_knobs_of_a_run_change_nothing(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    assert run_odd(raw, out, "batch.page_seconds=9", "assertions.min_pages=1").planned == 0


def test_only_failed_takes_the_pages_in_quarantine(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    write_pages(raw, {"a.txt": "Alpha\nok\nchanged\n", "e.txt": "Bad no more\nok\n"})
    report = run_odd(raw, out, only_failed=True)
    assert (report.planned, report.counts["written"], report.exit_code) == (1, 1, 0)
    assert not list((out / "quarantine").iterdir())


def test_a_lost_ledger_is_read_again_from_the_files(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    before = read_results(out)
    for path in out.glob("ledger.db*"):
        path.unlink()
    report = run_odd(raw, out)
    assert (report.counts["written"], report.counts["conflict"], report.exit_code) == (0, 0, 3)
    assert read_results(out) == before


def test_a_damaged_ledger_is_made_anew(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    before = read_results(out)
    (out / "ledger.db").write_bytes(b"this is no database" * 1000)
    assert run_odd(raw, out).counts["written"] == 0
    assert read_results(out) == before


def test_files_that_a_power_cut_has_torn_are_made_again(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    before = read_results(out)
    (out / "pending" / "science" / "alpha.md").write_bytes(b"")
    (out / "records" / "beta.json").write_bytes(bytes(4096))
    assert run_odd(raw, out).planned == 0, "while the machine is up, nothing is looked at"
    with sqlite3.connect(out / "ledger.db") as database:
        database.execute("UPDATE runs SET boot = 'another'")
    database.close()
    assert run_odd(raw, out).planned == 2
    assert read_results(out) == before


def test_pages_that_are_gone_are_counted_and_kept(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    (raw / "a.txt").unlink()
    report = run_odd(raw, out)
    assert report.counts["gone"] == 1
    assert (out / "pending" / "science" / "alpha.md").exists()


def test_a_file_name_that_is_not_unicode_is_spelled_out(raw: Path, out: Path) -> None:
    write_pages(raw, {"a.txt": "Alpha\nok\n"})
    (raw / os.fsdecode(b"caf\xe9.txt")).write_text("Bad\nfail\n")
    report = run_odd(raw, out)
    assert report.counts["failed"] == 1
    assert run_odd(raw, out).planned == 0
