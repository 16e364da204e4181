"""A valid article as plain data, for tests that break it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractor.schema import Body
from extractor.write import parse_article

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "tide-mills.md"


@pytest.fixture
def data() -> dict[str, Any]:
    """The front matter of the sample, fresh for each test."""
    return parse_article(SAMPLE.read_text("utf-8")).to_data()


@pytest.fixture
def body() -> Body:
    """The body of the sample."""
    return parse_article(SAMPLE.read_text("utf-8")).body
