"""The words of a statement that tell one event from another: names, event verbs, and the rest by their stems."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from extractor.knowledge import Knowledge, derived

_WORD = re.compile(r"[^\W_]+(?:[.&'\u2019-][^\W_]+)*")
_YEAR = re.compile(r"[12]\d{3}")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ers", "ed", "es", "er", "s", "e", "y")


class Wording(NamedTuple):
    """The words of one statement.

    Attributes:
        names: Words with a capital or a digit, in lower case; years are left out.
        verbs: Numbers of lines of ``configs/languages/<tag>/events.yaml``.
        others: Stems of all else but function words.
        keys: Everything as strings, for an index.
    """

    names: frozenset[str]
    verbs: frozenset[int]
    others: frozenset[str]
    keys: frozenset[str]

    @property
    def versions(self) -> frozenset[str]:
        """The names with a digit, which tell GPT-2 from GPT-3."""
        return frozenset(name for name in self.names if any(letter.isdigit() for letter in name))


def make_wording(names: Iterable[str], verbs: Iterable[int], others: Iterable[str]) -> Wording:
    """Put the words of a statement together."""
    sets = frozenset(names), frozenset(verbs), frozenset(others)
    return Wording(*sets, sets[0] | sets[2] | {f"verb {number}" for number in sets[1]})


@derived
def load_events(knowledge: Knowledge) -> dict[str, Any]:
    """Load ``configs/languages/<tag>/events.yaml`` with its word lists as sets and its verbs as a table from form to line.

    The words for an unknown date are those of the labels, and some more.
    """
    data = knowledge.gather(lambda language: language.events)
    labels = knowledge.gather(lambda language: language.labels)
    verbs = {form: number for number, line in reversed(list(enumerate(data.verbs))) for form in line.split()}
    return {
        "unknown": frozenset(word.lower().rstrip(".") for word in (*labels.unknown_dates, *data.unknown)),
        "verbs": verbs,
        "once": frozenset(verbs[form] for form in data.once),
        "pronouns": re.compile(rf"\b(?:{'|'.join(data.pronouns)})\b", re.IGNORECASE),
        "stopwords": frozenset(data.stopwords.split()),
        "relevance": frozenset(data.relevance),
        "hedges": frozenset(data.hedges),
    }


def read_wording(text: str, *, knowledge: Knowledge) -> Wording:
    """Sort the words of a statement into names, event verbs and others."""
    found: dict[str, set[Any]] = {"name": set(), "verb": set(), "other": set()}
    for match in _WORD.finditer(text):
        kind, value = _sort_word(knowledge, match[0])
        if kind:
            found[kind].add(value)
    return make_wording(found["name"], found["verb"], found["other"])


@derived
def _sort_word(knowledge: Knowledge, written: str) -> tuple[str, Any]:
    """Give the kind of a word and what stands for it; no kind for what tells nothing."""
    events = load_events(knowledge)
    word = _POSSESSIVE.sub("", written)
    lower = word.lower()
    if lower in events["stopwords"] or _YEAR.fullmatch(word):
        return "", None
    if lower in events["verbs"]:
        return "verb", events["verbs"][lower]
    if any(letter.isupper() for letter in word) or not word.isalpha():
        return "name", lower
    return "other", stem_word(lower)


def find_words(text: str, event: Wording, *, knowledge: Knowledge) -> list[int]:
    """Say where a text has the verbs of an event, or, without any, its other words."""
    verbs, others = [], []
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if load_events(knowledge)["verbs"].get(word) in event.verbs:
            verbs.append(match.start())
        elif word in event.names or stem_word(word) in event.others:
            others.append(match.start())
    return verbs or others


def stem_word(word: str) -> str:
    """Cut the commonest English endings, so that "lawsuits" and "lawsuit", "catalyzed" and "catalyzing" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
