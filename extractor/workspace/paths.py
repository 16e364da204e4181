"""Where things lie in an output folder. Every name is checked, so that no page can choose a path."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import WriteError

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PAGE_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9_-])?")
MAX_ID = 200
OUTPUT_VARIABLE = "EXTRACTOR_OUTPUT"
DEFAULT = os.environ.get(OUTPUT_VARIABLE) or "output"
"""The workspace that every command takes unless it is told another."""


def name_command(*words: str, output: str | Path = DEFAULT) -> str:
    """Give a command of the program as a shell takes it: words quoted, the workspace named unless it is the default."""
    named = () if Path(output).absolute() == Path(DEFAULT).absolute() else ("-o", str(output))
    return " ".join([_name_program(), *(shlex.quote(word) for word in (*words, *named))])


def _name_program() -> str:
    """Name the program as it was called where its plain name would not find it: ``.venv/bin/extractor``."""
    called, name = Path(sys.argv[0]), "extractor"
    if called.name == "__main__.py" and called.parent.name == name:
        return f"{shlex.quote(sys.executable)} -m {name}"
    found = shutil.which(name)
    is_elsewhere = called.name == name and (found is None or not called.is_file() or not called.samefile(found))
    return shlex.quote(sys.argv[0]) if is_elsewhere else name


def check_slug(name: str) -> str:
    """Accept an id or a category.

    Raises:
        WriteError: It is not a slug, or too long for a file name.
    """
    if len(name) > MAX_ID or not _SLUG.fullmatch(name):
        raise WriteError(
            f"'{name[:80]}' is not a slug.", code="write.bad-name", hint="Use a-z, 0-9 and single hyphens.", name=name[:MAX_ID]
        )
    return name


@dataclass(frozen=True, slots=True)
class Workspace:
    """The paths of an output folder; the files need not exist."""

    root: Path

    def pending(self, category: str, article_id: str) -> Path:
        """Machine output that waits for a reviewer."""
        return self.root / "pending" / check_slug(category) / f"{check_slug(article_id)}.md"

    def accepted(self, category: str, article_id: str) -> Path:
        """An accepted article."""
        return self.root / "articles" / check_slug(category) / f"{check_slug(article_id)}.md"

    def record(self, article_id: str) -> Path:
        """The side-car of an article."""
        return self.root / "records" / f"{check_slug(article_id)}.json"

    def quarantine(self, page_id: str) -> Path:
        """What is known about a page that failed.

        Raises:
            WriteError: The id is not a plain file name.
        """
        if not _PAGE_ID.fullmatch(page_id) or ".." in page_id:
            raise WriteError(f"'{page_id[:80]}' is not a page id.", code="write.bad-name", name=page_id[:MAX_ID])
        return self.root / "quarantine" / f"{page_id}.json"

    @property
    def decisions(self) -> Path:
        """The append-only list of what people decided."""
        return self.root / "decisions.jsonl"

    @property
    def ledger(self) -> Path:
        """The cache of hashes and run history."""
        return self.root / "ledger.db"

    @property
    def runs(self) -> Path:
        """The folder of run reports."""
        return self.root / "runs"

    def find_records(self) -> Iterator[Path]:
        """Yield every record, in the order of their names."""
        files = (file for file in _list_folder(self.root / "records") if file.name.endswith(".json") and file.name[0] != ".")
        yield from (Path(file.path) for file in files)

    def find_articles(self) -> Iterator[Path]:
        """Yield every article, pending ones first, in the order of their paths."""
        for shelf in ("pending", "articles"):
            for folder in _list_folder(self.root / shelf):
                if folder.is_dir():
                    files = (file for file in _list_folder(Path(folder.path)) if file.name.endswith(".md") and file.is_file())
                    yield from (Path(file.path) for file in files)


def _list_folder(folder: Path) -> list[os.DirEntry[str]]:
    """List a folder in the order of names; nothing if there is none. Entries know what they are without a further look."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)
