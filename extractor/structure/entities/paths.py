"""The best path through the labels of each text: Viterbi's algorithm, over many texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_NEVER = -1e4


class Steps(NamedTuple):
    """Weights of going from one label to the next, and of the labels that a text may begin and end with."""

    between: Array
    first: Array
    last: Array


def allow_steps(labels: Sequence[str], transitions: Array) -> Steps:
    """Rule out the steps that BILOU forbids: names that are not closed, or that change their kind inside."""
    import numpy as np

    opens = np.array([label[0] in "OBU" for label in labels])
    closes = np.array([label[0] in "OLU" for label in labels])
    inside = np.array([[a[0] in "BI" and b[0] in "IL" and a[1:] == b[1:] for b in labels] for a in labels])
    between = np.where(closes[:, None] & opens[None, :] | inside, transitions, _NEVER).astype(np.float32)
    return Steps(between, np.where(opens, 0, _NEVER).astype(np.float32), np.where(closes, 0, _NEVER).astype(np.float32))


def find_paths(scores: Sequence[Array], steps: Steps) -> list[list[int]]:
    """Give the columns of the best labels of each text, whose scores have the shape (words, labels).

    Texts are walked side by side, the longest first, so that those that go on are always the first ones.
    """
    import numpy as np

    lengths = np.array([len(some) for some in scores])
    order = np.argsort(-lengths, kind="stable")[: np.count_nonzero(lengths)]
    paths: list[list[int]] = [[] for _ in scores]
    if not len(order):
        return paths
    words = np.concatenate(list(scores))
    starts, lengths = (lengths.cumsum() - lengths)[order], lengths[order]
    best = words[starts] + steps.first
    came: list[Array] = []
    for place in range(1, lengths[0]):
        going = np.count_nonzero(lengths > place)
        reached = best[:going, :, None] + steps.between
        came.append(reached.argmax(axis=1))
        best[:going] = reached.max(axis=1) + words[starts[:going] + place]
    ends = (best + steps.last).argmax(axis=1)
    for at, path in zip(order.tolist(), _walk_back(ends, came, lengths), strict=True):
        paths[at] = path
    return paths


def _walk_back(ends: Array, came: Sequence[Array], lengths: Array) -> list[list[int]]:
    """Follow the steps that were taken from the last words to the first ones."""
    import numpy as np

    walked = np.zeros((len(ends), len(came) + 1), np.intp)
    column = ends
    for place in range(len(came), -1, -1):
        walked[:, place] = column
        if place:
            going = len(came[place - 1])
            column = column.copy()
            column[:going] = came[place - 1][np.arange(going), column[:going]]
    return [row[:length].tolist() for row, length in zip(walked, lengths.tolist(), strict=True)]
