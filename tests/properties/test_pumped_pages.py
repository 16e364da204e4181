"""A page that is one piece of text over and over costs what its length costs, whatever the piece: no stage looks back."""

from __future__ import annotations

import time

import pytest

from extractor import convert_pages, load_config

HEAD = """\
Carew Mill
Tide mill on a creek in Pembrokeshire.
entitydetail.created_at
3/14/2025, 5:17:38 AM
Summary
Carew Mill is a tide mill.
Web Search Results
- The last tide mill of Wales - Harbour Review
Carew Mill stands on a dam of 150 metres that holds back the creek. """
PIECES = [
    "A\n", "? ", "A", "AZ", "Az ", "a ", "....", ". ", " ", "\t", "90", "9 ", "1,", "- ", "-", "\r\n", "A. ", "A-", '"', "(",
    "[...] ", "# ", "<", "&", "' ", "Mr. ", "Aa Bb ", "x: y\n", "- a\n", "| ", "*", "_", "`", "http://a.b/ ",
    "\u6f22", "\u00a0", "of ", "in 2020, ",
]  # fmt: skip
SIZE = 4_000


def measure(piece: str, size: int) -> float:
    page = (HEAD + (piece * size)[:size] + "\n").encode()
    start = time.process_time()
    list(convert_pages(page, "page.txt", config=load_config()))
    return time.process_time() - start


@pytest.mark.timing
@pytest.mark.parametrize("piece", PIECES)
def test_a_page_of_one_piece_takes_no_more_than_its_length(piece: str) -> None:
    measure(piece, 10)
    small = min(measure(piece, SIZE) for _ in range(2))
    large = measure(piece, 4 * SIZE)
    assert large < 9 * small + 0.5, f"{SIZE} characters took {small:.2f} s, four times as many {large:.2f} s"
