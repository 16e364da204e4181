"""Values of attributes have a type, and a form that programs read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.attributes import read_value

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize(
    ("text", "kind", "normalised"),
    [
        ("1,250", "number", 1250),
        ("3.5", "number", 3.5),
        ("4 hectares", "quantity", {"value": 4, "unit": "hectares"}),
        ("30 %", "quantity", {"value": 30, "unit": "%"}),
        ("$1.2 billion", "quantity", {"value": 1.2, "unit": "$ billion"}),
        ("December 1, 2015", "date", "2015-12-01"),
        ("March 1957", "date", "1957-03"),
        ("https://example.org/mill", "url", "https://example.org/mill"),
        ("wheat, barley, oats", "list", ["wheat", "barley", "oats"]),
        ('{"wheels": 2}', "json", {"wheels": 2}),
        ("{not json", "text", None),
        ("The mill was rebuilt by the family, and it still turns.", "text", None),
        ("", "text", None),
    ],
)
def test_a_value_is_read_as_what_it_is(text: str, kind: str, normalised: Any) -> None:
    assert read_value(text, base=date(2025, 7, 26), languages=("en",), knowledge=KNOWLEDGE) == (kind, normalised)
