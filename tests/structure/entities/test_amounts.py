from __future__ import annotations

import time

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.entities import find_amounts

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It raised $4.5 billion and 20 million euros.", [("$4.5 billion", "MONEY"), ("20 million euros", "MONEY")]),
        ("US$ 3m, €5 and £1,200.50", [("US$ 3m", "MONEY"), ("€5", "MONEY"), ("£1,200.50", "MONEY")]),
        (
            "up 12 per cent or 3.5%, 5–10 percent",
            [("12 per cent", "PERCENT"), ("3.5%", "PERCENT"), ("5–10 percent", "PERCENT")],
        ),
        ("a 40-mile road of 64 km", [("40-mile", "QUANTITY"), ("64 km", "QUANTITY")]),
        ("671 billion parameters, 1,200 MW", [("671 billion parameters", "QUANTITY"), ("1,200 MW", "QUANTITY")]),
        ("In 2015 A new ship, v1.2 m, the 3rd of 12 people in the 1990s", []),
    ],
)
def test_amounts(text, expected):
    assert [(mention.text, mention.label) for mention in find_amounts(text, knowledge=KNOWLEDGE)] == expected


def test_amounts_are_no_names():
    assert {mention.coarse for mention in find_amounts("$5 and 12 % of 40 km", knowledge=KNOWLEDGE)} == {""}


@pytest.mark.timing
@pytest.mark.parametrize("text", ["1" * 300_000, "1," * 150_000, "$" * 300_000, "1 hundred " * 30_000, "1.1" * 100_000])
def test_hostile_texts_take_linear_time(text):
    started = time.process_time()

    find_amounts(text, knowledge=KNOWLEDGE)

    assert time.process_time() - started < 5
