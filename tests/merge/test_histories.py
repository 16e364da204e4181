"""Whatever happens to a page and its article, in whatever order: what people did stands."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.merge import Merge
from extractor.schema import Article
from extractor.schema.parts import read_words
from tests.drawing import draws, share
from tests.merge.histories import History, read_sentence

HISTORIES = share(2_000)
SHARES = 4


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
    assert not (said - had) & (history.out | history.taken), "a fact that a person took out is back"
    ids = [fact.id for fact in history.mine.atomic_facts]
    assert len(set(ids)) == len(ids)
    names = {read_words(fact.statement): fact.id for fact in same.atomic_facts}
    assert all(names.get(words, fact.id) == fact.id for fact in theirs.atomic_facts if (words := read_words(fact.statement)))
    used = {fact.id: read_sentence(fact.statement) for fact in same.atomic_facts}
    assert all(used.get(fact.id, about) == about for fact in theirs.atomic_facts if (about := read_sentence(fact.statement)))
    check_changes(history, before, same, theirs, merge)
    if same.to_data() == theirs.to_data() and same.body == theirs.body:
        assert merge.article is before, "the page is the same and the article is not"
    check_again(history, merge.article)


def check_changes(history: History, before: Article, base: Article, theirs: Article, merge: Merge) -> None:
    """A fact that the page has changed is that fact still; where a person had changed it too, both wordings are told."""
    said = {fact.statement for fact in theirs.atomic_facts}
    now = {read_sentence(fact.statement): fact for fact in theirs.atomic_facts}
    mine = {fact.id: fact for fact in before.atomic_facts}
    told = {conflict.place: (conflict.base, conflict.mine, conflict.theirs) for conflict in merge.conflicts}
    for fact in base.atomic_facts:
        new = now.get(read_sentence(fact.statement))
        own = mine.get(fact.id)
        if fact.statement in said or new is None or own is None or read_words(new.statement) in history.out:
            continue  # it has not changed, has gone, or has become what a person took out
        assert new.id == fact.id, "a change was taken for one fact that went and another that came"
        if history.words.get(("atomic_facts", fact.id)) == own.statement:
            place = ("atomic_facts", fact.id.rpartition("-")[2], "statement")
            assert told[place] == (fact.statement, own.statement, new.statement)


def check_again(history: History, article: object) -> None:
    """The same page once more changes nothing: not the article, nor what the machine calls its facts."""
    before = history.base
    theirs, again = history.rerun()
    assert again.article is article
    assert not again.conflicts
    assert theirs.to_data() == before.to_data()


@pytest.mark.parametrize("part", range(SHARES))
def test_many_histories_lose_no_edit_and_bring_nothing_back(part: int) -> None:
    for seed in range(part * HISTORIES // SHARES, (part + 1) * HISTORIES // SHARES):
        live(seed)


@draws(100)
@given(st.integers(min_value=HISTORIES))
def test_any_other_history_does_neither(seed: int) -> None:
    live(seed)
