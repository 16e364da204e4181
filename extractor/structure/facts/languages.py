"""What speaks for and against a fact in languages other than English, by their ``facts.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.language import FactWords

_KINDS = ("pronouns", "persons", "commands", "modals", "promotion", "furniture", "definitions", "reports")
_FIRST = frozenset({"pronouns", "commands"})
_JOINED = r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(rf"[{_JOINED}]+|[^{_JOINED}]+")
_REASONS = {
    "pronouns": "it depends on the sentence before: '{}'",
    "persons": "first or second person: '{}'",
    "commands": "a command: '{}'",
    "promotion": "promotion: '{}'",
    "furniture": "page furniture: '{}'",
    "modals": "modal prose: '{}'",
}
_SUBJECT = re.compile(r"[是为為於于在はが，、]")


class _Lists(NamedTuple):
    english: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]


@derived
def _load_lists(knowledge: Knowledge) -> _Lists:
    english, *others = (language.facts for language in knowledge.languages.values())
    return _Lists(frozenset(english.telling), {kind: _compile(kind, others) for kind in _KINDS})


def _compile(kind: str, languages: Sequence[FactWords]) -> re.Pattern[str]:
    """One pattern for all languages but English; what opens a sentence is looked for at its start only."""
    words = "|".join(re.escape(word) for facts in languages if not facts.joined for word in getattr(facts, kind))
    signs = "|".join(re.escape(word) for facts in languages if facts.joined for word in getattr(facts, kind))
    start = r"^[\s\"'“«¿¡「『]*" if kind in _FIRST else ""
    return re.compile(rf"{start}(?:(?<![\w'’-])(?:{words})(?![\w-])|{signs})", re.IGNORECASE)


@derived
def load_negations(knowledge: Knowledge) -> frozenset[str]:
    """Give the words of any language that turn a sentence into its opposite."""
    return frozenset(knowledge.gather(lambda language: language.facts).negations)


@derived
def _load_leaning(knowledge: Knowledge) -> re.Pattern[str]:
    words = knowledge.gather(lambda language: language.facts).leaning
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


def find_leaning(statement: str, *, knowledge: Knowledge) -> str:
    """Give the adverb by which a sentence counts from a time that another one names; nothing behind a figure of its own."""
    match = _load_leaning(knowledge).search(statement)
    return match.group() if match and not any(map(str.isdigit, statement[: match.start()])) else ""


def is_english(words: Iterable[str], *, knowledge: Knowledge) -> bool:
    """Whether one of the words is such as English sentences hold and others do not."""
    return not _load_lists(knowledge).english.isdisjoint(word.lower() for word in words)


def find_foreign_refusal(statement: str, *, knowledge: Knowledge) -> str:
    """Say why a sentence that is not English can be no fact; empty where nothing speaks against it."""
    patterns = _load_lists(knowledge).patterns
    reports = patterns["reports"].search(statement) is not None
    for kind, reason in _REASONS.items():
        if (match := patterns[kind].search(statement)) and not (kind == "modals" and reports):
            return reason.format(match.group().strip())
    return ""


def defines(statement: str, *, knowledge: Knowledge) -> bool:
    """Whether a sentence that is not English says what something is."""
    return _load_lists(knowledge).patterns["definitions"].search(statement) is not None


def reports(statement: str, *, knowledge: Knowledge) -> bool:
    """Whether a sentence that is not English says who says so."""
    return _load_lists(knowledge).patterns["reports"].search(statement) is not None


def cut_subject(statement: str) -> str:
    """Give what stands before the first particle that ends a subject in a script without blanks; else nothing."""
    match = _SUBJECT.search(statement)
    return statement[: match.start()] if match else ""


def cut_joined(word: str) -> Iterator[str]:
    """Cut a word of a script without blanks into pairs of its characters; what stands in another script stays whole."""
    for run in _RUN.findall(word):
        if re.match(rf"[{_JOINED}]", run) and len(run) > 1:
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        else:
            yield run
