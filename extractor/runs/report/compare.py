"""Two runs side by side: what went up, what went down."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from extractor.errors import ConfigError, suggest
from extractor.workspace.paths import name_command
from extractor.workspace.storage import Storage


class Change(NamedTuple):
    """A figure of two runs. ``group`` is the table it belongs to, such as ``issues``."""

    group: str
    name: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        """How much it went up."""
        return round(self.after - self.before, 6)


def list_runs(storage: Storage) -> list[str]:
    """List the runs that left a report, oldest first."""
    names = (entry.name for entry in storage.walk("runs"))
    return sorted(name.split("/")[1] for name in names if name.endswith("/report.json"))


def choose_runs(storage: Storage, named: tuple[str, ...]) -> tuple[str, str]:
    """Give the two runs to compare, the earlier one first: those named, else the last one named or made and the one before.

    Raises:
        ConfigError: There are no two runs, one that is named is not there, or more than two are named.
    """
    runs = list_runs(storage)
    for name in named:
        if name not in runs:
            raise _refuse(storage, f"There is no report of run {name}.", suggest(name, runs))
    if len(named) == 2:
        return named[0], named[1]
    last = runs.index(named[0]) if named else len(runs) - 1
    if len(named) > 2 or last < 1:
        raise _refuse(storage, "More than two runs are named." if len(named) > 2 else "There are no two runs to compare.")
    return runs[last - 1], runs[last]


def _refuse(storage: Storage, problem: str, hint: str = "") -> ConfigError:
    listing = f"To list the runs: {name_command('report', '--list', output=storage.root)}"
    return ConfigError(problem, code="config.no-run", hint=hint or listing)


def load_report(storage: Storage, run_id: str) -> dict[str, Any]:
    """Read the report of a run that has one."""
    report: dict[str, Any] = json.loads(storage.read(f"runs/{run_id}/report.json"))
    return report


def compare_reports(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """List the figures that differ: counts, fill rates, issues, medians of the stages; in a group the greatest change first."""
    return tuple(
        sorted(
            (change for change in _pair(_figures(before), _figures(after)) if change.difference),
            key=lambda change: (_GROUPS.index(change.group), -abs(change.difference), change.name),
        )
    )


_GROUPS = ("counts", "fill", "issues", "seconds")


def _figures(report: Mapping[str, Any]) -> dict[tuple[str, str], float]:
    summary = report["summary"]
    figures = {("counts", name): float(count) for name, count in report["counts"].items()}
    figures |= {("fill", name): share for name, share in summary["fill"].items()}
    figures |= {("issues", issue["code"]): float(issue["pages"]) for issue in summary["issues"]}
    figures |= {("seconds", stage): timing["p50"] for stage, timing in summary["stages"].items()}
    return figures


def _pair(before: Mapping[tuple[str, str], float], after: Mapping[tuple[str, str], float]) -> Iterator[Change]:
    for group, name in sorted({*before, *after}):
        yield Change(group, name, before.get((group, name), 0.0), after.get((group, name), 0.0))
