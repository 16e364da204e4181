"""Peak memory of the driver, over few pages and over many, each in a process of its own.

The pages are converted by a stand-in that gives an article at once: the driver neither knows nor cares, and fifty thousand
pages take minutes instead of hours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.batch.table import Row

_DRIVER = """
import json, resource, sys
from datetime import UTC, datetime
from benchmarks.batch.standin import convert_quickly
from extractor.config import load_config
from extractor.runs.batch import run_batch
from extractor.runs.requests import BatchRequest
request = BatchRequest(paths=(sys.argv[1],), output=sys.argv[2], config=load_config(), now=datetime.now(UTC), jobs=2,
                       convert=convert_quickly)
report = run_batch(request)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"pages": report.counts["written"], "seconds": report.seconds, "peak": peak * 1024}))
"""


def measure(sizes: tuple[int, int]) -> list[Row]:
    few, many = (_run(size) for size in sizes)
    growth = many["peak"] / few["peak"]
    return [
        Row(f"peak memory of the driver, {few['pages']} pages", f"{few['peak'] / 1e6:.0f} MB"),
        Row(f"peak memory of the driver, {many['pages']} pages", f"{many['peak'] / 1e6:.0f} MB"),
        Row("growth", f"{growth:.3f}x", "<= 1.10x", growth <= 1.10),
        Row("the driver alone: pages a second", f"{many['pages'] / many['seconds']:.0f}"),
    ]


def _run(size: int) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        for number in range(size):
            path = raw / f"{number // 1000:03}" / f"{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Page {number}\n", "utf-8")
        command = [sys.executable, "-c", _DRIVER, str(raw), str(Path(folder) / "out")]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found: dict[str, float] = json.loads(done.stdout)
        return found
