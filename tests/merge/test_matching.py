"""Facts known again in other words: by their words, their source and the words around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.merge.matching import FactFingerprint, find_changed
from extractor.structure.facts.statements import is_covered, same_statement

KNOWLEDGE = default_knowledge()

OLD = "the mill at the ford has ground wheat since 1790"
NEW = "the mill at the ford has ground wheat since 1792"
SHORTER = "wheat has been ground there since 1792"
UNLIKE = "two pumps lift water out of the marsh"
BEFORE, AFTER = "In the parish of the lower ford.", "Its wheel is of oak, and was new"


def see(words: str, number: int = 1, source: str = "A survey", before: str = "", after: str = "") -> FactFingerprint:
    return FactFingerprint(f"af-science-mill-{number}", words, ("named", source), before, after)


@pytest.mark.parametrize(
    ("old", "new", "known"),
    [
        (see(OLD), see(NEW, 4), True),
        (see(OLD), see(NEW, 4, source="Another survey"), True),
        (see(OLD), see(SHORTER, 4, source="Another survey"), False),
        (see(OLD), see(SHORTER, 4), False),
        (see(OLD, before=BEFORE), see(SHORTER, 4, before=BEFORE), False),
        (see(OLD, before=BEFORE, after=AFTER), see(SHORTER, 4, before=BEFORE, after=AFTER), True),
        (see(OLD, before=BEFORE, after=AFTER), see(UNLIKE, 4, before=BEFORE, after=AFTER), False),
        (see(OLD), see(UNLIKE, 4), False),
    ],
)
def test_the_nearer_the_place_the_more_of_the_words_may_differ(old: FactFingerprint, new: FactFingerprint, known: bool) -> None:  # noqa: FBT001
    assert find_changed([old], [new], {new.words}, knowledge=KNOWLEDGE) == ({new.id: old.id} if known else {})


def test_a_fact_whose_sentence_still_stands_on_the_page_has_not_become_another() -> None:
    assert find_changed([see(OLD)], [see(NEW, 4)], {NEW, OLD}, knowledge=KNOWLEDGE) == {}


def test_of_two_that_could_be_it_the_nearest_is() -> None:
    old = [see("the weir has 3 gates and 40 cracks"), see("the weir has 5 gates and 40 cracks", 2)]
    new = [see("the weir has 5 gates and 41 cracks", 7), see("the weir has 4 gates and 40 cracks today", 8)]
    assert find_changed(old, new, {one.words for one in new}, knowledge=KNOWLEDGE) == {
        "af-science-mill-7": old[1].id,
        "af-science-mill-8": old[0].id,
    }


def test_the_same_claim_has_the_same_figures_and_is_not_turned_round() -> None:
    assert same_statement("the mill was built in 1790", "a mill was built in 1790", knowledge=KNOWLEDGE)
    assert not same_statement("the mill was built in 1790", "the mill was built in 1791", knowledge=KNOWLEDGE)
    assert not same_statement("the mill was built in 1790", "the mill was not built in 1790", knowledge=KNOWLEDGE)
    assert is_covered("a mill was built in 1790", ["two pumps", "the mill was built in 1790"], knowledge=KNOWLEDGE)


@given(st.lists(st.text("abc ", min_size=1), max_size=5), st.lists(st.text("abc ", min_size=1), max_size=5))
def test_no_fact_becomes_two_and_no_two_become_one(olds: list[str], news: list[str]) -> None:
    old = [see(words, at) for at, words in enumerate(olds)]
    new = [see(words, at + 10) for at, words in enumerate(news)]
    changed = find_changed(old, new, set(news), knowledge=KNOWLEDGE)
    assert len(set(changed.values())) == len(changed)
    assert not {one.id for one in old if one.words in news} & set(changed.values())
