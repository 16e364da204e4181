"""An article is its page: another title, another place or a lost ledger make no second one; another page does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.ingest.reingest import ReingestReport
from extractor.review.actions import accept_article, reject_article
from extractor.review.gate import check_paths
from extractor.review.session import Actor, ReviewSession
from extractor.write import parse_article
from tests.ingest.conftest import NOW, reingest

MILL = """\
Carew Mill
Tide mill on a creek in Pembrokeshire.
entitydetail.created_at
3/14/2025, 5:17:38 AM
entitydetail.last_updated
3/14/2025, 5:52:39 AM
Summary
Carew Mill is a tide mill that ground corn until 1937 and is now open to visitors in summer.
Timeline
- Carew Mill was rebuilt on the old foundations. (Source: wikipedia)
1801-01-01
Web Search Results
- The last tide mill of Wales - Harbour Review
Carew Mill stands on a dam of 150 metres that holds back the creek. The wheels of Carew Mill drove six pairs of stones.
"""
FERRY = """\
Torpoint Ferry
Chain ferry over the Hamoaze.
entitydetail.created_at
4/20/2025, 5:17:38 AM
Summary
Torpoint Ferry is a chain ferry that has carried passengers between two towns since 1791.
Web Search Results
- Chains across the water - Devon Gazette
Torpoint Ferry carries two million vehicles a year on three vessels that pull along on chains. The ferries were renewed in 2005.
"""


def run(home: Path) -> ReingestReport:
    return reingest(home, "entities.model=none", convert=None, now=NOW)


def put(home: Path, page: str, name: str = "mill.txt") -> ReingestReport:
    (home / "raw" / name).write_text(page, "utf-8")
    return run(home)


def list_ids(home: Path) -> list[str]:
    found = sorted({path.stem for path in (home / "out").rglob("*.md")})
    assert sorted(path.stem for path in (home / "out" / "records").iterdir()) == found
    return found


def read_draft(home: Path, article_id: str = "carew-mill") -> str:
    return next((home / "out" / "pending").rglob(f"{article_id}.md")).read_text("utf-8")


def decide(home: Path, article_id: str = "carew-mill", second: int = 0) -> None:
    accept_article(ReviewSession(home / "out"), article_id, by=Actor("R. Ito", f"2026-01-01T10:00:{second:02}Z"))


def list_errors(home: Path) -> list[str]:
    return [f"{one.code} {one.message}" for one in check_paths([home / "out"]).findings if one.severity == "error"]


def retitle(page: str) -> str:
    return page.replace("Carew Mill\n", "Carew Tidal Mill\n", 1)


def rename(page: str) -> str:
    return page.replace("Carew Mill", "The French Mill")


def renew(page: str) -> str:
    return rename(page).replace("until 1937", "until 1938").replace("six pairs", "five pairs") + "It belongs to a castle.\n"


@pytest.mark.parametrize("change", [retitle, rename, renew])
def test_an_accepted_article_whose_page_has_a_new_title_stays_one_with_an_update_that_waits(
    home: Path, change: Callable[[str], str]
) -> None:
    put(home, MILL)
    decide(home)
    accepted = next((home / "out" / "articles").rglob("*.md"))
    before = accepted.read_bytes()
    put(home, change(MILL))
    assert list_ids(home) == ["carew-mill"]
    assert accepted.read_bytes() == before
    assert f"title: {change(MILL).splitlines()[0]}\n" in read_draft(home)
    assert list_errors(home) == []
    assert run(home).run.planned == 0
    decide(home, second=1)
    accepted = next((home / "out" / "articles").rglob("*.md"))
    assert parse_article(accepted.read_text("utf-8")).title == change(MILL).splitlines()[0]
    assert list_errors(home) == []


def test_the_new_title_is_told_once_and_the_old_one_may_come_back(home: Path) -> None:
    put(home, MILL)
    first = read_draft(home)
    report = put(home, rename(MILL))
    assert report.run.issues["write.new-title"] == 1
    assert "write.shared-title" not in report.run.issues
    assert re.search(r"\n  - id: af-[a-z-]+-carew-mill-1\n", read_draft(home))
    assert "write.new-title" not in put(home, MILL).run.issues
    assert read_draft(home) == first
    assert list_ids(home) == ["carew-mill"]


@pytest.mark.parametrize("lost", ["nothing", "ledger.db*"])
def test_a_page_with_a_new_title_that_moves_is_still_the_same(home: Path, lost: str) -> None:
    put(home, MILL)
    put(home, rename(MILL))
    draft = read_draft(home)
    for path in (home / "out").glob(lost):
        path.unlink()
    (home / "raw" / "mill.txt").rename(home / "raw" / "french-mill.txt")
    run(home)
    assert list_ids(home) == ["carew-mill"]
    assert read_draft(home) == draft
    assert json.loads((home / "out/records/carew-mill.json").read_text("utf-8"))["page"]["path"] == "raw/french-mill.txt"


def test_a_copy_of_a_page_with_a_new_title_is_a_duplicate_of_it(home: Path) -> None:
    put(home, MILL)
    put(home, rename(MILL))
    report = put(home, rename(MILL), "copy.txt")
    assert report.run.counts["duplicate"] == 1
    assert list_ids(home) == ["carew-mill"]


def test_another_page_at_the_same_place_is_another_article(home: Path) -> None:
    put(home, MILL)
    decide(home)
    put(home, FERRY)
    assert list_ids(home) == ["carew-mill", "torpoint-ferry"]


def test_what_is_fetched_from_an_address_is_its_page_whatever_it_says(home: Path) -> None:
    told = {"url": "https://mills.example.org/1", "headers": {}}
    (home / "raw" / "mill.txt.headers.json").write_text(json.dumps(told), "utf-8")
    put(home, MILL)
    put(home, FERRY)
    assert list_ids(home) == ["carew-mill"]
    assert "title: Torpoint Ferry\n" in read_draft(home)


def test_a_rejected_article_stays_rejected_under_a_new_title(home: Path) -> None:
    put(home, MILL)
    reject_article(ReviewSession(home / "out"), "carew-mill", by=Actor("R. Ito", "2026-01-01T10:00:00Z"), reason="too thin")
    put(home, rename(MILL))
    assert not list((home / "out").rglob("*.md"))


def test_a_page_put_in_before_the_others_of_a_file_makes_them_no_other_articles(home: Path) -> None:
    weir = re.sub("Torpoint Ferry", "Teddington Weir", FERRY).replace("ferry", "weir").replace("2005", "2007")
    lines = [json.dumps({"content": page}) for page in (MILL, FERRY, weir)]
    (home / "raw" / "all.jsonl").write_text("\n".join(lines[:2]) + "\n", "utf-8")
    run(home)
    before = {path.stem: parse_article(path.read_text("utf-8")).title for path in (home / "out" / "pending").rglob("*.md")}
    (home / "raw" / "all.jsonl").write_text("\n".join([lines[2], *lines[:2]]) + "\n", "utf-8")
    run(home)
    after = {path.stem: parse_article(path.read_text("utf-8")).title for path in (home / "out" / "pending").rglob("*.md")}
    assert before == {"carew-mill": "Carew Mill", "torpoint-ferry": "Torpoint Ferry"}
    assert after == before | {"teddington-weir": "Teddington Weir"}
