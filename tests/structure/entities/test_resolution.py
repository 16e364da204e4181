from __future__ import annotations

import time

import pytest

from extractor import load_config
from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.structure.entities import name_key, resolve_entities
from tests.structure.sections_maker import make_sections

KNOWLEDGE = default_knowledge()

NONE = load_config(None, ["entities.model=none"])


def by_name(sections, config=NONE):
    return {entity.name: entity for entity in resolve_entities(sections, config=config, knowledge=KNOWLEDGE)}


def test_a_name_with_and_without_its_legal_form_is_one_entity():
    entities = by_name(make_sections(summary=["Voltara Ltd grew. Dr Mara Lindqvist leads the Voltara, Ltd. group."]))

    assert name_key(KNOWLEDGE, "Voltara, Ltd.") == name_key(KNOWLEDGE, "Voltara Ltd") == "voltara"
    assert sum("Voltara" in name for name in entities) == 1


def test_an_acronym_is_the_name_it_stands_for():
    entities = by_name(make_sections(summary=["The World Health Organization (WHO) met.", "WHO said nothing."]))

    assert entities["WHO"].aliases == ("World Health Organization",)
    assert len(entities["WHO"].mentions) >= 2


def test_a_surname_is_the_only_person_who_bears_it():
    sections = make_sections(
        summary=["Dr Mara Lindqvist left Norwick.", "Dr Lindqvist Mara stayed."],
        timeline=[("Dr Lindqvist spoke.", "x", "2020")],
    )

    entities = by_name(sections)

    assert "Mara Lindqvist" in entities


def test_two_people_with_one_surname_keep_it_apart():
    sections = make_sections(summary=["Dr Mara Lindqvist met Dr Ola Lindqvist.", "Then Mr Lindqvist left."])

    assert set(by_name(sections)) >= {"Mara Lindqvist", "Ola Lindqvist"}


def test_the_title_and_the_wikipedia_title_are_entities_that_the_page_declares():
    sections = make_sections("Widget theory", wikipedia=("Voltara", "Voltara is a maker of turbines."))

    entities = by_name(sections)

    assert entities["Widget theory"].origin == entities["Voltara"].origin == "page"


def test_a_publisher_behind_a_title_is_an_organisation():
    sections = make_sections(results=[("Democratizing tides - IBM", "Tides belong to everyone.")])

    assert by_name(sections)["IBM"].label == "ORG"


def test_mentions_point_at_their_words_and_know_their_section():
    sections = make_sections(summary=["IBM grew."], results=[("Tides", "IBM fell.")])
    clean = sections.page.text.text

    for entity in resolve_entities(sections, config=default_config(), knowledge=KNOWLEDGE):
        assert entity.mentions
        for text, kind in entity.mentions:
            assert clean[text.start : text.end] == text.text
            assert kind
    assert [kind for _, kind in by_name(sections)["IBM"].mentions] == ["summary", "web_results"]


def test_entities_come_in_the_order_of_the_page():
    sections = make_sections(summary=["Microsoft, IBM and Google."])

    firsts = [entity.mentions[0][0].start for entity in resolve_entities(sections, config=NONE, knowledge=KNOWLEDGE)]

    assert firsts == sorted(firsts)


def test_a_headline_alone_makes_no_organisation_of_its_words():
    sections = make_sections(results=[("Cheap Tides Drive Cheap Ferries And Trains", "Ferries are cheap.")])

    labels = {
        entity.label
        for entity in resolve_entities(sections, config=default_config(), knowledge=KNOWLEDGE)
        if "Cheap" in entity.name
    }

    assert labels <= {"MISC"}


def test_the_company_is_the_only_organisation_that_the_page_speaks_of():
    sections = make_sections(
        summary=["Voltara Ltd builds ships.", "In 2019 the company left. The company that bought it stayed."],
        results=[("Ferries - IBM", "The company fell.")],
    )

    entity = next(entity for name, entity in by_name(sections).items() if name.startswith("Voltara"))

    assert "the company" in entity.aliases
    assert [text.text for text, _ in entity.mentions] == ["Voltara Ltd", "the company"]


def test_of_two_organisations_neither_is_the_company():
    sections = make_sections(summary=["Voltara Ltd builds ships. Norlund Ltd builds trams. In 2019 the company left."])

    assert not any("the company" in entity.aliases for entity in by_name(sections).values())


def test_the_company_before_its_name_is_nobody():
    sections = make_sections(summary=["In 2019 the company left. Voltara Ltd builds ships."])

    assert not any("the company" in entity.aliases for entity in by_name(sections).values())


def test_pages_that_use_different_names_give_one_key():
    first = make_sections(summary=["The Norwick Tide Institute (NTI) met.", "NTI, NTI and NTI again."])
    second = make_sections(summary=["The Norwick Tide Institute met."])

    keys = [{entity.key for entity in by_name(sections).values()} for sections in (first, second)]

    assert "org:norwick-tide-institute" in keys[0] & keys[1]


@pytest.mark.timing
def test_a_page_of_very_many_names_takes_linear_time():
    sections = make_sections(summary=[f"Dr Mara{at} Lind{at}x met Dr Lind{at}x of Voltara{at} Ltd." for at in range(3000)])
    started = time.process_time()

    entities = resolve_entities(sections, config=NONE, knowledge=KNOWLEDGE)

    assert len(entities) > 5000
    assert time.process_time() - started < 20
