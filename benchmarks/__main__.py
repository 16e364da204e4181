"""Every benchmark at a size of minutes, one after another: ``make bench``. Each is a module that can be run on its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"


def list_shared(pattern: str) -> list[str]:
    return sorted(map(str, SHARED.glob(pattern)))


SUITE = (
    ("How quickly help answers", ["benchmarks.startup"]),
    ("Dates: a table of strings", ["benchmarks.dates.table"]),
    ("Dates: WikiWars", ["benchmarks.dates.timex", *list_shared("data/dev/timex_wikiwars*.jsonl")]),
    ("Dates: GUM", ["benchmarks.dates.timex", *list_shared("data/dev/timex_gum*.jsonl")]),
    ("Dates: speed", ["benchmarks.dates.speed", *list_shared("seeds/003*.txt")]),
    ("Entities", ["benchmarks.ner.measure"]),
    ("Facts, publishers, categories", ["benchmarks.facts.measure"]),
    ("Claims beside their evidence", ["benchmarks.claims.measure"]),
    ("Review: a queue of 5,000", ["benchmarks.review.queue", "5000"]),
    ("Batch: speed, memory, cost", ["benchmarks.batch", "--many", "5000"]),
)


def main() -> None:
    failed = []
    for title, command in SUITE:
        print(f"\n== {title} ({command[0]})", flush=True)
        if subprocess.run([sys.executable, "-m", *command], check=False).returncode:
            failed.append(command[0])
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
