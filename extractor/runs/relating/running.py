"""READ ``relate_workspace``: every draft of a workspace gets the links that it should have.

The result is a function of the files: what an article links to is decided by the records and the places of the articles
that are there. The index in the ledger only saves looking at what has not changed. A kill is harmless: the index and the
marks of whom a change concerns are written in one transaction, a record before its draft, and the ledger's row after both.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from extractor.errors import WriteError
from extractor.knowledge import Knowledge
from extractor.runs.ledger import Ledger, read_boot
from extractor.runs.relating.index import Index, find_most_sharing
from extractor.runs.relating.links import relink, write_links
from extractor.runs.relating.survey import IndexedFile, Survey, survey_files, write_mark
from extractor.structure.related import IndexEntry, index_record
from extractor.structure.wording import plain_words
from extractor.workspace.lock import hold_articles
from extractor.workspace.storage import Storage, read_file
from extractor.write import parse_article

STAMP = "related"
VERSION = 1
"""Goes up when the same files are to be related otherwise."""
_CHUNK = 200
_MANY = 0.1


def relate_workspace(storage: Storage, ledger: Ledger, *, limit: int, knowledge: Knowledge) -> int:
    """Relate the articles of a workspace and write the links into its drafts; return how many drafts changed.

    Accepted articles are related to, and never written.

    Args:
        storage: The workspace.
        ledger: Its ledger.
        limit: The most articles that one is linked to.
        knowledge: What the program knows besides the articles.
    """
    ledger.commit()
    survey = survey_files(storage, ledger)
    most = find_most_sharing(survey.total)
    stamp = f"{VERSION} {limit} {most}"
    anew = ledger.read_stamp(STAMP) != stamp or survey.changed + survey.gone > _MANY * survey.total
    if anew:
        ledger.write_stamp(STAMP, "")
    relating = _Relating(storage, ledger, Index(ledger.database, most), limit, knowledge)
    relating.index(survey, concern=not anew)
    if anew:
        ledger.database.execute("UPDATE related SET dirty = max(dirty, 1)")
    relinked = relating.relink_all()
    if anew:
        ledger.write_stamp(STAMP, stamp)
    return relinked


class _Relating:
    """One pass over a workspace."""

    def __init__(self, storage: Storage, ledger: Ledger, index: Index, limit: int, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._storage = storage
        self._ledger = ledger
        self._index = index
        self._limit = limit
        self._boot = read_boot()

    def index(self, survey: Survey, *, concern: bool) -> None:
        """Bring the index up to date."""
        for chunk in survey.list_gone(_CHUNK):
            self._ledger.begin()
            for article_id in chunk:
                self._index.drop(article_id)
            self._ledger.commit()
        for sightings in survey.list_changed(_CHUNK):
            self._ledger.begin()
            for sighting in sightings:
                self._index_article(sighting, concern=concern)
            self._ledger.commit()

    def _index_article(self, sighting: IndexedFile, *, concern: bool) -> None:
        record = read_file(self._storage, f"records/{sighting.article_id}.json")
        article = read_file(self._storage, sighting.name)
        entry = _make_entry(record, article, knowledge=self.knowledge)
        self._index.put(sighting.article_id, entry.terms, concern=concern)
        self._ledger.database.execute(
            "UPDATE related SET name = ?, mark = ?, title = ?, dirty = 2 WHERE article_id = ?",
            (sighting.name, sighting.mark, entry.title, sighting.article_id),
        )

    def relink_all(self) -> int:
        """Give every article that is marked the links that it should have."""
        relinked, last = 0, ""
        query = (
            "SELECT article_id, name, terms, links, dirty FROM related WHERE dirty > 0 AND article_id > ? "
            "ORDER BY article_id LIMIT ?"
        )
        while rows := self._ledger.database.execute(query, (last, _CHUNK)).fetchall():
            self._ledger.begin()
            for article_id, name, terms, known, dirty in rows:
                links = write_links(self._index.find_nearest(article_id, terms, self._limit), name=name)
                if name.startswith("pending/") and (dirty > 1 or links != known):
                    with hold_articles(self._storage):
                        relinked += self._relink(article_id, name, links, known)
                self._ledger.database.execute(
                    "UPDATE related SET links = ?, dirty = 0 WHERE article_id = ?", (links, article_id)
                )
            self._ledger.commit()
            last = rows[-1][0]
        return relinked

    def _relink(self, article_id: str, name: str, links: str, known: str | None) -> bool:
        record_name = f"records/{article_id}.json"
        record, draft = read_file(self._storage, record_name), read_file(self._storage, name)
        if record is None or draft is None:
            return False  # somebody has just taken it away; the next run sees that
        changes = relink(record, draft, links, known=known, is_there=self._is_there)
        if changes is None or (changes.record, changes.draft) == (None, None):
            return False
        if changes.record is not None:
            self._storage.write(record_name, changes.record)
        if changes.draft is not None:
            self._storage.write(name, changes.draft)
        mark = f"{write_mark(self._storage.find(record_name))} {write_mark(self._storage.find(name))}"
        database = self._ledger.database
        database.execute("UPDATE related SET mark = ?, boot = ? WHERE article_id = ?", (mark, self._boot, article_id))
        database.execute("UPDATE pages SET article_sha256 = ? WHERE article_id = ?", (changes.sha256, article_id))
        return changes.draft is not None

    def _is_there(self, article_id: str) -> bool:
        return self._ledger.database.execute("SELECT 1 FROM related WHERE article_id = ?", (article_id,)).fetchone() is not None


def _make_entry(record: bytes | None, article: bytes | None, *, knowledge: Knowledge) -> IndexEntry:
    """Index a record; a title that a person gave the article goes before the page's. What cannot be read has no terms."""
    try:
        data = json.loads(record or b"")
        entry = index_record(data, knowledge=knowledge)
        title = _read_title(data, article or b"")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return IndexEntry("", ())
    return entry._replace(title=plain_words(title)) if title else entry


def _read_title(record: dict[str, Any], article: bytes) -> str:
    machine = record.get("article") or {}
    if machine.get("sha256") == hashlib.sha256(article).hexdigest():
        return ""
    try:
        title = parse_article(article.decode("utf-8", "replace")).title
    except WriteError:
        return ""
    return title if isinstance(title, str) else ""
