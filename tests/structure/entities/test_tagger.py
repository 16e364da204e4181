from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.structure.entities.features import Lexicon
from extractor.structure.entities.gazetteer import Gazetteer
from extractor.structure.entities.storage import load_tagger, save_tagger
from extractor.structure.entities.tagger import read_labels, write_labels
from extractor.training.fitting import LABELS, Weights, add_weights, list_features, make_tagger
from extractor.training.pipeline import read_recipe
from tests.drawing import draws

LEXICON = Lexicon(Gazetteer({"new norwick": ("city",)}, {"mara": ("fn",)}), {"tide": "r4f", "new": "r2"}, read_recipe().words)
WORDS = st.lists(
    st.sampled_from(["New", "Norwick", "Mara", "tide", "of", ",", ".", "(", ")", "is", "a", "GPT-4", '"']), max_size=12
)


def make_random_tagger(seed: int = 0):
    rng = np.random.default_rng(seed)
    words = ["New", "Norwick", "is", "a", "tide", ".", "Mara", "of", '"', "GPT-4", '"', ",", "(", ")"]
    names = sorted({name for row in list_features(" ".join(words), words, LEXICON) for name in row})
    weights = {(name, label): float(rng.normal()) for name in names for label in LABELS}
    transitions = {(first, second): float(rng.normal()) for first in LABELS for second in LABELS}
    return make_tagger(Weights(weights, transitions), LEXICON)


TAGGER = make_random_tagger()


@given(WORDS)
@draws(60)
def test_the_quick_sum_is_the_sum_over_all_features(words):
    text = " ".join(words)
    expected = [
        sum((TAGGER.weights[TAGGER.rows[name]] for name in row if name in TAGGER.rows), np.zeros(len(LABELS)))
        for row in list_features(text, words, LEXICON)
    ]

    scores = TAGGER.score_texts([(text, words)])[0]

    assert scores.shape == (len(words), len(LABELS))
    assert np.allclose(scores, np.array(expected).reshape(scores.shape), atol=1e-4)


@given(WORDS)
@draws(40)
def test_no_path_is_better_than_the_one_taken(words):
    text = " ".join(words)
    [path] = TAGGER.tag_texts([(text, words)])
    scores = TAGGER.score_texts([(text, words)])[0]
    places = [LABELS.index(label) for label in path]

    def weigh(some):
        steps = sum(TAGGER.transitions[a, b] for a, b in pairwise(some))
        return sum(scores[at, place] for at, place in enumerate(some)) + steps

    assert len(path) == len(words)
    for at in range(len(words)):
        for kind in ("O", "U-PER", "U-LOC"):
            other = [*places[:at], LABELS.index(kind), *places[at + 1 :]]
            inside = path[at].startswith(("B", "I", "L"))
            assert inside or weigh(other) <= weigh(places) + 1e-3


@given(WORDS)
@draws(40)
def test_labels_always_close_the_names_they_open(words):
    [path] = TAGGER.tag_texts([(" ".join(words), words)])

    assert write_labels(len(words), read_labels(path)) == path


@given(st.lists(WORDS, max_size=6))
@draws(30)
def test_texts_are_labelled_together_as_each_is_alone(texts):
    pairs = [(" ".join(words), words) for words in texts]

    assert TAGGER.tag_texts(pairs) == [TAGGER.tag_texts([pair])[0] for pair in pairs]


def test_of_overlapping_names_the_longer_one_is_labelled():
    assert write_labels(3, [(0, 1, "LOC"), (0, 3, "ORG")]) == ["B-ORG", "I-ORG", "L-ORG"]


@pytest.mark.parametrize("words", [[], ["tide"]])
def test_short_texts_are_labelled_whole(words):
    assert [len(path) for path in TAGGER.tag_texts([(" ".join(words), words)])] == [len(words)]


def test_a_tagger_comes_back_from_disk_as_it_was_to_half_precision(tmp_path):
    save_tagger(TAGGER, tmp_path)
    again = load_tagger(tmp_path)

    assert again.labels == TAGGER.labels
    assert again.rows == TAGGER.rows
    assert np.allclose(again.weights, TAGGER.weights, atol=5e-3)
    assert again.lexicon == TAGGER.lexicon


def test_saving_twice_gives_the_same_bytes(tmp_path):
    save_tagger(TAGGER, tmp_path / "one")
    save_tagger(TAGGER, tmp_path / "two")

    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)


def test_weights_are_added_at_the_same_scale():
    first = Weights({("a", "O"): 2.0, ("b", "O"): 1.0}, {("O", "O"): 1.0})
    second = Weights({("a", "O"): 0.2, ("c", "O"): 0.5}, {("O", "O"): 0.1})

    total = add_weights(first, second)

    assert total.features == pytest.approx({("a", "O"): 4.0, ("b", "O"): 1.0, ("c", "O"): 5.0})
    assert total.transitions == pytest.approx({("O", "O"): 2.0})


def test_weights_below_the_least_are_left_out():
    tagger = make_tagger(Weights({("a", "O"): 2.0, ("b", "O"): 0.001}, {}), LEXICON, least=0.01)

    assert set(tagger.rows) == {"a"}
