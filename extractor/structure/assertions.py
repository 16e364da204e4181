"""Names that a subject has only one of (a founder, a headquarters), read from sentences and from attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.disputes import DisputeWords, ValueKind
from extractor.structure.cues import Cues
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.wording import fold_marks
from extractor.types import Attribute, Fact, Source

_NAME = r"[A-Z][\w'.-]*(?: [A-Z][\w'.-]*)*"


class Trait(NamedTuple):
    """An attribute that has one value: the keys that hold it, what announces it in a sentence, and how it is written."""

    name: str
    kind: ValueKind
    keys: frozenset[str]
    cues: Cues
    value: re.Pattern[str]
    about_source: bool = False


class Assertion(NamedTuple):
    """One value of a trait; ``fact`` or ``attribute`` says it."""

    trait: Trait
    value: str
    fact: Fact | None = None
    attribute: Attribute | None = None


@derived
def load_traits(knowledge: Knowledge, language: str) -> tuple[Trait, ...]:
    """Read the traits of English and of a page's language (``configs/languages/<tag>/disputes.yaml``)."""
    known = (knowledge.languages[tag].disputes for tag in dict.fromkeys(("en", language)) if tag in knowledge.languages)
    return tuple(trait for words in known for trait in _read_traits(words))


def _read_traits(words: DisputeWords) -> Iterator[Trait]:
    joints = "|".join(f",? {joint}" for joint in words.joints)
    values: Mapping[ValueKind, str] = {
        "place": r"(?:[A-Z][\w'.-]*\w)(?: [A-Z][\w'.-]*\w)*",
        "names": rf"{_NAME}(?:(?:,|{joints}) {_NAME})*",
    }
    for trait in words.attributes:
        value = values[trait.kind]
        cues = Cues(tuple(re.compile(cue.replace("{value}", value)) for cue in trait.cues), tuple(trait.words))
        yield Trait(trait.name, trait.kind, frozenset(trait.keys), cues, re.compile(value), trait.about_source)


def read_assertions(
    title: str,
    sources: Sequence[Source],
    facts: Sequence[Fact],
    attributes: Sequence[Attribute],
    *,
    traits: Sequence[Trait],
    knowledge: Knowledge,
) -> Iterator[Assertion]:
    """Read the values that sentences and attributes give for the page's own entity.

    A sentence is about the entity only if its name stands before the words that announce the value; for what an event has,
    such as deaths, it is enough that the source's title is about the event.
    """
    subject, topic = fold_marks(title).casefold(), stem_words(title, knowledge=knowledge)
    said = "\n".join(fold_marks(fact.sentence.text) for fact in facts).casefold()
    announced = [trait for trait in traits if trait.cues.may_match(said)]
    about = {
        at
        for at, source in enumerate(sources)
        if 2 * len(topic & stem_words(source.title, knowledge=knowledge)) >= len(topic) > 0
    }
    for fact in facts:
        words = fold_marks(fact.sentence.text)
        named = subject in words.casefold()
        for trait in announced:
            wanted = "" if trait.about_source and fact.source in about else subject
            if (named or not wanted) and (value := _read_value(words, trait, wanted)) is not None:
                yield Assertion(trait, value, fact=fact)
    for attribute in attributes:
        key = attribute.key.text.strip(" :").casefold()
        for trait in traits:
            found = trait.value.search(fold_marks(attribute.value.text)) if key in trait.keys else None
            if found:
                yield Assertion(trait, found.group(), attribute=attribute)


def _read_value(words: str, trait: Trait, subject: str) -> str | None:
    """Read the value behind the first cue that stands after the subject's name."""
    for cue in trait.cues.patterns:
        match = cue.search(words)
        if match is None or subject not in words[: match.start()].casefold():
            continue
        value = trait.value.match(words, match.end())
        return value.group() if value else None
    return None


def differ(one: Assertion, other: Assertion) -> bool:
    """Say whether two values of one trait cannot both be right."""
    names, others = (set(re.findall(r"\w{3,}", value.casefold())) for value in (one.value, other.value))
    return bool(names) and bool(others) and not names & others
