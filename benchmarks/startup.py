"""How long ``extractor --help`` takes beside ``import typer``, both in fresh processes, alternating: the least of each.

python -m benchmarks.startup
"""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

ROUNDS = 15
TYPER = [sys.executable, "-c", "import typer"]
HELP = [sys.executable, "-m", "extractor", "--help"]


def time_command(command: list[str]) -> float:
    started = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - started


def main() -> None:
    pairs = [(time_command(TYPER), time_command(HELP)) for _ in range(ROUNDS)]
    typer, shown = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    ratio = f"ratio {shown / typer:.2f} (at most 1.30)"
    print(f"import typer {typer * 1000:.0f} ms, extractor --help {shown * 1000:.0f} ms: {ratio}")


if __name__ == "__main__":
    main()
