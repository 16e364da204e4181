from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from extractor.cli.model import app
from extractor.errors import ConfigError
from extractor.training.corpora import Example
from extractor.training.fitting import align_words, split_words
from extractor.training.lexicons import count_cases
from extractor.training.pipeline import read_recipe

RECIPE = """
[paths]
train = ["tiny.jsonl"]

[fit]

[fit.crf]
repeat = {"tiny": 2}
sentences_of = []

[fit.crf.values]
c1 = 0.0
c2 = 0.1
max_iterations = 20

[fit.perceptron]
repeat = {}
sentences_of = ["tiny"]

[fit.perceptron.values]
max_iterations = 5

[keep]
least_weight = 0.0

[words]
be = ["is", "was"]

[meta]
name = "tiny"
version = "1.0"

[nlp]
lang = "en"
batch_size = 8
"""
PEOPLE, TOWNS = ("Mara Berg", "Ola Dahl", "Siri Moe", "Per Lie"), ("Norwick", "Sundvik", "Holmby", "Askvoll")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A folder of corpora and a recipe, small enough to train on in a test."""
    folder = tmp_path_factory.mktemp("corpora")
    rows = []
    for person in PEOPLE:
        for town in TOWNS:
            text = f"Yesterday {person} arrived in {town} by boat."
            spans = [[10, 10 + len(person), "PER"], [text.index(town), text.index(town) + len(town), "LOC"]]
            rows.append(json.dumps({"text": text, "spans": spans, "src": "tiny"}))
    for part in ("train", "dev"):
        (folder / part).mkdir()
        name = "tiny.jsonl" if part == "train" else "ner_tiny_dev.jsonl"
        (folder / part / name).write_text("\n".join(rows), "utf-8")
    (folder / "recipe.cfg").write_text(RECIPE, "utf-8")
    return folder


def train(tiny, name):
    options = ["--recipe", str(tiny / "recipe.cfg"), "-o", str(tiny / name), "--corpora", str(tiny)]
    result = CliRunner().invoke(app, ["train", *options])
    assert result.exit_code == 0, result.output
    return tiny / name


def test_training_twice_gives_the_same_bytes_and_a_pipeline_that_knows_what_it_was_taught(tiny):
    one, two = train(tiny, "one"), train(tiny, "two")

    files = [path.relative_to(one) for path in sorted(one.rglob("*")) if path.is_file()]
    assert files
    assert all((one / path).read_bytes() == (two / path).read_bytes() for path in files)
    measured = CliRunner().invoke(app, ["evaluate", "--set", f"entities.model={one}", "--corpora", str(tiny)])
    assert measured.exit_code == 0, measured.output
    assert "Pipeline: tiny-1.0" in measured.output
    assert float(measured.output.rsplit(":", 1)[1]) > 90


def test_a_recipe_that_lacks_a_value_is_refused(tmp_path):
    (tmp_path / "bad.cfg").write_text("[paths]\ntrain = []\n", "utf-8")

    with pytest.raises(ConfigError, match=r"bad\.cfg"):
        read_recipe(tmp_path / "bad.cfg")


def test_the_shipped_recipe_names_training_corpora_only(shared):
    recipe = read_recipe()

    assert recipe.train
    assert all((shared / "data" / "train" / name).is_file() for name in recipe.train)


def test_a_name_that_ends_inside_a_word_takes_the_whole_word():
    words, labels = align_words(Example("In Norwicklike towns", ((3, 10, "LOC"),), "x"))

    assert dict(zip(words, labels, strict=True)) == {"In": "O", "Norwicklike": "U-LOC", "towns": "O"}


def test_cases_are_counted_inside_sentences_only():
    cases = count_cases(["Tides rise. Tides fall when Tides meet tides."])

    assert cases["tides"] == "r2"
    assert cases["rise"] == "r4"


def test_words_are_cut_as_the_pipeline_cuts_them():
    assert split_words("Dr. Berg's boat") == ["Dr.", "Berg", "'s", "boat"]
