"""Open ``.gz`` and ``.zip`` without trusting them: sizes are counted while unpacking, names are never used as paths."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from extractor.config import Config
from extractor.errors import ReadError

_CHUNK = 1 << 16
# A file this small is no bomb, however well it packs; beyond it, text packs 3 to 20 times, rarely 100 times.
_HARMLESS = 1 << 20
_DRIVE = re.compile(r"^[A-Za-z]:")
# What operating systems put beside the files of an archive.
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")


class Member(NamedTuple):
    """A file of an archive, unpacked."""

    data: bytes
    path: str


def open_archive(data: bytes, path: str, *, kind: str, opened: frozenset[str], config: Config) -> Iterator[Member | ReadError]:
    """Unpack an archive member by member; one that is broken, encrypted, too large or oddly named is yielded as an error.

    Raises:
        ReadError: The archive as a whole cannot be opened, or lies in another of its kind.
    """
    if kind in opened:
        raise _refuse(path, f"It is a {kind} archive inside a {kind} archive.", "Unpack the outer archive first.")
    if kind == "gzip":
        yield Member(_unpack_gzip(data, path, config), path)
        return
    yield from _unpack_zip(data, path, config)


def _refuse(path: str, reason: str, hint: str = "Make the archive again.", code: str = "read.archive-member") -> ReadError:
    return ReadError(f"Cannot read {path}. {reason}", code=code, hint=hint, path=path)


def _too_large(path: str, limit: int) -> ReadError:
    reason = f"Unpacked it has more than {limit} bytes, which read.max_bytes allows."
    return _refuse(path, reason, "Raise read.max_bytes, or split the file.", "read.too-large")


def _check_size(size: int, packed: int, path: str, config: Config) -> None:
    if size > config.read.max_bytes:
        raise _too_large(path, config.read.max_bytes)
    if size > _HARMLESS and size > packed * config.read.max_ratio:
        reason = f"It unpacks to more than {config.read.max_ratio} times its size, as only a decompression bomb does."
        raise _refuse(path, reason, "Raise read.max_ratio if the file is genuine.")


def _unpack_gzip(data: bytes, path: str, config: Config) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _read_stream(stream, len(data), path, config)
    except (OSError, EOFError, zlib.error) as error:
        raise _refuse(path, f"The gzip file is damaged ({error}).", "Fetch or save it again.") from None


def _unpack_zip(data: bytes, path: str, config: Config) -> Iterator[Member | ReadError]:
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.is_dir() or _LITTER.search(entry.filename):
                    continue
                member = _read_entry(archive, entry, path, config)
                if isinstance(member, Member):
                    total += len(member.data)
                    _check_total(total, len(data), path, config)
                yield member
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise _refuse(path, f"The zip file is damaged ({error}).", "Fetch or save it again.") from None


def _check_total(total: int, packed: int, path: str, config: Config) -> None:
    """Stop at members that share their packed bytes: each is small, all together are a bomb."""
    if total > _HARMLESS and total > packed * config.read.max_ratio:
        raise _refuse(path, f"Its members unpack to more than {config.read.max_ratio} times its size.", "Raise read.max_ratio.")


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, config: Config) -> Member | ReadError:
    name = entry.filename.replace("\\", "/")
    where = f"{path}!{name}"
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/") or "\0" in name:
        return _refuse(where, "Its name points outside the archive.", "Rename the member.")
    if entry.flag_bits & 1:
        return _refuse(where, "It is encrypted.", "Save the archive without a password.")
    try:
        with archive.open(entry) as stream:
            return Member(_read_stream(stream, max(entry.compress_size, 1), where, config), where)
    except ReadError as error:
        return error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        return _refuse(where, f"The member is damaged ({error}).")


def _read_stream(stream: IO[bytes] | gzip.GzipFile, packed: int, where: str, config: Config) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_CHUNK):
        size += len(part)
        _check_size(size, packed, where, config)
        parts.append(part)
    return b"".join(parts)
