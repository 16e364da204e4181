"""Which files a run reads, and what they are called in records.

A name must be the same on every machine and from every working directory, or the same page would give other bytes. So a
file beside the workspace is named relative to the folder that holds it (``raw/person.txt``), and a file elsewhere by the
folder that was asked for and its place in it, or by its bare name.
"""

from __future__ import annotations

import glob
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from extractor.errors import ConfigError
from extractor.workspace.storage import Entry, Storage, local_path, open_storage

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
HEADERS = ".headers.json"
"""End of the name of a file that tells how the page beside it came; it is no page."""


class Input(NamedTuple):
    """A file to read: its name, where it is, its size in bytes and a stamp that changes when it does."""

    path: str
    url: str
    size: int
    stamp: int


def list_inputs(places: Iterable[str], output: str, *, links: dict[str, None] | None = None) -> Iterator[Input]:
    """Yield every file at some paths or URLs, in no particular order; hidden files and the workspace itself are left out.

    Args:
        places: Files, folders or URLs of them.
        output: The workspace.
        links: Takes the names of symbolic links in a folder that lead out of it, which are left out; they are followed if
            absent.

    Raises:
        ConfigError: There is nothing at one of them.
    """
    for place in places:
        local = local_path(place)
        if local is not None:
            yield from _list_local(local, local_path(output), links)
        else:
            yield from _list_remote(place.rstrip("/"), output.rstrip("/"))


def expand_patterns(places: Iterable[str]) -> list[str]:
    """Put in the place of each pattern what it matches on this machine, where the shell has not done so."""
    expanded: list[str] = []
    for place in places:
        folder = local_path(place)
        is_pattern = folder is not None and not folder.exists() and glob.has_magic(place)
        found = sorted(glob.glob(place, recursive=True)) if is_pattern else []  # noqa: PTH207 - as it was typed
        expanded += found or [place]
    return expanded


def require_inputs(places: Sequence[str], output: str) -> None:
    """Make sure, before a workspace is made, that there is a page at some paths; what lies elsewhere is looked at by the run.

    Raises:
        ConfigError: There is nothing at one of them, or no page at any.
    """
    listed = [_list_local(folder, local_path(output)) if (folder := local_path(place)) else None for place in places]
    firsts = [next(inputs, None) for inputs in listed if inputs is not None]
    if firsts and len(firsts) == len(listed) and not any(firsts):
        hint = "Name the files or folders that the pages lie in; hidden files are none."
        raise ConfigError(f"There is no page in {', '.join(places)}.", code="config.no-input", hint=hint)


def list_named(named: Iterable[tuple[str, str]]) -> Iterator[Input]:
    """Yield files whose names are known already.

    Raises:
        ConfigError: One is no longer there.
    """
    for path, url in named:
        entry = find_entry(url)
        if entry is None:
            raise _nothing_at(url)
        yield Input(path, url, entry.size, entry.stamp)


def find_entry(place: str) -> Entry | None:
    """Look a file up by its path or URL; ``None`` if it is not there."""
    local = local_path(place)
    if local is None:
        folder, _, name = place.rpartition("/")
        return open_storage(folder).find(name)
    try:
        stat = local.stat()
    except OSError:
        return None
    return Entry(local.name, stat.st_size, stat.st_mtime_ns)


def is_fetched(place: str) -> bool:
    """Tell whether a file on this machine was fetched, so that its name stands for an address."""
    local = local_path(place)
    return local is not None and local.with_name(local.name + HEADERS).is_file()


def find_charset(place: str) -> str | None:
    """Give the encoding that a page came with, where a file beside it on this machine tells of its headers."""
    local = local_path(place)
    if local is None:
        return None
    try:
        told = json.loads(local.with_name(local.name + HEADERS).read_bytes())
        return read_charset(told["headers"].get("content-type"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def read_charset(content_type: object) -> str | None:
    """Give the ``charset`` of a content type (RFC 9110, 8.3.1); ``None`` where it names none."""
    found = _CHARSET.search(content_type) if isinstance(content_type, str) else None
    return found[1] if found else None


def _list_local(place: Path, output: Path | None, links: dict[str, None] | None = None) -> Iterator[Input]:
    place = Path(os.path.abspath(place))  # noqa: PTH100 - symbolic links keep the name they were given
    workspace = Path(os.path.abspath(output)) if output is not None else None  # noqa: PTH100
    root = workspace.parent if workspace is not None else None
    name = place.relative_to(root).as_posix() if root and place.is_relative_to(root) else place.name
    if place.is_file():
        stat = place.stat()
        yield Input(_clean_name(name), str(place), stat.st_size, stat.st_mtime_ns)
    elif place.is_dir():
        skip = workspace.relative_to(place).as_posix() if workspace and workspace.is_relative_to(place) else None
        for item in _list_folder(open_storage(str(place)), "" if name == "." else name, skip):
            if links is not None and leads_out(Path(item.url), place):
                links[item.path] = None
            else:
                yield item
    else:
        raise _nothing_at(str(place))


def leads_out(file: Path, folder: Path) -> bool:
    """Tell whether a file is a symbolic link to a place outside a folder."""
    return file.is_symlink() and not file.resolve().is_relative_to(folder.resolve())


def _list_remote(place: str, output: str) -> Iterator[Input]:
    root = output.rpartition("/")[0] + "/"
    name = place.removeprefix(root) if place.startswith(root) else PurePosixPath(place).name
    found = False
    skip = output.removeprefix(place + "/") if output.startswith(place + "/") else None
    for item in _list_folder(open_storage(place), name, skip):
        found = True
        yield item
    if found:
        return
    entry = find_entry(place)
    if entry is None:
        raise _nothing_at(place)
    yield Input(name, place, entry.size, entry.stamp)


def _list_folder(storage: Storage, name: str, skip: str | None) -> Iterator[Input]:
    for entry in storage.walk():
        parts = entry.name.split("/")
        if any(part.startswith(".") for part in parts) or not entry.name or entry.name.endswith(HEADERS):
            continue
        if skip == "" or (skip is not None and (entry.name + "/").startswith(skip + "/")):
            continue
        path = f"{name}/{entry.name}" if name else entry.name
        yield Input(_clean_name(path), f"{storage.root}/{entry.name}", entry.size, entry.stamp)


def _clean_name(name: str) -> str:
    """Spell out bytes of a file name that are not UTF-8, so that records and reports can hold it."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _nothing_at(place: str) -> ConfigError:
    return ConfigError(f"There is no file or folder at {place}.", code="config.no-input", hint="Check the path.", path=place)
