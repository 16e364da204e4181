"""Which sentences of a page become its facts."""

from __future__ import annotations

from functools import partial

from extractor.config import Config, default_config
from extractor.knowledge import default_knowledge
from extractor.structure.facts import choose_facts
from extractor.structure.facts.statements import group_duplicates, is_covered, same_statement
from extractor.structure.sources import read_sources
from extractor.types import Fact
from tests.structure.sections_maker import make_sections

KNOWLEDGE = default_knowledge()

DEFINITION = "A tide mill is a water mill driven by the rise and fall of the tide."
HISTORY = "The Harbor Trust reported in 1998 that nine tide mills were working on the coast."


def choose(*results: tuple[str, str], config: Config | None = None) -> tuple[Fact, ...]:
    sections = make_sections("Tide mill", description="A mill driven by the tide.", results=results)
    config = config or default_config()
    return choose_facts(
        sections,
        read_sources(sections, config=config, knowledge=KNOWLEDGE)[0],
        config=config,
        is_entity=False,
        knowledge=KNOWLEDGE,
    )


def statements(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.statement for fact in facts if fact.status == "chosen"]


def test_definitions_and_reports_are_chosen_from_among_noise() -> None:
    noise = "Unlock the power of tide mills with our experts. How do they work? It is great. Sign in to your account."
    facts = choose(
        ("Tide mills explained", f"{noise} {DEFINITION} [...] {noise}"), ("Mills of the coast", f"{HISTORY} They are old.")
    )
    assert statements(facts) == [DEFINITION, HISTORY]


def test_every_candidate_is_kept_with_a_reason() -> None:
    facts = choose(("Tide mills explained", f"{DEFINITION} What else? Read about mills here."))
    assert [fact.status for fact in facts] == ["chosen", "rejected", "rejected"]
    assert all(fact.reason for fact in facts)
    assert [fact.reason for fact in facts[1:]] == ["a question", "a command: 'Read'"]


def test_the_score_is_the_sum_of_features_times_weights() -> None:
    weights = default_config().facts.weights
    for fact in choose(("Tide mills explained", f"{DEFINITION} {HISTORY}")):
        assert fact.score == round(sum(value * weights[name] for name, value in fact.features.items()), 4)


def test_a_statement_of_two_sources_is_one_corroborated_fact() -> None:
    facts = choose(("Tide mills explained", DEFINITION), ("What a tide mill is", DEFINITION.replace("A tide", "The tide")))
    (fact,) = (fact for fact in facts if fact.status == "chosen")
    assert fact.corroborated_by == (1 - fact.source,)
    assert fact.features["corroborated"] == 1.0
    assert next(other for other in facts if other is not fact).reason == "says the same as a better sentence"


def test_each_source_gets_its_best_sentence_before_any_gets_a_second() -> None:
    knobs = default_config().facts.model_copy(update={"max_facts": 2})
    config = default_config().model_copy(update={"facts": knobs})
    facts = choose(
        ("Tide mills explained", f"{DEFINITION} {HISTORY}"),
        ("Ponds", "The Pond Society reports that a tide mill stores the water of the flood in a pond."),
        config=config,
    )
    assert {fact.source for fact in facts if fact.status == "chosen"} == {0, 1}


def test_only_the_best_definition_of_the_entity_counts_as_one() -> None:
    other = "A tide mill is a mill with a pond that the tide fills."
    facts = choose(("Tide mills explained", DEFINITION), ("What a tide mill is", other))
    assert sum("defines_entity" in fact.features for fact in facts) == 1


def test_a_plural_is_defined_without_an_article() -> None:
    facts = choose(
        ("Tide mills", "Tide mills are coastal machines that grind corn by the ebb. Tide mills are closed on Mondays of May.")
    )
    assert ["definitional" in fact.features for fact in facts] == [True, False]


def test_what_may_be_counts_in_the_main_clause_only() -> None:
    facts = choose(("Tide mills", "Tide mills use a pond that can hold the flood. Tide mills can hold the flood in a pond."))
    assert ["modal" in fact.features for fact in facts] == [False, True]


def test_an_encyclopedia_text_about_something_else_carries_no_fact() -> None:
    sections = make_sections("Tide mill", results=[("Ponds", DEFINITION)], wikipedia=("Reed", "Reed is a miller of 1780."))
    sources, _ = read_sources(sections, config=default_config(), knowledge=KNOWLEDGE)
    facts = choose_facts(sections, sources, config=default_config(), is_entity=False, knowledge=KNOWLEDGE)
    assert {sources[fact.source].title for fact in facts} == {"Ponds"}


def test_machine_written_parts_carry_no_fact() -> None:
    sections = make_sections("Tide mill", summary=[HISTORY], results=[("Ponds", DEFINITION)])
    sources, _ = read_sources(sections, config=default_config(), knowledge=KNOWLEDGE)
    assert statements(choose_facts(sections, sources, config=default_config(), is_entity=False, knowledge=KNOWLEDGE)) == [
        DEFINITION
    ]


def test_a_page_without_evidence_has_no_candidate() -> None:
    assert choose(("Tide mills explained", "")) == ()


def test_a_figure_or_name_apart_makes_two_statements() -> None:
    same = partial(same_statement, part=True, knowledge=KNOWLEDGE)
    assert same("The mill has nine wheels.", "The mill has nine wheels today.")
    assert not same("The mill has 9 wheels.", "The mill has 8 wheels.")
    assert not same("The mill has nine wheels.", "The mill has never had nine wheels.")
    assert not same("Reed says the mill is a listed building.", "Penrose says the mill is a listed building.")


def test_a_word_apart_makes_two_facts_of_a_page_and_does_not_bring_back_a_rejected_one() -> None:
    one = "The survey of the valley describes the upper weir as an early example of a stepped dam."
    other = one.replace("upper", "lower")
    assert group_duplicates([one, other], knowledge=KNOWLEDGE) == []
    assert group_duplicates([one, f"{one[:-1]}, and its builder is named."], knowledge=KNOWLEDGE) == [[0, 1]]
    assert is_covered(other, [one], knowledge=KNOWLEDGE)


def test_facts_point_at_the_words_they_were_read_from() -> None:
    sections = make_sections(
        "Tide mill", results=[("Tide mills explained", f"For example, {DEFINITION[0].lower()}{DEFINITION[1:]}")]
    )
    sources, _ = read_sources(sections, config=default_config(), knowledge=KNOWLEDGE)
    (fact,) = choose_facts(sections, sources, config=default_config(), is_entity=False, knowledge=KNOWLEDGE)
    assert sections.page.text.text[fact.sentence.start : fact.sentence.end] == fact.sentence.text
    assert (fact.statement, fact.edits[0].removed) == (DEFINITION, "For example, ")


def test_a_web_result_that_is_the_encyclopedias_page_of_the_entity_may_carry_facts() -> None:
    facts = choose(("Tide mill - Wikipedia", DEFINITION), ("Watermill - Wikipedia", HISTORY))
    assert statements(facts) == [DEFINITION]


def test_the_last_entry_of_a_table_of_contents_is_not_the_start_of_a_fact() -> None:
    facts = choose(("Mills of the coast", f"1. Introduction 2. History 3. Uses {HISTORY} {DEFINITION}"))
    assert statements(facts) == [DEFINITION]


def test_another_thing_of_the_same_name_does_not_define_the_entity() -> None:
    described = "A water mill that the rise and fall of the sea drives, with a pond, a gate and a wheel of oak."
    album = "Tide mill is a 2009 album by the rock band Northern Ferry."
    page = make_sections(
        "Tide mill", description=described, results=(("Tide mills explained", DEFINITION), ("Records of the year", album))
    )
    config = default_config()
    facts = choose_facts(
        page, read_sources(page, config=config, knowledge=KNOWLEDGE)[0], config=config, is_entity=False, knowledge=KNOWLEDGE
    )
    assert statements(facts) == [DEFINITION]


def test_the_entity_is_defined_by_itself_and_not_by_one_of_its_kind() -> None:
    facts = choose(("Tide mills explained", f"The Woodbridge tide mill was the last one to work in Suffolk. {DEFINITION}"))
    assert [fact.statement for fact in facts if "defines_entity" in fact.features] == [DEFINITION]
