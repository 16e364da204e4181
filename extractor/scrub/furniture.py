"""Rules about words that belong to a web site and not to its subject: phrases of furniture, dead labels, elision marks.

The phrases are data (``configs/lookups.yaml``). A *phrase* is so particular that it is dropped wherever it stands on its
own; a *word* such as "Menu" could be content, and is dropped only where it fills a whole fragment of a snippet.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.config import load_data
from extractor.spans import Edit

ELISIONS = re.compile(r"(?<!\w)[\[(][ \t]{0,3}(?:\.{3,6}|\u2026)[ \t]{0,3}[\])]")
_JOINED_LINE = re.compile(r"[^\n]*\[\.\.\.\][^\n]*")
_FRAGMENT = re.compile(r"(?:(?!\[\.\.\.\]).)+")
_CLOSED_BEFORE = frozenset(".!?\u2026:;|\u00bb>\u00b7\u2022*\u2013\u2014-])\u3002\uff01\uff1f")
_SENTENCE_ENDS = frozenset(".!?\u3002\uff01\uff1f")
_GOES_ON = re.compile("[\\w'\u2019\"\u201d-]")
_TEMPLATE = re.compile(r"^[ ]*\{\{[^{}\n]{0,200}\}\}[ ]*$", re.MULTILINE)


class Furniture(NamedTuple):
    """The phrases and words of ``lookups.yaml``, in lower case, and the prefixes of dead labels."""

    phrases: tuple[str, ...]
    words: frozenset[str]
    labels: re.Pattern[str]


@cache
def load_furniture() -> Furniture:
    """Read the lists once a process; longer phrases come first, so that they win over their own beginnings."""
    data = load_data("lookups.yaml")["furniture"]
    phrases = {phrase.lower() for group in data["phrases"].values() for phrase in group}
    words = {word.lower() for group in data["words"].values() for word in group}
    prefixes = "|".join(map(re.escape, data["label_prefixes"]))
    labels = re.compile(rf"^[ ]*(?:{prefixes})\.[a-z][\w.]{{0,80}}[ ]*$", re.MULTILINE)
    return Furniture(tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase))), frozenset(words), labels)


def unify_elisions(text: str) -> list[Edit]:
    """Write every mark of an elision as ``[...]``."""
    return [(found.start(), found.end(), "[...]") for found in ELISIONS.finditer(text) if found[0] != "[...]"]


def drop_labels(text: str) -> list[Edit]:
    """Drop lines that are nothing but a label whose translation failed to load, of parts no page is about."""
    edits: list[Edit] = []
    for pattern in (load_furniture().labels, _TEMPLATE):
        edits.extend((found.start(), found.end(), "") for found in pattern.finditer(text))
    return sorted(edits)


def drop_furniture(text: str) -> list[Edit]:
    """Drop phrases of furniture, with the heading marks that belong to them."""
    lowered = _lower(text)
    found = [span for phrase in load_furniture().phrases for span in _find_phrase(phrase, text, lowered)]
    found.extend(_find_lone_words(text, lowered))
    edits: list[Edit] = []
    done = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        opened = _opening(text, start)
        if start >= done and (opened <= done and done or _is_open(text, opened)):
            edits.append((max(opened, done), end, ""))
            done = end
    return edits


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _find_phrase(phrase: str, text: str, lowered: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = lowered.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if _ends_here(text, end):
            spans.append((at, _skip_blanks(text, end)))
        at = lowered.find(phrase, end)
    return spans


def _ends_here(text: str, end: int) -> bool:
    """Whether a phrase that ends here is complete: no word and no sentence that goes on in small letters."""
    if text[end - 1] in _SENTENCE_ENDS:
        return True
    if _GOES_ON.match(text, end):
        return False
    return not (text[end : end + 1] == " " and text[end + 1 : end + 2].islower())


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _opening(text: str, start: int) -> int:
    """Where the phrase really starts: before the heading marks that stand directly before it."""
    at = start
    while at and text[at - 1] in " #":
        at -= 1
    if "#" in text[at:start]:
        return _skip_blanks(text, at)
    return start


def _is_open(text: str, start: int) -> bool:
    """Whether a phrase may begin here: at the start of a line, or after a closed sentence or a separator."""
    at = start
    while at and text[at - 1] == " ":
        at -= 1
    return at == 0 or text[at - 1] == "\n" or text[at - 1] in _CLOSED_BEFORE


def _find_lone_words(text: str, lowered: str) -> list[tuple[int, int]]:
    words = load_furniture().words
    spans: list[tuple[int, int]] = []
    for line in _JOINED_LINE.finditer(text):
        for found in _FRAGMENT.finditer(text, line.start(), line.end()):
            if lowered[found.start() : found.end()].strip(" #|") in words:
                spans.append((_skip_blanks(text, found.start()), found.end()))
    return spans
