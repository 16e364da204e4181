"""What has happened to the pages of each source since the last run: new, changed, unchanged, moved, gone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from glob import escape, glob, has_magic
from itertools import takewhile
from pathlib import Path, PurePath
from typing import NamedTuple

from extractor.ingest.fetch.sources import SourcePlace
from extractor.runs.inputs import HEADERS, leads_out
from extractor.runs.ledger import Ledger
from extractor.structure.hints import match_path
from extractor.workspace.storage import hash_place

MOST_NAMES = 200
"""Names of new and of changed pages that are told."""


@dataclass(frozen=True, slots=True)
class SourceSurvey:
    """One source.

    Attributes:
        name: Its name.
        listed: Pages that are there.
        known: Pages that were there in earlier runs.
        gone: Names of known pages that are no longer there, moved ones aside.
        lost: How many of them an earlier run has not reported yet.
    """

    name: str
    listed: int
    known: int
    gone: tuple[str, ...]
    lost: int


@dataclass(frozen=True, slots=True)
class Survey:
    """All sources, and how many pages there are of each kind.

    The moved ones are told by their new and their old name; of the new and the changed ones, the first few by name.
    """

    sources: tuple[SourceSurvey, ...]
    new: int
    changed: int
    unchanged: int
    moved: tuple[tuple[str, str], ...]
    new_pages: tuple[str, ...] = ()
    changed_pages: tuple[str, ...] = ()


def list_paths(source: SourcePlace, home: Path) -> list[str]:
    """List what a run reads of a source: its folder, or the files that its pattern finds; nothing where nothing is.

    A link that leads out of the folder that holds the workspace is not followed.
    """
    place = home / source.place
    if source.glob is None:
        return [str(place)] if place.is_dir() else []
    found = (path for path in glob(str(place), recursive=True) if not path.endswith(HEADERS))  # noqa: PTH207 - it takes a whole pattern
    return sorted(path for path in found if Path(path).is_file() and not leads_out(Path(path), home))


def name_pages(source: SourcePlace, home: Path) -> str:
    """Give a pattern of the names that a run gives the pages of a source (``inputs`` says how it names them)."""
    place = Path(os.path.abspath(home / source.place))  # noqa: PTH100
    name = place.relative_to(home).as_posix() if place.is_relative_to(home) else place.name
    if source.glob is not None:
        return name
    return "**" if name == "." else f"{escape(name)}/**"


def survey_sources(sources: tuple[SourcePlace, ...], home: Path, ledger: Ledger, *, reported: frozenset[str]) -> Survey:
    """Compare what is listed, in the ledger's tables of the plan, with what the ledger knows.

    Args:
        sources: The sources.
        home: The folder that holds the workspace.
        ledger: The ledger, after planning.
        reported: Names of pages that an earlier run has reported gone.
    """
    moved = _find_moved(ledger)
    database = ledger.database
    new, changed = database.execute(
        "SELECT count(*) FILTER (WHERE inputs.path IS NULL), count(*) FILTER (WHERE inputs.path IS NOT NULL) "
        "FROM todo LEFT JOIN inputs USING (path)"
    ).fetchone()
    listed = database.execute("SELECT count(*) FROM listing").fetchone()[0]
    old = set(moved.values())
    surveys = []
    for source in sources:
        found = _survey(source, dict(_list_known(source, home, ledger)), old, reported)
        surveys.append(replace(found, listed=found.listed + _count_new(source, home, ledger)))
    return Survey(
        tuple(surveys), new - len(moved), changed, listed - new - changed, tuple(moved.items()),
        tuple(path for path in _list_planned(ledger, "IS", len(moved)) if path not in moved)[:MOST_NAMES],
        tuple(_list_planned(ledger, "IS NOT")),
    )  # fmt: skip


def _list_planned(ledger: Ledger, known: str, further: int = 0) -> Iterator[str]:
    """Yield the names of the first pages of the plan that are new (``IS``) or known (``IS NOT``)."""
    query = f"SELECT path FROM todo LEFT JOIN inputs USING (path) WHERE inputs.path {known} NULL ORDER BY path LIMIT ?"  # noqa: S608
    for (path,) in ledger.database.execute(query, (MOST_NAMES + further,)):
        yield path


def _find_moved(ledger: Ledger) -> dict[str, str]:
    """Map new inputs to the known one, no longer there, that they are byte for byte."""
    gone = ledger.database.execute(
        "SELECT sha256, path FROM inputs WHERE sha256 <> '' AND path NOT IN (SELECT path FROM listing)"
    ).fetchall()
    if not gone:
        return {}
    known = dict(gone)
    query = "SELECT todo.path, todo.url FROM todo LEFT JOIN inputs USING (path) WHERE inputs.path IS NULL ORDER BY position"
    rows = ledger.database.execute(query)
    found = ((path, known.pop(hash_place(os.fsdecode(url)) or "", None)) for path, url in rows.fetchall())
    return {path: old for path, old in found if old is not None}


def _survey(source: SourcePlace, known: dict[str, bool], moved: set[str], reported: frozenset[str]) -> SourceSurvey:
    gone = [path for path, there in sorted(known.items()) if not there and path not in moved]
    lost = sum(path not in reported for path in gone)
    return SourceSurvey(source.name, sum(known.values()), len(known) - len(gone) + lost, tuple(gone), lost)


class _Reach(NamedTuple):
    """Where the pages of a source lie: by their names if below the home, which may itself move, else by their addresses."""

    column: str
    pattern: tuple[str, ...]
    fixed: str

    def takes(self, place: str) -> bool:
        """Tell whether a name or an address belongs to the source."""
        return match_path(PurePath(place).parts, self.pattern)


def _find_reach(source: SourcePlace, home: Path) -> _Reach:
    place = Path(os.path.abspath(home / source.place))  # noqa: PTH100 - symbolic links keep the name they were given
    inside = place.is_relative_to(home)
    parts = place.relative_to(home).parts if inside else place.parts
    fixed = list(takewhile(lambda part: source.glob is None or not has_magic(part), parts))
    pattern = parts if source.glob is not None else (*map(escape, parts), "**", "*")
    return _Reach("path" if inside else "url", pattern, str(Path(*fixed)) if fixed else "")


def _list_known(source: SourcePlace, home: Path, ledger: Ledger) -> Iterator[tuple[str, bool]]:
    """Yield the known inputs of a source, each with whether it is still listed."""
    reach = _find_reach(source, home)
    for path, place in _select(reach, "inputs", ledger):
        if reach.takes(place):
            yield path, ledger.database.execute("SELECT 1 FROM listing WHERE path = ?", (path,)).fetchone() is not None


def _count_new(source: SourcePlace, home: Path, ledger: Ledger) -> int:
    reach = _find_reach(source, home)
    places = _select(reach, "listing", ledger, "AND path NOT IN (SELECT path FROM inputs)")
    return sum(reach.takes(place) for _, place in places)


def _select(reach: _Reach, table: str, ledger: Ledger, further: str = "") -> Iterator[tuple[str, str]]:
    """Yield name and place of what a table has below the fixed part of a source's place."""
    query = f"SELECT path, {reach.column} FROM {table} WHERE {reach.column} >= ? AND {reach.column} < ? {further}"  # noqa: S608
    bounds: tuple[str | bytes, ...] = (reach.fixed, reach.fixed + "\U0010ffff")
    if reach.column == "url":
        bounds = (os.fsencode(reach.fixed), os.fsencode(reach.fixed) + b"\xff")
    for path, place in ledger.database.execute(query, bounds).fetchall():
        yield path, place if isinstance(place, str) else os.fsdecode(place)


def forget_moved(survey: Survey, ledger: Ledger) -> None:
    """Forget the old names of pages that have moved: what is known of them is known under the new ones."""
    ledger.begin()
    for _, old in survey.moved:
        for table in ("inputs", "pages"):
            ledger.database.execute(f"DELETE FROM {table} WHERE path = ?", (old,))  # noqa: S608
    ledger.commit()


def forget_files(files: Iterable[Path], ledger: Ledger) -> None:
    """Forget that files were converted: their bytes are the same, and yet they read differently now."""
    ledger.begin()
    places = [(os.fsencode(os.path.abspath(file)),) for file in files]  # noqa: PTH100 - as the inputs are named
    ledger.database.executemany("UPDATE inputs SET fingerprint = '' WHERE url = ?", places)
    ledger.commit()
