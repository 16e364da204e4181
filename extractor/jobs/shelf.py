"""The accepted articles of a workspace, wherever people have filed them."""

from __future__ import annotations

from extractor.jobs.ledger import Ledger
from extractor.jobs.storage import Storage

FOLDER = "articles"


class Shelf:
    """Knows which accepted articles there are.

    It looks once, when first asked, and remembers in the ledger's temporary tables.
    """

    def __init__(self, storage: Storage, ledger: Ledger) -> None:
        self._storage = storage
        self._database = ledger.database
        self._listed = False

    def find(self, article_id: str) -> str | None:
        """Give the name of an accepted article's file; ``None`` if there is none."""
        if not self._listed:
            self._list()
        row = self._database.execute("SELECT name FROM temp.shelf WHERE article_id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def _list(self) -> None:
        self._listed = True
        self._database.execute("CREATE TEMP TABLE IF NOT EXISTS shelf (article_id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        self._database.executemany(
            "INSERT OR REPLACE INTO temp.shelf VALUES (?, ?)",
            (
                (entry.name.rpartition("/")[2].removesuffix(".md"), entry.name)
                for entry in self._storage.walk(FOLDER)
                if entry.name.endswith(".md")
            ),
        )
