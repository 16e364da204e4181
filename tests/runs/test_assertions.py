"""What a run must look like before anything of it is published, and when it gives up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import ConfigError
from tests.runs.conftest import read_results, run_odd, write_pages

GOOD = {f"g{n}.txt": f"Good {n}\nok\n" for n in range(6)}
BAD = {f"x{n}.txt": f"Bad {n}\nfail\n" for n in range(4)}


@pytest.mark.parametrize(
    ("assertion", "name", "pages"),
    [
        ("assertions.min_pages=7", "min_pages", 4),
        ("assertions.max_failed_share=0.3", "max_failed_share", 4),
        ("assertions.fill={events: 0.5}", "fill.events", 6),
    ],
)
def test_a_broken_assertion_stops_publication_and_names_pages(
    assertion: str, name: str, pages: int, raw: Path, out: Path
) -> None:
    report = run_odd(write_pages(raw, GOOD | BAD), out, assertion)
    assert report.exit_code == 1
    assert [broken.name for broken in report.broken] == [name]
    assert len(report.broken[0].pages) == pages
    assert not read_results(out)
    assert json.loads((out / "runs" / report.run_id / "report.json").read_text("utf-8"))["summary"]["pages"] == 10


@pytest.mark.process
def test_assertions_that_hold_publish_what_a_run_without_them_does(raw: Path, out: Path, tmp_path: Path) -> None:
    write_pages(raw, GOOD | BAD | {"g6.txt": "Good 1\nok\nanother\n"})
    run_odd(raw, out, "assertions.min_pages=7", "assertions.fill={facts: 1.0}", executor="process")
    run_odd(raw, tmp_path / "plain")
    assert read_results(out) == read_results(tmp_path / "plain")


def test_what_a_broken_assertion_held_back_is_published_without_converting_again(
    raw: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_odd(write_pages(raw, GOOD | BAD), out, "assertions.min_pages=7")
    monkeypatch.setenv("CONVERSIONS_LOG", str(tmp_path / "log"))
    report = run_odd(raw, out, "assertions.min_pages=6")
    assert (report.counts["written"], report.counts["failed"], report.exit_code) == (6, 4, 3)
    assert not (tmp_path / "log").exists()
    assert run_odd(raw, out, "assertions.min_pages=6").planned == 0


def test_unchanged_pages_count_towards_the_least_number(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, GOOD), out)
    write_pages(raw, {"new.txt": "New\nok\n"})
    assert run_odd(raw, out, "assertions.min_pages=7").exit_code == 0


def test_a_run_stops_after_so_many_failures_and_keeps_what_is_done(raw: Path, out: Path) -> None:
    report = run_odd(write_pages(raw, GOOD | BAD), out, "batch.stop_after=2")
    assert "stop_after" in report.stopped
    assert (report.exit_code, report.counts["written"], report.counts["failed"]) == (1, 6, 2)
    assert run_odd(raw, out).counts["failed"] == 2


def test_a_run_stops_when_too_large_a_share_has_failed(raw: Path, out: Path) -> None:
    pages = {f"p{n:03}.txt": f"Page {n}\n{'fail' if n % 2 else 'ok'}\n" for n in range(150)}
    report = run_odd(write_pages(raw, pages), out, "batch.stop_share=0.4")
    assert "stop_share" in report.stopped
    assert report.pages == 100


@pytest.mark.parametrize("fill", ["{wikipedia: 0.5}", "{facts: 1.5}"])
def test_an_assertion_that_could_never_hold_is_refused_before_the_run(fill: str, raw: Path, out: Path) -> None:
    with pytest.raises(ConfigError, match=r"assertions\.fill"):
        run_odd(write_pages(raw, GOOD), out, f"assertions.fill={fill}")
