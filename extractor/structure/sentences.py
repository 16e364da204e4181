"""Sentences of flattened web text: a splitter by rules, in time linear in the text.

    marks that always separate    line ends, elisions ``[...]``, heading marks ``#``, bullets, bars, CJK full stops
    a terminator that may         ``. ! ? ...`` with the quotes and brackets that close after it, then a blank

A terminator does not end a sentence inside a short bracket or quotation, after an initial, a list number or an
abbreviation (``sentences.yaml``), or where a small letter shows that the sentence goes on. Headings that saving
flattened into the line become pieces of their own (``headlines``); they carry no full stop, by which a reader of the
spans tells them from sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.spans import Span
from extractor.structure.headlines import Setting, split_headline
from extractor.structure.wording import fold_marks

_SIGN = re.compile(r"[\[…\r\n\v\f\x85\u2028\u2029#•▪●◦‣·|*–-]")
_HARD = re.compile(r"\[(?:\.\.\.|…)\]|\[…|…\]|[\r\n\v\f\x85\u2028\u2029]|(?<!\S)(?:#{1,6}|[•▪●◦‣·|*–-])(?=\s)")
_DOUBTFUL = frozenset("-–*")
_TERMINATOR = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？｡]+[」』”’）]*|(?<=[^\W_](?:[^\W_]|[)”»]))[.!?][\"”»)]?(?=[^\W\d_a-z][^\W\d_]*[ ,])"
)
_ABBREVIATED = re.compile(r"\s?[^\W\d_]\.")
_ASIDE_MARK = re.compile(r'["()\[\]“”«»]')
_OPENERS = "\"'“‘(["
_QUOTES = "\"'”’»"
_PAIRS = {")": "(", "]": "[", "”": "“", "»": "«"}
_LONGEST_ASIDE = 300
_LONGEST_WORD = 40


class _Words(NamedTuple):
    never_final: frozenset[str]
    maybe_final: frozenset[str]
    final_before_capital: frozenset[str]
    final_before_clause: frozenset[str]
    finite_verbs: frozenset[str]
    questions: frozenset[str]
    lettered: frozenset[str]
    ordinal_leads: frozenset[str]
    ordinal_nouns: frozenset[str]
    marked_names: tuple[str, ...]
    starters: frozenset[str]
    ordinary: frozenset[str]


@derived
def _words(knowledge: Knowledge) -> _Words:
    data = knowledge.gather(lambda language: language.sentences)
    return _Words(
        frozenset(data.never_final),
        frozenset(data.maybe_final),
        frozenset(data.final_before_capital),
        frozenset(data.final_before_clause),
        frozenset(data.finite_verbs),
        frozenset(data.questions),
        frozenset(data.lettered),
        frozenset(data.ordinal_leads),
        frozenset(data.ordinal_nouns),
        tuple(data.marked_names),
        frozenset(data.starters),
        frozenset(knowledge.gather(lambda language: language.words).ordinary.split()),
    )


def split_sentences(
    text: str, *, titles: Sequence[str] = (), names: Sequence[str] = (), knowledge: Knowledge
) -> tuple[Span, ...]:
    """Give the sentences of a text in order, as offsets in it, without the blanks and bullets around them.

    What is no sentence (a heading, a byline, a list label) is given as a span of its own, so that nothing is lost.

    Args:
        text: One passage; a sentence never crosses an elision, a line end, a bullet or a heading mark.
        titles: Titles that the text may repeat before a sentence, such as that of its source.
        names: Names that may start the sentence behind such a title, such as the publisher's.
        knowledge: What the program knows besides the page.
    """
    marked = tuple(title for title in titles if _TERMINATOR.search(title, 0, max(len(title) - 1, 0)))
    pieces = (
        _cut_short(knowledge, text, marked) if len(text) <= _SHORT else tuple(_cut_pieces(text, marked, knowledge=knowledge))
    )
    setting = Setting(knowledge, tuple(titles), tuple(names))
    found: list[Span] = []
    for span, headed in pieces:
        found.extend(split_headline(text, span, setting._replace(headed=True) if headed else setting))
    return tuple(found)


def _cut_pieces(text: str, titles: tuple[str, ...], *, knowledge: Knowledge) -> Iterator[tuple[Span, bool]]:
    """Cut at sentence ends, apart from those inside these titles; say of each piece whether a heading mark stands before it."""
    for run, headed in _cut_runs(text):
        for span in _split_run(text, run, titles, knowledge=knowledge):
            yield span, headed and span.start == run.start


_SHORT = 8000


@derived
def _cut_short(knowledge: Knowledge, text: str, titles: tuple[str, ...]) -> tuple[tuple[Span, bool], ...]:
    return tuple(_cut_pieces(text, titles, knowledge=knowledge))


def _cut_runs(text: str) -> Iterator[tuple[Span, bool]]:
    """Cut at the marks that always separate; say of each run whether a heading mark stands before it."""
    start, headed = 0, False
    for sign in _SIGN.finditer(text):
        match = _HARD.match(text, sign.start()) if sign.start() >= start else None
        mark = match.group() if match else ""
        if match is None or (mark in _DOUBTFUL and not _is_bullet(text, match.start())):
            continue
        if run := _trim(text, start, match.start()):
            yield run, headed
        start, headed = match.end(), mark.startswith("#")
    if run := _trim(text, start, len(text)):
        yield run, headed


def _is_bullet(text: str, at: int) -> bool:
    """A dash or star is a bullet at the start of the text or after a finished sentence or a colon; else it is punctuation."""
    while at and text[at - 1] in " \t":
        at -= 1
    before = text[max(at - 3, 0) : at].rstrip()
    return not before or before[-1] in ".!?:;"


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _split_run(text: str, run: Span, titles: Sequence[str], *, knowledge: Knowledge) -> Iterator[Span]:
    asides = _find_asides(text, run)
    for title in titles:
        asides.update(_find_title(text, run, title))
    start = run.start
    for match in _TERMINATOR.finditer(text, run.start, run.end):
        if match.start() < start or _within(asides, match.start(), match.end()):
            continue
        if match.end() < run.end and not _ends_sentence(text, start, match, run.end, knowledge=knowledge):
            continue
        if span := _trim(text, start, match.end()):
            yield span
        start = match.end()
    if span := _trim(text, start, run.end):
        yield span


def _find_asides(text: str, run: Span) -> dict[int, int]:
    """Map each character inside a short bracket or quotation to the end of it."""
    inside: dict[int, int] = {}
    opened: dict[str, int] = {}
    for match in _ASIDE_MARK.finditer(text, run.start, run.end):
        at, char = match.start(), match.group()
        if char == '"':
            char = "”" if "“" in opened and (at + 1 == run.end or not text[at + 1].isalnum()) else "“"
        if char in "([“«":
            opened[char] = at
        elif char in _PAIRS and (begin := opened.pop(_PAIRS[char], None)) is not None and at - begin <= _LONGEST_ASIDE:
            inside.update((position, max(at, inside.get(position, 0))) for position in range(begin + 1, at))
    return inside


def _find_title(text: str, run: Span, title: str) -> dict[int, int]:
    """Map each character of a title that the text repeats to its end: ``What is Stripe? How it works`` is one heading."""
    folded, wanted = fold_marks(text[run.start : run.end]).lower(), fold_marks(title).lower()
    at = folded.find(wanted) if len(folded) == run.end - run.start else -1
    if at < 0:
        return {}
    last = run.start + at + len(wanted) - 1
    return dict.fromkeys(range(run.start + at, last), last)


def _within(asides: dict[int, int], start: int, end: int) -> bool:
    """The terminator stands inside an aside that goes on after it."""
    return asides.get(start, -1) >= end


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int, *, knowledge: Knowledge) -> bool:
    mark = match.group()
    if mark[0] in "。！？｡" or not text[max(start, match.start() - _LONGEST_WORD) : match.start()].strip():
        return True
    word = _word_before(text, start, match.start())
    after = _word_after(text, match.end(), end)
    if match.end() < end and not text[match.end()].isspace():
        return _is_joined(word, after, knowledge=knowledge)
    if mark[0] in "!?…" or mark.startswith(".."):
        named = f"{word}{mark}".lstrip(_OPENERS) in _words(knowledge).marked_names
        asked = mark == "?" and _word_after(text, start, end).casefold() in _words(knowledge).questions
        return not named and (asked or not after[:1].islower())
    if word.isdigit() and len(word) <= 2 and _is_ordinal(text, start, match.start() - len(word), after, knowledge=knowledge):
        return False
    return _full_stop_ends(text, start, match, after, knowledge=knowledge)


def _is_joined(word: str, after: str, *, knowledge: Knowledge) -> bool:
    """Whether two sentences lost the blank between them: ``streams.The company``, but not ``Node.js`` or ``java.util.List``.

    Behind an ordinary word, a year or a bracket any capital starts one; behind a name only a word that starts sentences.
    """
    if any(sign in word for sign in "./_@:\\") or not after[1:2].islower():
        return len(after.rstrip(",")) == 1 and after.rstrip(",") in _words(knowledge).starters and word.islower()
    plain = word.strip(_OPENERS + ")”»,")
    if plain.isdigit():
        return len(plain) == 4 or after.rstrip(",") in _words(knowledge).starters
    return plain in _words(knowledge).ordinary or (plain.isalpha() and after.rstrip(",") in _words(knowledge).starters)


def _full_stop_ends(text: str, start: int, match: re.Match[str], after: str, *, knowledge: Knowledge) -> bool:
    """Whether one full stop ends a sentence, by the word before it and the word after it."""
    word = _word_before(text, start, match.start())
    bare = word.lstrip(_OPENERS).casefold()
    if bare in _words(knowledge).never_final:
        return False
    if len(bare) == 1 and bare.isalpha() and _ABBREVIATED.match(text, match.end()):
        return False  # ``e. V.``, ``z. B.``
    initial = _is_initial(word)
    if initial and _word_before(text, start, match.start() - len(word) - 1).casefold() in _words(knowledge).lettered:
        return True
    if initial or bare in _words(knowledge).maybe_final:
        clause = bare in _words(knowledge).final_before_clause and _starts_clause(
            text[match.end() : match.end() + 2 * _LONGEST_WORD], knowledge=knowledge
        )
        return clause or _starts_afresh(bare, after, knowledge=knowledge)
    if not after[:1].islower():
        return True
    quoted = match.group()[-1] in _QUOTES
    return (
        not quoted and _is_word(bare) and (not after.isalpha() or not after.islower() or _is_plain(word, knowledge=knowledge))
    )


def _is_plain(word: str, *, knowledge: Knowledge) -> bool:
    """A word that no abbreviation is: a known one in small letters, a long one, a number; ``bn`` and ``Me`` may be."""
    bare = word.lstrip(_OPENERS)
    return len(bare) > 4 or not bare.isalpha() or (bare.islower() and bare in _words(knowledge).ordinary)


def _is_word(bare: str) -> bool:
    """A word, a year or a file name, which no abbreviation looks like; a small letter may start the sentence after it."""
    last = bare.rstrip(")]").rsplit(".", 1)[-1]
    return (last.isalpha() and len(last) > 1) or (last.isdigit() and len(last) == 4)


def _word_before(text: str, start: int, at: int) -> str:
    """The characters between the last blank and the terminator."""
    window = text[max(start, at - _LONGEST_WORD) : at]
    return window.split()[-1] if window and not window[-1].isspace() else ""


def _word_after(text: str, at: int, end: int) -> str:
    """The next word, without the quotes and brackets that open before it."""
    words = text[at : min(at + _LONGEST_WORD, end)].split(maxsplit=1)
    return words[0].lstrip(_OPENERS + "«¿¡") if words else ""


def _is_ordinal(text: str, start: int, at: int, after: str, *, knowledge: Knowledge) -> bool:
    """A number here is a list marker, behind nothing or a colon or semicolon; or an ordinal, as in ``am 21. Dezember``."""
    before = text[max(start, at - _LONGEST_WORD) : at].rstrip()
    if not before or before.endswith((":", ";")):
        return True
    return after.rstrip(",;:") in _words(knowledge).ordinal_nouns or before.split()[-1] in _words(knowledge).ordinal_leads


def _is_initial(word: str) -> bool:
    """``J``, ``(G`` and ``A.B`` are initials; so is every single letter, since ``vitamin C`` is settled by what follows."""
    parts = word.lstrip(_OPENERS).split(".")
    return all(len(part) == 1 and part.isupper() for part in parts)


def _starts_afresh(abbreviation: str, after: str, *, knowledge: Knowledge) -> bool:
    first = after.rstrip(",;:")
    return first in _words(knowledge).starters or (
        abbreviation in _words(knowledge).final_before_capital and first[:1].isupper()
    )


def _starts_clause(after: str, *, knowledge: Knowledge) -> bool:
    """``Microsoft has`` after ``LLC.`` is a clause of its own; ``CEO Tim Cook`` after ``Inc.`` is not."""
    words = after.split(maxsplit=2)
    return len(words) > 1 and words[0][:1].isupper() and words[1] in _words(knowledge).finite_verbs
