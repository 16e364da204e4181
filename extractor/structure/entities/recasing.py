"""Texts in one case, written as prose would write them: ALL CAPITALS, no capitals at all, Headlines With Capitals Everywhere.

The tagger learnt from prose, where a capital says much; in such texts it says nothing. What our own texts tell about each word
(``Lexicon.cases``) says it instead. Thresholds were chosen on altered copies of the development corpora.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_ALL, _HALF = 0.9, 0.5
_LONG_WORD, _HEADLINE_WORDS, _LEAST_LETTERS = 4, 4, 8
_NAMES, _ORDINARY, _NOT_NAMES = "r0", "r4", ("r2", "r3", "r4")


def recase_words(words: Sequence[str], cases: Mapping[str, str]) -> Sequence[str]:
    """Give the words of a text as prose would write them; the same words where they are prose already.

    ``cases`` is the table of ``Lexicon``: how often a word was seen in small letters.
    """
    long = [word for word in words if len(word) >= _LONG_WORD and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    if not capitals and not any(map(_has_capital, words)):
        return [_raise(word) if cases.get(word, "").startswith(_NAMES) else word for word in words]
    if not capitals or capitals < _ALL * len(long):
        return words
    if _is_shouted(words):
        return [_lower_shouted(word, cases) for word in words]
    if len(long) < _HEADLINE_WORDS or not _is_headline(long, cases):
        return words
    return [words[0], *(word.lower() if _is_ordinary(word, cases) and not word.isupper() else word for word in words[1:])]


def _has_capital(word: str) -> bool:
    return any(map(str.isupper, word))


def _raise(word: str) -> str:
    return word[0].upper() + word[1:]


def _is_shouted(words: Sequence[str]) -> bool:
    letters = [letter for word in words for letter in word if letter.isalpha()]
    return (
        len(letters) >= _LEAST_LETTERS
        and sum(word[0].isalpha() for word in words) > 1
        and sum(map(str.isupper, letters)) >= _ALL * len(letters)
    )


def _lower_shouted(word: str, cases: Mapping[str, str]) -> str:
    return word.lower() if cases.get(word.lower(), "").startswith(_NOT_NAMES) else word[0] + word[1:].lower()


def _is_headline(long: Sequence[str], cases: Mapping[str, str]) -> bool:
    """Say whether at least half of the capitals after the first stand on words that prose writes small."""
    rest = [word for word in long[1:] if word[0].isupper()]
    return sum(_is_ordinary(word, cases) for word in rest) >= _HALF * len(rest)


def _is_ordinary(word: str, cases: Mapping[str, str]) -> bool:
    return cases.get(word.lower(), "").startswith(_ORDINARY)
