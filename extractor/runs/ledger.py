"""The run's memory: which inputs are done, which page owns which article, how runs ended. SQLite with a write-ahead log.

It is a cache. What it knows can be read again from ``records/`` and ``quarantine/``, and is when it is missing.
A page counts as done only after its files are in place: files first, then the row, in one transaction an input.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from extractor.errors import RunError
from extractor.pipeline import Status
from extractor.runs.results import PageResult, Task, TaskDone
from extractor.workspace.storage import refuse_link

VERSION = 5
"""A ledger of an older version, or a damaged one, is made again from the files."""
ASIDE = ".damaged"
"""End of the name under which a ledger is kept that could not be used."""
_FILES = ("", "-wal", "-shm")

_TABLES = """
CREATE TABLE inputs (
    path TEXT PRIMARY KEY, url BLOB, size INTEGER, stamp INTEGER, sha256 TEXT, fingerprint TEXT NOT NULL,
    pages INTEGER NOT NULL, failed INTEGER NOT NULL DEFAULT 0, passing INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE TABLE pages (
    path TEXT PRIMARY KEY, input TEXT NOT NULL, sha256 TEXT NOT NULL, slug TEXT, article_id TEXT, category TEXT,
    article_sha256 TEXT, status TEXT NOT NULL, action TEXT NOT NULL, duplicate_of TEXT, run_id TEXT NOT NULL,
    details TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX articles ON pages (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX twins ON pages (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX pages_of_runs ON pages (run_id);
CREATE INDEX pages_of_bytes ON pages (sha256);
CREATE INDEX pages_of_inputs ON pages (input);
CREATE TABLE held (
    path TEXT NOT NULL, idx INTEGER NOT NULL, last INTEGER NOT NULL, stamp INTEGER, fingerprint TEXT NOT NULL,
    payload BLOB NOT NULL, PRIMARY KEY (path, idx)
) WITHOUT ROWID;
CREATE TABLE runs (
    run_id TEXT PRIMARY KEY, started TEXT NOT NULL, boot TEXT NOT NULL, exit_code INTEGER, counts TEXT
);
CREATE TABLE related (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '', mark TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '', terms TEXT NOT NULL DEFAULT '[]', links TEXT, boot TEXT, dirty INTEGER NOT NULL DEFAULT 2
);
CREATE INDEX unrelated ON related (article_id) WHERE dirty > 0;
CREATE TABLE terms (
    term TEXT NOT NULL, number INTEGER NOT NULL, strength INTEGER NOT NULL, PRIMARY KEY (term, number)
) WITHOUT ROWID;
CREATE TABLE stamps (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_TABLE = re.compile(r"CREATE TABLE (\w+)")


class PageOwnership(NamedTuple):
    """A page and the article it owns.

    Attributes:
        path: The page's path.
        sha256: Hash of the page's bytes.
        slug: The id its title asks for.
        article_id: The id it got; ``None`` while the page has no article of its own.
        category: The article's category.
        article_sha256: Hash of the file that the machine last wrote for it.
        duplicate_of: The page of the same bytes that has the article.
        status: How its last conversion ended.
    """

    path: str
    sha256: str
    slug: str | None
    article_id: str | None
    category: str | None
    article_sha256: str | None
    duplicate_of: str | None
    status: Status


_OWNED = "path, sha256, slug, article_id, category, article_sha256, duplicate_of, status"


class Ledger:
    """The database of one workspace."""

    def __init__(self, database: sqlite3.Connection, note: str = "") -> None:
        self.database = database
        self.note = note
        """What there is to tell of how it was opened."""

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """Open a ledger, and make it if it is missing, of an older version or damaged; a damaged one is set aside.

        Raises:
            ReviewError: The file is a symbolic link.
            RunError: The file cannot be opened, or was made by a newer version of the program.
        """
        for end in _FILES:
            refuse_link(path.with_name(path.name + end))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls(_connect(path))
        except _OldLedgerError as error:
            cls.set_aside(path)
            return cls(_connect(path), f"The ledger was of version {error}; it was made again from the files.")
        except sqlite3.DatabaseError as error:
            aside = cls.set_aside(path)
            note = f"The ledger was damaged ({error}); it was made again from the files, and the old one is kept as {aside}."
            return cls(_connect(path), note)
        except OSError as error:
            raise RunError(f"Cannot open {path}: {error.strerror}.", code="run.ledger", hint="Check its rights.") from None

    @staticmethod
    def set_aside(path: Path) -> str:
        """Put a ledger that cannot be used out of the way; return the name that it has now."""
        aside = path.with_name(path.name + ASIDE)
        for end in _FILES[1:]:
            path.with_name(path.name + end).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            path.replace(aside)
        return aside.name

    @classmethod
    def copy(cls, path: Path) -> Ledger:
        """Open a copy in memory, for a dry run; even a reader would leave files beside the real one."""
        database = sqlite3.connect(":memory:", isolation_level=None)
        with TemporaryDirectory() as folder:
            for name in (path.name, f"{path.name}-wal"):
                if (path.parent / name).is_file():
                    shutil.copy(path.parent / name, folder)
            if (there := Path(folder) / path.name).is_file():
                with closing(sqlite3.connect(there)) as real, suppress(sqlite3.DatabaseError):
                    real.backup(database)
        try:
            _check(database, path)
        except sqlite3.DatabaseError:
            database.close()
            database = sqlite3.connect(":memory:", isolation_level=None)
            _make_tables(database)
        return cls(database)

    @property
    def fresh(self) -> bool:
        """Nothing has been recorded yet, so the files may know more."""
        row = self.database.execute("SELECT EXISTS (SELECT 1 FROM inputs) OR EXISTS (SELECT 1 FROM runs)").fetchone()
        return not row[0]

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def find_page(self, path: str) -> PageOwnership | None:
        """Give what is known of a page."""
        return self._one("path = ?", path)

    def find_owner(self, article_id: str) -> PageOwnership | None:
        """Give the page that owns an article."""
        return self._one("article_id = ?", article_id)

    def find_twin(self, sha256: str, slug: str) -> PageOwnership | None:
        """Give the page of some bytes and a title that has an article."""
        return self._one("sha256 = ? AND slug = ? AND article_id IS NOT NULL", sha256, slug)

    def _one(self, condition: str, *values: str) -> PageOwnership | None:
        row = self.database.execute(f"SELECT {_OWNED} FROM pages WHERE {condition}", values).fetchone()  # noqa: S608
        return PageOwnership(*row) if row else None

    def find_input(self, path: str) -> str | None:
        """Give the place that the input of a page was read from."""
        row = self.database.execute(
            "SELECT inputs.url FROM pages JOIN inputs ON inputs.path = pages.input WHERE pages.path = ?", (path,)
        ).fetchone()
        return os.fsdecode(row[0]) if row and row[0] else None

    def begin(self) -> None:
        """Start a transaction, unless one is open."""
        if not self.database.in_transaction:
            self.database.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make everything since ``begin`` last."""
        if self.database.in_transaction:
            self.database.execute("COMMIT")

    def record_page(self, result: PageResult, owned: PageOwnership, *, source: str, run_id: str) -> None:
        """Write down what became of a page; one that failed keeps the article it had."""
        self.begin()
        self.database.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                owned.path, source, owned.sha256, owned.slug, owned.article_id, owned.category, owned.article_sha256,
                owned.status, result.action, owned.duplicate_of, run_id, _dump(describe_result(result)),
            ),
        )  # fmt: skip

    def record_progress(self, task: Task, stamp: int | None, pages: int, fingerprint: str) -> None:
        """Write down how far an input of many pages has come."""
        self.begin()
        self.database.execute(
            "INSERT OR REPLACE INTO inputs (path, url, size, stamp, sha256, fingerprint, pages, done) "
            "VALUES (?, ?, ?, ?, '', ?, ?, 0)",
            (task.path, os.fsencode(task.url), task.size, stamp, fingerprint, pages),
        )

    def record_input(self, task: Task, stamp: int | None, done: TaskDone, fingerprint: str) -> None:
        """Write down that an input is finished, with how many of its pages failed and how many of those only by chance."""
        self.begin()
        failed, passing = self.database.execute(
            "SELECT count(*), count(*) FILTER (WHERE json_extract(details, '$.code') = 'page.worker-killed') "
            "FROM pages WHERE input = ? AND status = 'failed'",
            (task.path,),
        ).fetchone()
        self.database.execute(
            "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            (task.path, os.fsencode(task.url), task.size, stamp, done.sha256, fingerprint, done.pages, failed, passing),
        )

    def drop_stale_failures(self, source: str, run_id: str) -> list[str]:
        """Forget pages of an input that failed in an earlier run and did not turn up in this one; return their paths."""
        self.begin()
        query = "DELETE FROM pages WHERE input = ? AND status = 'failed' AND run_id <> ? RETURNING path"
        return [row[0] for row in self.database.execute(query, (source, run_id)).fetchall()]

    def release_duplicates(self, path: str) -> None:
        """Take up again the inputs whose pages were copies of a page that has changed."""
        self.begin()
        self.database.execute("DELETE FROM inputs WHERE path IN (SELECT input FROM pages WHERE duplicate_of = ?)", (path,))

    def release_article(self, path: str) -> None:
        """Let go of the article of a page that is no longer there."""
        self.begin()
        self.database.execute("UPDATE pages SET article_id = NULL WHERE path = ?", (path,))

    def start_run(self, run_id: str, started: str) -> str:
        """Write down that a run began; return its name, with a number if the name was taken."""
        self.begin()
        name, number = run_id, 1
        while self.database.execute("SELECT 1 FROM runs WHERE run_id = ?", (name,)).fetchone():
            number += 1
            name = f"{run_id}-{number}"
        self.database.execute("INSERT INTO runs (run_id, started, boot) VALUES (?, ?, ?)", (name, started, read_boot()))
        self.commit()
        return name

    def list_unsafe_pages(self) -> list[tuple[str, str, str]]:
        """List path, article and category of the pages written since the machine last came up, if it has gone down since."""
        row = self.database.execute("SELECT boot FROM runs ORDER BY rowid DESC LIMIT 1").fetchone()
        if row is None or row[0] == read_boot() != "":
            return []
        query = (
            "SELECT path, article_id, category FROM pages LEFT JOIN runs USING (run_id) LEFT JOIN related USING (article_id) "
            "WHERE article_id IS NOT NULL AND ? IN (runs.boot, related.boot)"
        )
        return self.database.execute(query, row).fetchall()

    def read_stamp(self, name: str) -> str:
        """Give what was last written down under a name; empty if nothing was."""
        row = self.database.execute("SELECT value FROM stamps WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def write_stamp(self, name: str, value: str) -> None:
        """Write something down under a name, for good."""
        self.begin()
        self.database.execute("INSERT OR REPLACE INTO stamps VALUES (?, ?)", (name, value))
        self.commit()

    def forget_pages(self, paths: Iterable[str]) -> None:
        """Have the inputs of some pages done again."""
        self.begin()
        self.database.executemany(
            "DELETE FROM inputs WHERE path = (SELECT input FROM pages WHERE path = ?)", ((path,) for path in paths)
        )
        self.commit()

    def end_run(self, run_id: str, exit_code: int, counts: Mapping[str, int]) -> None:
        """Write down how a run ended."""
        self.begin()
        self.database.execute(
            "UPDATE runs SET exit_code = ?, counts = ? WHERE run_id = ?", (exit_code, json.dumps(counts), run_id)
        )
        self.commit()

    def list_pages(self, run_id: str) -> Iterator[dict[str, Any]]:
        """Yield a row for every page that a run converted, by path."""
        names = ("path", "input", "sha256", "article_id", "category", "status", "action")
        query = f"SELECT {', '.join(names)}, details FROM pages WHERE run_id = ? ORDER BY path"  # noqa: S608
        for *values, details in self.database.execute(query, (run_id,)):
            yield dict(zip(names, values, strict=True)) | json.loads(details)

    def add_page(self, owned: PageOwnership, source: str, fingerprint: str) -> None:
        """Take in a page as its record or its quarantine file tells of it, its input being that page alone."""
        self.begin()
        failed = int(owned.status == "failed")
        self.database.execute(
            "INSERT OR IGNORE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, '', '{}')",
            (owned.path, source, *owned[1:6], owned.status, owned.duplicate_of),
        )
        self.database.execute(
            "INSERT OR IGNORE INTO inputs (path, sha256, fingerprint, pages, failed) VALUES (?, ?, ?, 1, ?)",
            (source, owned.sha256, fingerprint, failed),
        )


def describe_result(result: PageResult) -> dict[str, Any]:
    """Give what reports show of a page, besides who it is."""
    return {
        "title": result.conversion.article.title if result.conversion else "",
        "issues": [issue.code for issue in result.issues],
        "code": result.failure["code"] if result.failure else None,
        "seconds": {stage: round(value, 6) for stage, value in result.seconds.items()},
        "figures": dict(result.figures),
        "dates": list(result.dates),
    }


def describe_held(result: PageResult) -> dict[str, Any]:
    """Give the same of a page that is converted and not published."""
    article = result.conversion.article if result.conversion else None
    who = {
        "path": result.path, "input": result.path, "sha256": result.sha256, "article_id": article.id if article else None,
        "category": article.category if article else None, "status": result.status, "action": "held",
    }  # fmt: skip
    return who | describe_result(result)


def _dump(details: Mapping[str, Any]) -> str:
    return json.dumps(details, ensure_ascii=False)


def read_boot() -> str:
    """Name this uptime of the machine; empty where the system does not."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        _check(database, path)
    except (sqlite3.DatabaseError, RunError):
        database.close()
        raise
    return database


class _OldLedgerError(sqlite3.DatabaseError):
    """A ledger is of an older version; the message is its number."""


def _check(database: sqlite3.Connection, path: Path) -> None:
    """Make the tables of an empty database; make sure that another has them all.

    Raises:
        RunError: It was made by a newer version of the program.
        sqlite3.DatabaseError: It is of an older version, or damaged.
    """
    version = database.execute("PRAGMA user_version").fetchone()[0]
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if version > VERSION:
        raise RunError(
            f"{path} is of version {version}, and this program knows {VERSION}: a newer one made it.",
            code="run.newer-ledger",
            hint="Use the newer extractor, or take the ledger away: it is made again from the files.",
        )
    if not version and not tables:
        _make_tables(database)
    elif version != VERSION:
        raise _OldLedgerError(str(version))
    elif missing := set(_TABLE.findall(_TABLES)) - tables:
        raise sqlite3.DatabaseError(f"it has no table {', '.join(sorted(missing))}")


def _make_tables(database: sqlite3.Connection) -> None:
    database.executescript(f"BEGIN;{_TABLES}PRAGMA user_version = {VERSION};COMMIT;")
