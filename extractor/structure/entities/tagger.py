"""A linear-chain conditional random field, ready to run: weights of features, and the best path through the labels.

Labels are BILOU: B, I, L for the first, inner and last word of a name, U for a name of one word, O for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from extractor.structure.entities.features import OFFSETS, Lexicon, find_genre, list_local_features, list_word_features
from extractor.structure.entities.paths import Steps, allow_steps, find_paths
from extractor.structure.entities.recasing import recase_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

Words = tuple[str, Sequence[str]]
"""A text, and the words that it was cut into."""

_GAP = max(OFFSETS)
_MAX_TABLE = 40_000
_GROUP_WORDS = 4096


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

    def tag_texts(self, texts: Sequence[Words]) -> list[list[str]]:
        """Label the words of each text; texts in one case are read as prose would write them."""
        labelled: list[list[str]] = []
        for group in _group_texts((text, recase_words(words, self.lexicon.cases)) for text, words in texts):
            paths = find_paths(self.score_texts(group), self._steps)
            labelled += [[self.labels[column] for column in path] for path in paths]
        return labelled

    def score_texts(self, texts: Sequence[Words]) -> list[Array]:
        """Add up, for each word and label, the weights of the word's features: a shape of (words, labels) for each text.

        All texts are added up at once, with empty places between them that no window of words reaches across.
        """
        import numpy as np

        if len(self._places) > _MAX_TABLE:
            self._places.clear()
        places, rows, starts = [0] * _GAP, [0] * _GAP, list(range(_GAP))
        bounds: list[tuple[int, int]] = []
        for text, words in texts:
            genre = find_genre(text, self.lexicon)
            bounds.append((len(places), len(places) + len(words)))
            places += [*(self._find_place(genre, word) for word in words), *[0] * _GAP]
            for features in list_local_features(words, genre, self.lexicon):
                starts.append(len(rows))
                rows += [0, *self._known(features)]
            starts += range(len(rows), len(rows) + _GAP)
            rows += [0] * _GAP
        scores = self._score_windows(places) + np.add.reduceat(self.weights[rows], starts, axis=0)
        return [scores[start:end] for start, end in bounds]

    def _score_windows(self, places: Sequence[int]) -> Array:
        """Add up what the words around each word say of it."""
        import numpy as np

        at = np.array(places)
        scores = np.zeros((len(at), len(self.labels)), np.float32)
        for column, offset in enumerate(OFFSETS):
            scores[_GAP:-_GAP] += self._table[at[_GAP + offset : len(at) - _GAP + offset], column]
        return scores

    def _find_place(self, genre: str, word: str) -> int:
        """The row of a word in the table of sums; its features are added up once."""
        import numpy as np

        place = self._places.get((genre, word))
        if place is None:
            place = self._places[genre, word] = len(self._places) + 1
            if place == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            for column, offset in enumerate(OFFSETS):
                known = self._known(list_word_features(word, offset, genre, self.lexicon))
                self._table[place, column] = self.weights[[0, *known]].sum(axis=0)
        return place

    def _known(self, features: Sequence[str]) -> list[int]:
        return list(filter(None, map(self.rows.get, features)))  # row 0 is no feature's

    @cached_property
    def _table(self) -> Array:
        import numpy as np

        return np.zeros((1024, len(OFFSETS), len(self.labels)), np.float32)

    @cached_property
    def _steps(self) -> Steps:
        return allow_steps(self.labels, self.transitions)


def _group_texts(texts: Iterable[Words]) -> Iterator[list[Words]]:
    """Cut the texts into groups of some thousand words, so that long pages take no more memory than short ones."""
    group: list[Words] = []
    count = 0
    for text in texts:
        if group and count + len(text[1]) > _GROUP_WORDS:
            yield group
            group, count = [], 0
        group.append(text)
        count += len(text[1])
    if group:
        yield group


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
