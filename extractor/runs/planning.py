"""What is left to do: the files that are there, joined with the ledger, by SQLite and on disk.

An input is unchanged when its size and stamp are those the ledger saw, or else when its hash is. The stamp is only a
hint that saves reading: it is not recorded for a file younger than two seconds at the start of the run, which could
change again within the clock's tick (what git calls racily clean). A file that is changed in place under the same size
and with its time set back is missed; ``batch.trust_stamps: false`` reads every file instead.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from extractor.errors import ConfigError
from extractor.runs.inputs import Input
from extractor.runs.ledger import Ledger
from extractor.runs.results import Task
from extractor.workspace.storage import hash_place

RACY_NS = 2_000_000_000
LATEST_NS = 2**63 - 1
"""The latest time that SQLite can hold, in the year 2262; a file's time beyond it is told apart by its lower digits."""
_CHUNK = 500

_TABLES = """
CREATE TEMP TABLE listing (path TEXT PRIMARY KEY, url BLOB NOT NULL, size INTEGER, stamp INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE same (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE todo (
    position INTEGER PRIMARY KEY, path TEXT NOT NULL, url BLOB NOT NULL, size INTEGER, stamp INTEGER, skip INTEGER, held INTEGER
);
"""
_LIST = """
INSERT INTO listing VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET url = CASE WHEN url = excluded.url THEN url END
"""  # a file that was named twice is one input; another file of the same name breaks NOT NULL
_TOUCHED = """
SELECT path, listing.url, inputs.sha256 FROM listing JOIN inputs USING (path)
WHERE path > ? AND inputs.done AND inputs.sha256 <> '' AND inputs.fingerprint = ? AND NOT inputs.passing
  AND ifnull(inputs.size = listing.size, 1) AND (inputs.stamp IS NOT listing.stamp OR NOT ?)
ORDER BY path LIMIT ?
"""
_PLAN = """
INSERT INTO todo
SELECT row_number() OVER (ORDER BY path) - 1, path, listing.url, listing.size, listing.stamp,
  CASE WHEN inputs.done = 0 AND inputs.fingerprint = :fingerprint AND inputs.stamp = listing.stamp THEN inputs.pages ELSE 0 END,
  EXISTS (SELECT 1 FROM held WHERE held.path = listing.path AND held.last AND held.stamp = listing.stamp
          AND held.fingerprint = :fingerprint)
FROM listing LEFT JOIN inputs USING (path)
WHERE {condition} ORDER BY path
"""
_LEFT = """
inputs.path IS NULL OR NOT inputs.done OR inputs.fingerprint <> :fingerprint OR inputs.passing
OR ((inputs.stamp IS NOT listing.stamp OR inputs.size IS NOT listing.size OR NOT :trust)
    AND path NOT IN (SELECT path FROM same))
"""
_REST = """
SELECT ifnull(sum(pages - failed), 0), ifnull(sum(failed), 0) FROM listing JOIN inputs USING (path)
WHERE path NOT IN (SELECT path FROM todo)
"""
_FAILED = "inputs.failed OR inputs.passing"
_ONLY = "path IN (SELECT value FROM json_each(:only))"


class Selection(NamedTuple):
    """Which of the files at some places a run takes.

    Attributes:
        places: Absolute paths or URLs that were asked for.
        fingerprint: What would convert them, in one string.
        started: When the run began.
        only_failed: Take the inputs with a page in quarantine, changed or not, and no others.
        only: Take these inputs, changed or not, and no others.
        trust_stamps: Believe that a file with the same size and stamp is the same.
    """

    places: tuple[str, ...]
    fingerprint: str
    started: datetime
    only_failed: bool = False
    only: tuple[str, ...] = ()
    trust_stamps: bool = True


class Plan(NamedTuple):
    """What there is to do.

    Attributes:
        planned: Inputs that need work.
        held: Those of them that are converted and only need to be published.
        unchanged: Pages of the other inputs that have come out before.
        quarantined: Pages of the other inputs that have failed before.
        gone: Known inputs that are no longer there.
    """

    planned: int
    held: int
    unchanged: int
    quarantined: int
    gone: int


def make_plan(ledger: Ledger, inputs: Iterable[Input], selection: Selection) -> Plan:
    """Write what is left to do into a temporary table of the ledger, in the order of publication: by path.

    Raises:
        ConfigError: Two inputs would have one name.
    """
    database = ledger.database
    database.executescript(_TABLES)
    ledger.begin()
    _take_listing(ledger, inputs)
    condition = _ONLY if selection.only else _FAILED if selection.only_failed else _LEFT
    if condition is _LEFT:
        _check_touched(ledger, selection)
    database.execute(
        _PLAN.format(condition=condition),
        {"fingerprint": selection.fingerprint, "trust": selection.trust_stamps, "only": json.dumps(selection.only)},
    )
    _forget_young_stamps(ledger, selection.started)
    database.execute("DELETE FROM held WHERE path NOT IN (SELECT path FROM todo WHERE held)")
    planned, held = database.execute("SELECT count(*), ifnull(sum(held), 0) FROM todo").fetchone()
    unchanged, quarantined = database.execute(_REST).fetchone()
    ledger.commit()
    return Plan(planned, held, unchanged, quarantined, _count_gone(ledger, selection.places))


def iterate_tasks(ledger: Ledger, *, held: bool = False) -> Iterator[Task]:
    """Yield what is left to convert, in order; with ``held``, also what waits in the ledger already."""
    position = -1
    query = "SELECT position, path, url, size, skip, held FROM todo WHERE position > ? ORDER BY position LIMIT ?"
    while rows := ledger.database.execute(query, (position, _CHUNK)).fetchall():
        for position, path, url, size, skip, waits in rows:
            if held or not waits:
                yield Task(position, path, os.fsdecode(url), size, skip=skip)


def find_planned(ledger: Ledger, position: int) -> tuple[Task, int | None]:
    """Give the task at a place in the plan and the stamp to record for it."""
    row = ledger.database.execute(
        "SELECT position, path, url, size, skip, stamp FROM todo WHERE position = ?", (position,)
    ).fetchone()
    return Task(row[0], row[1], os.fsdecode(row[2]), row[3], skip=row[4]), row[5]


def _take_listing(ledger: Ledger, inputs: Iterable[Input]) -> None:
    rows = ((item.path, os.fsencode(item.url), item.size, item.stamp & LATEST_NS) for item in inputs)
    try:
        ledger.database.executemany(_LIST, rows)
    except sqlite3.IntegrityError:
        raise ConfigError(
            "Two different inputs would have the same name.",
            code="config.name-clash",
            hint="Put them into one folder, or convert them into workspaces of their own.",
        ) from None


def _check_touched(ledger: Ledger, selection: Selection) -> None:
    """Read the files whose stamp tells nothing, and note those whose hash is still the one in the ledger."""
    last = ""
    facts = (selection.fingerprint, selection.trust_stamps, _CHUNK)
    while rows := ledger.database.execute(_TOUCHED, (last, *facts)).fetchall():
        same = [(path,) for path, url, known in rows if hash_place(os.fsdecode(url)) == known]
        ledger.database.executemany("INSERT INTO same VALUES (?)", same)
        last = rows[-1][0]
    ledger.database.execute(
        "UPDATE inputs SET size = listing.size, stamp = listing.stamp, url = listing.url FROM listing "
        "WHERE inputs.path = listing.path AND inputs.path IN (SELECT path FROM same)"
    )


def _forget_young_stamps(ledger: Ledger, started: datetime) -> None:
    newest = max(min(int(started.timestamp()) * 1_000_000_000, LATEST_NS) - RACY_NS, 0)
    ledger.database.execute("UPDATE todo SET stamp = NULL WHERE stamp > ?", (newest,))
    ledger.database.execute("UPDATE inputs SET stamp = NULL WHERE stamp > ? AND path IN (SELECT path FROM same)", (newest,))


def _count_gone(ledger: Ledger, places: Iterable[str]) -> int:
    query = (
        "SELECT count(*) FROM inputs WHERE url >= ? AND url < ? AND NOT EXISTS "
        "(SELECT 1 FROM listing WHERE listing.path = inputs.path)"
    )
    return sum(
        ledger.database.execute(query, (os.fsencode(place + "/"), os.fsencode(place + "0"))).fetchone()[0] for place in places
    )
