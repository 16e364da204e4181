"""The closing summary of a run: what was written, what is doubtful, what failed, and where to look."""

from __future__ import annotations

from dataclasses import asdict
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
LEAST_UNKNOWN, SHARE_UNKNOWN = 3, 0.2
"""From how many pages with unknown headings on, and from what share, a summary points to what learns them."""


def print_report(report: RunReport, *, output: str, as_json: bool, dry_run: bool) -> None:
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
    for note in report.notes:
        console.print(f"note: {note}", style="yellow", markup=False)
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


def _point_onwards(report: RunReport, output: str, *, dry_run: bool) -> str:
    from extractor.workspace.paths import DEFAULT, name_command

    if dry_run:
        return "Dry run: nothing was written."
    folder = output.rstrip("/")
    lines = [f"Articles: {folder}/pending   records: {folder}/records"]
    if report.broken:
        lines = ["Nothing was published; what was converted waits. Correct the pages or the assertion, and run again."]
    if report.folder:
        lines.append(f"Report:   {report.folder}/report.html")
    if report.counts.get("failed") or report.counts.get("quarantined"):
        lines.append(f"Failed:   {name_command('quarantine', 'list', output=output)}")
    if report.issues.get("segment.unknown-heading", 0) >= max(LEAST_UNKNOWN, SHARE_UNKNOWN * report.pages):
        lines.append(
            f"Unknown:  many headings; {name_command('profile', 'learn', 'RAW', '-o', 'profile.yaml')} proposes their parts"
        )
    article_id = _find_example(output)
    if not report.broken and article_id:
        lines.append(f"Next:     {name_command('review', output=output)}")
        lines.append(f"     or   {name_command('explain', article_id, output=output)}")
        lines.append(f"     or   {name_command('check', *([] if folder == DEFAULT else [output]))}")
    return "\n".join(lines)


def _find_example(output: str) -> str:
    """Find an article to try a command on; none where the workspace is elsewhere, which no such command can reach."""
    from extractor.workspace.paths import Workspace
    from extractor.workspace.storage import local_path

    folder = local_path(output)
    return next((path.stem for path in Workspace(folder).find_articles()), "") if folder else ""
