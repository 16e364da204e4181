"""Print the table."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.batch import memory, naive, pool, rerun
from benchmarks.batch.table import Row, show_row


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description="Speed, memory and cost of many pages.")
    parser.add_argument("--pages", type=int, default=300, help="real pages of the first and second run")
    parser.add_argument("--sample", type=int, default=40, help="pages timed one by one")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the fastest counts")
    parser.add_argument("--many", type=int, default=50_000, help="pages of the memory test")
    parser.add_argument("--only", choices=["naive", "pool", "rerun", "memory"], help="one part of the table")
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        parts: dict[str, Callable[[], list[Row]]] = {
            "naive": lambda: naive.measure(sample=chosen.sample, rounds=chosen.rounds),
            "pool": lambda: pool.measure(Path(folder) / "pool", sample=chosen.sample, rounds=chosen.rounds),
            "rerun": lambda: rerun.measure(Path(folder) / "rerun", count=chosen.pages, sizes=(1000, 10_000)),
            "memory": lambda: memory.measure((1000, chosen.many)),
        }
        for name, part in parts.items():
            if chosen.only in (None, name):
                for row in part():
                    print(show_row(row), flush=True)


if __name__ == "__main__":
    main()
