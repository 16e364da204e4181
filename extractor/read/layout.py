"""Visible text put together from a page's source: one block of text a line, every character traced, ranges marked."""

from __future__ import annotations

import html
import re

from extractor.spans import Span, TracedText
from extractor.types import Mark, MarkKind

BLANK = " \t\n\r\f"
# What interrupts a verbatim run: a character reference, or blanks that a browser shows as one space.
_REFERENCE = r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?)"
_BREAK = re.compile(rf"{_REFERENCE}|[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")


class Layout:
    """Text laid out line by line. Blanks and line ends are held back until something visible follows them."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.marks: list[Mark] = []
        self._runs: list[tuple[str, int, int, bool]] = []
        self._length = 0
        self._space: tuple[int, int] | None = None
        self._line_ended = False
        self._at_line_start = True

    @property
    def at(self) -> int:
        """How many characters are laid out; what is held back does not count."""
        return self._length

    @property
    def at_line_start(self) -> bool:
        """Whether the next visible character begins a line."""
        return self._at_line_start

    @property
    def last(self) -> str:
        """The last visible character of the line; empty at its start."""
        return "" if self._at_line_start else self._runs[-1][0][-1]

    @property
    def is_spaced(self) -> bool:
        """Whether a space is held back."""
        return self._space is not None

    def read_since(self, start: int) -> str:
        """Read what was laid out since ``start``, an earlier value of ``at``."""
        parts: list[str] = []
        length = self._length
        for text, *_ in reversed(self._runs):
            if length <= start:
                break
            parts.append(text)
            length -= len(text)
        return "".join(reversed(parts)).strip()

    def end_line(self) -> None:
        """End the line, if it holds anything."""
        self._space = None
        if not self._at_line_start:
            self._line_ended = True
            self._at_line_start = True

    def add(self, text: str, start: int, end: int) -> None:
        """Lay out visible characters that stand for ``raw[start:end]``."""
        if not text:
            return
        if self._line_ended:
            self._append("\n", start, start, verbatim=False)
        elif self._space and not self._at_line_start:
            low, high = self._space
            self._append(" ", low, high, verbatim=self.raw[low:high] == " ")
        self._line_ended = self._at_line_start = False
        self._space = None
        self._append(text, start, end, verbatim=end - start == len(text) and self.raw.startswith(text, start))

    def add_flowing(self, start: int, end: int) -> None:
        """Lay out ``raw[start:end]`` as a browser does: blanks in a row become a space, character references their letters."""
        done = start
        for found in _BREAK.finditer(self.raw, start, end):
            self._add_words(done, found.start())
            done = found.end()
            if found[0][0] == "&":
                self._add_reference(*found.span())
            else:
                self._hold_space(*found.span())
        self._add_words(done, end)

    def add_literal(self, start: int, end: int) -> None:
        """Lay out ``raw[start:end]``, where ``&`` is just a sign; line ends are line ends."""
        at = start
        for line in self.raw[start:end].splitlines(keepends=True):
            words = line.strip(BLANK)
            begin = at + line.index(words) if words else at
            self.add(words, begin, begin + len(words))
            if line[-1] in "\r\n":
                self.end_line()
            at += len(line)

    def _add_words(self, start: int, end: int) -> None:
        """Lay out words with single spaces between them; a space at either end may turn out to be invisible."""
        if start < end and self.raw[start] == " ":
            self._hold_space(start, start + 1)
            start += 1
        if start < end:
            last = end - (self.raw[end - 1] == " ")
            self.add(self.raw[start:last], start, last)
            if last < end:
                self._hold_space(last, end)

    def _hold_space(self, start: int, end: int) -> None:
        self._space = self._space or (start, end)

    def add_kept(self, start: int, end: int) -> None:
        """Lay out ``raw[start:end]`` with its blanks and line ends, as in preformatted text."""
        at = start
        for line in self.raw[start:end].splitlines(keepends=True):
            content = line.rstrip("\r\n")
            done = at
            for found in _BREAK.finditer(self.raw, at, at + len(content)):
                if found[0][0] == "&":
                    self.add(self.raw[done : found.start()], done, found.start())
                    self._add_reference(*found.span())
                    done = found.end()
            self.add(self.raw[done : at + len(content)], done, at + len(content))
            if len(content) < len(line):
                self.end_line()
            at += len(line)

    def _add_reference(self, start: int, end: int) -> None:
        letters = html.unescape(self.raw[start:end])
        if letters and not letters.strip(BLANK):
            self._hold_space(start, end)
        else:
            self.add(letters, start, end)

    def _append(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        self._runs.append((text, start, end, verbatim))
        self._length += len(text)

    def mark(self, kind: MarkKind, start: int, *, value: str = "", source: Span | None = None) -> None:
        """Mark what was laid out since ``start``, an earlier value of ``at``."""
        self.marks.append(Mark(kind, start, self._length, value, source))

    def finish(self) -> tuple[TracedText, tuple[Mark, ...]]:
        """Give the text and its marks, in order; blanks at the start of a mark are not part of it."""
        view = TracedText.assemble(self._runs)
        marks = []
        for mark in self.marks:
            start = mark.start
            while start < mark.end and view.text[start] in "\n ":
                start += 1
            marks.append(Mark(mark.kind, start, max(mark.end, start), mark.value, mark.source))
        return view, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
