"""What a run changes, written down before it is changed, with what stood there: so that every run can be undone.

A run that died in the middle is undone by the next one, which then does it again. A file that somebody has changed since
is never put back: their words stand.
"""

# ruff: noqa: D102 - the protocol documents the methods

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Literal, NamedTuple

from extractor.errors import RunError
from extractor.runs.ledger import Ledger
from extractor.runs.rebuild import take_records
from extractor.workspace.lock import hold_articles, hold_lock
from extractor.workspace.storage import Entry, LocalStorage, Storage, open_storage, read_file

OPEN = "runs/open.json"
"""There while a run is under way, or after it died."""
_KEPT = ("runs/", ".lock")


class Undone(NamedTuple):
    """What an undo did: files put back, and files left alone because somebody has changed them since."""

    run_id: str
    restored: tuple[str, ...]
    changed_since: tuple[str, ...]


class Journal:
    """The journal of one run.

    Args:
        storage: The workspace.
        run_id: The run.
    """

    def __init__(self, storage: Storage, run_id: str) -> None:
        self._storage = storage
        self._folder = f"runs/{run_id}"
        storage.write(OPEN, json.dumps({"run": run_id}).encode())

    def note(self, root: str, name: str, data: bytes | None) -> None:
        """Write down that a file is about to become ``data``; ``None`` takes it away."""
        there = read_file(open_storage(root) if root else self._storage, name)
        before = hash_bytes(there)
        if there is not None:
            self._storage.write(f"{self._folder}/before/{before}", there)
        line = {"root": root, "name": name, "before": before, "after": hash_bytes(data)}
        path = Path(self._storage.root) / self._folder / "journal.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def close(self) -> None:
        """Write down that the run went to its end."""
        self._storage.remove(OPEN)


class JournalStorage:
    """A workspace whose changes are written down first; reports and locks are not."""

    def __init__(self, real: Storage, journal: Journal) -> None:
        self.real = real
        self.root, self.shared = real.root, real.shared
        self._journal = journal

    def read(self, name: str, limit: int = -1) -> bytes:
        return self.real.read(name, limit)

    def write(self, name: str, data: bytes) -> None:
        if not name.startswith(_KEPT):
            self._journal.note("", name, data)
        self.real.write(name, data)

    def stream(self, name: str) -> IO[bytes]:
        return self.real.stream(name)

    def remove(self, name: str) -> None:
        if not name.startswith(_KEPT) and self.real.find(name) is not None:
            self._journal.note("", name, None)
        self.real.remove(name)

    def find(self, name: str) -> Entry | None:
        return self.real.find(name)

    def walk(self, folder: str = "") -> Iterator[Entry]:
        return self.real.walk(folder)


def hash_bytes(data: bytes | None) -> str | None:
    """Give the SHA-256 of some bytes; ``None`` for none."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def undo_interrupted(storage: Storage, ledger: Ledger) -> Undone | None:
    """Undo the run that died in this workspace, if one did."""
    data = read_file(storage, OPEN)
    if data is None:
        return None
    with suppress(ValueError, KeyError, TypeError):
        undone = _undo(storage, ledger, str(json.loads(data)["run"]))
        storage.remove(OPEN)
        return undone
    storage.remove(OPEN)
    return None


def undo_run(storage: Storage, ledger: Ledger, run_id: str) -> Undone:
    """Put back every file that a run changed, and have its pages looked at again.

    Raises:
        RunError: There is no such run, or it changed nothing.
    """
    if "/" in run_id or run_id.startswith(".") or storage.find(f"runs/{run_id}/journal.jsonl") is None:
        hint = "extractor status lists the runs; only those of extractor reingest can be undone."
        raise RunError(f"There is nothing to undo of a run {run_id}.", code="run.no-journal", hint=hint, run=run_id)
    return _undo(storage, ledger, run_id)


def _undo(storage: Storage, ledger: Ledger, run_id: str) -> Undone:
    with hold_articles(storage):
        return _put_back(storage, ledger, run_id)


def _put_back(storage: Storage, ledger: Ledger, run_id: str) -> Undone:
    folder = f"runs/{run_id}"
    first: dict[tuple[str, str], str | None] = {}
    known: dict[tuple[str, str], set[str | None]] = {}
    for line in (read_file(storage, f"{folder}/journal.jsonl") or b"").splitlines():
        with suppress(ValueError):  # the last line may have been cut off, and then its change was not made
            entry = json.loads(line)
            place = entry["root"], entry["name"]
            first.setdefault(place, entry["before"])
            known.setdefault(place, set()).add(entry["after"])
    restored, changed = [], []
    for (root, name), before in first.items():
        there = open_storage(root) if root else storage
        now = hash_bytes(read_file(there, name))
        if now == before:
            continue
        if now not in known[root, name]:
            changed.append(name)
            continue
        _forget(ledger, storage, name)
        if before is None:
            there.remove(name)
        else:
            there.write(name, storage.read(f"{folder}/before/{before}"))
        restored.append(name)
    take_records(ledger, storage, (name for name in restored if name.startswith("records/")))
    return Undone(run_id, tuple(restored), tuple(changed))


def _forget(ledger: Ledger, storage: Storage, name: str) -> None:
    """Forget in the ledger what a file that is put back stood for."""
    folder, _, rest = name.partition("/")
    if folder == "records":
        _drop(ledger, "article_id", rest.removesuffix(".json"))
    elif folder == "quarantine" and (data := read_file(storage, name)) is not None:
        with suppress(ValueError, KeyError):
            _drop(ledger, "path", str(json.loads(data)["path"]))


def _drop(ledger: Ledger, column: Literal["article_id", "path"], value: str) -> None:
    ledger.begin()
    ledger.database.execute(f"DELETE FROM inputs WHERE path IN (SELECT input FROM pages WHERE {column} = ?)", (value,))  # noqa: S608
    ledger.database.execute(f"DELETE FROM pages WHERE {column} = ?", (value,))  # noqa: S608
    ledger.commit()


def undo_in_workspace(output: Path, run_id: str) -> Undone:
    """Undo a run of a workspace that nobody else is working in.

    Raises:
        RunError: There is nothing to undo, or a run is under way.
    """
    from extractor.runs.batch import place_ledger

    storage = LocalStorage(output)
    if not output.is_dir():
        raise RunError(f"There is no workspace {output}.", code="run.no-journal", hint="Name its folder with --output.")
    with hold_lock(storage, f"undo {run_id}"), closing(Ledger.open(place_ledger(storage))) as ledger:
        return undo_run(storage, ledger, run_id)
