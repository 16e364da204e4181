"""A view put together line by line from texts that are traced already."""

from __future__ import annotations

from typing import cast

from extractor.read.views import View
from extractor.spans import Span, TracedText
from extractor.types import Mark, MarkKind

_ENDS = " \t\r\n"


class ViewWriter:
    """Collects lines and their marks."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, int, int, bool]] = []
        self._marks: list[Mark] = []
        self._at = 0

    def line(self, text: TracedText, *marks: tuple[str, str, Span | None]) -> None:
        """Write a line; each mark is its kind, its value and its source, and one without a kind is none."""
        if not text.text.strip():
            return
        start = self._add(text)
        self._marks.extend(Mark(cast(MarkKind, kind), start, self._at, value, source) for kind, value, source in marks if kind)

    def view(self, view: View, start: int = 0) -> None:
        """Write the lines of a view from an offset on, with their marks; it is no title here."""
        words = view.text.text
        start += len(words[start:]) - len(words[start:].lstrip(_ENDS))
        text = view.text.cut(start, len(words.rstrip(_ENDS)))
        if not text.text:
            return
        shift = self._add(text) - start
        for mark in view.marks:
            if mark.start >= start and mark.kind != "title":
                end = min(mark.end + shift, self._at)
                self._marks.append(Mark(mark.kind, mark.start + shift, end, mark.value, mark.source))

    def finish(self) -> tuple[TracedText, tuple[Mark, ...]]:
        """Give the text and its marks, in order."""
        return TracedText.assemble(self._runs), tuple(sorted(self._marks, key=lambda mark: (mark.start, -mark.end)))

    def _add(self, text: TracedText) -> int:
        runs = list(text.runs())
        if self._runs:
            self._runs.append(("\n", runs[0][1], runs[0][1], False))
            self._at += 1
        start = self._at
        self._runs.extend(runs)
        self._at += len(text.text)
        return start
