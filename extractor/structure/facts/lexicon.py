"""The words of ``configs/facts.yaml``, compiled once a process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from extractor.config import load_data

_WORD = re.compile(r"[\w'’&+#.-]*\w[+#%]*")
_LETTERS = re.compile(r"[^\W_]+")
_STEM = 6

QUOTED = re.compile(r"\"[^\"]{0,300}\"|(?<!\w)'[^']{0,300}'(?!\w)")
"""Somebody else's words: their pronouns and praise are not the sentence's own."""


class Lexicon(NamedTuple):
    """Word sets, and phrase lists as one pattern each."""

    connectives: re.Pattern[str]
    clause: re.Pattern[str]
    pronouns: frozenset[str]
    dangling: re.Pattern[str]
    anaphoric_nouns: frozenset[str]
    modifiers: frozenset[str]
    questions: frozenset[str]
    sure_imperatives: frozenset[str]
    imperatives: frozenset[str]
    objects: frozenset[str]
    persons: frozenset[str]
    strong_modals: re.Pattern[str]
    weak_modals: re.Pattern[str]
    report_verbs: frozenset[str]
    anonymous: frozenset[str]
    report_phrases: re.Pattern[str]
    organs: re.Pattern[str]
    definitions: re.Pattern[str]
    strong_promotion: re.Pattern[str]
    weak_promotion: re.Pattern[str]
    vague: re.Pattern[str]
    wordy: re.Pattern[str]
    furniture: re.Pattern[str]
    frame: re.Pattern[str]
    opinions: frozenset[str]
    auxiliaries: frozenset[str]
    finite: frozenset[str]
    stopwords: frozenset[str]
    generic: frozenset[str]
    ordinary: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """Read the word lists."""
    data: dict[str, Any] = load_data("facts.yaml")
    dangling, imperatives, reports, promotion = (data[key] for key in ("dangling", "imperatives", "reports", "promotion"))
    return Lexicon(
        connectives=re.compile(rf"(?:{_either(data['connectives'])})\s+"),
        clause=re.compile(rf",\s+(?:(?:{_either(data['clause_openers'])})\b|[a-z]{{3,}}ing\b)"),
        pronouns=frozenset(dangling["pronouns"]),
        dangling=re.compile(rf"(?:{_either(dangling['phrases'])})(?![\w.-])", re.IGNORECASE),
        anaphoric_nouns=frozenset(dangling["nouns"]),
        modifiers=frozenset(dangling["modifiers"]),
        questions=frozenset(data["questions"]),
        sure_imperatives=frozenset(imperatives["sure"]),
        imperatives=frozenset(imperatives["before_object"]),
        objects=frozenset(imperatives["objects"]),
        persons=frozenset(data["persons"]),
        strong_modals=_phrases(data["modals"]["strong"]),
        weak_modals=_phrases(data["modals"]["weak"]),
        report_verbs=frozenset(reports["verbs"]),
        anonymous=frozenset(reports["anonymous"]),
        report_phrases=_phrases(reports["phrases"]),
        organs=_phrases(reports["organs"]),
        definitions=_phrases(data["definitions"]),
        strong_promotion=_phrases(promotion["strong"]),
        weak_promotion=_phrases(promotion["weak"]),
        vague=_phrases(data["vague"]["strong"]),
        wordy=_phrases(data["vague"]["weak"]),
        furniture=_phrases(data["furniture"]),
        frame=re.compile("|".join(data["furniture_patterns"]), re.IGNORECASE),
        opinions=frozenset(data["opinions"]),
        auxiliaries=frozenset(data["auxiliaries"]),
        finite=frozenset(data["finite"]),
        stopwords=frozenset(data["stopwords"]),
        generic=frozenset(data["generic_title_words"]),
        ordinary=frozenset(load_data("words.yaml")["ordinary"].split()),
    )


def _either(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(phrases)})(?!\w)", re.IGNORECASE)


def list_words(text: str) -> list[str]:
    """Give the words of a text as they are written, signs such as ``C++`` and ``Node.js`` kept whole."""
    return _WORD.findall(text)


def stem_words(text: str) -> frozenset[str]:
    """Give the content words of a text, cut to the letters that related words share (``democratize``, ``democratic``)."""
    return _stem_short(text) if len(text) <= _SHORT else _stem(text)


def _stem(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(_stem_word, _LETTERS.findall(text))))


_SHORT = 400
_stem_short = lru_cache(maxsize=4096)(_stem)  # the same sentences are compared with each other many times


@lru_cache(maxsize=16384)
def _stem_word(word: str) -> str:
    """Cut a word; a stopword, or a single letter, gives nothing."""
    word = word.lower()
    if word in load_lexicon().stopwords or (len(word) == 1 and not word.isdigit()):
        return ""
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:_STEM]
