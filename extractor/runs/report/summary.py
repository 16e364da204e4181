"""What a run's pages come to: one pass over their rows, with counters of fixed size.

The summary is ``report.json``: plain data, with a schema version, that ``compare`` and other programs read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from heapq import heappush, heappushpop
from typing import Any

from extractor.runs.stats import FIELDS

SCHEMA_VERSION = "1.0"
MOST_EXAMPLES = 5
MOST_FAILED = 200
MOST_SLOW = 10
STAGES = ("read", "scrub", "segment", "structure")
HISTOGRAMS = {"facts": 1.0, "sources": 1.0, "completeness": 0.1, "confidence": 0.1}
"""Figures whose distribution is shown, each with the width of a bar."""


class Timing:
    """A distribution of durations in bars that grow by a quarter: percentiles to within that, in constant memory."""

    _STEP = 1.25
    _LEAST = 1e-5

    def __init__(self) -> None:
        self._bars: Counter[int] = Counter()
        self._total = 0.0

    def add(self, seconds: float) -> None:
        """Take in a duration."""
        from math import ceil, log

        self._total += seconds
        self._bars[ceil(log(max(seconds, self._LEAST) / self._LEAST, self._STEP))] += 1

    def describe(self) -> dict[str, float]:
        """Give the total and three percentiles, in seconds."""
        found = {"total": round(self._total, 3)}
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
            found[name] = round(self._find(share), 6)
        return found

    def _find(self, share: float) -> float:
        wanted, seen = share * self._bars.total(), 0
        for bar, count in sorted(self._bars.items()):
            seen += count
            if seen >= wanted:
                return float(self._LEAST * self._STEP**bar)
        return 0.0


class Summary:
    """Counts over the rows of a run's pages, as ``Ledger.list_pages`` gives them."""

    def __init__(self) -> None:
        self.pages = self.good = 0
        self._actions: Counter[str] = Counter()
        self._filled: Counter[str] = Counter()
        self._issues: Counter[str] = Counter()
        self._examples: defaultdict[str, list[str]] = defaultdict(list)
        self._categories: Counter[str] = Counter()
        self._bars: dict[str, Counter[int]] = {name: Counter() for name in HISTOGRAMS}
        self._years: Counter[int] = Counter()
        self._dates: Counter[str] = Counter()
        self._timings: defaultdict[str, Timing] = defaultdict(Timing)
        self._slow: list[tuple[float, str]] = []
        self._failed: list[dict[str, Any]] = []

    def add_all(self, rows: Iterable[Mapping[str, Any]]) -> Summary:
        """Take in rows, in the order of their paths; return the summary itself."""
        for row in rows:
            self._add(row)
        return self

    def _add(self, row: Mapping[str, Any]) -> None:
        self.pages += 1
        self._actions[row["action"]] += 1
        for code in sorted(set(row["issues"])):
            self._issues[code] += 1
            if len(self._examples[code]) < MOST_EXAMPLES:
                self._examples[code].append(row["article_id"] or row["path"])
        self._time(row)
        if row["status"] == "failed":
            if len(self._failed) < MOST_FAILED:
                self._failed.append({"path": row["path"], "code": row["code"]})
            return
        self.good += 1
        self._categories[row["category"] or "none"] += 1
        figures = row["figures"]
        self._filled.update(name for name in FIELDS if figures.get(name, 0) > 0)
        for name, width in HISTOGRAMS.items():
            self._bars[name][int(figures.get(name, 0) / width + 1e-9)] += 1
        for date in row["dates"]:
            self._count_date(date)

    def _time(self, row: Mapping[str, Any]) -> None:
        total = 0.0
        for stage, seconds in row["seconds"].items():
            self._timings[stage].add(seconds)
            total += seconds
        (heappush if len(self._slow) < MOST_SLOW else heappushpop)(self._slow, (round(total, 4), row["path"]))

    def _count_date(self, date: str | None) -> None:
        if date is None:
            self._dates["unknown"] += 1
            return
        self._dates["dated"] += 1
        year = date[:4]
        if year.isdigit():
            self._years[int(year)] += 1

    def describe(self) -> dict[str, Any]:
        """Give the summary as plain data."""
        return {
            "pages": self.pages,
            "actions": dict(sorted(self._actions.items())),
            "fill": {name: round(self._filled[name] / self.good, 4) if self.good else 0.0 for name in FIELDS},
            "issues": [
                {"code": code, "pages": count, "examples": self._examples[code]} for code, count in self._issues.most_common()
            ],
            "categories": dict(self._categories.most_common()),
            "distributions": {name: _line_up(bars, HISTOGRAMS[name]) for name, bars in self._bars.items()},
            "events": {"dated": self._dates["dated"], "unknown": self._dates["unknown"]},
            "years": {str(year): count for year, count in sorted(self._years.items())},
            "stages": {stage: timing.describe() for stage, timing in sorted(self._timings.items(), key=_order_stage)},
            "slowest": [{"path": path, "seconds": seconds} for seconds, path in sorted(self._slow, reverse=True)],
            "failed": self._failed,
        }


def _line_up(bars: Counter[int], width: float) -> dict[str, int]:
    """Name the bars of a histogram by where they begin, from the first to the last, empty ones between them included."""
    if not bars:
        return {}
    return {f"{round(at * width, 6):g}": bars[at] for at in range(min(bars), max(bars) + 1)}


def _order_stage(item: tuple[str, Timing]) -> tuple[int, str]:
    stage = item[0]
    return (STAGES.index(stage) if stage in STAGES else len(STAGES), stage)
