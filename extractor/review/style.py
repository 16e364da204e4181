"""Whether a file is in the house style, byte for byte but for a person's comments and unknown keys."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.schema import FRONT_MATTER_KEYS, Article, Chunk, Fault, Layout
from extractor.write import find_difference, write_yaml

_ORDER = {key: at for at, key in enumerate((*FRONT_MATTER_KEYS, "status"))}


def find_style_faults(article: Article) -> Iterator[tuple[Fault, int]]:
    """Yield what of a file that is not in style is not as the house style writes it, and on which line below its key."""
    layout = article.layout
    if layout == Layout():
        yield Fault("article.style", "the lines of --- or the line ends of the front matter are not in the house style"), 0
    if layout.bom or layout.newline != "\n":
        yield Fault("article.style", "the file has a byte order mark or line ends other than line feeds"), 0
    for key, chunk in layout.chunks.items():
        if difference := _find_difference(key, chunk):
            line, message = difference
            yield Fault("article.style", message, (key,)), line - chunk.above.count("\n")
    for fault in _check_order(layout):
        yield fault, 0


def _check_order(layout: Layout) -> Iterator[Fault]:
    known = [key for key in layout.order if key in _ORDER]
    for before, key in pairwise(known):
        if _ORDER[key] < _ORDER[before]:
            yield Fault("article.key-order", f"'{key}' stands before '{before}' in the schema", (key,))


def _find_difference(key: str, chunk: Chunk) -> tuple[int, str] | None:
    return None if chunk.value is None else find_difference(chunk.text, write_yaml({key: chunk.value}))
