"""Sentences of a page inside other sentences."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.knowledge.prose import Prose
from extractor.structure.phrasing import Voice, close, find_prose, join_words, name_speaker, quote
from extractor.types import Source, Text
from tests.structure.sections_maker import make_sections

KNOWLEDGE = default_knowledge()
ENGLISH = find_prose(KNOWLEDGE, "en")

PAGE = make_sections(
    "Tide mill", description="Democratizing is rare, and Gartner says that democratizing takes time. Ask Gartner."
)


def source(institution: str | None, title: str = "A Title") -> Source:
    return Source(role="primary", title=title, raw_title=Text(0, 1, "A"), type="article", passages=(), institution=institution)


@pytest.mark.parametrize(
    ("sentence", "embedded"),
    [
        ("The tide turns twice a day.", "the tide turns twice a day"),
        ("Democratizing takes time.", "democratizing takes time"),
        ("Gartner asserts that it does.", "Gartner asserts that it does"),
        ("IBM says so.", "IBM says so"),
        ("AI-based mills turn.", "AI-based mills turn"),
        ('It called this "a trend."', 'it called this "a trend"'),
        ("It moved to the U.S.", "it moved to the U.S."),
        ("Historians disagree.", "historians disagree"),
    ],
)
def test_an_embedded_sentence_loses_what_only_a_sentence_of_its_own_has(sentence: str, embedded: str) -> None:
    assert Voice(PAGE, knowledge=KNOWLEDGE).embed(sentence) == embedded


def test_a_sentence_that_begins_with_its_speaker_needs_no_frame() -> None:
    assert (
        Voice(PAGE, knowledge=KNOWLEDGE).attribute(source("Gartner"), "Gartner asserts that it does.")
        == "Gartner asserts that it does."
    )


def test_frames_vary_where_a_source_goes_on_speaking() -> None:
    voice, speaker = Voice(PAGE, knowledge=KNOWLEDGE), source("IBM")
    said = [voice.attribute(speaker, "The tide turns.", times=times) for times in range(3)]
    assert said == ["According to IBM, the tide turns.", "IBM adds that the tide turns.", "IBM also says that the tide turns."]


def test_another_language_is_framed_in_its_own_words_and_keeps_its_capitals() -> None:
    assert (
        Voice(PAGE, "de", knowledge=KNOWLEDGE).attribute(source("Bergwissen"), "Der Berg ist hoch.")
        == "Laut Bergwissen: Der Berg ist hoch."
    )
    assert Voice(PAGE, "fi", knowledge=KNOWLEDGE).attribute(source("Yle"), "Vuori on korkea.") == "Yle: Vuori on korkea."


@pytest.mark.parametrize(
    ("institution", "name"),
    [
        ("IBM", "IBM"),
        ("Nobel Prize Museum", "the Nobel Prize Museum"),
        ("University of Oslo", "the University of Oslo"),
        ("The Guardian", "The Guardian"),
        (None, '"A Title"'),
    ],
)
def test_speakers_are_named_as_prose_does(institution: str | None, name: str) -> None:
    assert name_speaker(source(institution), ENGLISH) == name


def test_words_are_joined_closed_and_quoted() -> None:
    assert join_words(["a", "b", "c"], ENGLISH) == "a, b, and c"
    assert close('he called it "late"') == 'he called it "late."'
    assert quote('What is "late"?') == "\"What is 'late'?\""


def test_a_language_without_frames_for_a_second_sentence_names_the_speaker_again() -> None:
    dutch = KNOWLEDGE.languages["nl"]
    fields = {name: getattr(dutch.prose, name) for name in dutch.prose.model_fields_set if name != "again"}
    languages = {**KNOWLEDGE.languages, "nl": dutch.model_copy(update={"prose": Prose(**fields)})}
    voice = Voice(PAGE, "nl", knowledge=KNOWLEDGE.model_copy(update={"languages": languages}))
    assert voice.attribute(source("IBM"), "De molen draait.", times=1) == "Volgens IBM: de molen draait."
