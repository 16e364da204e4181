"""What a re-ingest costs when nothing has changed, beside converting the same pages; and what one changed page costs.

    python benchmarks/reingest.py [PAGES [SAMPLE]]

Converting is timed on SAMPLE real pages, made of those in raw/ under other titles, and multiplied. The workspace of PAGES
pages is filled by the stand-in of the tests, as an unchanged page is never converted, whatever would convert it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from extractor.config import default_config  # noqa: E402
from extractor.ingest.fetch.sources import SourcesFile  # noqa: E402
from extractor.ingest.reingest import ReingestRequest, run_reingest  # noqa: E402
from extractor.pipeline import convert_pages  # noqa: E402
from tests.runs.odd_pages import convert_odd  # noqa: E402

LATER = datetime.now(UTC) + timedelta(days=1)
SOURCES = SourcesFile.model_validate({"sources": [{"name": "pages", "folder": "raw"}]})


def time_conversion(sample: int) -> float:
    """Give the seconds a page, after one page to warm up."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "raw").glob("*.txt"))]
    config = default_config()
    for outcome in convert_pages(texts[0].encode(), "warm-up.txt", config=config):
        assert outcome.status != "failed"
    started = perf_counter()
    for n in range(sample):
        for _ in convert_pages(texts[n % len(texts)].encode(), f"p{n}.txt", config=config):
            pass
    return (perf_counter() - started) / sample


def time_run(home: Path) -> tuple[float, int]:
    """Give the seconds of a re-ingest and how many pages it converted."""
    request = ReingestRequest(
        sources=SOURCES, output=str(home / "out"), config=default_config(), now=LATER, jobs=1, convert=convert_odd
    )
    started = perf_counter()
    report = run_reingest(request)
    assert report.run.exit_code == 0, report
    return perf_counter() - started, report.run.pages


def main(pages: int, sample: int) -> int:
    """Print the figures; 1 if an unchanged page costs more than a two-hundredth of a conversion."""
    page = time_conversion(sample)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "raw").mkdir()
        for n in range(pages):
            (home / "raw" / f"p{n:06}.txt").write_text(f"Page {n}\nok\nfirst\n", "utf-8")
        _, first = time_run(home)
        seconds, again = time_run(home)
        (home / "raw" / "p000007.txt").write_text("Page 7\nok\nsecond\n", "utf-8")
        os.utime(home / "raw" / "p000007.txt")
        changed, one = time_run(home)
    ratio = page * pages / seconds
    print(f"converting: {page * 1000:.1f} ms a page, {page * pages:.0f} s for {pages} pages")
    print(f"first run: {first} pages; nothing changed: {seconds:.2f} s, {again} pages")
    print(f"one page changed: {changed:.2f} s, {one} page")
    print(f"an unchanged run costs 1/{ratio:.0f} of a conversion (1/200 is wanted)")
    return int(ratio < 200 or again != 0 or one != 1)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*given, *(10_000, 60)[len(given) :]))
