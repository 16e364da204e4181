"""Ids of facts and sources, and the numbers in them."""

from __future__ import annotations

import pytest

from extractor.schema.ids import is_fact_id, move_facts, name_fact, name_source, read_number, renumber


def test_an_id_holds_the_number_that_it_was_made_with() -> None:
    fact, source = name_fact("ai", "tide-mill-2", 14), name_source("tide-mill-2", 3)
    assert (fact, source) == ("af-ai-tide-mill-2-14", "ps-tide-mill-2-3")
    assert (read_number(fact), read_number(source)) == (14, 3)
    assert is_fact_id(fact)
    assert not is_fact_id(source)
    assert renumber(fact, 7) == "af-ai-tide-mill-2-7"


@pytest.mark.parametrize("name", ["", None, "af-ai-x", "af-ai-x-", "af-ai-x-²", "af-ai-x-1e3", "af-ai-x-" + "9" * 5000])
def test_what_is_no_number_counts_as_none(name: object) -> None:
    assert read_number(name) == 0


def test_facts_keep_their_numbers_in_another_category_and_foreign_ids_stay() -> None:
    facts = [{"id": "af-ai-x-4"}, {"id": "mine"}, "no fact"]
    assert move_facts(facts, "x", categories=("ai", "science")) == [{"id": "af-science-x-4"}, {"id": "mine"}, "no fact"]
