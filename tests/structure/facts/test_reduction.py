"""The listed edits, and that there are no others."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.structure.facts import apply_edits
from extractor.structure.facts.candidates import Candidate, Topic
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.facts.reduction import reduce_sentence
from extractor.structure.wording import plain_words
from extractor.types import Text

KNOWLEDGE = default_knowledge()

TOPIC = Topic("Harbor Mill", frozenset(), frozenset(), (), Counter(), ("Harbor Mill",), frozenset())


def reduce(sentence: str, before: str = "") -> tuple[str, list[str]]:
    page = f"{before} {sentence}"
    lead = Text(0, len(before), before) if before else None
    candidate = Candidate(0, Text(len(before) + 1, len(page), sentence), stem_words(sentence, knowledge=KNOWLEDGE), lead)
    statement, edits = reduce_sentence(candidate, TOPIC, longest=200, knowledge=KNOWLEDGE)
    assert apply_edits(sentence, edits) == statement
    assert all(edit.removed == sentence[edit.at : edit.at + len(edit.removed)] for edit in edits)
    assert all(page[edit.origin.start : edit.origin.end] == edit.inserted for edit in edits if edit.origin)
    return statement, [edit.kind for edit in edits]


def test_a_sentence_that_needs_no_edit_is_quoted() -> None:
    assert reduce("The mill’s wheel turns.") == ("The mill's wheel turns.", [])


@pytest.mark.parametrize("opening", ["But", "For example,", "At a high level,", "Often,", "However,"])
def test_a_leading_connective_is_dropped_and_the_rest_gets_a_capital(opening: str) -> None:
    assert reduce(f"{opening} the wheel turns.") == ("The wheel turns.", ["drop-connective"])


def test_a_name_that_begins_like_a_connective_stays() -> None:
    assert reduce("Butler owns the mill.") == ("Butler owns the mill.", [])


def test_a_trailing_comment_is_dropped_only_from_a_long_sentence() -> None:
    clause = ", which shows how far the whole trade has come since the days of the very first millers on the northern coast"
    short = f"The wheel turns{clause}."
    assert reduce(short)[1] == []
    long = f"The wheel turns by the power of the tide that fills the pond of the mill twice a day through a gate{clause}."
    assert reduce(long) == (long.replace(clause, ""), ["drop-clause"])


def test_a_clause_that_leads_back_to_the_main_clause_stays() -> None:
    long = (
        "The wheel of the mill turns by the power of the tide that fills the pond twice a day through a gate in the dam, "
        "which the miller opens by hand, and the whole of the flour goes to the bakers of the town before noon."
    )
    assert reduce(long) == (long, [])


def test_a_pronoun_is_resolved_to_the_entity_that_the_sentence_before_is_about() -> None:
    statement, kinds = reduce("It grinds wheat.", before="Harbor Mill (1780) is a tide mill.")
    assert (statement, kinds) == ("[Harbor Mill] grinds wheat.", ["resolve-pronoun"])


@pytest.mark.parametrize(
    "before",
    ["", "Harbor Mill's owner is Reed.", "Reed bought Harbor Mill.", "Harbor Mill Road is long.", "The owner is Reed."],
)
def test_a_pronoun_without_a_safe_antecedent_stays(before: str) -> None:
    assert reduce("It grinds wheat.", before=before) == ("It grinds wheat.", [])


@given(
    st.lists(st.sampled_from([*'Itaeb ,."()“’—', ", which ", "But ", "It ", "ing ", "the mill "]), min_size=1, max_size=90).map(
        "".join
    )
)
def test_the_edits_alone_explain_the_statement(sentence: str) -> None:
    statement, kinds = reduce(sentence, before="Harbor Mill is old.")
    if not kinds:
        assert statement == plain_words(sentence)
