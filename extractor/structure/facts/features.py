"""What makes a sentence a better or a worse fact: each feature a number from 0 to 1, its weight in ``facts.weights``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extractor.config import FactKnobs
from extractor.structure.facts.candidates import Candidate, Topic
from extractor.structure.facts.lexicon import QUOTED, list_words, load_lexicon, stem_words

_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b")
_FIGURE = re.compile(r"\d[\d,.]*(?:\s?%|x\b)?|\b(?:half|twice|million|billion|trillion|percent)\b")
_INNER_ANAPHORA = re.compile(r"(?<=[\w,] )(?:this|these|those|such(?! as))(?= )")
_QUOTATION = re.compile(r"(?<!^)\"[^\"\s]+(?: [^\"\s]+){2,60}\"")
_SUBSTANCE = 10
_THIN = 5
_LEAST_SAID = 4
_HEAD = 160
_FRAME_WORDS = 14
_PROFILE = 0.3


def measure_features(candidate: Candidate, statement: str, topic: Topic, facts: FactKnobs) -> Mapping[str, float]:
    """Measure a statement; features that are zero are left out."""
    words = list_words(statement)
    features = {
        "bias": 1.0,
        **_measure_form(statement, words, topic, facts),
        **_measure_prose(statement, words),
        **_measure_topic(candidate, statement, words, topic),
    }
    return {name: round(value, 4) for name, value in features.items() if value}


def _measure_form(statement: str, words: list[str], topic: Topic, facts: FactKnobs) -> dict[str, float]:
    shortest, longest = facts.preferred_chars
    subject = _find_subject(words)
    names = sum(is_name(word, at, topic) and not stem_words(word) & topic.stems for at, word in enumerate(words))
    return {
        "definitional": float(_defines(statement)),
        "reported": measure_report(statement, words),
        "quoted": float(_QUOTATION.search(statement) is not None and measure_report(statement, words) == 1.0),
        "figure": float(_FIGURE.search(_YEAR.sub("", statement)) is not None),
        "dated": float(_YEAR.search(statement) is not None),
        "named_subject": float(any(is_name(word, at, topic) for at, word in enumerate(subject))),
        "names": min(names / 4, 1.0),
        "nameless": float(not any(is_name(word, at, topic) for at, word in enumerate(words))),
        "short": max(0.0, (shortest - len(statement)) / shortest),
        "long": min(max(0.0, (len(statement) - longest) / 100), 1.0),
    }


def _measure_prose(statement: str, words: list[str]) -> dict[str, float]:
    lexicon = load_lexicon()
    framed = measure_report(statement, words) == 1.0
    prose = QUOTED.sub(" ", statement)
    return {
        "promotion": min(len(lexicon.weak_promotion.findall(prose)) / 3, 1.0) ** 2,
        "vague": min(len(lexicon.wordy.findall(prose)) / 3, 1.0),
        "modal": float(not framed and lexicon.weak_modals.search(statement) is not None),
        "speech": float(statement.startswith('"') and len(QUOTED.split(statement, maxsplit=1)[0]) == 0),
        "inner_anaphora": float(_INNER_ANAPHORA.search(prose) is not None),
    }


def _measure_topic(candidate: Candidate, statement: str, words: list[str], topic: Topic) -> dict[str, float]:
    stems = candidate.stems
    source = topic.sources[candidate.source] - topic.stems
    subject = stem_words(" ".join(_find_subject(words)))
    said = len(stems - topic.stems)
    return {
        "topic": _share(topic.stems, stems),
        "substance": min(said / _SUBSTANCE, 1.0),
        "thin": max(0.0, 1 - said / _THIN),
        "specific": min(_count_specific(words, topic) / 4, 1.0),
        "source_topic": max(_share(source, stems), _share(topic.stems, stems) * 0.4),
        "off_topic": float(not stems & (topic.stems | source)),
        "subject_topic": max(float(bool(subject & source)), bool(subject & topic.stems) / 2),
        "defines_entity": float(_share(topic.stems, subject) > 0.5 and _defines(statement) and said >= _LEAST_SAID),
        "profile": min(_share(stems, topic.profile) / _PROFILE, 1.0),
        "agreement": sum(topic.spread[stem] > 1 for stem in stems) / len(stems) if stems else 0.0,
    }


def _count_specific(words: list[str], topic: Topic) -> int:
    """Words beyond the title that ordinary prose does not hold: terms, names and figures."""
    return sum(not _is_ordinary(word) and not stem_words(word) <= topic.stems for word in words)


def _defines(statement: str) -> bool:
    return load_lexicon().definitions.search(statement[:_HEAD]) is not None


def _share(of: frozenset[str], within: frozenset[str]) -> float:
    return len(of & within) / len(of) if of else 0.0


def _find_subject(words: list[str]) -> list[str]:
    """The words before the first one that can be a finite verb; at most eight."""
    lexicon = load_lexicon()
    for at, word in enumerate(words[:8]):
        if at and word.islower() and (word in lexicon.finite or word in lexicon.report_verbs):
            return words[:at]
    return words[:8]


def is_name(word: str, at: int, topic: Topic) -> bool:
    """Whether a word is written as a name: capitals or figures inside it, or a capital where none is due."""
    if _is_odd(word):
        return True
    if not word[:1].isupper():
        return "_" in word or ("." in word and word in topic.names)
    return at > 0 or not _is_ordinary(word)


@lru_cache(maxsize=8192)  # a word comes up many times, in one page and over pages
def _is_odd(word: str) -> bool:
    """``gRPC``, ``NASA`` and ``GPT-4`` are written as no ordinary word is."""
    return word[1:] != word[1:].lower() or any(char.isdigit() for char in word)


@lru_cache(maxsize=8192)
def _is_ordinary(word: str) -> bool:
    folded = word.casefold().removesuffix("'s")
    return folded in load_lexicon().stopwords or all(part in load_lexicon().ordinary for part in folded.split("-"))


def measure_report(statement: str, words: list[str]) -> float:
    """1 where somebody named or a document says it, 0.5 where a verb of saying stands without either.

    The verb of saying must be the first verb: in ``The force is strong, but it presents risks`` nobody reports. A
    sentence that opens with direct speech is a testimony rather than a report.
    """
    lexicon = load_lexicon()
    if statement.startswith('"'):
        return 0.0
    if lexicon.report_phrases.search(statement):
        return 1.0
    for at, word in enumerate(words[:_FRAME_WORDS]):
        if at and word in lexicon.report_verbs:
            return 1.0 if _names_speaker(words[:at]) else 0.5
        if word in lexicon.auxiliaries:
            return 0.0
    return 0.0


def _names_speaker(head: list[str]) -> bool:
    if len(head) == 1 and head[0].casefold() in load_lexicon().anonymous:
        return False
    named = any(name[:1].isupper() for name in head[1:]) or _is_odd(head[0])
    return named or (head[0][:1].isupper() and not _is_ordinary(head[0])) or bool(load_lexicon().organs.search(" ".join(head)))
