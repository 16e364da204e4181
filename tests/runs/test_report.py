"""What a run leaves under ``runs/``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from extractor.errors import ConfigError
from extractor.runs.report.charts import draw_bars, draw_years
from extractor.runs.report.compare import choose_runs, compare_reports, list_runs, load_report
from extractor.runs.report.page import format_duration
from extractor.runs.report.summary import Timing
from extractor.workspace.storage import open_storage
from tests.runs.conftest import run_odd, write_pages

EVIL = "</title><script>alert(1)</script><img src=x onerror=alert(1)>"
PAGES = {
    "a.txt": "Alpha\nok\n",
    "b.txt": "Same\nok\n1\n",
    "c.txt": "Same\nok\n2\n",
    "d.txt": "Bad\nfail\n",
    "e <script>alert(2)<\u2044script>.txt": f"{EVIL}\nfail\n",
}


@pytest.fixture
def folder(raw: Path, out: Path) -> Path:
    return Path(run_odd(write_pages(raw, PAGES), out).folder)


def test_the_figures_agree_with_each_other(folder: Path) -> None:
    import pyarrow.parquet as pq

    report = json.loads((folder / "report.json").read_text("utf-8"))
    issues = [json.loads(line) for line in (folder / "issues.jsonl").read_text("utf-8").splitlines()]
    pages = pq.read_table(folder / "pages.parquet").to_pylist()
    assert report["pages"] == report["summary"]["pages"] == len(pages) == 5
    assert report["counts"]["failed"] == len(report["summary"]["failed"]) == 2
    assert {row["code"]: row["pages"] for row in report["summary"]["issues"]} == report["issues"]
    assert sorted(issue["code"] for issue in issues) == sorted(code for page in pages for code in page["issues"])
    assert [page["action"] for page in pages] == ["written", "written", "written", "failed", "failed"]
    assert pages[0]["facts"] == 1
    assert pages[3]["facts"] is None
    assert report["summary"]["fill"]["facts"] == 1.0


def test_the_page_needs_nothing_but_itself(folder: Path) -> None:
    page = (folder / "report.html").read_text("utf-8")
    addresses = set(re.findall(r'(?:src|href)="([^"]+)"', page))
    assert all(re.match(r"data:|http://127\.0\.0\.1|[a-z]+\.(jsonl|json|parquet)$", address) for address in addresses), (
        addresses
    )
    assert "<script" not in page
    assert "style=" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.browser
def test_a_browser_opens_the_page_without_a_word(folder: Path, browser: Browser) -> None:
    said: list[str] = []
    for width, scheme in ((1100, "light"), (390, "dark")):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto((folder / "report.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("svg").count() >= 7
        assert page.evaluate("getComputedStyle(document.querySelector('.written b')).fontSize") == "24px", "styles apply"
        page.close()
    assert said == []


def test_a_run_with_nothing_to_do_leaves_a_short_report(raw: Path, out: Path, folder: Path) -> None:
    report = run_odd(raw, out)
    assert sorted(path.name for path in Path(report.folder).iterdir()) == ["report.json"]
    assert Path(report.folder) != folder


def test_two_runs_are_compared(raw: Path, out: Path, folder: Path) -> None:
    write_pages(raw, {"f.txt": "New\nok\n"})
    run_odd(raw, out)
    storage = open_storage(str(out))
    assert len(list_runs(storage)) == 2
    before, after = choose_runs(storage, ())
    assert before == folder.name
    changes = compare_reports(load_report(storage, before), load_report(storage, after))
    found = {(change.group, change.name): change.difference for change in changes}
    assert found["counts", "written"] == -2
    assert found["counts", "quarantined"] == 2
    assert found["issues", "structure.no-sources"] == -2
    assert compare_reports(load_report(storage, before), load_report(storage, before)) == ()


def test_a_run_that_left_no_report_is_named(out: Path, folder: Path) -> None:
    assert folder.exists()
    with pytest.raises(ConfigError, match="no report of run nothing"):
        choose_runs(open_storage(str(out)), (folder.name, "nothing"))
    with pytest.raises(ConfigError, match="no two runs"):
        choose_runs(open_storage(str(out)), ())


def test_a_run_that_is_not_there_is_not_taken_for_another(raw: Path, out: Path) -> None:
    for number in range(2):
        run_odd(write_pages(raw, {f"{number}.txt": f"Page {number}\nok\n"}), out)
    with pytest.raises(ConfigError, match="no report of run yesterday"):
        choose_runs(open_storage(str(out)), ("yesterday",))


@given(st.lists(st.floats(min_value=1e-4, max_value=100), min_size=20, max_size=300))
def test_percentiles_are_right_to_within_a_bar(values: list[float]) -> None:
    timing = Timing()
    for value in values:
        timing.add(value)
    exact = sorted(values)[max(-(-len(values) // 2) - 1, 0)]
    assert exact <= timing.describe()["p50"] * 1.000001
    assert timing.describe()["p50"] <= exact * 1.2501 + 1e-6
    assert timing.describe()["p99"] <= quantiles(values, n=100, method="inclusive")[98] * 1.26 or len(set(values)) < 100


@given(st.dictionaries(st.integers(1, 9999), st.integers(1, 50), min_size=1, max_size=40))
def test_every_event_is_in_the_chart_of_years(years: dict[int, int]) -> None:
    chart = draw_years({str(year): count for year, count in years.items()}, title="Years")
    drawn = [int(count) for count in re.findall(r"<title>[\d-]+: (\d+)</title>", chart)]
    assert sum(drawn) == sum(years.values())
    assert len(drawn) <= 62


def test_a_chart_escapes_its_labels() -> None:
    assert "<b>" not in draw_bars({"<b>": 1}, title='"<b>')


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.0000123, "12 µs"), (0.25, "250.0 ms"), (3.2, "3.2 s"), (200, "3 min 20 s"), (7260, "2 h 01 min")]
)
def test_a_duration_is_written_in_its_unit(seconds: Any, shown: str) -> None:
    assert format_duration(seconds) == shown
