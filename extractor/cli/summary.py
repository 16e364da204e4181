"""The closing summary of a run: what was written, what is doubtful, what failed, and where to look."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from extractor.runs.results import RunReport

ACTIONS = {
    "written": "articles written to pending/",
    "unchanged": "pages unchanged since the last run",
    "duplicate": "pages that another page says word for word",
    "conflict": "articles that a person edited and the page changed",
    "doubtful": "articles that a person should look at",
    "failed": "pages in quarantine/",
    "quarantined": "pages in quarantine/ since an earlier run",
    "gone": "known pages that are no longer there",
}
ALWAYS = ("written", "unchanged", "doubtful", "failed")
TOP_ISSUES = 8
EXAMPLES = 3


def print_report(report: RunReport, *, output: Path, as_json: bool, dry_run: bool) -> None:
    """Print a run's report on standard output, for a person or as one JSON object."""
    from rich.console import Console

    if as_json:
        import json

        Console(soft_wrap=True).print_json(json.dumps(asdict(report), sort_keys=True, default=str))
        return
    console = Console(highlight=False)
    console.print(_tabulate_counts(report))
    if report.issues:
        console.print(_tabulate_issues(report))
    for broken in report.broken:
        console.print(f"assertion {broken.name}: {broken.message}", style="red", markup=False)
        if broken.pages:
            console.print(f"  such as {', '.join(broken.pages[:EXAMPLES])}", style="dim", markup=False)
    if report.stopped:
        console.print(f"stopped early: {report.stopped}", style="red", markup=False)
    console.print(_point_onwards(report, output, dry_run=dry_run), markup=False)


def _tabulate_counts(report: RunReport) -> Table:
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for action, meaning in ACTIONS.items():
        count = report.counts.get(action, 0)
        if count or action in ALWAYS:
            table.add_row(f"{count:>7}", action, f"[dim]{meaning}[/dim]")
    return table


def _tabulate_issues(report: RunReport) -> Table:
    from rich.table import Table

    from extractor.issues import ISSUES

    table = Table(box=None, show_header=False, pad_edge=False, title="issues", title_justify="left")
    for code, count in list(report.issues.items())[:TOP_ISSUES]:
        table.add_row(f"{count:>7}", code, f"[dim]{ISSUES[code].meaning if code in ISSUES else ''}[/dim]")
    return table


def _point_onwards(report: RunReport, output: Path, *, dry_run: bool) -> str:
    if dry_run:
        return "Dry run: nothing was written."
    lines = [f"Articles: {output / 'pending'}   records: {output / 'records'}"]
    if report.broken:
        lines = ["Nothing was published; what was converted waits. Correct the pages or the assertion, and run again."]
    if report.folder:
        lines.append(f"Report:   {Path(report.folder) / 'report.html'}")
    if report.counts.get("failed") or report.counts.get("quarantined"):
        lines.append("Failed pages: extractor quarantine list")
    if not report.broken:
        lines.append("Next:     extractor review   (or extractor check, extractor explain ID)")
    return "\n".join(lines)
