from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import find_mentions, load_config
from extractor.config import default_config
from extractor.errors import ConfigError
from extractor.structure.entities import find_model_doubts, mentions, model_name
from tests.drawing import draws

NONE = load_config(None, ["entities.model=none"])
TEXT = (
    "Mara Lindqvist is a Norwegian engineer who works for Microsoft in San Francisco. In 2019 Lindqvist moved to IBM, "
    "where she helped to develop the GPT-4 model."
)


def find(text, config=None):
    [found] = find_mentions([text], config=config)
    return {mention.text: mention.coarse for mention in found}


def test_people_places_and_organisations_are_told_apart():
    found = find(TEXT)

    assert found["Mara Lindqvist"] == "PER"
    assert found["Microsoft"] == found["IBM"] == "ORG"
    assert found["San Francisco"] == "LOC"


def test_finer_labels_come_from_lists_and_digits():
    [found] = find_mentions([TEXT])
    labels = {mention.text: mention.label for mention in found}

    assert labels["San Francisco"] == "GPE"
    assert labels["Norwegian"] == "NORP"


def test_without_a_model_rules_and_lists_still_find_what_is_certain():
    found = find("Voltara Ltd, a client of IBM, was founded by Dr Mara Lindqvist in San Francisco.", NONE)

    assert found == {"Voltara Ltd": "ORG", "IBM": "ORG", "Mara Lindqvist": "PER", "San Francisco": "LOC"}


def test_what_is_weaker_without_a_model_is_said():
    assert [issue.code for issue in find_model_doubts(NONE)] == ["structure.no-model"]
    assert find_model_doubts(default_config()) == ()


def test_a_legal_form_belongs_to_the_name_before_it():
    assert find("Voltara Holdings, LLC and Microsoft, Inc. signed a contract.").keys() >= {"Voltara Holdings, LLC"}


def test_the_name_of_the_pipeline_carries_its_version():
    name, _, version = model_name(default_config()).rpartition("-")

    assert name == "research_names"
    assert version[0].isdigit()
    assert model_name(NONE) is None


def test_an_unknown_pipeline_is_refused_with_advice():
    config = load_config(None, ["entities.model=no_such_pipeline"])

    with pytest.raises(ConfigError, match="bundled, none") as caught:
        list(find_mentions(["Text"], config=config))
    assert caught.value.code == "config.no-model"
    with pytest.raises(ConfigError):
        model_name(config)


def test_texts_come_back_one_for_one_in_order():
    texts = ["IBM", "", "no name here", "IBM", "Microsoft"] * 30

    found = list(find_mentions(texts))

    assert len(found) == len(texts)
    assert all(mention.text in text for text, some in zip(texts, found, strict=True) for mention in some)


def test_long_texts_give_the_same_names_as_their_parts(monkeypatch):
    monkeypatch.setattr(mentions, "_MAX_TEXT", 400)
    text = " ".join(["Microsoft opened an office in San Francisco."] * 40)

    [found] = find_mentions([text])

    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert {mention.text for mention in found} >= {"Microsoft", "San Francisco"}


@given(st.text(max_size=300))
@draws(60)
def test_mentions_of_any_text_are_its_words_in_order_without_overlaps(text):
    for config in (None, NONE):
        [found] = find_mentions([text], config=config)

        assert all(text[mention.start : mention.end] == mention.text != "" for mention in found)
        assert all(before.end <= after.start for before, after in itertools.pairwise(found))
        assert all(mention.coarse in {"PER", "ORG", "LOC", "MISC"} for mention in found)


def test_what_a_text_holds_does_not_depend_on_the_texts_beside_it():
    [alone] = find_mentions([TEXT])
    mentions._remembered.clear()
    *_, beside = find_mentions(["Microsoft and IBM in Norwick.", "", TEXT])

    assert alone == beside
