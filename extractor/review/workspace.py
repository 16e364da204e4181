"""The workspaces that the gate visits: their files, decisions and raw pages, each read once."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from extractor.config import Config
from extractor.errors import ConfigError, ReadError
from extractor.knowledge import Knowledge, knowledge_for
from extractor.schema.page_record import PageRecord
from extractor.types import RawPage
from extractor.workspace.decisions import Decision, ReviewState, fold_decisions, iterate_decisions
from extractor.workspace.paths import Workspace
from extractor.workspace.storage import open_workspace

FileInWorkspace = tuple[Path, Path | None]
"""An article's file and the root of the workspace that it lies in, if any."""
_MEMBER = re.compile(r"[#!].*$", re.DOTALL)
_KEPT_FILES = 4
SHELVES = ("pending", "articles")


class RawText(NamedTuple):
    """A raw page as the record's spans count it, and whether it is still the page of the record."""

    text: str
    unchanged: bool


class WorkspaceView:
    """One workspace; ``review_states`` are what was decided in it, for who has read that already."""

    def __init__(
        self, root: Path, *, raw: Path | None, config: Config, review_states: Mapping[str, ReviewState] | None = None
    ) -> None:
        if review_states is not None:
            self.__dict__["review_states"] = review_states
        self.workspace = Workspace(root)
        self._raw = raw
        self._config = config
        self._pages: dict[Path, Mapping[str, RawPage]] = {}

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the program knows besides the pages."""
        return knowledge_for(self._config)

    @cached_property
    def files(self) -> Mapping[str, tuple[Path, ...]]:
        """Every article of the workspace by the id that its name claims."""
        files: dict[str, list[Path]] = defaultdict(list)
        for path in self.workspace.find_articles():
            files[path.stem].append(path)
        return {name: tuple(paths) for name, paths in files.items()}

    def suppose(self, article_id: str, paths: tuple[Path, ...], review_state: ReviewState) -> WorkspaceView:
        """Give the same workspace as it would be if an article had these files and this state of review."""
        view = copy(self)
        view.__dict__.update(
            files={**self.files, article_id: paths}, review_states={**self.review_states, article_id: review_state}
        )
        return view

    @cached_property
    def _decisions(self) -> tuple[tuple[int, Decision | str], ...]:
        return tuple(iterate_decisions(self.workspace.decisions))

    @property
    def bad_decisions(self) -> Iterator[tuple[int, str]]:
        """Lines of ``decisions.jsonl`` that are no decisions, with what is wrong."""
        return ((number, decision) for number, decision in self._decisions if isinstance(decision, str))

    @cached_property
    def review_states(self) -> Mapping[str, ReviewState]:
        """What was decided about each article."""
        return fold_decisions(decision for _, decision in self._decisions if isinstance(decision, Decision))

    @cached_property
    def raw_folder(self) -> Path | None:
        """The folder of raw pages: the one that was named, else ``raw`` beside the workspace, if there is one."""
        folder = self._raw or self.workspace.root.absolute().parent / "raw"
        return folder if folder.is_dir() else None

    @cached_property
    def _raw_root(self) -> Path | None:
        return self.raw_folder.resolve() if self.raw_folder else None

    def read_raw(self, page: PageRecord) -> RawText | None:
        """Read the raw page that a record was made from; None if it is not there."""
        for name in (page.path, _MEMBER.sub("", page.path)):
            file = self._find_raw_file(name)
            if file is None:
                continue
            if name == page.path and (text := _decode(file, page)) is not None:
                return RawText(text, unchanged=True)
            found = self._read_pages(file, name).get(page.path)
            return RawText(found.raw, found.sha256 == page.sha256) if found else None
        return None

    def _find_raw_file(self, name: str) -> Path | None:
        """Find a file by the path it was read from; a path that leads out of the folder finds nothing."""
        root = self._raw_root
        if root is None:
            return None
        for tail in _list_tails(name, root):
            file = (root / tail).resolve()
            if file.is_file() and file.is_relative_to(root):
                return file
        return None

    def _read_pages(self, file: Path, name: str) -> Mapping[str, RawPage]:
        """Read every page of a file, and keep those of the last few files: a container holds the pages of many articles."""
        from extractor.pipeline import read_file
        from extractor.read import read_pages

        if file not in self._pages:
            if len(self._pages) >= _KEPT_FILES:
                del self._pages[next(iter(self._pages))]
            try:
                data = read_file(file, config=self._config)
                pages = list(read_pages(data, name, config=self._config, knowledge=self.knowledge))
            except ReadError:
                pages = []
            self._pages[file] = {page.path: page for page in pages if isinstance(page, RawPage)}
        return self._pages[file]


def _list_tails(name: str, root: Path) -> Iterator[str]:
    """Yield what a path may be inside a folder: all of it, what follows the folder's own path, what follows another's name."""
    parts, above = name.split("/"), root.parts
    for at in range(len(parts)):
        if at <= 1 or parts[:at] == list(above[-at:]):
            yield "/".join(parts[at:])


def _decode(file: Path, page: PageRecord) -> str | None:
    """Decode an unchanged page as its record says; None if it has changed, or comes out at another number of characters."""
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != page.sha256:
        return None
    try:
        text = data.decode(page.encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    return text if len(text) == page.chars else None


def find_files(paths: Iterable[Path]) -> list[FileInWorkspace]:
    """Give every article below some paths, with the root of its workspace, if it lies in one.

    A path may be a workspace, a folder of one, any other folder, or a file.

    Raises:
        ConfigError: A path does not exist, or is a folder without an article that is no workspace either.
    """
    found: dict[Path, Path | None] = {}
    for path in paths:
        if path.is_file():
            found[path] = _find_root(path)
        elif path.is_dir():
            shelves = [path / name for name in SHELVES if (path / name).is_dir()]
            for folder in shelves or [path]:
                for file in sorted(folder.rglob("*.md")):
                    if file.is_file():
                        found[file] = path if shelves else _find_root(file)
            if not shelves and not any(path in file.parents for file in found):
                open_workspace(str(path))  # one without articles is in order, a folder that is none is not
        else:
            raise ConfigError(
                f"There is no file or folder {path}.", code="config.no-path", hint="Check the path.", path=str(path)
            )
    return list(found.items())


def _find_root(file: Path) -> Path | None:
    folder = file.absolute().parent.parent
    return folder.parent if folder.name in SHELVES else None
