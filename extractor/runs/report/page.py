"""``report.html``: one file that needs nothing else, not even a script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.issues import ISSUES
from extractor.runs.report.charts import Frame, draw_bars, draw_shares, draw_strip, draw_years
from extractor.runs.report.tables import name_table
from extractor.runs.results import Chapter, RunReport

REVIEW_PORT = 8765
"""The port that ``extractor review`` takes unless it is told otherwise or finds it taken."""
REVIEW_URL = f"http://127.0.0.1:{REVIEW_PORT}/article/"
"""Where the review page shows an article."""

MEANINGS = {
    "written": "articles written to pending",
    "unchanged": "pages as they were",
    "doubtful": "articles a person should look at",
    "conflict": "drafts a person has edited",
    "duplicate": "copies of another page",
    "failed": "pages in quarantine now",
    "quarantined": "pages in quarantine before",
    "gone": "known pages that are no longer there",
}
STRIP = ("written", "unchanged", "duplicate", "conflict", "failed", "quarantined")
EXITS = {
    0: "all is well",
    1: "an assertion is broken, or the budget of failures is spent",
    3: "some pages are in quarantine",
    4: "conflicts wait for a person",
    5: "too much would vanish; nothing was published",
    130: "it was asked to stop",
}
TITLES = {
    "facts": "Facts an article",
    "sources": "Primary sources an article",
    "completeness": "Completeness",
    "confidence": "Confidence score",
}
_FOLDER = Path(__file__).resolve().parent


def render_page(
    run: RunReport, summary: Mapping[str, Any], *, facts: Mapping[str, str], chapters: Sequence[Chapter] = ()
) -> str:
    """Write a run's report as HTML. Everything from pages is escaped, and the page's own policy forbids scripts.

    Args:
        run: How the run ended.
        summary: Its figures, as ``Summary.describe`` gives them.
        facts: What else the head of the page says about the run.
        chapters: What else it tells.
    """
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["duration"] = format_duration
    style = (_FOLDER / "style.css").read_text("utf-8")
    template = environment.from_string((_FOLDER / "template.html.j2").read_text("utf-8"))
    return template.render(
        run=run,
        summary=summary,
        issues=ISSUES,
        meanings=MEANINGS,
        review_url=REVIEW_URL,
        table=name_table(),
        facts=facts,
        chapters=chapters,
        exit_meaning=EXITS.get(run.exit_code, ""),
        style=_trust(style),
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        stage_total=sum(timing["total"] for timing in summary["stages"].values()),
        strip=draw_strip([(name, run.counts.get(name, 0)) for name in STRIP], title="Outcome of all pages"),
        fill=draw_shares(summary["fill"], title="Fill rates"),
        distributions={
            TITLES.get(name, name): draw_bars(bars, title=TITLES.get(name, name))
            for name, bars in summary["distributions"].items()
        },
        categories=draw_shares(_share(summary["categories"]), title="Categories"),
        years=draw_years(summary["years"], title="Dated events by year", frame=Frame(width=880, height=170)),
    )


def format_duration(seconds: float) -> str:
    """Write a duration in the unit that suits it."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1:
        return f"{seconds * 1e3:.1f} ms"
    if seconds < 120:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s"


def _trust(text: str) -> Any:
    """Mark our own style sheet as not to be escaped."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - a file of this package


def _share(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values()) or 1
    return {name: count / total for name, count in list(counts.items())[:12]}
