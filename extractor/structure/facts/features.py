"""What makes a sentence a better or a worse fact: each feature a number from 0 to 1, its weight in ``facts.weights``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.config import FactKnobs
from extractor.knowledge import Knowledge, derived
from extractor.structure.facts import languages
from extractor.structure.facts.candidates import Candidate, Topic
from extractor.structure.facts.languages import is_english
from extractor.structure.facts.lexicon import QUOTED, drop_quoted, list_words, load_lexicon, stem_words

_YEAR = re.compile(r"(?<![A-Za-z0-9_])(?:1[0-9]{3}|20[0-9]{2})(?![A-Za-z0-9_])")
_FIGURE = re.compile(r"\d[\d,.]*(?:\s?%|x\b)?|\b(?:half|twice|million|billion|trillion|percent)\b")
_INNER_ANAPHORA = re.compile(r"(?<=[\w,] )(?:this|these|those|such(?! as))(?= )")
_KIND = re.compile(
    r"(?!(?:There|Here|These|Those|They|We|You|What|How|Such)\b)[A-Z][\w'’-]*(?: \([^()]{1,30}\))?(?: [\w'’-]+){0,4} are "
    r"(?:[a-z][a-z-]*,? ){0,4}"
    r"[a-z][a-z-]*[a-rt-z]s (?:of|for|that|which|where|whose|with|used|designed|intended|built|based|made|trained|meant)\b"
)
_SUBORDINATE = re.compile(r"\b(?:that|which|who|where|when|while|because|if|so)\b")
_QUOTATION = re.compile(r"(?<!^)\"[^\"\s]+(?: [^\"\s]+){2,60}\"")
_SUBSTANCE = 10
_THIN = 5
_LEAST_SAID = 4
_WELL_KNOWN = 8
_HEAD = 160
_FRAME_WORDS = 14
_PROFILE = 0.3


class _Reading(NamedTuple):
    """A statement taken apart.

    Attributes:
        statement: The statement itself.
        words: Its words.
        subject: Those before the first one that can be a finite verb.
        names: For each word, whether it is written as a name.
        report: How far it is a report (``measure_report``).
        defines: It says what something is.
    """

    statement: str
    words: tuple[str, ...]
    subject: tuple[str, ...]
    names: tuple[bool, ...]
    report: float
    defines: bool


def measure_features(
    candidate: Candidate, statement: str, topic: Topic, facts: FactKnobs, *, knowledge: Knowledge
) -> Mapping[str, float]:
    """Measure a statement; features that are zero are left out."""
    words = list_words(statement)
    foreign = not is_english(words, knowledge=knowledge)
    reading = _Reading(
        statement,
        words,
        subject=tuple(languages.cut_subject(statement).split()) or _find_subject(words, knowledge=knowledge),
        names=tuple(is_name(word, at, topic, knowledge=knowledge) for at, word in enumerate(words)),
        report=max(
            measure_report(statement, words, knowledge=knowledge),
            float(foreign and languages.reports(statement, knowledge=knowledge)),
        ),
        defines=load_lexicon(knowledge).definitions.search(statement[:_HEAD]) is not None
        or _defines_kind(statement[:_HEAD])
        or (foreign and languages.defines(statement[:_HEAD], knowledge=knowledge)),
    )
    features = {
        "bias": 1.0,
        **_measure_form(reading, topic, facts, knowledge=knowledge),
        **_measure_prose(reading, knowledge=knowledge),
        **_measure_topic(candidate, reading, topic, knowledge=knowledge),
    }
    return {name: round(value, 4) for name, value in features.items() if value}


def _measure_form(reading: _Reading, topic: Topic, facts: FactKnobs, *, knowledge: Knowledge) -> dict[str, float]:
    shortest, longest = facts.preferred_chars
    statement, names = reading.statement, reading.names
    others = sum(
        not stem_words(word, knowledge=knowledge) & topic.stems
        for word, named in zip(reading.words, names, strict=True)
        if named
    )
    return {
        "definitional": float(reading.defines),
        "reported": reading.report,
        "quoted": float(reading.report == 1.0 and _QUOTATION.search(statement) is not None),
        "figure": float(_FIGURE.search(_YEAR.sub("", statement)) is not None),
        "dated": float(_YEAR.search(statement) is not None),
        "named_subject": float(any(names[: len(reading.subject)])),
        "names": min(others / 4, 1.0),
        "nameless": float(not any(names)),
        "short": max(0.0, (shortest - len(statement)) / shortest),
        "long": min(max(0.0, (len(statement) - longest) / 100), 1.0),
    }


def _measure_prose(reading: _Reading, *, knowledge: Knowledge) -> dict[str, float]:
    lexicon, statement = load_lexicon(knowledge), reading.statement
    prose = drop_quoted(statement)
    return {
        "promotion": min(len(lexicon.weak_promotion.findall(prose)) / 3, 1.0) ** 2,
        "vague": min(len(lexicon.wordy.findall(prose)) / 3, 1.0),
        "modal": float(reading.report < 1.0 and _is_modal(statement, knowledge=knowledge)),
        "speech": float(statement.startswith('"') and QUOTED.match(statement) is not None),
        "inner_anaphora": float(_INNER_ANAPHORA.search(prose) is not None),
    }


def _is_modal(statement: str, *, knowledge: Knowledge) -> bool:
    """The main clause says what may be; in ``a mill that can grind`` the clause about the mill does."""
    modal = load_lexicon(knowledge).weak_modals.search(statement)
    clause = _SUBORDINATE.search(statement, 1)
    return modal is not None and (clause is None or modal.start() < clause.start())


def _measure_topic(candidate: Candidate, reading: _Reading, topic: Topic, *, knowledge: Knowledge) -> dict[str, float]:
    stems = candidate.stems
    source = topic.sources[candidate.source] - topic.stems
    subject = stem_words(" ".join(reading.subject), knowledge=knowledge)
    said = len(stems - topic.stems)
    defines = reading.defines and _is_subject(reading, subject, topic, knowledge=knowledge)
    if defines and _is_namesake(stems, source, topic):
        source, subject, stems, defines = frozenset(), frozenset(), stems - topic.stems, False
    return {
        "topic": _share(topic.stems, stems),
        "substance": min(said / _SUBSTANCE, 1.0),
        "thin": max(0.0, 1 - said / _THIN),
        "specific": min(_count_specific(reading.words, topic, knowledge=knowledge) / 4, 1.0),
        "source_topic": max(_share(source, stems), _share(topic.stems, stems) * 0.4),
        "off_topic": float(not stems & (topic.stems | source)),
        "subject_topic": max(float(bool(subject & source)), bool(subject & topic.stems) / 2),
        "defines_entity": float(defines and said >= _LEAST_SAID),
        "profile": min(_share(stems, topic.profile) / _PROFILE, 1.0),
        "agreement": _share(stems, topic.agreed),
    }


def _defines_kind(head: str) -> bool:
    """A plural is defined without an article: ``Tide mills are old coastal machines that grind``."""
    return _KIND.match(head) is not None


def _is_namesake(stems: frozenset[str], source: frozenset[str], topic: Topic) -> bool:
    """Another thing of the entity's name: of all that is said of it, nothing stands in the page's own words about the entity.

    ``Harbour Bells is a 2009 album`` on a page about bells; a page that describes its entity in few words settles nothing.
    """
    known = topic.profile - topic.stems
    return len(known) >= _WELL_KNOWN and not (stems - topic.stems) & (known | source | topic.agreed)


def _is_subject(reading: _Reading, subject: frozenset[str], topic: Topic, *, knowledge: Knowledge) -> bool:
    """The entity itself is the subject: ``A tide mill is``; ``The Woodbridge tide mill is`` is about one of them."""
    if _share(topic.stems, subject) <= 0.5:
        return False
    named = (word for word, is_named in zip(reading.subject, reading.names, strict=False) if is_named)
    return reading.statement.startswith(topic.title) or all(
        stem_words(word, knowledge=knowledge) <= topic.stems for word in named
    )


def _count_specific(words: Sequence[str], topic: Topic, *, knowledge: Knowledge) -> int:
    """Words beyond the title that ordinary prose does not hold: terms, names and figures."""
    return sum(not _is_ordinary(knowledge, word) and not stem_words(word, knowledge=knowledge) <= topic.stems for word in words)


def _share(of: frozenset[str], within: frozenset[str]) -> float:
    return len(of & within) / len(of) if of else 0.0


def _find_subject(words: tuple[str, ...], *, knowledge: Knowledge) -> tuple[str, ...]:
    """The words before the first one that can be a finite verb; at most eight."""
    lexicon = load_lexicon(knowledge)
    for at, word in enumerate(words[:8]):
        if at and word.islower() and (word in lexicon.finite or word in lexicon.report_verbs):
            return words[:at]
    return words[:8]


def is_name(word: str, at: int, topic: Topic, *, knowledge: Knowledge) -> bool:
    """Whether a word is written as a name: capitals or figures inside it, or a capital where none is due."""
    if _is_odd(word):
        return True
    if not word[:1].isupper():
        return "_" in word or ("." in word and word in topic.names)
    return at > 0 or not _is_ordinary(knowledge, word)


@lru_cache(maxsize=8192)  # a word comes up many times, in one page and over pages
def _is_odd(word: str) -> bool:
    """``gRPC``, ``NASA`` and ``GPT-4`` are written as no ordinary word is."""
    return word[1:] != word[1:].lower() or any(char.isdigit() for char in word)


@derived
def _is_ordinary(knowledge: Knowledge, word: str) -> bool:
    folded = word.casefold().removesuffix("'s")
    lexicon = load_lexicon(knowledge)
    if folded in lexicon.stopwords or folded.removesuffix("ly") in lexicon.ordinary:
        return True
    return all(part in lexicon.ordinary for part in folded.split("-"))


def measure_report(statement: str, words: Sequence[str], *, knowledge: Knowledge) -> float:
    """1 where somebody named or a document says it, 0.5 where a verb of saying stands without either.

    The verb of saying must be the first verb: in ``The force is strong, but it presents risks`` nobody reports. A
    sentence that opens with direct speech is a testimony rather than a report.
    """
    lexicon = load_lexicon(knowledge)
    if statement.startswith('"'):
        return 0.0
    if lexicon.report_phrases.search(statement):
        return 1.0
    for at, word in enumerate(words[:_FRAME_WORDS]):
        if at and word in lexicon.report_verbs:
            return 1.0 if _names_speaker(words[:at], knowledge=knowledge) else 0.5
        if word in lexicon.auxiliaries:
            return 0.0
    return 0.0


def _names_speaker(head: Sequence[str], *, knowledge: Knowledge) -> bool:
    if len(head) == 1 and head[0].casefold() in load_lexicon(knowledge).anonymous:
        return False
    named = any(name[:1].isupper() for name in head[1:]) or _is_odd(head[0])
    return (
        named
        or (head[0][:1].isupper() and not _is_ordinary(knowledge, head[0]))
        or bool(load_lexicon(knowledge).organs.search(" ".join(head)))
    )
