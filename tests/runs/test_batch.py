"""A run, as the one who starts it sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import ConfigError
from extractor.write import parse_article, parse_record
from tests.runs.conftest import read_results, run_odd, write_pages

PAGES = {
    "a.txt": "Alpha\nok\nfirst\n",
    "b.txt": "Beta\nok\nfirst\n",
    "deep/c.txt": "Gamma\nok\nfirst\n",
    "d.txt": "Delta\nfail\n",
}


def test_a_run_says_what_was_written_and_what_failed(raw: Path, out: Path) -> None:
    report = run_odd(write_pages(raw, PAGES), out)
    assert {name: report.counts[name] for name in ("written", "unchanged", "failed")} == {
        "written": 3,
        "unchanged": 0,
        "failed": 1,
    }
    assert report.exit_code == 3
    assert report.issues == {"structure.no-sources": 1}
    assert sorted(path.stem for path in (out / "pending").rglob("*.md")) == ["alpha", "beta", "gamma"]
    assert sorted(path.stem for path in (out / "records").glob("*.json")) == ["alpha", "beta", "gamma"]


def test_a_second_run_does_nothing_and_still_says_that_pages_are_in_quarantine(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.md")}
    report = run_odd(raw, out)
    assert (report.planned, report.counts["unchanged"], report.counts["quarantined"], report.exit_code) == (0, 3, 1, 3)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.md")} == before


def test_only_changed_and_new_pages_are_converted(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    write_pages(raw, {"b.txt": "Beta\nok\nsecond, and longer\n", "e.txt": "Epsilon\nok\n"})
    seen: list[str] = []
    report = run_odd(raw, out, on_outcome=lambda result: seen.append(result.path))
    assert seen == ["raw/b.txt", "raw/e.txt"]
    assert (report.counts["written"], report.counts["unchanged"]) == (2, 2)


@pytest.mark.process
def test_pages_come_out_in_the_order_of_their_paths_whatever_the_number_of_workers(raw: Path, out: Path) -> None:
    write_pages(raw, {f"p{n:02}.txt": f"Page {n}\nsleep {0.2 if n == 0 else 0}\n" for n in range(12)})
    seen: list[str] = []
    run_odd(raw, out, executor="process", on_outcome=lambda result: seen.append(result.path))
    assert seen == sorted(seen)
    assert len(seen) == 12


@pytest.mark.process
def test_executors_give_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    write_pages(raw, PAGES | {f"same{n}.txt": f"Same Title\nsleep 0.0{9 - n}\nnumber {n}\n" for n in range(9)})
    for executor in ("serial", "process"):
        run_odd(raw, tmp_path / executor / "out", executor=executor)
    serial = read_results(tmp_path / "serial" / "out")
    assert len(serial) == 25
    assert read_results(tmp_path / "process" / "out") == serial


def test_of_two_pages_with_one_title_the_first_by_path_gets_the_plain_id(raw: Path, out: Path) -> None:
    write_pages(raw, {"one.txt": "Same\nok\n1\n", "two.txt": "Same\nok\n2\n"})
    report = run_odd(raw, out)
    names = sorted(path.stem for path in (out / "pending").rglob("*.md"))
    assert names[0] == "same"
    assert names[1].startswith("same-")
    assert parse_record((out / "records" / "same.json").read_text("utf-8")).page.path == "raw/one.txt"
    assert report.issues == {"write.shared-title": 1}
    assert report.counts["doubtful"] == 1


def test_an_article_under_another_id_is_that_id_throughout(raw: Path, out: Path) -> None:
    write_pages(raw, {"one.txt": "Same\nok\n1\n", "two.txt": "Same\nok\n2\n"})
    run_odd(raw, out)
    name = next(path.stem for path in (out / "pending").rglob("same-*.md"))
    article = parse_article(next((out / "pending").rglob(f"{name}.md")).read_text("utf-8"))
    record = parse_record((out / "records" / f"{name}.json").read_text("utf-8"))
    assert article.id == record.id == name
    assert article.atomic_facts[0].id == f"af-science-{name}-1"
    assert article.atomic_facts[0].source_ref == article.primary_sources[0].id == record.sources[0].id == f"ps-{name}-1"
    assert record.issues[-1].code == "write.shared-title"


def test_a_shared_title_keeps_its_ids_when_the_pages_change_or_an_earlier_one_comes(raw: Path, out: Path) -> None:
    write_pages(raw, {"m.txt": "Same\nok\n1\n", "n.txt": "Same\nok\n2\n"})
    run_odd(raw, out)
    before = {path.name for path in (out / "pending").rglob("*.md")}
    write_pages(raw, {"a.txt": "Same\nok\n0\n", "m.txt": "Same\nok\nchanged\n", "n.txt": "Same\nok\nchanged too\n"})
    run_odd(raw, out)
    assert len(before) == 2
    assert before < {path.name for path in (out / "pending").rglob("*.md")}
    assert parse_record((out / "records" / "same.json").read_text("utf-8")).page.path == "raw/m.txt"


def test_two_files_of_the_same_bytes_make_one_article(raw: Path, out: Path) -> None:
    report = run_odd(write_pages(raw, {"a.txt": "Twin\nok\n", "b.txt": "Twin\nok\n"}), out)
    assert (report.counts["written"], report.counts["duplicate"]) == (1, 1)
    write_pages(raw, {"a.txt": "Twin\nok\nnot any more\n"})
    run_odd(raw, out)
    run_odd(raw, out)
    assert len(list((out / "pending").rglob("*.md"))) == 2


def test_a_file_that_was_moved_keeps_its_article(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, {"a.txt": "Moved\nok\n"}), out)
    (raw / "a.txt").rename(raw / "z.txt")
    report = run_odd(raw, out)
    assert [path.stem for path in (out / "pending").rglob("*.md")] == ["moved"]
    assert parse_record((out / "records" / "moved.json").read_text("utf-8")).page.path == "raw/z.txt"
    assert report.counts["gone"] == 1


def test_a_page_that_changes_its_title_takes_its_draft_along(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, {"a.txt": "Before\nok\n"}), out)
    run_odd(write_pages(raw, {"a.txt": "After\nok\n"}), out)
    assert [path.stem for path in out.rglob("*.md")] == ["after"]
    assert [path.stem for path in (out / "records").glob("*.json")] == ["after"]


def test_a_dry_run_reports_and_writes_nothing(raw: Path, out: Path) -> None:
    report = run_odd(write_pages(raw, PAGES), out, dry_run=True)
    assert (report.counts["written"], report.counts["failed"], report.exit_code) == (3, 1, 3)
    assert not out.exists()
    run_odd(raw, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    write_pages(raw, {"a.txt": "Alpha\nok\nchanged\n"})
    assert run_odd(raw, out, dry_run=True).counts["written"] == 1
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_hidden_files_and_the_workspace_itself_are_no_pages(raw: Path) -> None:
    write_pages(raw, {"a.txt": "Alpha\nok\n", ".hidden": "x", ".git/b.txt": "x"})
    assert run_odd(raw, raw / "output").counts["written"] == 1
    assert run_odd(raw, raw / "output").counts["unchanged"] == 1


def test_a_file_that_cannot_be_read_or_is_too_large_is_a_failed_page(raw: Path, out: Path) -> None:
    write_pages(raw, {"big.txt": "Big\nok\n" + "x" * 5000, "small.txt": "Small\nok\n"})
    (raw / "loop.txt").symlink_to(raw / "nowhere.txt")
    report = run_odd(raw, out, "read.max_bytes=1000")
    assert report.issues == {"read.too-large": 1}
    assert report.counts["written"] == 1


def test_two_inputs_that_would_have_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("x/raw", "y/raw"):
        write_pages(tmp_path / name, {"a.txt": "Alpha\nok\n"})
    from extractor.runs.batch import run_batch
    from extractor.runs.requests import BatchRequest
    from tests.runs.conftest import NOW, make_config

    paths = (str(tmp_path / "x" / "raw"), str(tmp_path / "y" / "raw"))
    request = BatchRequest(paths=paths, output=str(tmp_path / "z" / "out"), config=make_config(), now=NOW)
    with pytest.raises(ConfigError, match="same name"):
        run_batch(request)


def test_a_path_that_is_not_there_is_named(out: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        run_odd(tmp_path / "nowhere", out)
