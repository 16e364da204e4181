"""What has changed in a workspace since its articles were last related: files by size and time, compared by SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from extractor.runs.ledger import Ledger
from extractor.workspace.storage import Entry, Storage

_TABLES = """
DROP TABLE IF EXISTS temp.there;
DROP TABLE IF EXISTS temp.proof;
DROP TABLE IF EXISTS temp.news;
CREATE TEMP TABLE there (article_id TEXT PRIMARY KEY, name TEXT NOT NULL, mark TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE proof (article_id TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE news (article_id TEXT PRIMARY KEY, name TEXT, mark TEXT) WITHOUT ROWID;
"""
_TAKE = """
INSERT INTO there VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET name = excluded.name, mark = excluded.mark WHERE excluded.name < name
"""  # articles/ before pending/: a link leads to what is accepted
_COMPARE = """
INSERT INTO news SELECT article_id, there.name, proof.mark || ' ' || there.mark
FROM there JOIN proof USING (article_id) LEFT JOIN related USING (article_id)
WHERE related.name IS NOT there.name OR related.mark IS NOT proof.mark || ' ' || there.mark
UNION ALL SELECT article_id, NULL, NULL FROM related
WHERE NOT EXISTS (SELECT 1 FROM there JOIN proof USING (article_id) WHERE article_id = related.article_id)
"""


class IndexedFile(NamedTuple):
    """An article as it lies in the workspace: its file's name, and a mark that changes when the file or its record does."""

    article_id: str
    name: str
    mark: str


class Survey(NamedTuple):
    """How many articles there are, how many of them are new or changed, and how many are gone. The lists lie on the disk."""

    ledger: Ledger
    total: int
    changed: int
    gone: int

    def list_changed(self, size: int) -> Iterator[list[IndexedFile]]:
        """Yield the articles that are new, lie elsewhere or have other bytes than when they were indexed."""
        for rows in self._list("name IS NOT NULL", size):
            yield [IndexedFile(*row) for row in rows]

    def list_gone(self, size: int) -> Iterator[list[str]]:
        """Yield the indexed articles that are no longer there."""
        for rows in self._list("name IS NULL", size):
            yield [row[0] for row in rows]

    def _list(self, condition: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        last = ""
        query = f"SELECT * FROM news WHERE {condition} AND article_id > ? ORDER BY article_id LIMIT ?"  # noqa: S608
        while rows := self.ledger.database.execute(query, (last, size)).fetchall():
            yield rows
            last = rows[-1][0]


def survey_files(storage: Storage, ledger: Ledger) -> Survey:
    """Compare every article that has a record with what the ledger knows of it.

    Of an accepted article and the draft beside it only the accepted one counts.
    """
    database = ledger.database
    database.executescript(_TABLES)
    ledger.begin()
    database.executemany(_TAKE, _list_articles(storage))
    records = ((_read_stem(entry), write_mark(entry)) for entry in storage.walk("records") if entry.name.endswith(".json"))
    database.executemany("INSERT OR IGNORE INTO proof VALUES (?, ?)", records)
    database.execute(_COMPARE)
    ledger.commit()
    total = database.execute("SELECT count(*) FROM there JOIN proof USING (article_id)").fetchone()[0]
    changed, gone = database.execute("SELECT count(name), count(*) - count(name) FROM news").fetchone()
    return Survey(ledger, total, changed, gone)


def write_mark(entry: Entry | None) -> str:
    """Give what is compared of a file."""
    return f"{entry.size}:{entry.stamp}" if entry else ""


def _list_articles(storage: Storage) -> Iterator[tuple[str, str, str]]:
    for folder in ("articles", "pending"):
        for entry in storage.walk(folder):
            if entry.name.endswith(".md") and entry.name.count("/") == 2:
                yield _read_stem(entry), entry.name, write_mark(entry)


def _read_stem(entry: Entry) -> str:
    return entry.name.rpartition("/")[2].rpartition(".")[0]
