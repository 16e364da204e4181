"""Every benchmark at a size of minutes, one after another: ``make bench``. Each is a module that can be run on its own."""

from __future__ import annotations

import subprocess
import sys

SUITE = (
    ("How quickly help answers", ["benchmarks.startup"]),
    ("Dates: a table of strings", ["benchmarks.dates.table"]),
    ("Dates: public TIMEX3 corpora", ["benchmarks.dates.timex"]),
    ("Dates: speed", ["benchmarks.dates.speed"]),
    ("Entities", ["benchmarks.ner.measure"]),
    ("Facts, publishers, categories", ["benchmarks.facts.measure"]),
    ("Batch: speed, memory, cost", ["benchmarks.batch", "--many", "5000"]),
)


def main() -> None:
    failed = []
    for title, command in SUITE:
        print(f"\n== {title}: python -m {' '.join(command)}", flush=True)
        if subprocess.run([sys.executable, "-m", *command], check=False).returncode:
            failed.append(command[0])
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
