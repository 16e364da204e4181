"""What a line looks like by itself: a date, a time stamp, an address, a finished sentence, a placeholder."""

from __future__ import annotations

import re

from extractor.knowledge import Knowledge
from extractor.segment.vocabulary import fold_sentence, load_vocabulary

LONGEST_DATE = 48
_LETTERS = re.compile(r"[^\W\d_]+")
_DATE_MARKS = re.compile(r"[\w\s./,:;'’+~?()–—-]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]）」』*]*$")
_DIGIT = re.compile(r"\d")
_ROMAN = re.compile(r"\b(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})(?:e|er|ème)?\b")
_GLUED_WORDS = frozenset({"t", "z"})


def is_date(words: str, *, knowledge: Knowledge) -> bool:
    """Whether a line holds a date, or the word for an unknown one, and nothing else."""
    if len(words) > LONGEST_DATE:
        return False
    vocabulary = load_vocabulary(knowledge)
    if not _DIGIT.search(words):
        if is_unknown_date(words, knowledge=knowledge):
            return True
        words, numerals = _ROMAN.subn("", words)
        counted = numerals and not vocabulary.centuries.isdisjoint(_LETTERS.findall(words.casefold()))
        if not counted and not vocabulary.spelled_year.search(words):
            return False
    known = vocabulary.date_words
    if not _DATE_MARKS.fullmatch(words):
        return False
    return all(
        word in known or word in _GLUED_WORDS or _is_cjk(word, knowledge=knowledge)
        for word in _LETTERS.findall(words.casefold())
    )


def names_near_day(words: str, *, knowledge: Knowledge) -> bool:
    """Whether a line names a day or a time by its distance from the writer's own, and nothing else: last week."""
    if len(words) > LONGEST_DATE:
        return False
    vocabulary = load_vocabulary(knowledge)
    said = [word for word in _LETTERS.findall(words.casefold()) if word not in vocabulary.articles]
    return bool(said) and (" ".join(said) in vocabulary.near_days or vocabulary.near_days.issuperset(said))


def _is_cjk(word: str, *, knowledge: Knowledge) -> bool:
    known = load_vocabulary(knowledge).date_words
    return word > "\u3000" and all(character in known for character in word)


def is_unknown_date(words: str, *, knowledge: Knowledge) -> bool:
    """Whether a line is the word that stands for an unknown date."""
    return len(words) <= LONGEST_DATE and fold_sentence(words.strip("()")) in load_vocabulary(knowledge).unknown_dates


def is_stamp(words: str, *, knowledge: Knowledge) -> bool:
    """Whether a line holds a calendar day, with or without a time of day, and little else."""
    return len(words) <= 64 and bool(load_vocabulary(knowledge).day.search(words))


def has_clock(words: str, *, knowledge: Knowledge) -> bool:
    """Whether a line names a time of day."""
    return bool(load_vocabulary(knowledge).clock.search(words))


def is_address(words: str) -> bool:
    """Whether a line is a web address and nothing else."""
    return bool(_ADDRESS.match(words))


def ends_sentence(words: str) -> bool:
    """Whether the last sentence of a text is finished."""
    return bool(_SENTENCE_END.search(words[-8:]))


def is_placeholder(words: str, *, knowledge: Knowledge) -> bool:
    """Whether a line stands in place of a part that the page does not have."""
    return len(words) <= 80 and fold_sentence(words) in load_vocabulary(knowledge).placeholders
