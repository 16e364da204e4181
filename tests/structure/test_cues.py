"""Cues: the words beside them are such that every match holds one, so that the quick look never hides a match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import _parser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.structure.assertions import load_traits
from extractor.structure.cues import Cues, read_cues
from tests.drawing import draws

KNOWLEDGE = default_knowledge()

_CHARACTERS = st.characters(codec="ascii") | st.just("©")
_ANYTHING = "\0"
_MOST = 2000


def _list_cues() -> Iterator[tuple[str, Cues]]:
    yield from (
        (f"furniture {tag}", read_cues(language.ranking.furniture_patterns))
        for tag, language in KNOWLEDGE.languages.items()
        if language.ranking and language.ranking.furniture_patterns.cues
    )
    for tag, language in KNOWLEDGE.languages.items():
        if (disputes := language.disputes) and disputes.attributes:
            yield f"open questions {tag}", read_cues(disputes.open_questions)
            for axis in disputes.opposites:
                yield f"{axis.name} 0 {tag}", read_cues(axis.for_)
                yield f"{axis.name} 1 {tag}", read_cues(axis.against)
            count = len(disputes.attributes)
            yield from ((f"{trait.name} {tag}", trait.cues) for trait in load_traits(KNOWLEDGE, tag)[-count:])


_CUES = dict(_list_cues())


def find_bare_matches(pattern: str, words: Sequence[str]) -> list[str]:
    """Give what a pattern matches without one of the words, as far as the pattern says which letters that is.

    A pattern is unrolled into all that it spells: ``figures? (?:of|in)`` spells ``figure? of`` and ``figure? in``, where ``?``
    may stand for anything. What holds a word as spelt holds it in every match, whatever stands for the rest. The few foreign
    letters that Python takes for ours where case does not matter, such as a dotless i, are left aside.
    """
    return sorted(spelt for spelt in _spell(_parser.parse(pattern)) if not any(word in spelt.casefold() for word in words))


def _spell(nodes: Iterable[tuple[Any, Any]]) -> set[str]:
    spelt = {""}
    for kind, value in nodes:
        parts = _spell_node(str(kind), value)
        spelt = {before + part for before in spelt for part in parts}
        assert len(spelt) < _MOST, "too many ways to read a pattern"
    return spelt


def _spell_node(kind: str, value: Any) -> set[str]:
    spelt = {_ANYTHING}
    match kind:
        case "LITERAL":
            spelt = {chr(value)}
        case "IN" if all(str(one) == "LITERAL" for one, _ in value):
            spelt = {chr(letter) for _, letter in value}
        case "AT":
            spelt = {""}
        case "BRANCH":
            spelt = set().union(*map(_spell, value[1]))
        case "SUBPATTERN":
            spelt = _spell(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT" if value[0] > 0:
            spelt = {part + _ANYTHING * (value[1] > 1) for part in _spell(value[2])}
        case "ASSERT":
            spelt = {_ANYTHING + part + _ANYTHING for part in _spell(value[1])}
    return spelt


@pytest.mark.parametrize("name", _CUES)
def test_no_pattern_can_match_without_one_of_its_words(name: str) -> None:
    cues = _CUES[name]
    assert [spelt for pattern in cues.patterns for spelt in find_bare_matches(pattern.pattern, cues.words)] == []


@pytest.mark.parametrize(
    ("pattern", "word", "bare"),
    [
        (r"[$€]\d+ (?:a|per) (?:month|user)", "month", 4),
        (r"\b(?:vary|varies|differ)s?\b", "var", 1),
        (r"(?:open )?debate", "open", 1),
        (r"(?:open )+debate", "open", 0),
        (r"[a-z]\w*", "a", 1),
        (r"has (?=\d+ (?:people|staff))", "people", 1),
    ],
)
def test_a_pattern_that_can_match_without_a_word_is_found(pattern: str, word: str, bare: int) -> None:
    assert len(find_bare_matches(pattern, [word])) == bare


@cache
def _write_matches(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, alphabet=_CHARACTERS)


@pytest.mark.parametrize("name", _CUES)
@draws(30)
@given(data=st.data())
def test_every_match_of_a_cue_is_found(name: str, data: st.DataObject) -> None:
    cues = _CUES[name]
    pattern = data.draw(st.sampled_from(cues.patterns))
    text = data.draw(_write_matches(pattern))
    assert cues.may_match(text.casefold())
    assert cues.search(text) is not None


@pytest.mark.parametrize("text", ["$0 a user", "€12.50 per seat", "£9 a month", "From $ 5 a user"])
def test_a_price_for_each_user_is_furniture(text: str) -> None:
    assert _CUES["furniture en"].search(text) is not None


def test_a_text_without_the_words_holds_no_match() -> None:
    cues = Cues((re.compile(r"\bopen to debate\b"),), ("open to",))
    assert cues.search("The matter is open to debate.") is not None
    assert cues.search("The matter is settled.") is None
