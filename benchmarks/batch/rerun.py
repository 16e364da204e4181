"""A second run over pages that have not changed, beside the first; and whether its time grows with the pages and no faster.

The first run is the real one. The pages of the second measurement come from the stand-in: what a run does with a page that
it need not convert does not depend on who converted it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.batch.pages import write_corpus
from benchmarks.batch.standin import convert_quickly
from benchmarks.batch.table import Row, time_work
from extractor.config import load_config
from extractor.runs.batch import run_batch
from extractor.runs.requests import BatchRequest
from extractor.runs.results import Convert


def measure(folder: Path, *, count: int, sizes: tuple[int, int]) -> list[Row]:
    """Run twice over ``count`` generated pages; and twice over two numbers of pages with the stand-in."""
    first, second = _run_twice(write_corpus(folder / "real" / "raw", count))
    _, few = _run_twice(_write_stubs(folder / "few" / "raw", sizes[0]), convert_quickly)
    _, many = _run_twice(_write_stubs(folder / "many" / "raw", sizes[1]), convert_quickly)
    growth = (many / sizes[1]) / (few / sizes[0])
    return [
        Row(f"first run over {count} pages", f"{first:.1f} s"),
        Row(f"second run over {count} pages, nothing changed", f"{second:.3f} s"),
        Row("first run / second run", f"{first / second:.0f}x", ">= 200x", first / second >= 200),
        Row(f"second run over {sizes[1]} pages", f"{many:.3f} s"),
        Row(f"its time a page, {sizes[1]} pages / {sizes[0]} pages", f"{growth:.2f}x", "<= 1.2x", growth <= 1.2),
    ]


def _run_twice(raw: Path, convert: Convert | None = None) -> tuple[float, float]:
    request = BatchRequest(
        paths=(str(raw),),
        output=str(raw.parent / "out"),
        config=load_config(),
        now=datetime.now(UTC) + timedelta(hours=1),  # so that files made a moment ago can be trusted by their time
        convert=convert,
    )
    first = time_work(lambda: run_batch(request))
    return first, min(time_work(lambda: run_batch(request)) for _ in range(5))


def _write_stubs(raw: Path, count: int) -> Path:
    for number in range(count):
        path = raw / f"{number // 1000:03}" / f"{number:06}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Page {number}\n", "utf-8")
    return raw
