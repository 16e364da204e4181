"""The scores of the date finder on its table and on the TIMEX3 development corpora, held above floors that only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.dates.table import read_table
from benchmarks.dates.timex import score_corpus

FLOORS = json.loads((Path(__file__).parent / "dates_floors.json").read_text("utf-8"))
LEAST = {
    "table": {"dates": 0.98, "non-dates": 1.0},
    "wikiwars": {"relaxed": 0.92, "strict": 0.0, "value": 0.81},
    "gum": {"relaxed": 0.90, "strict": 0.0, "value": 0.86},
}


def test_no_floor_is_below_what_was_asked_for():
    assert all(FLOORS[name][key] >= floor for name, floors in LEAST.items() for key, floor in floors.items())


@pytest.mark.parametrize("corpus", ["wikiwars", "gum"])
def test_the_scores_on_the_development_corpora_keep_their_floors(shared, corpus):
    paths = sorted((shared / "data" / "dev").glob(f"timex_{corpus}*.jsonl"))
    assert paths, "the TIMEX3 development files are missing from shared/data/dev"
    score = score_corpus(paths, calendar=True)
    found = {"relaxed": score.relaxed_f1, "strict": score.strict_f1, "value": score.value_f1}
    assert {key: value for key, value in found.items() if value < FLOORS[corpus][key]} == {}


def test_the_table_of_strings_keeps_its_floors():
    rows = list(read_table())
    dates = [row for row in rows if row.expected != "-"]
    others = [row for row in rows if row.expected == "-"]
    assert len(dates) >= 250
    assert len(others) >= 80
    assert len({row.language for row in dates}) >= 6
    assert sum(row.found == row.expected for row in dates) >= FLOORS["table"]["dates"] * len(dates)
    assert [row for row in others if row.found != "-"] == []
