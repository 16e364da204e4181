"""Headings and bylines that saving flattened into the line before a sentence.

    # Democratized AI: A Glimpse Into The Future Democratized AI refers to ...
    George Lawton AI democratization puts AI into ...

Where the heading ends is decided on evidence only: a known title, a repetition of the heading's first words, or a word
that starts sentences. Without any, the piece stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.spans import Span
from extractor.structure.bylines import find_credits_end
from extractor.structure.furniture import find_furniture_end
from extractor.structure.wording import fold_marks

_TOKEN = re.compile(r"\S+")
_LABEL = re.compile(r"([A-Za-z;]+(?: [a-z]+){0,2}):\s+(?=[A-Z\"“])")
_LONGEST_HEADING = 240
_LONGEST_LABEL = 60
_SURE_TITLE_WORDS = 4
_EDGES = "\"'.,:;!?()“”‘’"


class Setting(NamedTuple):
    """What is known about a piece of text.

    Attributes:
        titles: Titles that may stand before a sentence, such as that of its source.
        names: Names that may start the sentence behind a title, such as the publisher's.
        headed: A heading mark stands before the piece.
        knowledge: The words of languages.
    """

    knowledge: Knowledge
    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    headed: bool = False


class _Words(NamedTuple):
    starters: frozenset[str]
    small: frozenset[str]
    given: frozenset[str]
    labels: frozenset[str]
    verbs: frozenset[str]
    menu: frozenset[str]
    ordinary: frozenset[str]


@derived
def _words(knowledge: Knowledge) -> _Words:
    data = knowledge.gather(lambda language: language.sentences)
    return _Words(
        frozenset(data.starters),
        frozenset(data.small_words),
        frozenset(knowledge.gather(lambda language: language.words).given_names),
        frozenset(data.labels),
        frozenset(data.finite_verbs),
        frozenset(data.menu),
        frozenset(knowledge.gather(lambda language: language.words).ordinary.split()),
    )


def split_headline(text: str, span: Span, setting: Setting) -> tuple[Span, ...]:
    """Cut furniture, label, heading and byline off a piece between two sentence ends; the sentence itself comes last."""
    pieces: list[Span] = []
    for find_end in _CUTS:
        end = find_end(text, span, setting)
        if end is not None and span.start < end < span.end:
            pieces.append(Span(span.start, span.start + len(text[span.start : end].rstrip())))
            span = Span(end, span.end)
            setting = setting._replace(headed=False)
    return (*pieces, span)


def _find_menu_end(text: str, span: Span, setting: Setting) -> int | None:
    """``Share Tweet Email The mill is ...`` has two words or more of a menu before it, or one before a title's first word."""
    if _read_word(text, span) not in _words(setting.knowledge).menu:
        return None
    tokens = _TOKEN.finditer(text, span.start, min(span.start + _LONGEST_HEADING, span.end))
    for count, token in enumerate(tokens):
        if token.group() not in _words(setting.knowledge).menu:
            return token.start() if count > 1 or (count == 1 and _opens_title(text, span, token.group(), setting)) else None
    return None


def _read_word(text: str, span: Span) -> str:
    """The first word of a piece; pieces begin with one."""
    word = _TOKEN.search(text, span.start, min(span.start + _LONGEST_HEADING, span.end))
    return word.group() if word else ""


def _opens_title(text: str, span: Span, follower: str, setting: Setting) -> bool:
    """The word is the first of a title that does not itself start with the menu's word: ``Menu Marie Curie was ...``."""
    word = text[span.start : span.end].split(maxsplit=1)[0]
    firsts = {title.split(maxsplit=1)[0] for title in setting.titles if title.strip()}
    return follower in firsts and word not in firsts


def _find_label_end(text: str, span: Span, setting: Setting) -> int | None:
    """``Goals: The goal of ...`` has a label before it."""
    match = _LABEL.match(text, span.start, min(span.start + _LONGEST_LABEL, span.end))
    return match.end() if match and match.group(1).casefold() in _words(setting.knowledge).labels else None


@lru_cache(maxsize=512)  # the titles and their words are held against every piece
def _fold(text: str) -> str:
    return fold_marks(text).lower()


@lru_cache(maxsize=64)
def _fold_all(titles: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_fold, filter(None, (*titles, *names))))


def _find_title_end(text: str, span: Span, setting: Setting) -> int | None:
    """A repeated title ends before a capital; a short one without a heading mark only on further evidence.

    ``Kubernetes Pods are`` is a sentence about pods, not the title ``Kubernetes`` before ``Pods are``. Evidence is the
    title's own first word, that of another title, a word that starts sentences, or a small letter in the title's last
    word. Behind a heading mark the title always ends, unless its verb follows.
    """
    head = text[span.start : span.start + _LONGEST_HEADING]
    folded = _fold(head)
    if len(folded) != len(head) or not folded.startswith(_fold_all(setting.titles, setting.names)):
        return None
    for title in sorted(filter(None, (*setting.titles, *setting.names)), key=len, reverse=True):
        rest = head[len(title) :]
        words = rest.split(maxsplit=1)
        if not folded.startswith(_fold(title)) or not words or not rest[0].isspace():
            continue
        if words[0] in _words(setting.knowledge).verbs:
            continue
        first = words[0].lstrip(_EDGES)
        again = any(_is_same_word(first, name.split()[0]) for name in (*setting.titles, *setting.names) if name.strip())
        is_title = title in setting.titles
        sure = is_title and (len(title.split()) >= _SURE_TITLE_WORDS or title.split()[-1].islower())
        if (
            (setting.headed and is_title)
            or again
            or first in _words(setting.knowledge).starters
            or (sure and first[:1].isupper())
        ):
            return span.start + len(title) + len(rest) - len(rest.lstrip())
    return None


def _is_same_word(follower: str, first: str) -> bool:
    """A name that starts a title starts the sentence behind it: as it is written, or with a capital."""
    return follower == first or (follower[:1].isupper() and _fold(follower) == _fold(first))


def _find_heading_end(text: str, span: Span, setting: Setting) -> int | None:
    """A heading ends where its first words come again, or before the last starter that its title case holds."""
    if not setting.headed:
        return None
    tokens = list(_TOKEN.finditer(text, span.start, min(span.start + _LONGEST_HEADING, span.end)))
    run = _measure_title_case([token.group() for token in tokens], knowledge=setting.knowledge)
    words = [_fold(token.group()).strip(_EDGES) for token in tokens]
    if run > 1 and _opens_behind_heading(tokens[0].group(), tokens[1].group(), setting):
        return tokens[1].start()
    for at in range(2, run):
        if words[at] == words[0] and (at + 1 >= run or words[at + 1] == words[1]):
            return tokens[at].start()
    for at in range(run - 1, 1, -1):
        before = tokens[at - 1].group()
        if (
            tokens[at].group() in _words(setting.knowledge).starters
            and words[at - 1] not in _words(setting.knowledge).small
            and not before.endswith(":")
        ):
            return tokens[at].start()
    return None


def _opens_behind_heading(heading: str, follower: str, setting: Setting) -> bool:
    """``History Norvane was``: one plain word, and then a name that a title begins with, or a word that starts sentences."""
    plain = heading.lower() in _words(setting.knowledge).ordinary and heading.isalpha()
    first = follower.strip(_EDGES)
    names = (name.split()[0] for name in (*setting.titles, *setting.names) if name.strip())
    named = any(first == name for name in names) and not _is_same_word(heading, first)
    return (
        plain and heading not in _words(setting.knowledge).starters and (named or first in _words(setting.knowledge).starters)
    )


def _measure_title_case(words: Sequence[str], *, knowledge: Knowledge) -> int:
    """Count the words before the first one that title case would not write in lower case."""
    for at, word in enumerate(words):
        if word[:1].islower() and word.rstrip(",:") not in _words(knowledge).small:
            return at
    return len(words)


def _find_credits_end(text: str, span: Span, setting: Setting) -> int | None:
    return find_credits_end(text, span.start, span.end, knowledge=setting.knowledge)


def _find_furniture_end(text: str, span: Span, setting: Setting) -> int | None:
    return find_furniture_end(text, span.start, span.end, setting.titles, knowledge=setting.knowledge)


def _find_byline_end(text: str, span: Span, setting: Setting) -> int | None:
    """A given name and a surname are a byline where an acronym, a starter or a word of the title follows."""
    first = _read_word(text, span)
    if first not in _words(setting.knowledge).given and first not in {"By", "by"}:
        return None
    tokens = list(islice(_TOKEN.finditer(text, span.start, min(span.start + _LONGEST_HEADING, span.end)), 4))
    words = [token.group() for token in tokens]
    skip = 1 if first in {"By", "by"} else 0
    if len(words) < skip + 3 or words[skip] not in _words(setting.knowledge).given or not words[skip + 1].isalpha():
        return None
    surname, follower = words[skip + 1], words[skip + 2]
    if not surname.istitle() or surname in _words(setting.knowledge).starters:
        return None
    opens = (
        (follower.isupper() and follower.isalpha() and len(follower) > 1)
        or follower in _words(setting.knowledge).starters
        or (follower[:1].isupper() and any(_fold(follower) in _fold(title).split() for title in setting.titles))
    )
    return tokens[skip + 2].start() if opens else None


_CUTS = (
    _find_furniture_end,
    _find_menu_end,
    _find_credits_end,
    _find_label_end,
    _find_title_end,
    _find_heading_end,
    _find_credits_end,
    _find_byline_end,
)
