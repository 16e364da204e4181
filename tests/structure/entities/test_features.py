from __future__ import annotations

import time

import pytest

from extractor.structure.entities.features import find_genre, full_shape, word_shape
from extractor.structure.entities.gazetteer import Gazetteer
from extractor.structure.entities.name_lists import BUNDLED
from extractor.structure.entities.runs import find_clues
from extractor.structure.entities.storage import load_tagger
from extractor.training.pipeline import read_recipe

LEXICON = load_tagger(BUNDLED / "extractor_names").lexicon


@pytest.mark.parametrize(
    ("word", "whole", "short"),
    [("GPT-4", "XXX-d", "XX-d"), ("Norwick", "Xxxxxxx", "Xxx"), ("éa1984", "xxdddd", "xxdd"), ("U.S.", "X.X.", "X.X.")],
)
def test_shapes_keep_case_digits_and_marks(word, whole, short):
    assert (full_shape(word), word_shape(word)) == (whole, short)


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("@mara look at this", "soc"),
        ("Mara was born in Norwick.", "sen"),
        ("I love this place!", "inf"),
        ("Norwick Tidal Report 2024", "inf"),
        ("Norwick lies at sea. " * 40, "par"),
    ],
)
def test_genres_are_told_from_the_text_alone(text, genre):
    assert find_genre(text, LEXICON) == genre


def test_a_definition_is_known_wherever_the_name_stands():
    words = ["Chaos", "is", "the", "third", "studio", "album", "by", "Mara", ".", "Critics", "liked", "Chaos", "."]

    clues = find_clues(words, LEXICON.words)

    assert "dn=album" in clues[0]
    assert "Dd=album" in clues[words.index("Chaos", 5)]


def test_an_acronym_is_told_by_its_long_form():
    words = ["The", "Norwick", "Tidal", "Institute", "(", "NTI", ")", "closed", ".", "NTI", "moved", "."]

    assert {"Dacr", "Dh=institute"} <= set(find_clues(words, LEXICON.words)[words.index("NTI", 8)])


def test_quoted_words_know_that_they_are_quoted():
    assert "qu=2" in find_clues(["song", '"', "Blue", "Tide", '"', "."], LEXICON.words)[2]


@pytest.mark.timing
def test_hostile_repetition_takes_linear_time():
    started = time.perf_counter()
    find_clues(["Norwick", "("] * 20_000, LEXICON.words)
    find_clues(["Norwick"] * 40_000, LEXICON.words)

    assert time.perf_counter() - started < 20


def test_the_longest_listed_name_gives_the_hint():
    gazetteer = Gazetteer({"new norwick": ("city",), "new": ("word",)}, {"mara": ("fn",)})

    assert gazetteer.tag_words(["New", "Norwick", "mara", "new"]) == [["Bcity"], ["Lcity"], ["fn~"], ["Uword~"]]


def test_lists_survive_being_written_down():
    gazetteer = Gazetteer({"new norwick": ("city", "team")}, {"mara": ("fn",)})

    assert Gazetteer.parse(gazetteer.dump()) == gazetteer


def test_the_shipped_pipeline_knows_the_words_of_its_recipe():
    assert LEXICON.words == read_recipe().words
