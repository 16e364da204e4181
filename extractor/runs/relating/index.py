"""The index of a workspace: which article has which terms. It lies in the ledger, so memory does not grow with the pages.

A term is rare that few articles share. How few depends on the size of a small workspace; beyond that it is a constant, so
that a new page concerns only the articles that share a rare term with it, and a run over a few pages stays cheap.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

MOST_SHARING = 20
"""Articles that may share a term that is still called rare, in a large workspace."""
_LEAST_SHARING = 3
_SHARE = 6
_LEAST_SHARED = 2
_LEAST_STRENGTH = 4
_LEAST_SCORE = 2.5
_UNIT = 1000

_TABLES = """
CREATE TEMP TABLE IF NOT EXISTS weights (n INTEGER PRIMARY KEY, weight INTEGER NOT NULL);
DELETE FROM weights;
"""
_OWN = """
WITH own AS MATERIALIZED (
  SELECT json_extract(value, '$[0]') AS term, json_extract(value, '$[1]') AS own_strength,
    (SELECT count(*) FROM (SELECT 1 FROM terms WHERE term = json_extract(value, '$[0]') LIMIT :most + 1)) AS n
  FROM json_each(:terms)),
"""
_NEAREST = f"""{_OWN} shared AS (
  SELECT number, max(own_strength, strength) AS strength, weight FROM own JOIN weights USING (n) JOIN terms USING (term))
SELECT article_id, name, title FROM shared JOIN related USING (number)
WHERE article_id <> :article GROUP BY number
HAVING count(*) >= {_LEAST_SHARED} AND sum(shared.strength) >= {_LEAST_STRENGTH}
  AND sum(shared.strength * weight) >= :least
ORDER BY sum(shared.strength * weight) DESC, article_id LIMIT :limit
"""  # noqa: S608 - constants
_CONCERN = f"""{_OWN} concerned AS (SELECT number FROM own JOIN terms USING (term) WHERE n <= :most)
UPDATE related SET dirty = max(dirty, 1) WHERE number IN (SELECT number FROM concerned)
"""  # noqa: S608

Terms = Sequence[tuple[str, int]]
"""Terms with what each says about its article (``structure.related``)."""


class Near(NamedTuple):
    """A related article: its id, its file's name, its title."""

    article_id: str
    name: str
    title: str


def find_most_sharing(count: int) -> int:
    """Give how many of some articles may share a term that is called rare."""
    return max(_LEAST_SHARING, min(MOST_SHARING, count // _SHARE))


class Index:
    """The index, with terms shared by more than ``most`` articles left out of account."""

    def __init__(self, database: sqlite3.Connection, most: int) -> None:
        self._database = database
        self._most = most
        database.executescript(_TABLES)
        weights = ((n, round(_UNIT * math.log((most + 1) / n))) for n in range(2, most + 1))
        database.executemany("INSERT INTO weights VALUES (?, ?)", weights)

    def put(self, article_id: str, terms: Terms, *, concern: bool) -> None:
        """Give an article these terms, and none but these.

        Args:
            article_id: The article.
            terms: Its terms.
            concern: Mark the articles that share a rare term with it, before or after.
        """
        database, held = self._database, json.dumps(terms)
        row = database.execute("SELECT number, terms FROM related WHERE article_id = ?", (article_id,)).fetchone()
        if row is None:
            new = "INSERT INTO related (article_id) VALUES (?) RETURNING number, terms"
            row = database.execute(new, (article_id,)).fetchone()
        number, old = row
        if concern:
            self._concern(old)
        if held != old:
            gone = ((term, number) for term, _ in json.loads(old))
            database.executemany("DELETE FROM terms WHERE term = ? AND number = ?", gone)
            database.executemany("INSERT INTO terms VALUES (?, ?, ?)", ((term, number, strength) for term, strength in terms))
            database.execute("UPDATE related SET terms = ? WHERE number = ?", (held, number))
        if concern:
            self._concern(held)

    def drop(self, article_id: str) -> None:
        """Take an article out, and mark those that shared a rare term with it."""
        self.put(article_id, (), concern=True)
        self._database.execute("DELETE FROM related WHERE article_id = ?", (article_id,))

    def find_nearest(self, article_id: str, terms: str, limit: int) -> tuple[Near, ...]:
        """Give the nearest articles: those that share most, each term counted by its strength and its rarity; ties go by id.

        The weights are whole numbers, so that the order in which they are added up does not matter.
        """
        knobs = {
            "article": article_id,
            "terms": terms,
            "most": self._most,
            "least": round(_UNIT * _LEAST_SCORE),
            "limit": limit,
        }
        return tuple(Near(*row) for row in self._database.execute(_NEAREST, knobs))

    def _concern(self, terms: str) -> None:
        self._database.execute(_CONCERN, {"terms": terms, "most": self._most})
