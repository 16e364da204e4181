"""What a reader finds in a page's source."""

from __future__ import annotations

from typing import NamedTuple

from extractor.issues import Issue
from extractor.spans import TracedText
from extractor.types import Mark


class View(NamedTuple):
    """A page as a person sees it, with what its markup says and declares."""

    text: TracedText
    marks: tuple[Mark, ...] = ()
    language: str | None = None
    url: str | None = None
    issues: tuple[Issue, ...] = ()
