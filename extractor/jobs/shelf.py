"""What of the ledger's articles is really there: accepted, pending, or rejected by a person."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from extractor.jobs.decisions import Decision, fold_decisions
from extractor.jobs.ledger import Ledger
from extractor.jobs.storage import Storage, read_file

_TABLES = """
CREATE TEMP TABLE IF NOT EXISTS shelf (article_id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS present (folder TEXT, article_id TEXT, PRIMARY KEY (folder, article_id)) WITHOUT ROWID;
"""
_MISSING = """
SELECT path, article_id FROM pages WHERE article_id IS NOT NULL AND (
  NOT EXISTS (SELECT 1 FROM present WHERE folder = 'records' AND present.article_id = pages.article_id)
  OR NOT EXISTS (SELECT 1 FROM present WHERE folder = 'pending' AND present.article_id = pages.article_id)
     AND NOT EXISTS (SELECT 1 FROM shelf WHERE shelf.article_id = pages.article_id))
"""


class Shelf:
    """Knows the accepted articles of a workspace, wherever people have filed them, and the rejected ones.

    It looks once, when first asked, and keeps the names in temporary tables of the ledger.
    """

    def __init__(self, storage: Storage, ledger: Ledger) -> None:
        self._storage = storage
        self._ledger = ledger
        self._listed = False
        self._rejected: frozenset[str] | None = None

    def find(self, article_id: str) -> str | None:
        """Give the name of an accepted article's file; ``None`` if there is none."""
        if not self._listed:
            self._list()
        row = self._ledger.database.execute("SELECT name FROM temp.shelf WHERE article_id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def is_rejected(self, article_id: str) -> bool:
        """Say whether a person has rejected the article as a whole, and that stands."""
        if self._rejected is None:
            standings = fold_decisions(self._read_decisions())
            self._rejected = frozenset(name for name, standing in standings.items() if standing.rejected)
        return article_id in self._rejected

    def forget_missing(self) -> None:
        """Have pages done again whose files somebody has taken away, other than by rejecting the article."""
        if not self._listed:
            self._list()
        rows = (
            (folder, entry.name.rpartition("/")[2].rpartition(".")[0])
            for folder in ("records", "pending")
            for entry in self._storage.walk(folder)
        )
        self._ledger.begin()
        self._ledger.database.executemany("INSERT OR IGNORE INTO present VALUES (?, ?)", rows)
        missing = self._ledger.database.execute(_MISSING).fetchall()
        self._ledger.forget_pages(path for path, article_id in missing if not self.is_rejected(article_id))

    def _list(self) -> None:
        self._listed = True
        self._ledger.database.executescript(_TABLES)
        rows = (
            (entry.name.rpartition("/")[2].removesuffix(".md"), entry.name)
            for entry in self._storage.walk("articles")
            if entry.name.endswith(".md")
        )
        self._ledger.begin()
        self._ledger.database.executemany("INSERT OR REPLACE INTO temp.shelf VALUES (?, ?)", rows)
        self._ledger.commit()

    def _read_decisions(self) -> Iterator[Decision]:
        """Yield the decisions that can be read; ``extractor check`` names the others."""
        for line in (read_file(self._storage, "decisions.jsonl") or b"").splitlines():
            try:
                yield Decision.model_validate_json(line)
            except ValidationError:
                continue
