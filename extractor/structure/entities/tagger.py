"""A linear-chain conditional random field, ready to run: weights of features, and the best path through the labels.

Labels are BILOU: B, I, L for the first, inner and last word of a name, U for a name of one word, O for the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from extractor.structure.entities.features import OFFSETS, Lexicon, find_genre, list_local_features, list_word_features

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_NEVER = -1e4
_MAX_TABLE = 40_000


@dataclass
class Tagger:
    """Weights, and what is remembered of words already seen.

    Attributes:
        labels: BILOU labels; a column of ``weights`` each.
        rows: Feature: its row in ``weights``.
        weights: Shape (features + 1, labels); row 0 is zero, for features that training never saw.
        transitions: Shape (labels, labels): weight of going from one label to the next.
        lexicon: What the features need to know of words.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Array
    transitions: Array
    lexicon: Lexicon
    _places: dict[tuple[str, str], int] = field(default_factory=dict)
    _table: list[Array] = field(default_factory=list)

    def tag_texts(self, texts: Sequence[tuple[str, Sequence[str]]]) -> list[list[str]]:
        """Label the words of each text; a text comes as itself and as its words."""
        emissions = [self.score_words(text, words) for text, words in texts]
        return [self._find_path(scores) for scores in emissions]

    def score_words(self, text: str, words: Sequence[str]) -> Array:
        """Add up, for each word and label, the weights of the word's features: shape (words, labels)."""
        import numpy as np

        if not words:
            return np.zeros((0, len(self.labels)), np.float32)
        genre = find_genre(text)
        scores = self._score_window(words, genre)
        found = self.rows.get
        rows: list[int] = []
        starts: list[int] = []
        for features in list_local_features(words, genre, self.lexicon):
            starts.append(len(rows))
            rows.append(0)
            rows += [row for row in map(found, features) if row is not None]
        return scores + np.add.reduceat(self.weights[rows], starts, axis=0)

    def _score_window(self, words: Sequence[str], genre: str) -> Array:
        import numpy as np

        if len(self._places) > _MAX_TABLE:
            self._places.clear()
            self._table.clear()
        vectors = np.stack([self._table[self._find_place(genre, word)] for word in words])
        scores = np.zeros((len(words), len(self.labels)), np.float32)
        for column, offset in enumerate(OFFSETS):
            low, high = max(0, -offset), len(words) - max(0, offset)
            if low < high:
                scores[low:high] += vectors[low + offset : high + offset, column]
        return scores

    def _find_place(self, genre: str, word: str) -> int:
        place = self._places.get((genre, word))
        if place is None:
            import numpy as np

            place = self._places[genre, word] = len(self._table)
            features = [list_word_features(word, offset, genre, self.lexicon) for offset in OFFSETS]
            self._table.append(np.stack([self.weights[[0, *self._known(some)]].sum(axis=0) for some in features]))
        return place

    def _known(self, features: Sequence[str]) -> list[int]:
        return [row for row in map(self.rows.get, features) if row is not None]

    @cached_property
    def _allowed(self) -> tuple[Array, Array, Array]:
        """Transitions with the impossible ones ruled out, and the same for the first and the last label."""
        import numpy as np

        opens = np.array([label[0] in "OBU" for label in self.labels])
        closes = np.array([label[0] in "OLU" for label in self.labels])
        inside = np.array([[a[0] in "BI" and b[0] in "IL" and a[1:] == b[1:] for b in self.labels] for a in self.labels])
        steps = np.where(closes[:, None] & opens[None, :] | inside, self.transitions, _NEVER).astype(np.float32)
        return steps, np.where(opens, 0, _NEVER).astype(np.float32), np.where(closes, 0, _NEVER).astype(np.float32)

    def _find_path(self, scores: Array) -> list[str]:
        """Viterbi: the best sequence of labels that BILOU allows."""
        import numpy as np

        if not len(scores):
            return []
        steps, first, last = self._allowed
        columns = np.arange(len(self.labels))
        best = scores[0] + first
        back: list[Array] = []
        for row in scores[1:]:
            reached = best[:, None] + steps
            came = reached.argmax(axis=0)
            back.append(came)
            best = reached[came, columns] + row
        place = int((best + last).argmax())
        path = [place]
        for came in reversed(back):
            place = int(came[place])
            path.append(place)
        return [self.labels[place] for place in reversed(path)]


def read_labels(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Give the names that BILOU labels mark: first word, word after the last, label."""
    names: list[tuple[int, int, str]] = []
    start = 0
    for at, label in enumerate(labels):
        place, _, kind = label.partition("-")
        if place in {"B", "U"}:
            start = at
        if place in {"L", "U"}:
            names.append((start, at + 1, kind))
    return names


def write_labels(count: int, names: Sequence[tuple[int, int, str]]) -> list[str]:
    """Label ``count`` words with BILOU; of names that overlap the longer one stands."""
    labels = ["O"] * count
    for start, end, kind in sorted(names, key=lambda name: (name[0] - name[1], name[0])):
        if end <= start or any(label != "O" for label in labels[start:end]):
            continue
        labels[start:end] = [f"I-{kind}"] * (end - start)
        labels[start] = f"B-{kind}"
        labels[end - 1] = f"L-{kind}" if end - start > 1 else f"U-{kind}"
    return labels
