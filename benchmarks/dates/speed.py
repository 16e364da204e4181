"""Time ``find_dates`` against dateparser's ``search_dates`` on the same text in one run.

python -m benchmarks.dates.speed page.txt [--repeat 5]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

from dateparser.search import search_dates

from extractor import find_dates
from extractor.knowledge import default_knowledge

KNOWLEDGE = default_knowledge()


def time_call(call: Callable[[], object], repeat: int) -> float:
    """Give the least seconds of several calls, after one that warms caches."""
    call()
    times = []
    for _ in range(repeat):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    """Print milliseconds per KB of both, and how many times faster ours is."""
    parser = argparse.ArgumentParser(description="Speed of find_dates against search_dates")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    text = "\n".join(path.read_text("utf-8") for path in options.files)
    size = len(text.encode()) / 1024
    settings = {"RELATIVE_BASE": datetime(2025, 7, 26)}  # noqa: DTZ001 - dateparser wants a naive base
    ours = time_call(lambda: find_dates(text, base=date(2025, 7, 26), knowledge=KNOWLEDGE), options.repeat)
    theirs = time_call(lambda: search_dates(text, languages=["en"], settings=settings), max(options.repeat // 3, 1))
    rates = f"find_dates {ours * 1000 / size:.3f} ms/KB, search_dates {theirs * 1000 / size:.3f} ms/KB"
    print(f"{size:.1f} KB: {rates}, {theirs / ours:.0f} times faster")


if __name__ == "__main__":
    main()
