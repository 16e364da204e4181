"""Where words came from: half-open character ranges, and text that remembers its origin through edits.

Every value that the pipeline reports points into the *raw* text: the decoded file as it came. Stages work on cleaned
text, so the cleaned text carries its origin along as a list of pieces that tile it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` in characters."""

    start: int
    end: int


class Piece(NamedTuple):
    """One run of a traced text.

    Attributes:
        at: Offset of the run in the traced text.
        length: Characters of the run in the traced text.
        start: Offset in the raw text of what the run stands for.
        end: End of the same range; ``start == end`` for characters that the page does not hold.
        verbatim: The run equals ``raw[start:end]`` character for character.
    """

    at: int
    length: int
    start: int
    end: int
    verbatim: bool


Edit = tuple[int, int, str]
"""Replace ``text[start:end]`` by a string."""


@dataclass(frozen=True)
class TracedText:
    """A text and, for every character of it, the range of the raw text it stands for.

    The pieces tile ``text``: they are sorted, do not overlap and leave no gap.
    """

    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def verbatim(cls, raw: str) -> TracedText:
        """Trace a text that is the raw text itself."""
        return cls(raw, (Piece(0, len(raw), 0, len(raw), verbatim=True),) if raw else ())

    @classmethod
    def assemble(cls, runs: Iterable[tuple[str, int, int, bool]]) -> TracedText:
        """Put a traced text together from runs of ``(text, raw start, raw end, verbatim)`` in reading order."""
        texts: list[str] = []
        pieces: list[Piece] = []
        at = 0
        for text, start, end, verbatim in runs:
            if text:
                texts.append(text)
                pieces.append(Piece(at, len(text), start, end, verbatim))
                at += len(text)
        return cls("".join(texts), tuple(_merge_pieces(pieces)))

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.at for piece in self.pieces]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the raw ranges that ``text[start:end]`` stands for, in reading order, those that touch or overlap merged.

        A character that replaced several raw characters gives the whole range it replaced; an inserted character
        gives none.
        """
        within = self._pieces_within(start, end)
        if len(within) == 1 and within[0].verbatim:
            shift = within[0].start - within[0].at
            return (Span(max(start, within[0].at) + shift, min(end, within[0].at + within[0].length) + shift),)
        found: list[Span] = []
        for piece in within:
            low, high = piece.start, piece.end
            if piece.verbatim:
                low = piece.start + max(start - piece.at, 0)
                high = piece.start + min(end - piece.at, piece.length)
            if low == high:
                continue
            if found and found[-1].start <= low <= found[-1].end:
                found[-1] = Span(found[-1].start, max(found[-1].end, high))
            else:
                found.append(Span(low, high))
        return tuple(found)

    def _pieces_within(self, start: int, end: int) -> Sequence[Piece]:
        if start >= end:
            return ()
        first = max(bisect_right(self._starts, start) - 1, 0)
        return self.pieces[first : bisect_right(self._starts, end - 1)]

    def cut(self, start: int, end: int) -> TracedText:
        """Give ``text[start:end]`` with its origin."""
        pieces: list[Piece] = []
        texts: list[str] = []
        self._keep(max(start, 0), max(min(end, len(self.text)), start, 0), 0, texts, pieces)
        return TracedText("".join(texts), tuple(pieces))

    def runs(self) -> Iterable[tuple[str, int, int, bool]]:
        """Give the runs that ``assemble`` would put together to this text."""
        for piece in self.pieces:
            yield self.text[piece.at : piece.at + piece.length], piece.start, piece.end, piece.verbatim

    def retrace(self, origin: TracedText) -> TracedText:
        """Trace a text that was read from another traced text back to where that one came from."""
        runs: list[tuple[str, int, int, bool]] = []
        for text, start, end, verbatim in self.runs():
            if verbatim:
                runs.extend(origin.cut(start, end).runs())
            else:
                runs.append((text, *origin.locate(start, end), False))
        return TracedText.assemble(runs)

    def edit(self, edits: Sequence[Edit]) -> TracedText:
        """Apply sorted, non-overlapping replacements at once, in time linear in the text.

        An empty replacement drops the characters; an empty range inserts some.

        Raises:
            ValueError: The edits overlap, are unsorted or reach outside the text.
        """
        if not edits:
            return self
        texts: list[str] = []
        pieces: list[Piece] = []
        done = at = 0
        for start, end, new in edits:
            if not done <= start <= end <= len(self.text):
                message = f"edit [{start}, {end}) overlaps another or leaves the text of {len(self.text)} characters"
                raise ValueError(message)
            at = self._keep(done, start, at, texts, pieces)
            if new:
                texts.append(new)
                low, high = self.locate(start, end)
                pieces.append(Piece(at, len(new), low, high, verbatim=False))
                at += len(new)
            done = end
        self._keep(done, len(self.text), at, texts, pieces)
        return TracedText("".join(texts), tuple(_merge_pieces(pieces)))

    def _keep(self, start: int, end: int, at: int, texts: list[str], pieces: list[Piece]) -> int:
        """Copy ``text[start:end]`` to the output lists; return the new output offset."""
        if start == end:
            return at
        texts.append(self.text[start:end])
        for piece in self._pieces_within(start, end):
            low, high = max(start, piece.at), min(end, piece.at + piece.length)
            if piece.verbatim:
                shift = piece.start - piece.at
                pieces.append(Piece(at + low - start, high - low, low + shift, high + shift, verbatim=True))
            else:
                pieces.append(Piece(at + low - start, high - low, piece.start, piece.end, verbatim=False))
        return at + end - start

    def locate(self, start: int, end: int) -> Span:
        """Give the raw range from the first to the last character of ``text[start:end]``; empty where nothing is behind it."""
        spans = self.spans(start, end)
        if spans:
            return Span(min(span.start for span in spans), max(span.end for span in spans))
        before = self.spans(max(start - 1, 0), start)
        at = before[-1].end if before else 0
        return Span(at, at)


def _merge_pieces(pieces: Iterable[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.verbatim and piece.verbatim and last.end == piece.start:
            merged[-1] = Piece(last.at, last.length + piece.length, last.start, piece.end, verbatim=True)
        else:
            merged.append(piece)
    return merged


def move_offsets(edits: Sequence[Edit], offsets: Iterable[int]) -> list[int]:
    """Say where offsets of a text land after ``TracedText.edit(edits)``.

    One inside a replaced range lands at the end of its replacement; one where characters are inserted stays before them.
    """
    starts = [edit[0] for edit in edits]
    shifts = list(accumulate((len(new) - (end - start) for start, end, new in edits), initial=0))
    moved: list[int] = []
    for offset in offsets:
        last = bisect_left(starts, offset) - 1
        inside = last >= 0 and edits[last][1] > offset
        moved.append((edits[last][1] if inside else offset) + shifts[last + 1])
    return moved


def move_offset(edits: Sequence[Edit], offset: int) -> int:
    """Say where one offset lands; see ``move_offsets``."""
    return move_offsets(edits, (offset,))[0]


def quote_spans(raw: str, spans: Iterable[Span]) -> str:
    """Read the raw words that spans point at, put together in order."""
    return "".join(raw[start:end] for start, end in spans)
