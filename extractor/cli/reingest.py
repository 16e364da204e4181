"""``extractor reingest``: fetch, plan, convert what changed, merge, report: once, or on a schedule."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from extractor.cli.options import (
    ConfigOption,
    JobsOption,
    MetricsOption,
    OutputOption,
    ProfileOption,
    SetOption,
    read_config,
    tell_metrics,
)

if TYPE_CHECKING:
    from datetime import datetime

    from extractor.ingest.fetch.sources import SourcesFile
    from extractor.ingest.reingest import ReingestReport, ReingestRequest

_RUN = re.compile(r"\d{8}T\d{6}Z(-\d+)?")


def _check_reason(force: str | None) -> str | None:
    """Take a reason; a blank one is none."""
    if force is not None and not force.strip():
        raise typer.BadParameter("--force needs a reason: say why what a guard refuses is right this time.")
    return force


SourcesOption = Annotated[Path, typer.Option("--sources", help="Where pages come from; see configs/sources.example.yaml.")]
ForceOption = Annotated[
    str | None,
    typer.Option("--force", help="Why what a guard refuses is right this time.", metavar="REASON", callback=_check_reason),
]


def reingest_command(
    sources: SourcesOption = Path("configs/sources.yaml"),
    output: OutputOption = Path("output"),
    once: Annotated[bool, typer.Option("--once/--daemon", help="Run now and leave; or stay, and run when it is time.")] = True,
    only: Annotated[list[str] | None, typer.Option("--only", help="Take this source only. May be given often.")] = None,
    force: ForceOption = None,
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
    jobs: JobsOption = None,
    metrics: MetricsOption = None,
    report_format: Annotated[Literal["text", "json"], typer.Option("--format", help="How the summary is printed.")] = "text",
) -> int:
    """Bring articles up to date with their sources. No person's edit is lost; a source that is down empties nothing."""
    from datetime import UTC, datetime

    from extractor.extras import require_extra
    from extractor.ingest.fetch.sources import load_sources
    from extractor.ingest.notifications import note_next
    from extractor.ingest.reingest import ReingestRequest
    from extractor.ingest.schedule import Stop, list_timings, run_daemon

    file, knobs, stop = load_sources(sources), read_config(config, assignments, profile), Stop()
    if file.webhook or any(source.is_remote for source in file.sources) or not once:
        require_extra("reingest", "Fetching, or running on a schedule,")

    def run(names: tuple[str, ...], next_run: datetime | None) -> int:
        request = ReingestRequest(
            sources=file, output=str(output), config=knobs, now=datetime.now(UTC), force=force or "", names=names, jobs=jobs,
            should_stop=stop,
        )  # fmt: skip
        return _run(request, file, next_run, as_json=report_format == "json", alone=once, metrics=metrics)

    if once:
        stop.listen()
        return run(tuple(only or ()), None)

    def announce(next_run: datetime | None) -> None:
        note_next(output, next_run)
        typer.echo(f"next run: {next_run}", err=True)

    run_daemon(list_timings(file), run, stop, announce)
    return 0


def _run(
    request: ReingestRequest,
    file: SourcesFile,
    next_run: datetime | None,
    *,
    as_json: bool,
    alone: bool,
    metrics: Path | None,
) -> int:
    from datetime import UTC, datetime

    from extractor.errors import ExtractorError
    from extractor.ingest.notifications import beat, beat_failure, note_next
    from extractor.ingest.reingest import run_reingest
    from extractor.workspace.lock import LockedError

    output = Path(request.output)
    if not alone:
        note_next(output, next_run)
    try:
        report = run_reingest(request)
    except LockedError as error:  # whoever holds the workspace tells how that ends
        if alone:
            raise
        typer.echo(f"error: {error}", err=True)
        return error.exit_code
    except Exception as error:
        tell(beat_failure(output, str(error) or type(error).__name__, ended=datetime.now(UTC), next_run=next_run), file)
        if alone:
            raise
        typer.echo(f"error: {error}" if isinstance(error, ExtractorError) else traceback.format_exc(), err=True)
        return error.exit_code if isinstance(error, ExtractorError) else 1
    told = beat(output, report, ended=datetime.now(UTC), next_run=next_run)
    typer.echo(json.dumps(asdict(report), ensure_ascii=False, default=str, indent=2) if as_json else render_report(report))
    tell(told, file)
    tell_metrics(metrics, report.run)
    return report.run.exit_code


def tell(told: Mapping[str, Any], file: SourcesFile) -> None:
    """Tell the webhook, if there is one, how a run ended; if it does not listen, say so and go on."""
    from extractor.ingest.notifications import call_webhook

    if file.webhook and (trouble := call_webhook(file.webhook, told)):
        typer.echo(f"warning: {trouble}", err=True)


def render_report(report: ReingestReport) -> str:
    """Tell the story of a run, in a few lines."""
    from extractor.workspace.paths import name_command

    lines = [f"run {report.run.run_id}"]
    if report.undone:
        lines.append(f"  undid run {report.undone}, which had died")
    for fetched in report.fetched:
        counts = ", ".join(f"{count} {outcome}" for outcome, count in fetched.counts.items())
        lines.append(f"  fetched {fetched.source}: {fetched.found} addresses, {fetched.requests} requests: {counts}")
        lines += [f"    {url}: {reason}" for url, reason in fetched.troubles[:5]]
    if (survey := report.survey) is not None:
        lines.append(
            f"  pages: {survey.new} new, {survey.changed} changed, {survey.unchanged} unchanged, {len(survey.moved)} moved"
        )
        lines += [f"  gone from {source.name}: {len(source.gone)} (kept)" for source in survey.sources if source.gone]
    lines.append("  " + ", ".join(f"{count} {name}" for name, count in report.run.counts.items() if count))
    lines += [f"  note: {note}" for note in report.run.notes]
    lines += [f"  {'forced' if report.forced else 'refused'}: {reason}" for reason in report.refused]
    if report.forced:
        lines.append(f"  because: {report.forced}")
    elif report.refused:
        lines.append("  Nothing was published. If this is right, run again with --force REASON.")
    elif report.run.stopped:
        lines.append(f"  stopped: {report.run.stopped}")
    if report.run.folder:
        undo = name_command("undo", report.run.run_id, output=Path(report.run.folder).parents[1])
        lines.append(f"  report: {report.run.folder}/report.html; take back with: {undo}")
    return "\n".join(lines)


def is_run(name: str) -> bool:
    """Tell the name of a run from the id of an article."""
    return _RUN.fullmatch(name) is not None


def undo_reingest(output: Path, run_id: str) -> int:
    """Put back what a run has changed, and say so; 4 if somebody has changed some of it since."""
    from extractor.ingest.journal import undo_in_workspace
    from extractor.workspace.storage import open_workspace

    open_workspace(str(output))
    undone = undo_in_workspace(output, run_id)
    typer.echo(f"{len(undone.restored)} files are as they were before run {run_id}.")
    for name in undone.changed_since:
        typer.echo(f"left alone, as somebody has changed it since: {name}")
    return 4 if undone.changed_since else 0


def render_runs(runs: Mapping[str, Any]) -> str:
    """Say when the last run was, how it went, and when the next one is due."""
    from extractor.runs.report.page import EXITS

    if not runs["runs"]:
        return "no run yet"
    last = runs["runs"][0]
    code = last["exit_code"]
    ended = (
        "under way, or died" if code is None else f"exit code {code}" + (f": {EXITS[code]}" if code and code in EXITS else "")
    )
    due = runs["next_run"] or "whenever its schedule says (systemd, cron), or extractor reingest is called"
    return f"last run: {last['run']} ({ended}); last success: {runs['last_success'] or 'unknown'}; next run: {due}"
