"""Flags that several commands share, and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from extractor.config import Config
    from extractor.runs.results import RunReport

OutputOption = Annotated[
    Path,
    typer.Option("--output", "-o", envvar="EXTRACTOR_OUTPUT", help="The workspace: pending, articles, records, decisions."),
]
PlaceOption = Annotated[
    str, typer.Option("--output", "-o", envvar="EXTRACTOR_OUTPUT", help="The workspace: a folder or an fsspec URL.")
]
JsonOption = Annotated[Literal["text", "json"], typer.Option("--format", help="How it is printed.")]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", min=0, envvar="EXTRACTOR_JOBS", help="Worker processes; 0 takes one a core.")
]
RawOption = Annotated[
    Path | None, typer.Option("--raw", envvar="EXTRACTOR_RAW", help="The raw pages; by default raw/ beside the workspace.")
]
ArticleArgument = Annotated[str, typer.Argument(help="An article's id, or the path of its file.", metavar="ID")]
TargetArgument = Annotated[
    str, typer.Argument(help="An article's id or file, or ID#FACT for one fact (its id or its number).", metavar="ID[#FACT]")
]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", envvar="EXTRACTOR_CONFIG", help="A YAML file that overlays configs/default.yaml.")
]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", help="Set one knob: key=value. May be given often.", metavar="KEY=VALUE")
]


ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        envvar="EXTRACTOR_PROFILE",
        help="A file or a folder that overlays what the program knows: labels, languages, publishers.",
        metavar="PATH",
    ),
]


def _check_metrics(path: Path | None) -> Path | None:
    """Find out before a run whether its metrics can be written."""
    if path is not None:
        from extractor.runs.report.metrics import check_metrics

        check_metrics(path)
    return path


MetricsOption = Annotated[
    Path | None,
    typer.Option(
        "--metrics", help="Say in this file how the run ended, for Prometheus.", metavar="FILE", callback=_check_metrics
    ),
]


def read_config(path: Path | None, assignments: list[str] | None, profile: str | None = None) -> Config:
    """Load the configuration that the flags describe.

    Raises:
        ConfigError: A key or a value is wrong.
    """
    from extractor.config import load_config

    config = load_config(path, assignments or ())
    return config.model_copy(update={"profile": profile}) if profile else config


def tell_metrics(path: Path | None, report: RunReport) -> None:
    """Write how a run ended, just now, where the flag says so."""
    if path is not None:
        from datetime import UTC, datetime

        from extractor.runs.report.metrics import write_metrics

        write_metrics(path, report, ended=datetime.now(UTC))
