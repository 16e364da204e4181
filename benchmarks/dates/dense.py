"""Time texts of nothing but dates, a megabyte each, against their share of ordinary pages, by bytes and in one run.

python -m benchmarks.dates.dense raw/*.txt
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from time import process_time

from extractor import find_dates
from extractor.knowledge import default_knowledge

KNOWLEDGE = default_knowledge()

PIECES = (
    "1999 ", "2020–", "3 May ", "c. 2020 ", "in 2020 ", "5/3/2024 ", "2020?-", "昨日", "1990s-", "Jan\n", "2024-3-5、",
    "Q3 2024 ", "2020, ", "May 2020 ", "between 2010 and 2012 ", "2020 and ",
)  # fmt: skip
BASE = date(2025, 7, 26)


def time_text(text: str, repeat: int) -> float:
    """Give the least seconds of processor time that a text takes, divided by its bytes."""
    times = []
    for _ in range(repeat):
        start = process_time()
        find_dates(text, base=BASE, knowledge=KNOWLEDGE)
        times.append(process_time() - start)
    return min(times) / len(text.encode())


def main() -> None:
    """Print, for each piece, how many times its share of the pages a megabyte of it takes, the worst one last."""
    parser = argparse.ArgumentParser(description="Texts of nothing but dates against ordinary pages")
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of each text")
    options = parser.parse_args()
    share = time_text("\n".join(path.read_text("utf-8") for path in options.pages), 20)
    print(f"{len(options.pages)} pages: {share * 1e9:.0f} ns a byte")
    ratios = [(time_text(piece * (options.size // len(piece.encode())), 3) / share, piece) for piece in PIECES]
    for ratio, piece in sorted(ratios):
        print(f"{ratio:5.1f} times its share  {piece!r}")


if __name__ == "__main__":
    main()
