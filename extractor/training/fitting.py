"""Weights of features from examples: a conditional random field and an averaged perceptron over the same features, added up.

Both are linear in the features, so their sum is one tagger that costs no more to run than either. They err differently: the
field by L-BFGS with L1 and L2 penalties is sparse and cautious, the perceptron keeps rare features. Both are python-crfsuite's.
"""

from __future__ import annotations

import ctypes
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import ConfigError
from extractor.extras import require_extra
from extractor.structure.entities.features import OFFSETS, Lexicon, find_genre, list_local_features, list_word_features
from extractor.structure.entities.tagger import Tagger, write_labels
from extractor.training.corpora import COARSE, Example

LABELS = ("O", *(f"{place}-{label}" for place in "BILU" for label in COARSE))
METHODS = {"crf": "lbfgs", "perceptron": "ap"}


class Weights(NamedTuple):
    """Weights by ``(feature, label)`` and by ``(label, next label)``."""

    features: Mapping[tuple[str, str], float]
    transitions: Mapping[tuple[str, str], float]


def fit_weights(
    examples: Iterable[tuple[Example, int]],
    lexicon: Lexicon,
    *,
    method: str,
    values: Mapping[str, float],
    keep: Callable[[str], bool] | None = None,
) -> Weights:
    """Fit by one method; an example comes with the number of times that it counts.

    ``keep`` leaves features out, to measure what they are worth.

    Raises:
        ConfigError: python-crfsuite is not installed, or the method is not known.
    """
    require_extra("train", "Training")
    import pycrfsuite

    if method not in METHODS:
        known = ", ".join(METHODS)
        raise ConfigError(f"There is no training method '{method}'.", code="config.bad-recipe", hint=f"Known: {known}.")
    trainer = pycrfsuite.Trainer(algorithm=METHODS[method], verbose=False)
    trainer.set_params({"feature.possible_transitions": False, **values})
    for example, times in examples:
        words, labels = align_words(example)
        if words:
            features = pycrfsuite.ItemSequence(_select(list_features(example.text, words, lexicon), keep))
            for _ in range(times):
                trainer.append(features, labels)
    _seed_shuffles()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "weights.crfsuite")
        trainer.train(path)
        model = pycrfsuite.Tagger()
        model.open(path)
        return Weights(dict(model.info().state_features), dict(model.info().transitions))


def _select(features: list[list[str]], keep: Callable[[str], bool] | None) -> list[list[str]]:
    return features if keep is None else [list(filter(keep, some)) for some in features]


def _seed_shuffles() -> None:
    """The perceptron shuffles its examples by the C library's ``rand``; start that where a fresh process starts it."""
    with suppress(TypeError, OSError, AttributeError):
        ctypes.CDLL(None).srand(1)


def add_weights(first: Weights, second: Weights) -> Weights:
    """Add two sets of weights, the second scaled so that the features that both know weigh the same on average."""
    shared = first.features.keys() & second.features.keys()
    ours = sum(first.features[key] ** 2 for key in sorted(shared))
    theirs = sum(second.features[key] ** 2 for key in sorted(shared))
    scale = sqrt(ours / theirs) if theirs else 1.0
    return Weights(_add(first.features, second.features, scale), _add(first.transitions, second.transitions, scale))


def _add(
    first: Mapping[tuple[str, str], float], second: Mapping[tuple[str, str], float], scale: float
) -> dict[tuple[str, str], float]:
    total = dict(first)
    for key, weight in second.items():
        total[key] = total.get(key, 0.0) + scale * weight
    return total


def make_tagger(weights: Weights, lexicon: Lexicon, *, least: float = 0.0) -> Tagger:
    """Put a tagger together; weights no larger than ``least`` are left out, which makes it small."""
    import numpy as np

    kept = {key: weight for key, weight in weights.features.items() if abs(weight) > least}
    columns = {label: column for column, label in enumerate(LABELS)}
    rows = {name: row for row, name in enumerate(sorted({name for name, _ in kept}), start=1)}
    table = np.zeros((len(rows) + 1, len(LABELS)), np.float32)
    for (name, label), weight in kept.items():
        table[rows[name], columns[label]] = weight
    steps = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (label, following), weight in weights.transitions.items():
        steps[columns[label], columns[following]] = weight
    return Tagger(LABELS, rows, table, steps, lexicon)


def list_features(text: str, words: list[str], lexicon: Lexicon) -> list[list[str]]:
    """Give all features of each word of a text, as the tagger adds them up."""
    genre = find_genre(text, lexicon)
    features = list_local_features(words, genre, lexicon)
    for at, word in enumerate(words):
        for offset in OFFSETS:
            if 0 <= at - offset < len(words):
                features[at - offset] += list_word_features(word, offset, genre, lexicon)
    return features


def align_words(example: Example) -> tuple[list[str], list[str]]:
    """Cut a text into words and label them; a name that ends inside a word takes the whole word."""
    tokens = [(token.idx, token.idx + len(token), token.text) for token in _tokenizer()(example.text) if not token.is_space]
    names = []
    for start, end, label in example.names:
        inside = [at for at, token in enumerate(tokens) if token[0] < end and start < token[1]]
        if inside:
            names.append((inside[0], inside[-1] + 1, label))
    return [token[2] for token in tokens], write_labels(len(tokens), names)


def split_words(text: str) -> list[str]:
    """Cut a text into words as the pipeline does."""
    return [token.text for token in _tokenizer()(text) if not token.is_space]


@cache
def _tokenizer() -> Any:
    import spacy

    return spacy.blank("en").tokenizer
