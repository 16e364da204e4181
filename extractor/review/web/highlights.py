"""The raw page cut at every place where something that the article quotes begins or ends, so that it can be lit up exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.schema.page_record import Spans

_TAG = re.compile(r"<[^<>]{1,4000}>")
MAX_SILENCE = 6_000
"""Characters that nothing points at are shown up to this many in a row; of longer stretches the two ends are."""
SILENCE_ENDS = 2_000


class Segment(NamedTuple):
    """A run of raw characters; a ``hidden`` one says in its text how many it stands for."""

    start: int
    end: int
    kind: Literal["text", "markup", "hidden"]
    text: str


def cut_page(raw: str, spans: Iterable[tuple[int, int]], *, markup: bool = False) -> list[Segment]:
    """Cut a raw page into segments that tile it, each inside or outside every span.

    Args:
        raw: The decoded page.
        spans: Every range that something on the screen points at.
        markup: The page is HTML: its tags become segments of their own.
    """
    length = len(raw)
    inside = sorted((max(start, 0), min(end, length)) for start, end in spans if start < end)
    hidden = set(_find_silence(inside, length))
    tags = {match.start(): match.end() for match in _TAG.finditer(raw)} if markup else {}
    bounds = {0, length, *(place for span in inside for place in span), *tags.keys(), *tags.values()}
    for low, high in hidden:
        bounds -= {bound for bound in bounds if low < bound < high}
        bounds |= {low, high}
    segments: list[Segment] = []
    tag_end = 0
    for start, end in pairwise(sorted(bounds)):
        tag_end = max(tag_end, tags.get(start, 0))
        if (start, end) in hidden:
            segments.append(Segment(start, end, "hidden", f"{end - start:,} characters that nothing points at"))
        else:
            segments.append(Segment(start, end, "markup" if start < tag_end else "text", raw[start:end]))
    return segments


def _find_silence(inside: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """Yield the middles of the long stretches that no span touches."""
    done = 0
    for start, end in (*inside, (length, length)):
        if start - done > MAX_SILENCE:
            yield done + SILENCE_ENDS, start - SILENCE_ENDS
        done = max(done, end)


def write_spans(spans: Spans) -> str:
    """Give spans as an attribute of the page: ``516-524 3499-4037``."""
    return " ".join(f"{start}-{end}" for start, end in spans)
