"""Finding the raw page that a record was made from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.types import RawPage

if TYPE_CHECKING:
    from extractor.config import Config
    from extractor.knowledge import Knowledge
    from extractor.schema.page_record import PageRecord

_MEMBER = re.compile(r"[#!].*$", re.DOTALL)


def find_raw_page(page: PageRecord, folder: Path, *, config: Config, knowledge: Knowledge) -> RawPage | None:
    """Read the page that a record names from the folder it was converted from.

    Returns:
        The decoded page, also when its bytes have changed since (``sha256`` tells); None when there is no such file
        under ``folder`` or the page is no longer in it. A path that leads out of the folder finds nothing.
    """
    from extractor.pipeline import read_file
    from extractor.read import read_pages

    root = folder.resolve()
    names = (page.path, _MEMBER.sub("", page.path))
    for name, tail in [(one, tail) for one in names for tail in _list_tails(one)]:
        file = (root / tail).resolve()
        if file.is_file() and file.is_relative_to(root):
            data = read_file(file, config=config)
            pages = read_pages(data, name, config=config, knowledge=knowledge, charset=page.encoding)
            return next((raw for raw in pages if isinstance(raw, RawPage) and raw.path == page.path), None)
    return None


def _list_tails(name: str) -> list[str]:
    """Give the ends of a path, the longest first: the folder may be any of those on the way to the page."""
    parts = name.split("/")
    return ["/".join(parts[at:]) for at in range(len(parts))]
