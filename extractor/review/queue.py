"""The articles of a workspace as a reviewer meets them: the most doubtful first, filtered, counted by state.

A queue is read from the beginnings and ends of the records rather than from the whole of them, and each record once until
it changes, so that thousands open in less than a second.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import ExtractorError
from extractor.review.context import SHELVES
from extractor.review.session import ReviewSession
from extractor.workspace.decisions import ReviewState

STATES = ("pending", "update", "accepted", "rejected")
_WEIGHTS = {"error": 4.0, "warning": 1.0, "info": 0.1}


class RecordSummary(NamedTuple):
    """What a queue needs of a record."""

    title: str
    category: str
    margin: float
    level: str
    score: float
    completeness: float
    issues: tuple[tuple[str, str], ...]

    @property
    def doubt(self) -> float:
        """How much there is to doubt: issues by severity, then what confidence, completeness and category lack."""
        issues = sum(_WEIGHTS.get(severity, 0.0) for _, severity in self.issues)
        return round(issues + 2 * (1 - self.score) + 2 * (1 - self.completeness) + max(0.0, 0.5 - self.margin), 2)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the queue; ``changed`` lists the keys that people changed, ``codes`` its issues."""

    id: str
    title: str
    category: str
    state: str
    level: str
    score: float
    completeness: float
    doubt: float
    codes: tuple[str, ...]
    warnings: int
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reviewer wants to see; an empty filter takes all. ``words`` must all stand in the title or the id."""

    status: str = ""
    code: str = ""
    category: str = ""
    confidence: str = ""
    changed: str = ""
    words: str = ""

    def takes(self, entry: Entry) -> bool:
        """Tell whether an article is wanted."""
        return (
            self.status in {"", "all", entry.state, "open" if entry.state in {"pending", "update"} else ""}
            and self.code in {"", *entry.codes}
            and self.category in {"", entry.category}
            and self.confidence in {"", entry.level}
            and self.changed in {"", *entry.changed, "any" if entry.changed else ""}
            and all(word in f"{entry.title} {entry.id}".casefold() for word in self.words.casefold().split())
        )


class EntryInputs(NamedTuple):
    """All that an entry is made of."""

    summary: RecordSummary
    state: str
    category: str
    review_state: ReviewState | None


class Queue:
    """The articles of a workspace: records read and entries made again only where something has changed."""

    def __init__(self, session: ReviewSession) -> None:
        self._session = session
        self._summaries: dict[str, tuple[tuple[int, int], RecordSummary]] = {}
        self._entries: dict[str, tuple[EntryInputs, Entry]] = {}

    def list_entries(self, wanted: Filter | None = None, *, trust: bool = False) -> list[Entry]:
        """List the wanted articles, those that wait for a decision first, the most doubtful of them first.

        Args:
            wanted: Which are wanted; all if absent.
            trust: Take records that were read once as unchanged: looking at thousands of them takes longer than the rest.

        Raises:
            ReviewError: A line of ``decisions.jsonl`` is not a decision.
        """
        entries = [entry for entry in self._read_entries(trust=trust) if wanted is None or wanted.takes(entry)]
        return sorted(entries, key=lambda entry: (STATES.index(entry.state) > 1, -entry.doubt, entry.id))

    def _read_entries(self, *, trust: bool) -> Iterator[Entry]:
        pending, accepted = (_list_files(self._session.root / shelf) for shelf in SHELVES)
        review_states = self._session.review_states
        for article_id, summary in self._summarise_records(trust=trust):
            review_state = review_states.get(article_id)
            state = _find_state(article_id in pending, article_id in accepted, review_state)
            if not state:
                continue
            category = pending.get(article_id) or accepted.get(article_id) or summary.category
            inputs = EntryInputs(summary, state, category, review_state)
            known = self._entries.get(article_id)
            if known is None or known[0] != inputs:
                known = self._entries[article_id] = (inputs, self._make_entry(article_id, inputs))
            yield known[1]

    def _correct(self, article_id: str, summary: RecordSummary, review_state: ReviewState | None) -> RecordSummary:
        """Put in what a person changed; those few articles are read whole."""
        if review_state is None or not review_state.edited & {"title", "confidence"} or review_state.rejected:
            return summary
        try:
            article = self._session.open(article_id).current.article
        except ExtractorError:
            return summary
        return summary._replace(title=str(article.title), level=str(article.confidence))

    def _make_entry(self, article_id: str, inputs: EntryInputs) -> Entry:
        summary = self._correct(article_id, inputs.summary, inputs.review_state)
        return Entry(
            id=article_id,
            title=summary.title,
            category=inputs.category,
            state=inputs.state,
            level=summary.level,
            score=summary.score,
            completeness=summary.completeness,
            doubt=summary.doubt,
            codes=tuple(dict.fromkeys(code for code, _ in summary.issues)),
            warnings=sum(severity != "info" for _, severity in summary.issues),
            changed=tuple(sorted(inputs.review_state.edited)) if inputs.review_state else (),
        )

    def _summarise_records(self, *, trust: bool) -> Iterator[tuple[str, RecordSummary]]:
        folder = self._session.root / "records"
        if not folder.is_dir():
            return
        with os.scandir(folder) as files:
            for file in files:
                if file.name.endswith(".json") and not file.name.startswith("."):
                    summary = self._summarise_record(file, trust=trust)
                    if summary is not None:
                        yield file.name.removesuffix(".json"), summary

    def _summarise_record(self, file: os.DirEntry[str], *, trust: bool) -> RecordSummary | None:
        known = self._summaries.get(file.name)
        if known is not None and trust:
            return known[1]
        try:
            stat = file.stat()
        except FileNotFoundError:  # taken away since the folder was listed
            return None
        stamp = (stat.st_mtime_ns, stat.st_size)
        if known is None or known[0] != stamp:
            summary = _read_summary(Path(file.path))
            if summary is None:
                return None
            known = self._summaries[file.name] = (stamp, summary)
        return known[1]


def _list_files(shelf: Path) -> dict[str, str]:
    """Map each article on a shelf to its category."""
    found: dict[str, str] = {}
    if shelf.is_dir():
        for folder in sorted(os.scandir(shelf), key=lambda entry: entry.name):
            if folder.is_dir():
                with os.scandir(folder) as files:
                    found.update((file.name[:-3], folder.name) for file in files if file.name.endswith(".md"))
    return found


def _find_state(is_pending: bool, is_accepted: bool, review_state: ReviewState | None) -> str:  # noqa: FBT001 - two shelves
    if is_pending:
        return "update" if is_accepted else "pending"
    if is_accepted:
        return "accepted"
    return "rejected" if review_state and review_state.rejected else ""


def _read_summary(path: Path) -> RecordSummary | None:
    """RecordSummary a record; None for a file that is none, which the gate names."""
    try:
        data = path.read_bytes()
        return _make_summary({key: json.loads(part) for key, part in _cut_members(data)})
    except OSError:
        return None
    except _DAMAGES:
        pass
    try:
        return _make_summary(json.loads(data))
    except _DAMAGES:
        return None


_DAMAGES = (ValueError, KeyError, TypeError, RecursionError)
_MEMBERS = (b"title", b"category", b"confidence", b"completeness", b"issues")


def _cut_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Cut members out of a record as ``render_record`` writes it: only a key of the outermost object is indented by two.

    Raises:
        ValueError: It was written otherwise.
    """
    at = 0
    for key in _MEMBERS:
        mark = b'\n  "' + key + b'": '
        start = data.index(mark, at) + len(mark)
        at = data.find(b'\n  "', start)
        end = at if at >= 0 else data.rindex(b"\n}")
        yield key.decode(), data[start:end].rstrip().removesuffix(b",")


def _make_summary(parts: Mapping[str, Any]) -> RecordSummary:
    return RecordSummary(
        title=str(parts["title"]["text"]),
        category=str(parts["category"]["value"]),
        margin=float(parts["category"]["margin"]),
        level=str(parts["confidence"]["level"]),
        score=float(parts["confidence"]["score"]),
        completeness=float(parts["completeness"]["value"]),
        issues=tuple((str(issue["code"]), str(issue["severity"])) for issue in parts["issues"]),
    )


def count_states(entries: Iterable[Entry]) -> dict[str, int]:
    """Count articles by state; states without any are there with 0."""
    counts = Counter(entry.state for entry in entries)
    return {state: counts[state] for state in STATES}
