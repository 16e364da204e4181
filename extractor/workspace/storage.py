"""Where pages are read from and results are written to: a local folder, or anything fsspec knows.

Names inside a storage are relative, with ``/``. A write is whole or not there: a rename on a disk, one PUT in an object
store. A local folder goes straight to the operating system, as fsspec costs several times the system call.
"""

# ruff: noqa: D102 - the protocol documents the methods

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple, Protocol

from extractor.errors import ConfigError, ExtractorError, ReviewError, WriteError
from extractor.extras import tell_install
from extractor.workspace.paths import name_command

TEMPORARY = ".new"
"""Where a local file stands until it is whole: one name, so that nothing but it can be left over."""


PARTS = ("runs", "records", "pending", "articles", "quarantine")
"""Folders of which a workspace has one at least."""


class Entry(NamedTuple):
    """A file in a storage. ``stamp`` changes when the file does: mtime in ns, or a hash of its ETag or change time."""

    name: str
    size: int
    stamp: int


class Storage(Protocol):
    """A tree of files under one root."""

    root: str
    shared: bool
    """Another process finds the same files here."""

    def read(self, name: str, limit: int = -1) -> bytes:
        """Read a file, at most ``limit`` bytes of it.

        Raises:
            OSError: It is not there or cannot be read.
        """
        ...

    def write(self, name: str, data: bytes) -> None:
        """Put a file in place, whole."""
        ...

    def stream(self, name: str) -> IO[bytes]:
        """Open a file to be written bit by bit; it is whole when it is closed."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; it may be gone already."""
        ...

    def find(self, name: str) -> Entry | None:
        """Look a file up; ``None`` if it is not there."""
        ...

    def walk(self, folder: str = "") -> Iterator[Entry]:
        """Yield every file below a folder, in no particular order; none if there is no such folder."""
        ...


def open_plain(path: str | Path, flags: int) -> int:
    """Open a file as ``open`` does with this as its ``opener``, but never through a symbolic link of that name."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def refuse_link(path: Path) -> None:
    """Refuse to write to a file of the workspace through a symbolic link.

    Raises:
        ReviewError: It is one.
    """
    if path.is_symlink():
        hint = "Put the file itself in its place; nothing is written through a link."
        raise ReviewError(f"{path} is a symbolic link.", code="review.link", hint=hint, path=str(path))


class LocalStorage:
    """A folder on this machine, with one writer at a time.

    A file is written beside and renamed, so that a kill at any moment leaves the old one or the new one. It is not forced to
    the disk: that takes longer than converting a page. ``rebuild.forget_torn`` finds what a power cut has torn.
    """

    shared = True

    def __init__(self, root: Path) -> None:
        self.folder = root.absolute()
        self.root = str(self.folder)
        self._made: set[str] = set()

    def read(self, name: str, limit: int = -1) -> bytes:
        with (self.folder / check_name(name)).open("rb") as file:
            return file.read(limit)

    def write(self, name: str, data: bytes) -> None:
        path, temporary = self._prepare(name), self.folder / TEMPORARY
        if temporary.is_symlink():
            temporary.unlink()
        try:
            with open(temporary, "wb", opener=open_plain) as file:
                file.write(data)
            os.replace(temporary, path)  # noqa: PTH105 - once a page
        except OSError as error:
            reason = error.strerror or str(error)
            raise WriteError(f"{path} cannot be written: {reason}.", code="write.failed", path=str(path)) from None

    def stream(self, name: str) -> IO[bytes]:
        return open(self._prepare(name), "wb", opener=open_plain)

    def _prepare(self, name: str) -> Path:
        """Make the folder of a file, and make sure, once a folder, that no link on the way leads out."""
        path = self.folder / check_name(name)
        parent = name.rpartition("/")[0]
        if parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.parent.resolve().is_relative_to(self.folder.resolve()):
                raise WriteError(f"{path} lies outside {self.root}.", code="write.outside", hint="Remove the symbolic link.")
            self._made.add(parent)
        return path

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            (self.folder / check_name(name)).unlink()

    def find(self, name: str) -> Entry | None:
        try:
            stat = (self.folder / check_name(name)).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Entry(name, stat.st_size, stat.st_mtime_ns)

    def walk(self, folder: str = "") -> Iterator[Entry]:
        stack = [folder]
        while stack:
            inside = stack.pop()
            with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.folder / inside) as entries:
                for entry in entries:
                    name = f"{inside}/{entry.name}" if inside else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        stack.append(name)
                    elif entry.is_file():
                        stat = entry.stat()
                        yield Entry(name, stat.st_size, stat.st_mtime_ns)


class RemoteStorage:
    """A folder of any file system that fsspec knows."""

    def __init__(self, url: str) -> None:
        import fsspec

        try:
            self.files, self.folder = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            hint = (
                tell_install("s3")
                if url.startswith(("s3://", "s3a://"))
                else "Check the address, or install its fsspec driver."
            )
            raise ConfigError(f"Cannot open {url}: {error}.", code="config.storage", hint=hint) from None
        self.root = url.rstrip("/")
        self.shared = "memory" not in self.files.protocol

    @contextmanager
    def _explaining(self, *, writing: bool = False) -> Iterator[None]:
        """Turn what a driver raises into an ``OSError`` that names the place; what is missing stays so where it is read."""
        try:
            yield
        except ExtractorError:
            raise
        except Exception as error:
            if isinstance(error, FileExistsError) or (isinstance(error, FileNotFoundError) and not writing):
                raise
            reason = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
            raise OSError(errno.EIO, reason, self.root) from error

    def _at(self, name: str) -> str:
        return f"{self.folder}/{check_name(name)}" if name else self.folder

    def read(self, name: str, limit: int = -1) -> bytes:
        with self._explaining():
            data: bytes = self.files.cat_file(self._at(name), start=0, end=limit if limit >= 0 else None)
        return data

    def write(self, name: str, data: bytes) -> None:
        with self._explaining(writing=True):
            if not self.shared:  # memory:// wants its folders made
                self.files.makedirs(str(PurePosixPath(self._at(name)).parent), exist_ok=True)
            self.files.pipe_file(self._at(name), data)

    def stream(self, name: str) -> IO[bytes]:
        with self._explaining(writing=True):
            file: IO[bytes] = self.files.open(self._at(name), "wb")
        return file

    def create(self, name: str, data: bytes) -> bool:
        """Put a file in place unless there is one; say whether it was put."""
        try:
            with self._explaining(writing=True):
                self.files.pipe_file(self._at(name), data, mode="create")
        except FileExistsError:
            return False
        return True

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError), self._explaining():
            self.files.rm_file(self._at(name))

    def find(self, name: str) -> Entry | None:
        self.files.invalidate_cache()
        try:
            with self._explaining():
                info = self.files.info(self._at(name))
        except FileNotFoundError:
            return None
        return Entry(name, int(info.get("size") or 0), _stamp(info)) if info["type"] == "file" else None

    def walk(self, folder: str = "") -> Iterator[Entry]:
        self.files.invalidate_cache()
        start = len(self.folder.rstrip("/")) + 1
        found: dict[str, Any] = {}
        with suppress(FileNotFoundError), self._explaining():
            found = self.files.find(self._at(folder), detail=True)
        for path, info in found.items():
            yield Entry(path[start:], int(info.get("size") or 0), _stamp(info))


class DryStorage:
    """Another storage, with its writes left out."""

    def __init__(self, real: Storage) -> None:
        self.real = real
        self.root, self.shared = real.root, real.shared

    def read(self, name: str, limit: int = -1) -> bytes:
        return self.real.read(name, limit)

    def write(self, name: str, data: bytes) -> None:
        """Write nothing."""

    def stream(self, name: str) -> IO[bytes]:  # noqa: ARG002 - the protocol's
        """Write to nowhere."""
        return Path(os.devnull).open("wb")

    def remove(self, name: str) -> None:
        """Remove nothing."""

    def find(self, name: str) -> Entry | None:
        return self.real.find(name)

    def walk(self, folder: str = "") -> Iterator[Entry]:
        return self.real.walk(folder)


def open_storage(place: str) -> Storage:
    """Open a folder or an fsspec URL.

    Raises:
        ConfigError: fsspec does not know the protocol, or lacks its driver.
    """
    local = local_path(place)
    return LocalStorage(local) if local is not None else RemoteStorage(place)


def open_workspace(place: str) -> Storage:
    """Open the workspace at a folder or an fsspec URL: whoever misspells it is told so, and not that it is empty.

    Raises:
        ConfigError: There is none, or its storage cannot be opened.
    """
    storage = open_storage(place)
    if any(next(storage.walk(part), None) for part in PARTS):
        return storage
    folder = local_path(place)
    missing = folder is not None and not folder.is_dir()
    raise ConfigError(
        f"There is no workspace {place}: {'there is no such folder' if missing else 'nothing was ever converted into it'}.",
        code="config.no-workspace",
        hint=f"Name its folder with --output, or make it: {name_command('convert', 'raw/', output=place)}",
        path=place,
    )


def local_path(place: str) -> Path | None:
    """Give the path behind a place on this machine; ``None`` for one elsewhere."""
    if place.startswith("file://"):
        return Path(place.removeprefix("file://"))
    return None if "://" in place else Path(place)


def read_place(place: str, limit: int = -1) -> bytes:
    """Read a file by its path or URL, at most ``limit`` bytes of it.

    Raises:
        OSError: It is not there or cannot be read.
    """
    if (path := local_path(place)) is not None:
        with path.open("rb") as file:
            return file.read(limit)
    folder, _, name = place.rpartition("/")
    return open_storage(folder).read(name, limit)


def read_file(storage: Storage, name: str) -> bytes | None:
    """Read a file; ``None`` if it is not there."""
    try:
        return storage.read(name)
    except FileNotFoundError:
        return None


def hash_place(place: str) -> str | None:
    """Give the SHA-256 of a file, of any size, by its path or URL; ``None`` if it cannot be read."""
    try:
        if (path := local_path(place)) is None:
            return hashlib.sha256(read_place(place)).hexdigest()
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def check_name(name: str) -> str:
    """Accept a relative name that stays below its root.

    Raises:
        WriteError: It would leave the root.
    """
    if name.startswith("/") or "\\" in name or "\0" in name or ".." in name.split("/"):
        raise WriteError(f"'{name}' leads out of its folder.", code="write.failed", name=name)
    return name


def _stamp(info: dict[str, Any]) -> int:
    mark = info.get("ETag") or info.get("etag") or info.get("LastModified") or info.get("mtime") or info.get("created") or ""
    return int.from_bytes(hashlib.sha256(str(mark).encode()).digest()[:7])
