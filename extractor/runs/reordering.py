"""Results on their way from the workers, put back into the order of the plan.

Publishing in order is what makes a run's output independent of the number of workers and of when it was interrupted:
of two pages with one title, the first by path gets the plain slug, always. Results that arrive early wait here, a few
in memory and the rest in the ledger, so a page that takes a minute holds up neither the workers nor the memory; and what
waits in the ledger survives a kill.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict

from extractor.runs.ledger import Ledger
from extractor.runs.planning import find_planned
from extractor.runs.results import Delivery, PageDone, PageIssue, PageResult, Task, TaskDone

MEMORY_BYTES = 8_000_000


class ReorderBuffer:
    """Deliveries that wait for earlier ones.

    Args:
        ledger: Where those wait that memory has no room for.
        fingerprint: What converted them; another one makes them worthless.
        memory_bytes: Room in memory, in characters of articles and records. With 0 everything waits in the ledger.
    """

    def __init__(self, ledger: Ledger, *, fingerprint: str, memory_bytes: int = MEMORY_BYTES) -> None:
        self._ledger = ledger
        self._fingerprint = fingerprint
        self._room = memory_bytes
        self._waiting: dict[tuple[int, int], Delivery] = {}
        self._position = 0
        self._index: int | None = None
        self._task: tuple[Task, int | None] | None = None

    def add(self, delivery: Delivery) -> None:
        """Take in what a worker delivered."""
        index = delivery.index if isinstance(delivery, PageDone) else delivery.pages
        size = _weigh(delivery)
        if size <= self._room:
            self._room -= size
            self._waiting[delivery.position, index] = delivery
        else:
            self._hold(delivery, index)

    def release(self) -> Iterator[tuple[Task, int | None, Delivery]]:
        """Yield what has nothing to wait for any more, in order: the task, the stamp of its input, the delivery."""
        while (found := self._take()) is not None:
            task, stamp, delivery = found
            yield task, stamp, delivery
            if isinstance(delivery, TaskDone):
                self._ledger.begin()
                self._ledger.database.execute("DELETE FROM held WHERE path = ?", (task.path,))
                self._position, self._index, self._task = self._position + 1, None, None
            else:
                self._index = delivery.index + 1

    def read_left(self) -> Iterator[PageResult]:
        """Yield the pages that an earlier run left in the ledger, in order."""
        yield from self._read("todo.held")

    def read_held(self) -> Iterator[PageResult]:
        """Yield all pages that wait in the ledger, in order."""
        yield from self._read("1")

    def _read(self, condition: str) -> Iterator[PageResult]:
        query = f"SELECT payload FROM todo JOIN held USING (path) WHERE NOT last AND {condition} ORDER BY position, idx"  # noqa: S608
        for (payload,) in self._ledger.database.execute(query):
            delivery = _unpack(payload, 0)
            if isinstance(delivery, PageDone):
                yield delivery.result

    def _take(self) -> tuple[Task, int | None, Delivery] | None:
        if self._task is None:
            if not self._ledger.database.execute("SELECT 1 FROM todo WHERE position = ?", (self._position,)).fetchone():
                return None
            self._task = find_planned(self._ledger, self._position)
        task, stamp = self._task
        if self._index is None:
            self._index = task.skip
        delivery = self._waiting.pop((self._position, self._index), None)
        if delivery is not None:
            self._room += _weigh(delivery)
        else:
            row = self._ledger.database.execute(
                "SELECT payload FROM held WHERE path = ? AND idx = ?", (task.path, self._index)
            ).fetchone()
            if row is None:
                return None
            delivery = _unpack(row[0], self._position)
        return task, stamp, delivery

    def _hold(self, delivery: Delivery, index: int) -> None:
        task, stamp = find_planned(self._ledger, delivery.position)
        payload = _pack(delivery)
        self._ledger.begin()
        self._ledger.database.execute(
            "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?)",
            (task.path, index, isinstance(delivery, TaskDone), stamp, self._fingerprint, payload),
        )
        if isinstance(delivery, TaskDone):
            self._ledger.commit()


def _weigh(delivery: Delivery) -> int:
    return 1 if isinstance(delivery, TaskDone) else len(delivery.result.article) + len(delivery.result.record) + 500


def _pack(delivery: Delivery) -> bytes:
    return zlib.compress(json.dumps(asdict(delivery), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _unpack(payload: bytes, position: int) -> Delivery:
    values = json.loads(zlib.decompress(payload).decode("utf-8", "surrogatepass"))
    values["position"] = position
    if "result" not in values:
        return TaskDone(**values)
    result = values["result"]
    issues = [PageIssue(**(issue | {"spans": tuple(map(tuple, issue["spans"]))})) for issue in result["issues"]]
    values["result"] = PageResult(**(result | {"issues": tuple(issues), "dates": tuple(result["dates"])}))
    return PageDone(**values)
