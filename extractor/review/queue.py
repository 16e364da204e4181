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
from extractor.review.decisions import Standing
from extractor.review.desk import Desk
from extractor.review.dossiers import SHELVES

STATES = ("pending", "update", "accepted", "rejected")
_WEIGHTS = {"error": 4.0, "warning": 1.0, "info": 0.1}


class Skim(NamedTuple):
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
    """What a reviewer wants to see; an empty wish is none. ``words`` must all stand in the title or the id."""

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


class Matter(NamedTuple):
    """All that an entry is made of."""

    skim: Skim
    state: str
    category: str
    standing: Standing | None


class Queue:
    """The articles of a workspace: records read and entries made again only where something has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._skims: dict[str, tuple[tuple[int, int], Skim]] = {}
        self._entries: dict[str, tuple[Matter, Entry]] = {}

    def list_entries(self, wish: Filter | None = None, *, trust: bool = False) -> list[Entry]:
        """List the wanted articles, those that wait for a decision first, the most doubtful of them first.

        Args:
            wish: Which are wanted; all if absent.
            trust: Take records that were read once as unchanged: looking at thousands of them takes longer than the rest.

        Raises:
            ReviewError: A line of ``decisions.jsonl`` is not a decision.
        """
        entries = [entry for entry in self._read_entries(trust=trust) if wish is None or wish.takes(entry)]
        return sorted(entries, key=lambda entry: (STATES.index(entry.state) > 1, -entry.doubt, entry.id))

    def _read_entries(self, *, trust: bool) -> Iterator[Entry]:
        pending, accepted = (_list_files(self._desk.root / shelf) for shelf in SHELVES)
        standings = self._desk.standings
        for article_id, skim in self._skim_records(trust=trust):
            standing = standings.get(article_id)
            state = _find_state(article_id in pending, article_id in accepted, standing)
            if not state:
                continue
            category = pending.get(article_id) or accepted.get(article_id) or skim.category
            matter = Matter(skim, state, category, standing)
            known = self._entries.get(article_id)
            if known is None or known[0] != matter:
                known = self._entries[article_id] = (matter, self._make_entry(article_id, matter))
            yield known[1]

    def _correct(self, article_id: str, skim: Skim, standing: Standing | None) -> Skim:
        """Put in what a person changed; those few articles are read whole."""
        if standing is None or not standing.edited & {"title", "confidence"} or standing.rejected:
            return skim
        try:
            article = self._desk.open(article_id).current.article
        except ExtractorError:
            return skim
        return skim._replace(title=str(article.title), level=str(article.confidence))

    def _make_entry(self, article_id: str, matter: Matter) -> Entry:
        skim = self._correct(article_id, matter.skim, matter.standing)
        return Entry(
            id=article_id,
            title=skim.title,
            category=matter.category,
            state=matter.state,
            level=skim.level,
            score=skim.score,
            completeness=skim.completeness,
            doubt=skim.doubt,
            codes=tuple(dict.fromkeys(code for code, _ in skim.issues)),
            warnings=sum(severity != "info" for _, severity in skim.issues),
            changed=tuple(sorted(matter.standing.edited)) if matter.standing else (),
        )

    def _skim_records(self, *, trust: bool) -> Iterator[tuple[str, Skim]]:
        folder = self._desk.root / "records"
        if not folder.is_dir():
            return
        with os.scandir(folder) as files:
            for file in files:
                if file.name.endswith(".json") and not file.name.startswith("."):
                    skim = self._skim_record(file, trust=trust)
                    if skim is not None:
                        yield file.name.removesuffix(".json"), skim

    def _skim_record(self, file: os.DirEntry[str], *, trust: bool) -> Skim | None:
        known = self._skims.get(file.name)
        if known is not None and trust:
            return known[1]
        try:
            stat = file.stat()
        except FileNotFoundError:  # taken away since the folder was listed
            return None
        stamp = (stat.st_mtime_ns, stat.st_size)
        if known is None or known[0] != stamp:
            skim = _read_skim(Path(file.path))
            if skim is None:
                return None
            known = self._skims[file.name] = (stamp, skim)
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


def _find_state(is_pending: bool, is_accepted: bool, standing: Standing | None) -> str:  # noqa: FBT001 - two shelves
    if is_pending:
        return "update" if is_accepted else "pending"
    if is_accepted:
        return "accepted"
    return "rejected" if standing and standing.rejected else ""


def _read_skim(path: Path) -> Skim | None:
    """Skim a record; None for a file that is none, which the gate names."""
    try:
        data = path.read_bytes()
        return _make_skim({key: json.loads(part) for key, part in _cut_members(data)})
    except (OSError, ValueError):
        pass
    try:
        return _make_skim(json.loads(data))
    except (NameError, ValueError, KeyError, TypeError):
        return None


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


def _make_skim(parts: Mapping[str, Any]) -> Skim:
    return Skim(
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
