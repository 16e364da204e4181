"""What of the ledger's articles is really there: accepted, pending, or rejected by a person."""

from __future__ import annotations

from pathlib import Path

from extractor.runs.ledger import Ledger
from extractor.workspace.decisions import Decision, ReviewState, fold_decisions, parse_decisions, require_decisions
from extractor.workspace.storage import Entry, Storage, read_file

DECISIONS = "decisions.jsonl"
_TABLES = """
CREATE TEMP TABLE IF NOT EXISTS shelf (article_id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS present (
    folder TEXT, article_id TEXT, name TEXT, PRIMARY KEY (folder, article_id)
) WITHOUT ROWID;
"""
_MISSING = """
SELECT path, article_id FROM pages WHERE article_id IS NOT NULL AND (
  NOT EXISTS (SELECT 1 FROM present WHERE folder = 'records' AND present.article_id = pages.article_id)
  OR NOT EXISTS (SELECT 1 FROM present WHERE folder = 'pending' AND present.article_id = pages.article_id)
     AND NOT EXISTS (SELECT 1 FROM shelf WHERE shelf.article_id = pages.article_id))
"""


class WorkspaceIndex:
    """Knows the accepted articles of a workspace, wherever people have filed them, and the rejected ones.

    It looks when first asked, and again when somebody has decided something since (``refresh``), and keeps the names in
    temporary tables of the ledger.
    """

    def __init__(self, storage: Storage, ledger: Ledger) -> None:
        self.storage = storage
        self._ledger = ledger
        self._listed = False
        self._review_states: dict[str, ReviewState] | None = None
        self._decided = self.storage.find(DECISIONS)

    def find(self, article_id: str) -> str | None:
        """Give the name of an accepted article's file; ``None`` if there is none."""
        if not self._listed:
            self._list()
        row = self._ledger.database.execute("SELECT name FROM temp.shelf WHERE article_id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def find_draft(self, article_id: str) -> str | None:
        """Give the name of a pending article's file, whatever its category; ``None`` if there is none."""
        row = self._ledger.database.execute(
            "SELECT name FROM temp.present WHERE folder = 'pending' AND article_id = ?", (article_id,)
        ).fetchone()
        return row[0] if row else None

    def note_draft(self, name: str, *, there: bool) -> None:
        """Take note that a pending article's file has been written or taken away."""
        article_id = name.rpartition("/")[2].removesuffix(".md")
        if there:
            row = ("pending", article_id, name)
            self._ledger.database.execute("INSERT OR REPLACE INTO temp.present VALUES (?, ?, ?)", row)
        else:
            self._ledger.database.execute("DELETE FROM temp.present WHERE folder = 'pending' AND name = ?", (name,))

    def read_review_state(self, article_id: str) -> ReviewState:
        """Give what people have decided about an article."""
        if self._review_states is None:
            self._review_states = fold_decisions(self._read_decisions())
        return self._review_states.get(article_id) or ReviewState()

    def is_rejected(self, article_id: str) -> bool:
        """Say whether a person has rejected the article as a whole, and that stands."""
        return self.read_review_state(article_id).rejected is not None

    def refresh(self) -> None:
        """Look again if somebody has decided something since: every decision of a reviewer ends up in one file."""
        decided = self.storage.find(DECISIONS)
        if decided != self._decided:
            self._decided, self._review_states = decided, None
            self._list()

    def forget_missing(self) -> None:
        """Have pages done again whose files somebody has taken away, other than by rejecting the article."""
        self._list()
        missing = self._ledger.database.execute(_MISSING).fetchall()
        self._ledger.forget_pages(path for path, article_id in missing if not self.is_rejected(article_id))

    def _list(self) -> None:
        if not self._listed:
            self._ledger.database.executescript(_TABLES)
            self._listed = True
        self._ledger.begin()
        self._ledger.database.execute("DELETE FROM temp.shelf")
        self._ledger.database.execute("DELETE FROM temp.present")
        accepted = ((_name_article(entry), entry.name) for entry in self.storage.walk("articles") if entry.name.endswith(".md"))
        self._ledger.database.executemany("INSERT OR REPLACE INTO temp.shelf VALUES (?, ?)", accepted)
        rows = (
            (folder, _name_article(entry), entry.name)
            for folder in ("records", "pending")
            for entry in self.storage.walk(folder)
        )
        self._ledger.database.executemany("INSERT OR IGNORE INTO present VALUES (?, ?, ?)", rows)

    def _read_decisions(self) -> tuple[Decision, ...]:
        """Read the decisions.

        Raises:
            ReviewError: A line is none: whoever went on without it would bring back what a person rejected.
        """
        lines = (read_file(self.storage, DECISIONS) or b"").splitlines(keepends=True)
        return require_decisions(parse_decisions(lines), Path(self.storage.root) / DECISIONS)


def _name_article(entry: Entry) -> str:
    return entry.name.rpartition("/")[2].rpartition(".")[0]
