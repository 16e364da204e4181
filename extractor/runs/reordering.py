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
from dataclasses import asdict, replace

from extractor.issues import Issue
from extractor.merge.versions import Conversion
from extractor.runs.ledger import Ledger
from extractor.runs.planning import find_planned
from extractor.runs.results import Delivery, PageDone, PageResult, Task, TaskDone
from extractor.schema import Body, Record, inspect_article
from extractor.spans import Span

MEMORY_BYTES = 8_000_000


class ReorderBuffer:
    """Deliveries that wait for earlier ones.

    Args:
        ledger: Where those wait that memory has no room for.
        fingerprint: What converted them; another one makes them worthless.
        memory_bytes: Room in memory for results that came early, packed. With 0 everything waits in the ledger.
    """

    def __init__(self, ledger: Ledger, *, fingerprint: str, memory_bytes: int = MEMORY_BYTES) -> None:
        self._ledger = ledger
        self._fingerprint = fingerprint
        self._memory = self._room = memory_bytes
        self._waiting: dict[tuple[int, int], Delivery | bytes] = {}
        self._position = 0
        self._index: int | None = None
        self._task: tuple[Task, int | None] | None = None

    def add(self, delivery: Delivery) -> None:
        """Take in what a worker delivered."""
        index = delivery.index if isinstance(delivery, PageDone) else delivery.pages
        if self._memory and delivery.position == self._position and self._index in {None, index}:
            self._waiting[delivery.position, index] = delivery  # it is awaited: packing it would be for nothing
            return
        payload = _pack(delivery)
        if len(payload) <= self._room:
            self._room -= len(payload)
            self._waiting[delivery.position, index] = payload
        else:
            self._hold(delivery, index, payload)

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
        found = self._waiting.pop((self._position, self._index), None)
        if found is None:
            row = self._ledger.database.execute(
                "SELECT payload FROM held WHERE path = ? AND idx = ?", (task.path, self._index)
            ).fetchone()
            return (task, stamp, _unpack(row[0], self._position)) if row else None
        if isinstance(found, bytes):
            self._room += len(found)
            found = _unpack(found, self._position)
        return task, stamp, found

    def _hold(self, delivery: Delivery, index: int, payload: bytes) -> None:
        task, stamp = find_planned(self._ledger, delivery.position)
        self._ledger.begin()
        self._ledger.database.execute(
            "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?)",
            (task.path, index, isinstance(delivery, TaskDone), stamp, self._fingerprint, payload),
        )
        if isinstance(delivery, TaskDone):
            self._ledger.commit()


def _pack(delivery: Delivery) -> bytes:
    """Give a delivery as JSON, compressed: nobody is made to run code by a ledger that came from elsewhere."""
    if isinstance(delivery, TaskDone):
        values = asdict(delivery)
    else:
        result = delivery.result
        values = asdict(replace(delivery, result=replace(result, conversion=None)))
        if (new := result.conversion) is not None:
            article = {"front_matter": new.article.to_data(), "body": new.article.body.model_dump()}
            values["result"]["conversion"] = {"article": article, "record": new.record.model_dump(mode="json")}
    return zlib.compress(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _unpack(payload: bytes, position: int) -> Delivery:
    values = json.loads(zlib.decompress(payload).decode("utf-8", "surrogatepass"))
    values["position"] = position
    if "result" not in values:
        return TaskDone(**values)
    result = values["result"]
    issues = (Issue(**(issue | {"spans": tuple(Span(*span) for span in issue["spans"])})) for issue in result["issues"])
    result |= {"issues": tuple(issues), "dates": tuple(result["dates"])}
    if (new := result["conversion"]) is not None:
        article = inspect_article(new["article"]["front_matter"], Body.model_validate(new["article"]["body"]))[0]
        result["conversion"] = Conversion(article, Record.model_validate(new["record"]))
    values["result"] = PageResult(**result)
    return PageDone(**values)
