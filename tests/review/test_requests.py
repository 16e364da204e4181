"""What a request names is read with care: an address is typed by anybody."""

from __future__ import annotations

import pytest

from extractor.review.web.filters import read_count
from extractor.review.web.forms import describe_done


@pytest.mark.parametrize("text", ["9" * 5000, "1234567890", "\u00b2", "\u0661", "-1", "+1", "1.0", " 1", "", "0x1", "1_000"])
def test_what_is_no_number_of_nine_digits_is_none(text: str) -> None:
    assert read_count(text) is None
    assert describe_done({"did": "accept-all", "count": text, "refused": "0"}) == ""
    assert describe_done({"did": "accept-all", "count": "1", "refused": text}) == ""


def test_what_was_done_together_is_told_in_numbers() -> None:
    assert describe_done({"did": "accept-all", "count": "3"}) == "3 accepted."
    assert describe_done({"did": "accept-all", "count": "3", "refused": "2"}) == "3 accepted. 2 could not be accepted and stay."
