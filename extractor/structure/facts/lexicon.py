"""The words of ``configs/languages/en/ranking.yaml``, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.structure.cues import Cues, read_cues
from extractor.structure.facts.languages import cut_joined
from extractor.structure.facts.phrases import Phrases

_WORD = re.compile(r"[\w'’&+#.-]*\w[+#%]*")
_LETTERS = re.compile(r"[^\W_]+")
_STEM = 6

QUOTED = re.compile(r"\"[^\"]{0,300}\"|(?<!\w)'[^']{0,300}'(?!\w)")
"""Somebody else's words: their pronouns and praise are not the sentence's own."""


class Lexicon(NamedTuple):
    """Word sets, phrase lists, and patterns."""

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
    strong_modals: Phrases
    weak_modals: Phrases
    report_verbs: frozenset[str]
    anonymous: frozenset[str]
    report_phrases: Phrases
    organs: Phrases
    definitions: Phrases
    strong_promotion: Phrases
    weak_promotion: Phrases
    vague: Phrases
    wordy: Phrases
    furniture: Phrases
    frame: Cues
    opinions: frozenset[str]
    auxiliaries: frozenset[str]
    finite: frozenset[str]
    stopwords: frozenset[str]
    generic: frozenset[str]
    ordinary: frozenset[str]


@derived
def load_lexicon(knowledge: Knowledge) -> Lexicon:
    """Read the word lists."""
    data = knowledge.languages["en"].ranking
    dangling, imperatives, reports, promotion = (data.dangling, data.imperatives, data.reports, data.promotion)
    return Lexicon(
        connectives=re.compile(rf"(?:{_either(data.connectives)})\s+"),
        clause=re.compile(rf",\s+(?:(?:{_either(data.clause_openers)})\b|[a-z]{{3,}}ing\b)"),
        pronouns=frozenset(dangling.pronouns),
        dangling=re.compile(rf"(?:{_either(dangling.phrases)})(?![\w.-])", re.IGNORECASE),
        anaphoric_nouns=frozenset(dangling.nouns),
        modifiers=frozenset(dangling.modifiers),
        questions=frozenset(data.questions),
        sure_imperatives=frozenset(imperatives.sure),
        imperatives=frozenset(imperatives.before_object),
        objects=frozenset(imperatives.objects),
        persons=frozenset(data.persons),
        strong_modals=Phrases(data.modals.strong),
        weak_modals=Phrases(data.modals.weak),
        report_verbs=frozenset(reports.verbs),
        anonymous=frozenset(reports.anonymous),
        report_phrases=Phrases(reports.phrases),
        organs=Phrases(reports.organs),
        definitions=Phrases(data.definitions),
        strong_promotion=Phrases(promotion.strong),
        weak_promotion=Phrases(promotion.weak),
        vague=Phrases(data.vague.strong),
        wordy=Phrases(data.vague.weak),
        furniture=Phrases(data.furniture),
        frame=read_cues(data.furniture_patterns),
        opinions=frozenset(data.opinions),
        auxiliaries=frozenset(data.auxiliaries),
        finite=frozenset(data.finite),
        stopwords=frozenset(data.stopwords),
        generic=frozenset(data.generic_title_words),
        ordinary=frozenset(knowledge.gather(lambda language: language.words).ordinary.split()),
    )


def _either(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def list_words(text: str) -> tuple[str, ...]:
    """Give the words of a text as they are written, signs such as ``C++`` and ``Node.js`` kept whole."""
    return _list_short(text) if len(text) <= _SHORT else _list_all(text)


def _list_all(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=256)  # many checks read the prose of one sentence in turn
def drop_quoted(text: str) -> str:
    """Give a text with a blank for each quotation."""
    return QUOTED.sub(" ", text)


def stem_words(text: str, *, knowledge: Knowledge) -> frozenset[str]:
    """Give the content words of a text, cut to the letters that related words share (``democratize``, ``democratic``)."""
    return _stem_short(knowledge, text) if len(text) <= _SHORT else _stem(text, knowledge=knowledge)


def _stem(text: str, *, knowledge: Knowledge) -> frozenset[str]:
    words = _LETTERS.findall(text)
    parts = words if text.isascii() else (part for word in words for part in cut_joined(word))
    return frozenset(filter(None, map(partial(_stem_word, knowledge), parts)))


_SHORT = 400
_list_short = lru_cache(maxsize=1024)(_list_all)


@derived  # the same sentences are compared with each other many times
def _stem_short(knowledge: Knowledge, text: str) -> frozenset[str]:
    return _stem(text, knowledge=knowledge)


@derived
def _stem_word(knowledge: Knowledge, word: str) -> str:
    """Cut a word; a stopword, or a single letter, gives nothing."""
    word = word.lower()
    if word in load_lexicon(knowledge).stopwords or (len(word) == 1 and not word.isdigit()):
        return ""
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:_STEM]
