"""Whatever happens to a page and its article, in whatever order: what people did stands."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.jobs.decisions import read_words
from tests.jobs.merge.histories import History

HISTORIES = 10_000
SHARES = 20


def live(seed: int) -> None:
    """Live through one history and check it after every run."""
    rng = random.Random(seed)  # noqa: S311
    history = History(rng)
    for _ in range(rng.randint(1, 4)):
        if rng.random() < 0.9:
            history.turn()
        for _ in range(rng.randint(0, 2)):
            history.edit()
        history.accepted = history.accepted or rng.random() < 0.2
        check_run(history)


def check_run(history: History) -> None:
    before = history.mine
    same = history.base
    theirs, merge = history.rerun()
    assert not history.find_lost(), history.words
    said = {read_words(fact.statement) for fact in history.mine.atomic_facts}
    had = {read_words(fact.statement) for fact in before.atomic_facts}
    assert not (said - had) & history.out, "a fact that a person took out is back"
    ids = [fact.id for fact in history.mine.atomic_facts]
    assert len(set(ids)) == len(ids)
    names = {read_words(fact.statement): fact.id for fact in same.atomic_facts}
    assert all(names.get(words, fact.id) == fact.id for fact in theirs.atomic_facts if (words := read_words(fact.statement)))
    used = {fact.id: read_words(fact.statement) for fact in same.atomic_facts}
    assert all(used.get(fact.id, words) == words for fact in theirs.atomic_facts if (words := read_words(fact.statement)))
    if same.to_data() == theirs.to_data() and same.body == theirs.body:
        assert merge.article is before, "the page is the same and the article is not"
    check_again(history, merge.article)


def check_again(history: History, article: object) -> None:
    """The same page once more changes nothing: not the article, nor what the machine calls its facts."""
    before = history.base
    theirs, again = history.rerun()
    assert again.article is article
    assert not again.conflicts
    assert theirs.to_data() == before.to_data()


@pytest.mark.parametrize("share", range(SHARES))
def test_ten_thousand_histories_lose_no_edit_and_bring_nothing_back(share: int) -> None:
    for seed in range(share * HISTORIES // SHARES, (share + 1) * HISTORIES // SHARES):
        live(seed)


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=HISTORIES))
def test_any_other_history_does_neither(seed: int) -> None:
    live(seed)
