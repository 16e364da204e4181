"""What is known of each language, and what is still missing."""

from __future__ import annotations

import pickle

from extractor.knowledge import Language, default_knowledge, derived
from tests.conftest import ROOT


def test_english_lacks_nothing() -> None:
    assert default_knowledge().languages["en"].list_missing() == ()


def test_what_each_language_lacks_stands_in_contributing() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("<!-- languages -->\n")[2].partition("<!-- end -->")[0]
    languages = {tag: language for tag, language in default_knowledge().languages.items() if tag != "und"}
    rows = [f"| {tag} {one.name} | {', '.join(one.list_missing()) or 'nothing'} |" for tag, one in languages.items()]
    assert table.splitlines()[2:] == rows


def test_a_language_that_lacks_a_topic_has_an_empty_one() -> None:
    assert Language().prose.says == ""
    assert Language().labels.entity.summary == ()


def test_what_is_derived_hangs_on_the_value_and_is_worked_out_once() -> None:
    calls = []

    @derived
    def count(_knowledge: object, number: int) -> int:
        calls.append(number)
        return number + 1

    knowledge, other = default_knowledge(), default_knowledge().model_copy()
    assert (count(knowledge, 1), count(knowledge, 1), count(other, 1)) == (2, 2, 2)
    assert calls == [1, 1]


def test_a_worker_gets_the_same_knowledge_and_works_out_its_own() -> None:
    knowledge = default_knowledge()
    copy = pickle.loads(pickle.dumps(knowledge))  # noqa: S301 - our own bytes
    assert copy.digest == knowledge.digest
    assert copy.languages == knowledge.languages
