"""Text to runs of date words: tokens with a one-character kind, and between them a character for what separates them.

Words that no lexicon knows break a run, and only words that can make a date (triggers) start one, so most of a text costs
one dictionary look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.structure.dates.lexicon import Entry, Lexicon
from extractor.structure.dates.numerals import Token, read_odd

_WORD = re.compile(r"\w+")
_DIGITS = frozenset("0123456789")
_TRIGGERS = frozenset("mwsdlZzhpJDMY13974yjkq2568K") | {"C", "E"}
_ALONE = frozenset("ymwszdZ8526qk")
"""Kinds of words that can be a date without any other."""
_GAPS = {
    **dict.fromkeys(
        (
            " ",
            "\n",
            "\u00a0",
            "\u202f",
            "  ",
            "'",
            "\u2019",
            " '",
            " \u2019",
            " \u2018",
        ),
        "_",
    ),
    **dict.fromkeys(
        (
            ", ",
            "., ",
            ",\n",
            ", '",
            ", \u2019",
        ),
        ",",
    ),
    **dict.fromkeys((",",), ";"),
    **dict.fromkeys(
        (
            "-",
            "\u2010",
            "\u2011",
            ".-",
        ),
        "-",
    ),
    **dict.fromkeys(
        (
            "\u2013",
            "\u2014",
            "\u2212",
            ".\u2013",
        ),
        "\u2013",
    ),
    **dict.fromkeys(
        (
            " - ",
            " \u2013 ",
            " \u2014 ",
            " -",
            "- ",
            "\u2009\u2013\u2009",
            "\u2013 ",
            " \u2013",
        ),
        "~",
    ),
    **dict.fromkeys(
        (
            "/",
            " / ",
        ),
        "/",
    ),
    **dict.fromkeys((".",), "."),
    **dict.fromkeys(
        (
            ". ",
            ".\u00a0",
        ),
        ":",
    ),
}
_COMPOUND = "n-o"
_LONGEST_LEAD = 8
_LONGEST_GAP = 8
_LONG_RUN = 64
"""Tokens after which a run is cut where a date ends: what is read of it need not all be kept at once."""
_LONGEST_RUN = 400
"""Tokens after which a run is cut, far above any real one, so that looking around in it costs a bounded time."""


_Hit = tuple[int, str, Entry | None]
"""Where a word starts, the word, and what the lexicon knows about it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that follow each other; ``classes`` has the kind of token i at 2i and the gap after it at 2i + 1."""

    tokens: list[Token]
    classes: str


def cut_runs(text: str, lexicon: Lexicon) -> Iterator[Run]:
    """Give the runs that may hold a date, in reading order; one at a time, so that few tokens live at once."""
    find, digits = lexicon.words.get, _DIGITS
    hits = [
        (match.start(), word, entry)
        for match in _WORD.finditer(text)
        if (entry := find(word := match[0])) or word[0] in digits or word[-1] in digits
    ]
    done = 0
    for index, (_, _, entry) in enumerate(hits):
        if index >= done and (entry is None or entry[0] in _TRIGGERS):
            run, done = _grow_run(text, hits, done, index, lexicon)
            if run is not None and (len(run.classes) > 1 or run.classes in _ALONE):
                yield run


def _grow_run(text: str, hits: list[_Hit], low: int, index: int, lexicon: Lexicon) -> tuple[Run | None, int]:
    """Collect the words around a trigger that follow each other; also say which hit comes after them."""
    first = _make_token(text, hits[index], lexicon)
    if first is None:
        return None, index + 1
    tokens = _list_before(text, hits[max(low, index - _LONGEST_LEAD) : index], first, lexicon)
    classes = [tokens[0].kind]
    for left, right in pairwise(tokens):
        classes += (_GAPS[text[left.end : right.start]], right.kind)
    number, end = index, first.end
    for number in range(index + 1, min(index + _LONGEST_RUN, len(hits))):
        start = hits[number][0]
        if start < end:
            continue
        token = _make_token(text, hits[number], lexicon) if start - end <= _LONGEST_GAP else None
        gap = _GAPS.get(text[end : token.start]) if token else None
        if token is None or gap is None or (len(tokens) > _LONG_RUN and _starts_anew(tokens[-1], gap, token)):
            return _make_run(tokens, classes), number
        tokens.append(token)
        classes += (gap, token.kind)
        end = token.end
    return _make_run(tokens, classes), number + 1


def _make_run(tokens: list[Token], classes: list[str]) -> Run:
    """Put a run together, "twenty-first" in it as one ordinal."""
    kinds = "".join(classes)
    at = kinds.find(_COMPOUND)
    while at >= 0:
        tens, ones = tokens[at // 2 : at // 2 + 2]
        if tens.value in (20, 30) and ones.value < 10:
            tokens[at // 2 : at // 2 + 2] = [Token(tens.start, ones.end, "o", tens.value + ones.value)]
            kinds = kinds[:at] + kinds[at + 2 :]
        at = kinds.find(_COMPOUND, at + 1)
    return Run(tokens, kinds)


def _starts_anew(last: Token, gap: str, token: Token) -> bool:
    """Tell whether a date ends and another begins, so that a long list may be cut there."""
    return last.kind in "yd" and gap in "_," and token.kind in "ymd13"


def _list_before(text: str, hits: list[_Hit], first: Token, lexicon: Lexicon) -> list[Token]:
    """Give the tokens that lead to one without a break, and that one."""
    tokens = [first]
    for hit in reversed(hits):
        token = _make_token(text, hit, lexicon)
        if token is None or text[token.end : tokens[-1].start] not in _GAPS:
            break
        tokens.append(token)
    tokens.reverse()
    return tokens


def _make_token(text: str, hit: _Hit, lexicon: Lexicon) -> Token | None:
    start, word, entry = hit
    if entry is not None:
        return Token(start, start + len(word), entry[0], entry[1])
    return read_odd(text, word, start, lexicon)
