"""One run at a time in a workspace, and one hand at a time on its articles: a run's or a reviewer's.

On a disk the operating system holds the lock and lets go of it however the run ends. In an object store it is an object
that only one can create; its owner renews it, and one that has not been renewed for a while belongs to a run that died.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from extractor.errors import ConfigError, RunError
from extractor.workspace.storage import DryStorage, LocalStorage, RemoteStorage, Storage, local_path, refuse_link

NAME = ".lock"
OWNER = ".lock.json"
REVIEW = ".review.lock"
"""Held while articles are read, judged and written: by a reviewer for an act, by a run for a page."""
REVIEW_SECONDS = 20.0
RENEW_SECONDS = 20.0
STALE_SECONDS = 120.0


class LockedError(RunError):
    """Another run holds the workspace."""

    exit_code: ClassVar[int] = 75


@contextmanager
def hold_lock(storage: Storage, run_id: str) -> Iterator[None]:
    """Hold the workspace for a run.

    Raises:
        ConfigError: Nothing can be written there.
        LockedError: Another run has it; the message says which.
    """
    owner = {"run": run_id, "host": socket.gethostname(), "process": os.getpid()}
    if isinstance(storage, LocalStorage):
        with _hold_file(storage, owner):
            yield
    elif isinstance(storage, RemoteStorage):
        with _hold_object(storage, owner):
            yield
    else:
        yield


@contextmanager
def hold_articles(storage: Storage) -> Iterator[None]:
    """Keep reviewers of a workspace on this machine from deciding meanwhile; elsewhere and in a dry run nobody does.

    Raises:
        RunError: A reviewer's act takes too long.
    """
    from filelock import FileLock, Timeout

    folder = None if isinstance(storage, DryStorage) else local_path(storage.root)
    if folder is None:
        yield
        return
    refuse_link(folder / REVIEW)
    lock = FileLock(folder / REVIEW, timeout=REVIEW_SECONDS)
    try:
        lock.acquire(poll_interval=0.005)
    except Timeout:
        hint = "End that process and run again; this run is undone then."
        raise RunError(f"A reviewer's process holds {folder / REVIEW}.", code="run.review-locked", hint=hint) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _hold_file(storage: LocalStorage, owner: Mapping[str, Any]) -> Iterator[None]:
    from filelock import FileLock, Timeout

    refuse_link(Path(storage.root) / NAME)
    lock = FileLock(Path(storage.root) / NAME, timeout=0)
    try:
        Path(storage.root).mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise _refuse(_read_owner(storage)) from None
    except OSError as error:
        raise ConfigError(
            f"Cannot write to {storage.root}: {error.strerror}.", code="config.output", hint="Choose another --output."
        ) from None
    try:
        storage.write(OWNER, json.dumps(owner).encode())
        yield
        storage.remove(OWNER)
    finally:
        lock.release()


@contextmanager
def _hold_object(storage: RemoteStorage, owner: Mapping[str, Any]) -> Iterator[None]:
    _create_object(storage, owner)
    stop = threading.Event()

    def renew() -> None:
        while not stop.wait(RENEW_SECONDS):
            with suppress(OSError):  # the next try may succeed; six of them fit before the lock counts as stale
                storage.write(NAME, _stamp(owner))

    thread = threading.Thread(target=renew, name="lock", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        storage.remove(NAME)


def _create_object(storage: RemoteStorage, owner: Mapping[str, Any]) -> None:
    for _ in range(2):
        if storage.create(NAME, _stamp(owner)):
            return
        held = _read_owner(storage, NAME)
        renewed = held.get("renewed")
        if renewed is not None and (datetime.now(UTC) - datetime.fromisoformat(renewed)).total_seconds() < STALE_SECONDS:
            raise _refuse(held)
        storage.remove(NAME)
    raise _refuse(_read_owner(storage, NAME))


def _stamp(owner: Mapping[str, Any]) -> bytes:
    return json.dumps({**owner, "renewed": datetime.now(UTC).isoformat()}).encode()


def _read_owner(storage: Storage, name: str = OWNER) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        owner = json.loads(storage.read(name))
        if isinstance(owner, dict):
            return owner
    return {}


def _refuse(owner: Mapping[str, Any]) -> LockedError:
    who = f"run {owner['run']}, process {owner['process']} on {owner['host']}" if owner else "another run"
    return LockedError(
        f"The workspace is in use by {who}.", code="run.locked", hint="Wait for it to end, or end that process.", **owner
    )
