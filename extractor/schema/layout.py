"""How a person's file differs from the house style, as data, so that it can be written back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of a file that stand for one value.

    Attributes:
        text: The lines, exactly, with the comments and blank lines above them.
        value: What they say, as plain data.
        above: The comments and blank lines at their head.
        note: A comment at the end of a value of one line.
        head: For a block list, the line of its key (with what stands above it).
        items: For a block list, a chunk for each item.
    """

    text: str
    value: Any
    above: str = ""
    note: str = ""
    head: str = ""
    items: tuple[Chunk, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What the house style alone would not reproduce of a file's front matter; empty for a file in that style.

    Attributes:
        order: The keys as the file has them, where that is not the order of the schema.
        chunks: The lines of each key that the house style would write otherwise.
        tail: Comments and blank lines after the last key.
        newline: The line end of the file.
        bom: The file begins with a byte order mark.
    """

    order: tuple[str, ...] = ()
    chunks: Mapping[str, Chunk] = field(default_factory=dict)
    tail: str = ""
    newline: str = "\n"
    bom: bool = False


PLAIN_LAYOUT = Layout()
