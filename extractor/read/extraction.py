"""Text taken out of a document that is no text: what a person reads of it, line by line, with what its markup says."""

from __future__ import annotations

from extractor.spans import Span, TracedText
from extractor.types import Document, Mark, MarkKind


class Extraction:
    """Collects the text of a document. What is hidden (addresses) stands in the text, and not in what a person reads of it."""

    def __init__(self) -> None:
        self._raw: list[str] = []
        self._at = 0
        self._runs: list[tuple[str, int, int, bool]] = []
        self._seen = 0
        self._marks: list[Mark] = []

    @property
    def at(self) -> int:
        """How many characters a person reads so far."""
        return self._seen

    def add(self, text: str) -> None:
        """Add words that are read."""
        self._runs.append((text, self._at, self._at + len(text), True))
        self._seen += len(text)
        self._keep(text)

    def join(self, text: str) -> None:
        """Add a line end of the text that a person reads as a blank, or as nothing at a hyphen that parts a word."""
        self._runs.append((" ", self._at, self._at + len(text), False))
        self._seen += 1
        self._keep(text)

    def hide(self, text: str) -> Span:
        """Add words that are not read; give their place."""
        start = self._at
        self._keep(text)
        return Span(start, self._at)

    def mark(self, kind: MarkKind, start: int, value: str = "", source: Span | None = None) -> None:
        """Mark what was added since ``start``, an earlier value of ``at``."""
        if self._seen > start:
            self._marks.append(Mark(kind, start, self._seen, value, source))

    def finish(self, media_type: str) -> Document:
        """Make the document."""
        marks = tuple(sorted(self._marks, key=lambda mark: (mark.start, -mark.end)))
        return Document("".join(self._raw), media_type, view=TracedText.assemble(self._runs), marks=marks)

    def _keep(self, text: str) -> None:
        self._raw.append(text)
        self._at += len(text)
