"""A second run over pages that have not changed, beside the first; and whether it is linear in pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from benchmarks.batch.table import Row, time_work
from extractor.config import load_config
from extractor.jobs.batch import run_batch
from extractor.jobs.values import BatchRequest


def measure(folder: Path, *, count: int) -> list[Row]:
    """Compare runs over ``count`` pages of a corpus, a thousand in each of its folders, and over a tenth of them."""
    whole = [str(path) for path in sorted(folder.iterdir())[: max(count // 1000, 1)]]
    few, many = _run_twice(folder, whole[: max(len(whole) // 10, 1)], "few"), _run_twice(folder, whole, "many")
    growth = (many[1] / few[1]) / (many[2] / few[2])
    return [
        Row(f"first run over {many[2]} pages", f"{many[0]:.1f} s"),
        Row("second run, nothing changed", f"{many[1]:.3f} s"),
        Row("first run / second run", f"{many[0] / many[1]:.0f}x", ">= 200x", many[0] / many[1] >= 200),
        Row(f"time a page, {many[2]} pages / {few[2]} pages", f"{growth:.2f}x", "<= 1.2x", growth <= 1.2),
    ]


def _run_twice(folder: Path, places: list[str], name: str) -> tuple[float, float, int]:
    request = BatchRequest(
        paths=tuple(places), output=str(folder.parent / name / "out"), config=load_config(), now=datetime.now(UTC)
    )  # fmt: skip
    first = time_work(lambda: run_batch(request))
    again = [time_work(lambda: run_batch(request)) for _ in range(3)]
    return first, min(again), run_batch(request).counts["unchanged"]
