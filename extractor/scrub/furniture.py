"""Rules about words that belong to a web site and not to its subject: phrases of furniture, dead labels, elision marks.

The phrases are data (``furniture.yaml``). A *phrase* is so particular that it is dropped wherever it stands on its own; a
*word* such as "Menu" could be content, and is dropped only where it fills a whole fragment of a snippet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.spans import Edit, Span

ELISION = "[...]"
_ELISIONS = re.compile(r"[\[(](?<!\w[\[(])[ \t]{0,3}(?:\.{3,6}|\u2026)[ \t]{0,3}[\])]")
_CLOSED_BEFORE = frozenset(".!?\u2026:;|\u00bb>\u00b7\u2022*\u2013\u2014-])\u3002\uff01\uff1f")
_SENTENCE_ENDS = frozenset(".!?\u3002\uff01\uff1f")
_GOES_ON = re.compile("[\\w'\u2019\"\u201d-]")
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,200}\}\}")
_UNSPACED = re.compile("[\u3041-\u9fff]")
_LONGEST_LABEL = 240


class Furniture(NamedTuple):
    """The lists of furniture, in lower case: phrases under one of their words, words, and dead labels."""

    phrases: dict[str, tuple[str, ...]]
    words: frozenset[str]
    label: re.Pattern[str]


@derived
def load_furniture(knowledge: Knowledge) -> Furniture:
    """Read the lists once a process."""
    furniture = knowledge.gather(lambda language: language.furniture)
    phrases: dict[str, tuple[str, ...]] = {}
    for phrase in sorted({_lower(phrase) for phrase in (*knowledge.site.phrases, *furniture.phrases)}):
        key = _choose_key(phrase)
        phrases[key] = (*phrases.get(key, ()), phrase)
    words = frozenset(_lower(word) for word in furniture.words)
    prefixes = "|".join(map(re.escape, knowledge.site.label_prefixes))
    return Furniture(phrases, words, re.compile(rf"(?:{prefixes})\.[a-z][\w.]{{0,80}}"))


def _choose_key(phrase: str) -> str:
    """The word to look for before the phrase itself: its longest but for the last, which may touch a sign in the text.

    Chinese and Japanese do not part words; their phrases share the empty key.
    """
    words = phrase.lstrip("(").split()
    return "" if _UNSPACED.search(phrase) else max(words[:-1] or words, key=len)


def unify_elisions(text: str) -> list[Edit]:
    """Write every mark of an elision as ``[...]``."""
    return [(found.start(), found.end(), ELISION) for found in _ELISIONS.finditer(text) if found[0] != ELISION]


def drop_labels(text: str, *, knowledge: Knowledge) -> list[Edit]:
    """Drop lines that are nothing but a label whose translation failed to load, of parts no page is about."""
    label = load_furniture(knowledge).label
    edits: list[Edit] = []
    at = 0
    for line in text.split("\n"):
        if len(line) <= _LONGEST_LABEL and ("." in line or "{{" in line):
            content = line.strip()
            if content and (label.fullmatch(content) or _TEMPLATE.fullmatch(content)):
                edits.append((at, at + len(line), ""))
        at += len(line) + 1
    return edits


def drop_furniture(text: str, *, knowledge: Knowledge) -> list[Edit]:
    """Drop phrases of furniture, with the heading marks that belong to them.

    Marks in mid-line stay: they part the words before the phrase from those after it.
    """
    lowered = _lower(text)
    found = [*_find_phrases(text, lowered, knowledge=knowledge), *_find_lone_words(text, lowered, knowledge=knowledge)]
    edits: list[Edit] = []
    done = -1
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        opened = _opening(text, start)
        if start < done:
            continue
        if opened <= done or _is_open(text, opened):
            edits.append((max(opened, done), end, ""))
        elif opened < start:
            edits.append((start, end, ""))
        else:
            continue
        done = end
    return edits


def _find_phrases(text: str, lowered: str, *, knowledge: Knowledge) -> Iterator[Span]:
    known = load_furniture(knowledge).phrases
    spaced = lowered
    for sign in "](|>#":
        spaced = spaced.replace(sign, " ")
    keys = known.keys() & set(spaced.split())
    if _UNSPACED.search(text):
        keys.add("")
    for key in keys:
        for phrase in known[key]:
            yield from _find_phrase(phrase, text, lowered)


def _find_phrase(phrase: str, text: str, lowered: str) -> Iterator[Span]:
    at = lowered.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if _ends_here(text, end):
            yield Span(at, _skip_blanks(text, end))
        at = lowered.find(phrase, end)


def _find_lone_words(text: str, lowered: str, *, knowledge: Knowledge) -> Iterator[Span]:
    words = load_furniture(knowledge).words
    at = text.find(ELISION)
    begin = text.rfind("\n", 0, at) + 1 if at >= 0 else len(text)
    while begin < len(text):
        line_end = text.find("\n", begin)
        line_end = len(text) if line_end < 0 else line_end
        end = line_end if at < 0 else min(at, line_end)
        if lowered[begin:end].strip(" #|") in words:
            yield Span(_skip_blanks(text, begin), end)
        if end == at:
            begin = at + len(ELISION)
            at = text.find(ELISION, begin)
        elif at >= 0:
            begin = text.rfind("\n", 0, at) + 1
        else:
            return


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _ends_here(text: str, end: int) -> bool:
    """Whether a phrase that ends here is complete: no word and no sentence that goes on in small letters."""
    if text[end - 1] in _SENTENCE_ENDS or text[end - 1] == ")":
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
    """Whether a phrase may begin here: at the start of a line, after a closed sentence or a separator, in parentheses."""
    at = start
    while at and text[at - 1] == " ":
        at -= 1
    return at == 0 or text[start] == "(" or text[at - 1] == "\n" or text[at - 1] in _CLOSED_BEFORE
