"""Text to runs of date words: tokens with a one-character kind, and between them a character for what separates them.

Words that no lexicon knows break a run, and only words that can make a date (triggers) start one, so most of a text costs
one dictionary look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.structure.dates.lexicon import Entry, Lexicon
from extractor.structure.dates.numerals import Token, read_odd

_WORD = re.compile(r"\w+")
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
_FARTHEST = 40
"""Characters back to the next word of a date from which it cannot reach: longer than a gap and any era together."""
_LONG_RUN = 64
"""Tokens after which a run is cut where a date ends: what is read of it need not all be kept at once."""
_LONGEST_RUN = 400
"""Tokens after which a run is cut, far above any real one, so that looking around in it costs a bounded time."""


_Hit = tuple[int, str, Entry | None]
"""Where a word starts, the word, and what the lexicon knows about it."""


class Run(NamedTuple):
    """Tokens that follow each other; ``classes`` has the kind of token i at 2i and the gap after it at 2i + 1."""

    tokens: list[Token]
    classes: str


def cut_runs(text: str, lexicon: Lexicon) -> Iterator[Run]:
    """Give the runs that may hold a date, in reading order; one at a time, so that few tokens live at once."""
    find = lexicon.words.get
    hits = [
        (match.start(), word, entry)
        for match in _WORD.finditer(text)
        if (entry := find(word := match[0])) or not word.isalpha()
    ]
    done, token = 0, None
    for index, (_, _, entry) in enumerate(hits):
        if index < done or (entry is not None and (entry[0] not in _TRIGGERS or _is_lonely(hits, index))):
            continue
        first = token if index == done and token else _make_token(text, hits[index], lexicon)
        if first is None:
            continue
        run, done, token = _grow_run(text, hits, (done, index), first, lexicon)
        if len(run.classes) > 1 or run.classes in _ALONE:
            yield run


def _is_lonely(hits: list[_Hit], index: int) -> bool:
    """Tell a word that is no date by itself and has none of its kind near it, as most of "this" and "that"."""
    start, word, entry = hits[index]
    if entry is None or entry[0] in _ALONE or (index + 1 < len(hits) and hits[index + 1][0] - start - len(word) <= _LONGEST_GAP):
        return False
    return index == 0 or start - hits[index - 1][0] - len(hits[index - 1][1]) > _FARTHEST


def _grow_run(
    text: str, hits: list[_Hit], place: tuple[int, int], first: Token, lexicon: Lexicon
) -> tuple[Run, int, Token | None]:
    """Collect the words around a trigger that follow each other; also say which hit comes after them, and what was read of it.

    Args:
        text: The text.
        hits: Words of dates in it.
        place: The first hit that no run has yet, and the trigger.
        first: The trigger, read.
        lexicon: The words of the languages.
    """
    low, index = place
    tokens, classes = [first], [first.kind]
    if low < index:
        tokens, classes = _lead_in(text, hits[max(low, index - _LONGEST_LEAD) : index], first, lexicon)
    number, end = index, first.end
    for number in range(index + 1, min(index + _LONGEST_RUN, len(hits))):
        start = hits[number][0]
        if start < end:
            continue
        token = _make_token(text, hits[number], lexicon) if start - end <= _LONGEST_GAP else None
        gap = _GAPS.get(text[end : token.start]) if token else None
        if token is None or gap is None or (len(tokens) > _LONG_RUN and _starts_anew(tokens[-1], gap, token)):
            return _make_run(tokens, classes), number, token
        tokens.append(token)
        classes += (gap, token.kind)
        end = token.end
    return _make_run(tokens, classes), number + 1, None


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


def _lead_in(text: str, hits: list[_Hit], first: Token, lexicon: Lexicon) -> tuple[list[Token], list[str]]:
    """Give the tokens that lead to one without a break, and that one; with their kinds and the gaps between them."""
    tokens, classes = [first], [first.kind]
    for hit in reversed(hits):
        token = _make_token(text, hit, lexicon)
        gap = _GAPS.get(text[token.end : tokens[-1].start]) if token else None
        if token is None or gap is None:
            break
        tokens.append(token)
        classes += (gap, token.kind)
    return tokens[::-1], classes[::-1]


def _make_token(text: str, hit: _Hit, lexicon: Lexicon) -> Token | None:
    start, word, entry = hit
    if entry is not None:
        return Token(start, start + len(word), entry[0], entry[1])
    return read_odd(text, word, start, lexicon)
