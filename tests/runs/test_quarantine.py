"""Failed pages: listed, shown, tried again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ConfigError, WriteError
from extractor.runs.batch import replay_pages
from extractor.runs.quarantine import find_item, list_items, name_page
from extractor.runs.requests import BatchRequest
from extractor.runs.results import RunReport
from extractor.workspace.paths import Workspace
from extractor.workspace.storage import check_name, open_storage
from tests.runs.conftest import NOW, make_config, run_odd, write_pages
from tests.runs.odd_pages import convert_odd

PAGES = {
    "a.txt": "Alpha\nok\n",
    "b.txt": "Beta\nfail\n",
    "c.txt": "Gamma\nfail\n",
    "d/b.txt": "Delta\nok\n===\nDelta two\nfail\n",
}


def replay(out: Path, *pages: str) -> RunReport:
    request = BatchRequest(
        paths=(), output=str(out), config=make_config(), now=NOW, jobs=1, executor="serial", convert=convert_odd
    )  # fmt: skip
    return replay_pages(request, pages)


def test_an_item_has_the_reason_the_input_and_the_way_back(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    item = find_item(open_storage(str(out)), "raw/b.txt")
    assert (item["code"], item["stage"]) == ("structure.no-sources", "structure")
    assert Path(item["input"]["url"]).read_text("utf-8") == PAGES["b.txt"]
    assert item["replay"] == f"extractor quarantine replay {item['page_id']}"
    assert (out / "quarantine" / f"{item['page_id']}.json").is_file()


def test_a_page_is_found_by_an_unambiguous_beginning(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    storage = open_storage(str(out))
    assert find_item(storage, "raw/d")["path"] == "raw/d/b.txt#2"
    assert find_item(storage, "c.txt")["path"] == "raw/c.txt"
    with pytest.raises(ConfigError, match="several"):
        find_item(storage, "raw")
    with pytest.raises(ConfigError, match="not in quarantine"):
        find_item(storage, "nothing")


def test_a_page_that_succeeds_at_last_leaves_the_quarantine(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    write_pages(raw, {"b.txt": "Beta\nok\n"})
    report = replay(out, "raw/b.txt")
    assert (report.planned, report.counts["written"]) == (1, 1)
    assert sorted(item["path"] for item in list_items(open_storage(str(out)))) == ["raw/c.txt", "raw/d/b.txt#2"]
    assert run_odd(raw, out).planned == 0


def test_without_names_every_page_is_tried_again_and_the_rest_left_alone(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    write_pages(raw, {"a.txt": "Alpha\nok\nchanged\n"})
    report = replay(out)
    assert (report.planned, report.counts["failed"], report.exit_code) == (3, 3, 3)


def test_a_replay_keeps_the_names_of_pages_from_anywhere(tmp_path: Path) -> None:
    raw = write_pages(tmp_path / "far" / "away", PAGES)
    out = tmp_path / "x" / "y" / "out"
    run_odd(raw, out)
    write_pages(raw, {"b.txt": "Beta\nok\n"})
    replay(out, "away/b.txt")
    assert json.loads((out / "records" / "beta.json").read_text("utf-8"))["page"]["path"] == "away/b.txt"


def test_a_page_whose_file_is_gone_cannot_be_tried_again(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    (raw / "b.txt").unlink()
    with pytest.raises(ConfigError, match=r"b\.txt"):
        replay(out, "raw/b.txt")


def test_a_container_that_shrinks_leaves_no_stale_item(raw: Path, out: Path) -> None:
    run_odd(write_pages(raw, PAGES), out)
    run_odd(write_pages(raw, {"d/b.txt": "Delta\nok\n"}), out)
    assert sorted(item["path"] for item in list_items(open_storage(str(out)))) == ["raw/b.txt", "raw/c.txt"]


@given(st.text(min_size=1, max_size=300))
def test_every_path_has_a_page_id_that_is_a_file_name(path: str) -> None:
    path = path.encode("utf-8", "replace").decode()
    page_id = name_page(path)
    assert check_name(page_id) == page_id
    assert Workspace(Path()).quarantine(page_id).name == f"{page_id}.json"


def test_no_page_id_leads_out_of_the_quarantine() -> None:
    with pytest.raises(WriteError):
        check_name("../../x")
    assert "/" not in name_page("../../etc/passwd")
