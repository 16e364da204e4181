"""What issue 4 asks for on the one real page."""

from __future__ import annotations

import pytest

from extractor import find_mentions
from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.read import read_pages
from extractor.scrub import scrub_page
from extractor.segment import segment_page
from extractor.structure.entities import find_speaker, is_same_entity, resolve_entities

KNOWLEDGE = default_knowledge()

PEOPLE_AND_PLACES = {"PERSON", "GPE", "LOC"}


@pytest.fixture(scope="module")
def sections(seed_page):
    config = default_config()
    [raw] = read_pages(seed_page.read_bytes(), seed_page.name, config=config, knowledge=KNOWLEDGE)
    return segment_page(scrub_page(raw, config=config, knowledge=KNOWLEDGE), config=config, knowledge=KNOWLEDGE)


@pytest.fixture(scope="module")
def labels(sections):
    entities = resolve_entities(sections, config=default_config(), knowledge=KNOWLEDGE)
    return {name: entity.label for entity in entities for name in (entity.name, *entity.aliases)}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("OpenAI", "ORG"), ("DeepSeek", "ORG"), ("Sam Altman", "PERSON"), ("Microsoft", "ORG"), ("Gartner", "ORG"),
        ("IBM", "ORG"), ("PwC", "ORG"), ("Michael Shehab", "PERSON"), ("George Lawton", "PERSON"),
        ("San Francisco", "GPE"), ("China", "GPE"), ("TechTarget", "ORG"), ("Stefanini", "ORG"),
    ],
)  # fmt: skip
def test_the_names_of_the_page_carry_the_right_label(labels, name, label):
    assert labels.get(name) == label or (name == "PwC" and labels.get("PwC U.S.") == label)


@pytest.mark.parametrize("phrase", ["Cheap AI Drives Cheap Autonomy", "AI Democratization", "Web Search Results"])
def test_headings_and_slogans_are_neither_people_nor_places(seed_page, labels, phrase):
    lines = seed_page.read_text("utf-8").splitlines()
    found = [
        mention
        for mentions in find_mentions([*lines, phrase])
        for mention in mentions
        if mention.text in phrase and " " in mention.text
    ]

    assert labels.get(phrase) not in PEOPLE_AND_PLACES
    assert not [mention for mention in found if mention.label in PEOPLE_AND_PLACES]


def test_the_wikipedia_text_is_about_another_thing(sections):
    assert not is_same_entity(sections, knowledge=KNOWLEDGE)


def test_the_speakers_of_the_page_are_found(sections):
    quoted = [
        find_speaker(text.text[text.text.find('"') :], knowledge=KNOWLEDGE)
        for result in sections.web_results
        for text in result.fragments
        if "said" in text.text
    ]

    assert [speaker.text for speaker in quoted if speaker] == ["Michael Shehab"]
    assert quoted[0].organisation is not None
