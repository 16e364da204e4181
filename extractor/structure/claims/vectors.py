"""How near two English words are in meaning: a table of lexical vectors, distilled once from a small sentence encoder.

The table holds whole numbers only, so that every machine gives the same likeness. Where it comes from and how it was made is in
``extractor/models/word_vectors/README.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from extractor.config import package_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array: TypeAlias = "NDArray[Any]"
"""An array of numpy, which is loaded when it is first needed."""

_LONGEST = 24


class _Table(NamedTuple):
    rows: dict[str, int]
    vectors: Array


@cache
def _load_table() -> _Table:
    import numpy as np

    folder = package_file("models/word_vectors")
    words = (folder / "words.txt").read_text(encoding="ascii").split()
    return _Table({word: row for row, word in enumerate(words)}, np.load(folder / "vectors.npy", mmap_mode="r"))


@cache
def _list_pieces(word: str) -> tuple[int, ...]:
    """Cut a word as the encoder does, longest piece first; nothing where it cannot be cut."""
    rows = _load_table().rows
    pieces: list[int] = []
    at = 0
    while at < len(word):
        head = "##" if at else ""
        end = next((end for end in range(len(word), at, -1) if head + word[at:end] in rows), at)
        if end == at:
            return ()
        pieces.append(rows[head + word[at:end]])
        at = end
    return tuple(pieces)


def is_known(word: str) -> bool:
    """Whether the table has a word as a whole; names of old stand in it too, all in small letters."""
    return word.lower() in _load_table().rows


def embed_words(words: Sequence[str]) -> Array:
    """Give a row for each word in small letters, of length one; a row of noughts for a word that is not known as such.

    A word of more than two pieces is no word of the language, but a name or a code.
    """
    import numpy as np

    table = _load_table().vectors
    rows = np.zeros((len(words), table.shape[1]), dtype=np.float64)
    for at, word in enumerate(words):
        pieces = _list_pieces(word) if word.isascii() and word.isalpha() and len(word) <= _LONGEST else ()
        if 0 < len(pieces) <= 2:
            rows[at] = table[list(pieces)].astype(np.int32).sum(axis=0)
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return rows / np.where(lengths == 0, 1.0, lengths)
