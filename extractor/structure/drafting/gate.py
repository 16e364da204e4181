"""The gate that every drafted sentence must pass: closure, overlap, polarity. It knows no model and trusts none."""

from __future__ import annotations

import re
from collections import Counter

from extractor.knowledge import Knowledge, derived
from extractor.schema.prose import is_damaged
from extractor.structure.claims.quantities import list_numbers
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.sentences import split_sentences
from extractor.structure.wording import plain_words

_SHORTEST, _LONGEST = 10, 300
_MOST_NEW = 0.2
_LEAST_KEPT = 0.6
_NAME = re.compile(r"\b\w*[A-Z]\w*")
_MARKUP = re.compile(r"://|[\[\]{}<>#*_|`\\]")


def find_fault(drafted: str, statement: str, *, knowledge: Knowledge) -> str:
    """Say why a drafted sentence may not stand for a statement; empty where it may.

    It must be one plain sentence with the statement's own figures, names, negations and modal verbs; at most a fifth of its
    content words may be new, and it must keep three fifths of the statement's.
    """
    return _check_form(drafted, statement, knowledge=knowledge) or _check_claims(drafted, statement, knowledge=knowledge)


def _check_form(drafted: str, statement: str, *, knowledge: Knowledge) -> str:
    if not _SHORTEST <= len(drafted) <= _LONGEST or not drafted.endswith("."):
        return "no sentence of 10 to 300 characters"
    if drafted != plain_words(drafted) or len(split_sentences(drafted, knowledge=knowledge)) != 1:
        return "more than one plain sentence"
    damaged = is_damaged(drafted) or any(mark not in statement for mark in _MARKUP.findall(drafted))
    return "markup or words that the schema refuses" if damaged else ""


def _check_claims(drafted: str, statement: str, *, knowledge: Knowledge) -> str:
    if list_numbers(drafted) != list_numbers(statement):
        return "other figures"
    if _list_names(drafted, statement) != _list_names(statement, drafted):
        return "other names"
    if _count_turns(drafted, knowledge=knowledge) != _count_turns(statement, knowledge=knowledge):
        return "another polarity or modality"
    return _compare_words(stem_words(drafted, knowledge=knowledge), stem_words(statement, knowledge=knowledge))


def _list_names(text: str, other: str) -> set[str]:
    """Capitalised words; the one that opens the sentence counts only where the other text has it capitalised too."""
    first = re.match(r"\W*(\w+)", text)
    names = set(_NAME.findall(text))
    if first and first[1].istitle() and first[1].lower() in other.split():
        names.discard(first[1])
    return names


def _count_turns(text: str, *, knowledge: Knowledge) -> Counter[str]:
    return Counter(word.casefold() for word in _turns(knowledge).findall(text))


@derived
def _turns(knowledge: Knowledge) -> re.Pattern[str]:
    """Match what turns a sentence round, and what says how far it holds."""
    words = knowledge.gather(lambda language: language.facts)
    whole, endings = ("|".join(map(re.escape, each)) for each in ((*words.negations, *words.limits), words.negation_endings))
    return re.compile(rf"\b(?:{whole})\b|(?:{endings})\b", re.IGNORECASE)


def _compare_words(drafted: frozenset[str], stated: frozenset[str]) -> str:
    if not drafted or not stated:
        return "no content"
    if len(drafted - stated) > _MOST_NEW * len(drafted):
        return "words that the evidence does not hold"
    return "" if len(drafted & stated) >= _LEAST_KEPT * len(stated) else "too little of the evidence"
