"""Whether a file is in the house style, byte for byte but for a person's comments and unknown keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.schema import FRONT_MATTER_KEYS, Article, Chunk, Fault, Layout
from extractor.write import write_yaml

_ORDER = {key: at for at, key in enumerate((*FRONT_MATTER_KEYS, "status"))}
_NOTE = re.compile(r"[ \t]+#.*")


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
    """Find the first line that differs from the house style by more than a comment or a blank line."""
    if chunk.value is None:
        return None
    lines = iter([*write_yaml({key: chunk.value}).splitlines(), ""])
    wanted = next(lines)
    for at, line in enumerate(chunk.text.splitlines()):
        if line == wanted or (wanted and line.startswith(wanted) and _NOTE.fullmatch(line, len(wanted))):
            wanted = next(lines)
        elif line.strip() and not line.lstrip().startswith("#"):
            return at, f"write '{wanted.strip()}', not '{line.strip()}'" if wanted else f"leave '{line.strip()}' out"
    return (chunk.text.count("\n") - 1, f"write '{wanted.strip()}' after this") if wanted else None
