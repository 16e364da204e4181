"""A page that changes to A and then to B leaves the article that it leaves when it changes to B at once.

What nobody touched is B's, what a person edited is the person's, the same conflicts wait; and a page that takes its
change back leaves nothing to decide. Two things may differ: where a person's own entry stands among the machine's, as it
stays behind the one that it stood behind last; and, of more facts than an article may have, which ones have the room.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.merge import MergePolicy, merge_articles
from extractor.merge.fields import Conflict, judge_again
from extractor.merge.history import is_said
from extractor.schema import Article, inspect_article
from extractor.schema.parts import read_words
from tests.drawing import draws, share
from tests.merge.histories import History, change_page, compose, make_page
from tests.merge.test_placing import Files

KNOWLEDGE = default_knowledge()

PAIRS = share(900)
SHARES = 3
LISTS = ("atomic_facts", "known_gaps")


def live_twice(seed: int) -> None:
    """Change a page to A and then B, and to B at once, under the same edits; compare."""
    rng = random.Random(seed)  # noqa: S311
    history = History(rng)
    if rng.random() < 0.5:
        history.turn()
        history.rerun()
    for _ in range(rng.randint(1, 3)):
        history.edit()
    one, two, start = copy.deepcopy(history), copy.deepcopy(history), history.page
    two.page = change_page(start, make_page(rng), rng)
    one.page = change_page(start, make_page(rng), rng) if rng.random() < 0.7 else start
    _, first = two.rerun()
    two.page = one.page
    said, second = two.rerun()
    stated, alone = one.rerun()
    compare_articles(one.mine, two.mine, stated)
    compare_facts(one, two)
    waiting = [c for c in first.conflicts if is_said(two.mine, c.place, c.mine) and is_said(said, c.place, c.theirs)]
    judged = (judge_again(conflict, first.conflicts) for conflict in second.conflicts)
    assert tell([*waiting, *(c for c in judged if c)]) == tell(alone.conflicts)


def compare_articles(one: Article, two: Article, stated: Article) -> None:
    left, right, said = (read_lists(article) for article in (one, two, stated))
    for key in LISTS:
        assert key == "atomic_facts" or sorted(left[key]) == sorted(right[key])
        both = {*said[key]}.intersection(left[key], right[key])
        of_page = [[entry for entry in lists[key] if entry in both] for lists in (left, right)]
        assert of_page[0] == of_page[1]
    assert {**one.to_data(), **dict.fromkeys(LISTS)} == {**two.to_data(), **dict.fromkeys(LISTS)}
    assert one.body == two.body


def compare_facts(one: History, two: History) -> None:
    """The same facts, unless there are too many: then those that were there already have the room."""
    left, right = ({read_words(fact.statement) for fact in history.mine.atomic_facts} for history in (one, two))
    assert left - right <= two.left_out
    assert right - left <= one.left_out
    assert len(left) == len(right)


def read_lists(article: Article) -> dict[str, list[str]]:
    return {"atomic_facts": [fact.statement for fact in article.atomic_facts], "known_gaps": list(article.known_gaps)}


def tell(conflicts: Iterable[Conflict]) -> list[str]:
    """Give conflicts without numbers of facts, which count every fact that was ever there."""
    return sorted(repr((conflict.place, strip(conflict.mine), strip(conflict.theirs))) for conflict in conflicts)


def strip(value: Any) -> Any:
    return {key: part for key, part in value.items() if key != "id"} if isinstance(value, dict) else value


@pytest.mark.parametrize("part", range(SHARES))
def test_a_change_and_another_leave_what_the_other_leaves_alone(part: int) -> None:
    for seed in range(part * PAIRS // SHARES, (part + 1) * PAIRS // SHARES):
        live_twice(seed)


@draws(100)
@given(st.integers(min_value=PAIRS))
def test_so_do_any_other_two_changes(seed: int) -> None:
    live_twice(seed)


def test_a_change_that_the_page_takes_back_leaves_nothing_to_decide() -> None:
    place, waiting = ("completeness",), [Conflict(("completeness",), 0.4, 0.9, 0.5)]
    assert judge_again(Conflict(place, 0.5, 0.9, 0.4), waiting) is None
    assert judge_again(Conflict(place, 0.5, 0.9, 0.6), waiting) == Conflict(place, 0.4, 0.9, 0.6)
    assert judge_again(Conflict(place, 0.5, 0.8, 0.4), waiting) == Conflict(place, 0.5, 0.8, 0.4), "a person wrote anew"


def test_a_reworded_fact_that_leaves_the_page_and_returns_is_that_fact_still() -> None:
    files = Files(random.Random(3))  # noqa: S311
    files.page |= {"facts": [1, 2, 3]}
    start = files.page
    files.run()
    name = files.find("pending/")
    assert name
    files.files[name] = files.files[name].replace("A dam of", "In a person's words, a dam of")
    edited = files.files[name]
    files.page = {**start, "facts": [1, 3]}
    assert files.run().action == "conflict", "a person edited what the page has dropped"
    files.page = start
    assert files.run().action != "conflict"
    assert files.files[name] == edited
    files.page = {**start, "figures": [figure + 1 for figure in start["figures"]]}
    assert files.run().action == "conflict", "the page has changed what a person edited"


def test_a_fact_that_had_no_room_was_taken_out_by_nobody() -> None:
    page = {**make_page(random.Random(4)), "facts": [1, 2, 3]}  # noqa: S311
    base, theirs = compose(page), compose({**page, "facts": [1, 2, 3, 4]})
    own = [{**fact, "id": f"{fact['id']}0", "statement": f"A person adds: {fact['statement']}"} for fact in list_facts(base)]
    full = replace_facts(base, [*list_facts(base), *own])
    merge = merge_articles(base, full, theirs, knowledge=KNOWLEDGE)
    words = read_words(theirs.atomic_facts[3].statement)
    assert (merge.left_out, merge.removed, len(merge.article.atomic_facts)) == ((words,), (), 6)
    roomy = replace_facts(merge.article, list_facts(merge.article)[:4])
    again = compose({**page, "facts": [1, 2, 3, 4], "completeness": 0.6})
    after = merge_articles(theirs, roomy, again, policy=MergePolicy(left_out=frozenset(merge.left_out)), knowledge=KNOWLEDGE)
    assert theirs.atomic_facts[3].statement in [fact.statement for fact in after.article.atomic_facts]
    assert merge_articles(theirs, roomy, again, knowledge=KNOWLEDGE).removed == (words,), (
        "nobody would know better without the history"
    )


def list_facts(article: Article) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = article.to_data()["atomic_facts"]
    return facts


def replace_facts(article: Article, facts: list[dict[str, Any]]) -> Article:
    return inspect_article({**article.to_data(), "atomic_facts": facts}, article.body)[0]
