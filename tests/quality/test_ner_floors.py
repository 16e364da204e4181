"""F1 of the bundled pipeline on the development corpora stays at or above its floors, which may only rise."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from extractor import find_mentions
from extractor.knowledge import default_knowledge
from extractor.training.measuring import measure_corpora

KNOWLEDGE = default_knowledge()

FLOORS = json.loads((Path(__file__).parent / "ner_floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def scores(shared):
    paths = sorted((shared / "data" / "dev").glob("ner_*.jsonl"))
    return {score.corpus: score.values["f1"] for score in measure_corpora(paths, partial(find_mentions, knowledge=KNOWLEDGE))}


@pytest.mark.parametrize("corpus", sorted(FLOORS))
def test_the_bundled_pipeline_keeps_its_floor(scores, corpus):
    assert scores[corpus] >= FLOORS[corpus]


def test_every_development_corpus_has_a_floor(scores):
    assert set(scores) == set(FLOORS)
