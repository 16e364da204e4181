from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.structure.entities import find_speaker

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Harrow Analytics asserts that tides will change.", "Harrow Analytics"),
        ("According to the Tidal Energy Institute, output doubled.", "Tidal Energy Institute"),
        ("Harrow, a research firm, predicts growth.", "Harrow"),
        ("The report was cited by Mara Lindqvist in her lecture.", "Mara Lindqvist"),
        ('"Nobody expected this," said Mara Lindqvist, head of turbines at Voltara.', "Mara Lindqvist"),
        ("The Bank of Norwick has repeatedly warned investors.", "Bank of Norwick"),
        ("The Bank of Norwick also warned investors.", "Bank of Norwick"),
    ],
)
def test_the_one_who_speaks_is_named(sentence, name):
    speaker = find_speaker(sentence, knowledge=KNOWLEDGE)

    assert (speaker.text if speaker else None) == name
    assert speaker is None or sentence[speaker.start : speaker.end] == speaker.text


@pytest.mark.parametrize(
    "sentence",
    [
        "However, this raises concerns.",
        "It is said that the moon is made of cheese.",
        "Some experts say that output will grow.",
        "They reported losses.",
        "",
    ],
)
def test_nobody_speaks_where_nobody_is_named(sentence):
    assert find_speaker(sentence, knowledge=KNOWLEDGE) is None


def test_the_employer_of_a_speaker_is_read_from_the_aside():
    sentence = '"It works," said Mara Lindqvist, head of turbines at energy giant Voltara North.'

    speaker = find_speaker(sentence, knowledge=KNOWLEDGE)

    assert sentence[slice(*speaker.organisation)] == "Voltara North"


def test_a_speaker_without_an_aside_has_no_employer():
    assert find_speaker("Mara Lindqvist said that it works.", knowledge=KNOWLEDGE).organisation is None


@given(st.text(max_size=400))
def test_any_text_gives_nobody_or_words_of_it(text):
    speaker = find_speaker(text, knowledge=KNOWLEDGE)

    assert speaker is None or text[speaker.start : speaker.end] == speaker.text != ""
