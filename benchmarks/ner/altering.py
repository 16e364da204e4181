"""Altered copies of training examples: other cases, headlines, slips of the keyboard. Their names keep their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from extractor.training.corpora import Example

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_IN_HEADLINES = 3
_EVERY, _LONG_ENOUGH = 9, 5


def alter_examples(examples: Iterable[Example], alter: Callable[[str], str], *, every: int) -> Iterator[Example]:
    """Give a copy of every so many examples, altered; those whose length would change are left out."""
    for at, example in enumerate(examples):
        text = alter(example.text) if at % every == 0 else example.text
        if text != example.text and len(text) == len(example.text):
            yield replace(example, text=text)


def write_headline(text: str) -> str:
    """Capitalise all but short words."""
    return _WORD.sub(lambda word: word[0] if len(word[0]) <= _SMALL_IN_HEADLINES else word[0][0].upper() + word[0][1:], text)


def slip_letters(text: str) -> str:
    """Swap two inner letters of every ninth long word."""
    words = [word for word in _WORD.finditer(text) if len(word[0]) >= _LONG_ENOUGH]
    letters = list(text)
    for word in words[::_EVERY]:
        at = word.start() + 1 + len(word[0]) % 3
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


ALTERATIONS: dict[str, Callable[[str], str]] = {
    "with-lower": str.lower,
    "with-upper": str.upper,
    "with-headlines": write_headline,
    "with-slips": slip_letters,
}
