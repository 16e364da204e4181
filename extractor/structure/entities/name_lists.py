"""What is known about names before any page is read, from ``configs/entities.yaml`` and ``configs/languages``."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.language import NameWords
from extractor.structure.entities.gazetteer import Gazetteer

BUNDLED = Path(__file__).resolve().parents[2] / "models" / "en_research_names"
"""Folder of the pipeline that ships with the package."""

NAMES = BUNDLED / "extractor_names" / "gazetteer.tsv.gz"
"""Lists of names that training compiled."""

WORD = r"[^\W_](?:[\w.&'’+-]*[\w+])?"
"""A word of a name, with the marks that occur inside one: AT&T, O'Neill, GPT-4, U.S."""


@dataclass(frozen=True)
class NameLists:
    """Word lists, as they are used: lower-cased where case does not matter, and all words of languages as they stand."""

    labels: Mapping[str, str]
    coarse: Mapping[str, str]
    legal_forms: frozenset[str]
    organisation_words: frozenset[str]
    organisation_heads: frozenset[str]
    shell_words: frozenset[str]
    organisations: frozenset[str]
    not_organisations: frozenset[str]
    person_titles: frozenset[str]
    product_words: frozenset[str]
    opening_words: frozenset[str]
    particles: frozenset[str]
    words: NameWords
    kinds: Mapping[str, str]
    names: Gazetteer


@derived
def read_name_lists(knowledge: Knowledge) -> NameLists:
    """Read the lists once a process.

    Raises:
        ConfigError: The data file is missing.
    """
    lists, words = knowledge.entities, knowledge.gather(lambda language: language.names)
    return NameLists(
        labels=lists.labels,
        coarse=lists.coarse,
        legal_forms=_fold(lists.legal_forms),
        organisation_words=frozenset(words.organisation_words),
        organisation_heads=frozenset(words.organisation_heads),
        shell_words=_fold(words.shell_words),
        organisations=frozenset(lists.organisations),
        not_organisations=_fold(words.not_organisations),
        person_titles=frozenset(words.person_titles),
        product_words=frozenset(words.product_words),
        opening_words=frozenset(words.opening_words),
        particles=frozenset(lists.particles),
        words=words,
        kinds=lists.kinds,
        names=_read_names(),
    )


@cache
def _read_names() -> Gazetteer:
    """The lists of names that training compiled; they ship with the model, and need none to run."""
    return Gazetteer.parse(gzip.decompress(NAMES.read_bytes()).decode()) if NAMES.is_file() else Gazetteer({}, {})


def _fold(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold().replace(".", "") for word in words)


@lru_cache(maxsize=8192)  # asked of every word of a page, and most words come again
def is_name_word(word: str) -> bool:
    """Say whether a word is written as names are: a capital or a digit first, or a capital inside (``xAI``, ``iPhone``)."""
    return word[:1].isupper() or any(letter.isupper() for letter in word[1:])


def list_either(words: Iterable[str]) -> str:
    """Give the words as one alternative of a regular expression, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@derived
def name_key(knowledge: Knowledge, name: str) -> str:
    """Give what two spellings of one name share: case, marks, a leading article, legal forms and possessives left out."""
    text = re.sub(r"['’]s?\b", "", name.casefold())
    words = re.findall(r"[\w&+]+", text.replace(".", ""))
    lists = read_name_lists(knowledge)
    if len(words) > 1 and words[0] in lists.words.articles:
        words = words[1:]
    while len(words) > 1 and words[-1] in lists.legal_forms:
        words.pop()
    return " ".join(words)


def find_acronym(name: str) -> str:
    """Give the initials of a name's capitalised words, or nothing where it has fewer than two."""
    initials = [word[0] for word in re.findall(WORD, name) if word[0].isupper()]
    return "".join(initials) if len(initials) > 1 else ""
