"""How near two English words are in meaning: a table of lexical vectors, distilled once from a small sentence encoder.

The table holds whole numbers only, so that every machine gives the same likeness. Where it comes from and how it was made is in
``extractor/models/word_vectors/README.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from extractor.config import package_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array: TypeAlias = "NDArray[Any]"
"""An array of numpy, which is loaded when it is first needed."""

_LONGEST = 24
_MOST_PIECES = 2


class _Table(NamedTuple):
    rows: dict[str, int]
    vectors: Array


@cache
def _load_table() -> _Table:
    import numpy as np

    folder = package_file("models/word_vectors")
    words = (folder / "words.txt").read_text(encoding="ascii").split()
    return _Table({word: row for row, word in enumerate(words)}, np.load(folder / "vectors.npy"))


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


@lru_cache(maxsize=4096)
def _embed(word: str) -> Array:
    import numpy as np

    table = _load_table().vectors
    pieces = _list_pieces(word) if word.isascii() and word.isalpha() and len(word) <= _LONGEST else ()
    if not 0 < len(pieces) <= _MOST_PIECES:
        return np.zeros(table.shape[1], dtype=np.int32)
    row: Array = table[list(pieces)].sum(axis=0, dtype=np.int32)
    return row


def embed_words(words: Sequence[str]) -> Array:
    """Give a row of whole numbers for each word in small letters; a row of noughts for a word that is not known as such.

    A word of more than two pieces is no word of the language, but a name or a code.
    """
    import numpy as np

    return np.stack([_embed(word) for word in words])


def compare_rows(one: Array, other: Array) -> Array:
    """Give the cosine of each row of one with each of another.

    Products of whole numbers are exact in whatever order they are added, so that every machine gives the same; and no library's
    threads are asked, which wait for each other busily.
    """
    import numpy as np

    products = np.einsum("ij,kj->ik", one, other, optimize=False)
    lengths, others = (np.sqrt(np.maximum((rows * rows).sum(axis=1), 1).astype(np.float64)) for rows in (one, other))
    cosines: Array = products / lengths[:, None] / others[None, :]
    return cosines
