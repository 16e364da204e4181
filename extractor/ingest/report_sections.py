"""What a re-ingest has to tell in the run's report: what became of the sources, of their pages and of people's edits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractor.errors import WriteError
from extractor.ingest.fetch.types import FetchSummary
from extractor.ingest.survey import Survey
from extractor.runs.results import Chapter, ListRows
from extractor.schema import ConflictEvidence, MergeRecord
from extractor.workspace.storage import Storage, read_file
from extractor.write import parse_record

MOST_ROWS = 200
_VALUE = 300
"""Letters that are shown of one value."""


def tell_sources(survey: Survey | None, fetched: Sequence[FetchSummary]) -> Iterator[Chapter]:
    """Tell what the sources gave, and which addresses were not taken."""
    came = {summary.source: summary for summary in fetched}
    rows = []
    for source in survey.sources if survey else ():
        summary = came.get(source.name)
        counts = ", ".join(f"{count} {outcome}" for outcome, count in summary.counts.items()) if summary else ""
        asked = (str(summary.found), str(summary.requests), counts) if summary else ("", "", "")
        rows.append((source.name, *asked, str(source.listed), str(source.known), str(len(source.gone))))
    columns = ("source", "addresses", "requests", "fetched", "pages there", "pages known before", "gone")
    if rows:
        yield Chapter("Sources", columns, tuple(rows))
    troubles = [(summary.source, *trouble) for summary in fetched for trouble in summary.troubles]
    if troubles:
        more = sum(summary.untaken for summary in fetched) - len(troubles)
        note = "What was there of them stays."
        yield Chapter(
            "Addresses not taken", ("address", "source", "reason"), tuple((u, s, r) for s, u, r in troubles), note, more
        )


def tell_pages(survey: Survey | None) -> Iterator[Chapter]:
    """Tell which pages are new, changed, moved and gone."""
    if survey is None:
        return
    gone = [(path, source.name) for source in survey.sources for path in source.gone]
    moved = "Known by their bytes under another name."
    tables: tuple[tuple[str, tuple[str, ...], Sequence[tuple[str, ...]], int, str], ...] = (
        ("New pages", ("page",), [(path,) for path in survey.new_pages], survey.new, ""),
        ("Changed pages", ("page",), [(path,) for path in survey.changed_pages], survey.changed, ""),
        ("Moved pages", ("page", "was"), survey.moved, len(survey.moved), moved),
        ("Pages that are gone", ("page", "source"), gone, len(gone), "Their articles are kept."),
    )
    for title, columns, rows, count, note in tables:
        if count:
            shown = tuple(rows[:MOST_ROWS])
            yield Chapter(f"{title}: {count:,}", columns, shown, note, max(0, count - len(shown)))


def tell_guards(refused: Sequence[str], forced: str) -> Iterator[Chapter]:
    """Tell what the guards found, and why it was done all the same, if it was."""
    if refused:
        advice = "Nothing was published. If this is right, run again with --force REASON."
        note = f"Forced, because: {forced}" if forced else advice
        yield Chapter("Guards", ("what they found",), tuple((reason,) for reason in refused), note)


def tell_conflicts(list_rows: ListRows, storage: Storage) -> Iterator[Chapter]:
    """Tell which values a person and a page have both changed, with what each side rests on."""
    articles = (row["article_id"] for row in list_rows() if row["action"] == "conflict")
    told = [conflict for article in articles for conflict in _read_conflicts(article, storage)]
    if told:
        columns = ("article", "place", "the article says", "the page says", "a person's evidence", "the page's evidence")
        note = "The article keeps what the person said until somebody decides."
        yield Chapter(f"Conflicts: {len(told):,}", columns, tuple(told[:MOST_ROWS]), note, max(0, len(told) - MOST_ROWS))


def _read_conflicts(article: str, storage: Storage) -> Iterable[tuple[str, ...]]:
    try:
        merge = parse_record(read_file(storage, f"records/{article}.json") or b"").merge or MergeRecord()
        for conflict in merge.conflicts:
            values = (_show(conflict.mine), _show(conflict.theirs))
            evidence = (_cite(conflict.mine_evidence), _cite(conflict.theirs_evidence))
            yield (article, ".".join(conflict.place), *values, *evidence)
    except WriteError:
        yield (article, "", "its draft cannot be read", "", "", "")


def _show(value: Any) -> str:
    text = value if isinstance(value, str) else "(nothing)" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _VALUE else f"{text[:_VALUE]} ..."


def _cite(evidence: ConflictEvidence) -> str:
    parts = (evidence.reviewer, evidence.reason, evidence.exact)
    return _show("; ".join(part for part in parts if part))
