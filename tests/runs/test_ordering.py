"""The order of day and month, learned over a batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.config import Config, default_config
from extractor.knowledge import default_knowledge
from extractor.pipeline import convert_pages
from extractor.runs.inputs import list_inputs
from extractor.runs.ordering import learn_order

PAGE = """Weir
A weir in Austria.
Created
{stamp}
Web Search Results
- Weirs of Austria - Example Press
The weir was built in 1999 by Example Press and is 12 metres long.
"""


def learn(folder: Path, *stamps: str) -> Config:
    for position, stamp in enumerate(stamps):
        (folder / f"{position}.txt").write_text(PAGE.format(stamp=stamp), "utf-8")
    return learn_order(list_inputs([str(folder)], str(folder / "out")), default_config())


@pytest.mark.parametrize(
    ("stamps", "order"),
    [
        (("7/6/2025, 5:17:38 AM", "7/26/2025, 5:17:38 AM"), "MDY"),
        (("7/6/2025, 15:17", "26/7/2025, 15:17"), "DMY"),
        (("7/6/2025, 5:17:38 AM",), None),
        (("26/7/2025, 15:17", "7/26/2025, 15:17"), None),
        (("7/26/2025",), None),
    ],
)
def test_the_batch_shows_the_order_where_its_stamps_leave_no_doubt(
    stamps: tuple[str, ...], order: str | None, tmp_path: Path
) -> None:
    assert learn(tmp_path, *stamps).batch.order == order


def test_an_ambiguous_page_is_read_as_its_batch_shows_and_without_an_issue(tmp_path: Path) -> None:
    config = learn(tmp_path, "7/6/2025, 15:17", "26/7/2025, 15:17")
    (outcome,) = convert_pages((tmp_path / "0.txt").read_bytes(), "0.txt", config=config)
    assert outcome.article is not None
    assert outcome.article.created_date == "2025-06-07"
    assert "dates.ambiguous-order" not in {issue.code for issue in outcome.issues}


def test_an_ambiguous_page_alone_follows_the_configuration_with_an_issue(tmp_path: Path) -> None:
    config = learn(tmp_path, "7/6/2025, 15:17")
    (outcome,) = convert_pages((tmp_path / "0.txt").read_bytes(), "0.txt", config=config)
    assert outcome.article is not None
    assert outcome.article.created_date == "2025-07-06"
    assert "dates.ambiguous-order" in {issue.code for issue in outcome.issues}


def test_the_order_of_the_batch_is_no_part_of_the_fingerprint(tmp_path: Path) -> None:
    config = learn(tmp_path, "26/7/2025, 15:17")
    assert default_knowledge().fingerprint(config) == default_knowledge().fingerprint(default_config())
