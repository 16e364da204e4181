from __future__ import annotations

import json
from functools import partial

import pytest

from extractor.errors import ConfigError
from extractor.knowledge import default_knowledge
from extractor.structure.entities.rules import find_rule_mentions
from extractor.training.corpora import Example, read_examples, score_names, split_sentences_of
from extractor.training.measuring import average_scores, measure_corpora

KNOWLEDGE = default_knowledge()


def write_corpus(path, *rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path


def test_labels_that_are_no_names_are_left_out(tmp_path):
    path = write_corpus(tmp_path / "a.jsonl", {"text": "IBM in 1999", "spans": [[0, 3, "ORG"], [7, 11, "DATE"]], "src": "x"})

    assert read_examples(path) == [Example("IBM in 1999", ((0, 3, "ORG"),), "x")]


@pytest.mark.parametrize("content", ['{"text": 1, "spans": []}', "[]", "{", '{"text": "a"}', '{"text": "a", "spans": [[1]]}'])
def test_a_broken_corpus_is_refused_by_name(tmp_path, content):
    (tmp_path / "bad.jsonl").write_text(content, "utf-8")

    with pytest.raises(ConfigError, match=r"bad\.jsonl"):
        read_examples(tmp_path / "bad.jsonl")


def test_a_missing_corpus_says_how_to_name_the_folder(tmp_path):
    with pytest.raises(ConfigError, match="--corpora"):
        read_examples(tmp_path / "none.jsonl")


def test_sentences_keep_their_names_and_nationalities_become_misc():
    text = "Mara is a Norwegian engineer. She lives in Norwick with St. Mary nearby."
    names = ((0, 4, "PER"), (10, 19, "LOC"), (43, 50, "LOC"), (56, 64, "LOC"))

    parts = list(split_sentences_of(Example(text, names, "x"), {"norwegian"}))

    spoken = [(part.text[start:end], label) for part in parts for start, end, label in part.names]
    assert spoken == [("Mara", "PER"), ("Norwegian", "MISC"), ("Norwick", "LOC"), ("St. Mary", "LOC")]
    assert len(parts) == 2


def test_scores_count_exact_spans_with_their_label():
    gold = [((0, 3, "ORG"), (5, 9, "PER")), ((0, 2, "LOC"),)]
    found = [((0, 3, "ORG"), (5, 8, "PER")), ((0, 2, "ORG"),)]

    scores = score_names(gold, found)

    assert scores["f1"] == pytest.approx(33.33, abs=0.01)
    assert (scores["ORG"], scores["PER"], scores["MISC"]) == (pytest.approx(66.67, abs=0.01), 0.0, 0.0)


def test_a_corpus_is_scored_over_the_labels_that_it_annotates(tmp_path):
    path = write_corpus(tmp_path / "c.jsonl", {"text": "IBM sold the GPT-4 model.", "spans": [[0, 3, "ORG"]], "src": "x"})

    [score] = measure_corpora([path], lambda texts: map(partial(find_rule_mentions, knowledge=KNOWLEDGE), texts))

    assert score.labels == ("ORG",)
    assert score.values["f1"] == average_scores([score]) == 100.0
    assert score.strict < 100.0
