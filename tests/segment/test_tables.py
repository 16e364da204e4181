"""Attributes and timelines in other forms than lines in turn: tables, tabs, bars, leaders, dates that lead."""

from __future__ import annotations

import pytest

from extractor.types import Sections
from tests.segment.maker import segment_source

HEAD = "Tide mill\nA mill that turns by the tide.\nSummary\nTide mills have turned by the tide for a thousand years.\n"


def read(part: str, body: str, media_type: str = "text/plain") -> Sections:
    if media_type == "text/markdown":
        return segment_source(
            f"# {HEAD.splitlines()[0]}\n\nA mill.\n\n## Summary\n\nThey turn.\n\n## {part}\n\n{body}\n", media_type
        )
    return segment_source(
        f"{HEAD}{part}\n{body}\nWeb Search Results\n- Mills\nA mill pond holds the water of the flood.", media_type
    )


@pytest.mark.parametrize(
    "form", ["{k}\t{v}", "{k} | {v}", "{k} ........ {v}", "{k} — {v}", "{k}: {v}", "{k} = {v}", "{k} … {v}"]
)
def test_a_key_and_its_value_on_one_line_are_told_apart(form: str) -> None:
    pairs = {"Built": "1790", "Height": "12 m", "Built by": "Mary Carew"}
    page = read("Extracted Attributes", "\n".join(form.format(k=key, v=value) for key, value in pairs.items()))
    assert {one.key.text: one.value.text for one in page.attributes} == pairs


def test_bullets_of_many_makes_are_attributes_each() -> None:
    page = read(
        "Attributes", "- **Built**: 1790\n- **Owner:** Mary Carew\n- Site: https://mills.example\n- Wheels — 2", "text/markdown"
    )
    assert [one.key.text for one in page.attributes] == ["Built", "Owner", "Site", "Wheels"]


@pytest.mark.parametrize("heads", ["Year | Event", "When | What happened", "Jahr | Ereignis"])
def test_each_row_of_a_table_has_its_own_date(heads: str) -> None:
    body = f"| {heads} |\n|---|---|\n| 1790 | The mill was built |\n| March 1957 | The mill was closed |"
    page = read("Timeline", body, "text/markdown")
    assert [(one.when.text if one.when else None, one.statement.text) for one in page.timeline] == [
        ("1790", "The mill was built"),
        ("March 1957", "The mill was closed"),
    ]


def test_the_date_may_stand_in_any_column() -> None:
    body = "| What | Where | Date |\n|---|---|---|\n| Built | Norwick | 1790 |\n| Closed | Norwick | 1957 |"
    page = read("Timeline", body, "text/markdown")
    assert [one.when.text for one in page.timeline if one.when] == ["1790", "1957"]


@pytest.mark.parametrize("between", ["\t", ": ", " – ", " | "])
def test_dates_may_lead_their_lines(between: str) -> None:
    body = f"1790{between}The mill was built\nMarch 1957{between}The mill was closed"
    page = read("Timeline", body)
    assert [(one.when.text if one.when else None, one.statement.text) for one in page.timeline] == [
        ("1790", "The mill was built"),
        ("March 1957", "The mill was closed"),
    ]


def test_cells_of_three_columns_are_not_paired_across_rows() -> None:
    body = "| Name | Role | Since |\n|---|---|---|\n| Mary Carew | Founder | 1790 |\n| Jon Carew | Miller | 1812 |"
    page = read("Extracted Attributes", body, "text/markdown")
    assert [one.key.text for one in page.attributes] == ["Mary Carew", "Jon Carew"]
