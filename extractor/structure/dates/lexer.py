"""Text to runs of date words: tokens with a one-character kind, and between them a character for what separates them.

Words that no lexicon knows break a run, and only words that can make a date (triggers) start one, so most of a text costs
one dictionary look-up a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
_LONGEST_LEAD = 8
_LONGEST_GAP = 8
_LONGEST_RUN = 400
"""Tokens after which a run is cut, far above any real one, so that looking around in it costs a bounded time."""


_Hit = tuple[re.Match[str], Entry | None]


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that follow each other; ``classes`` has the kind of token i at 2i and the gap after it at 2i + 1."""

    tokens: list[Token]
    classes: str


def cut_runs(text: str, lexicon: Lexicon) -> list[Run]:
    """Give the runs that may hold a date, in reading order."""
    find, digits = lexicon.words.get, _DIGITS
    hits = [
        (match, entry)
        for match in _WORD.finditer(text)
        if (entry := find(word := match[0])) or word[0] in digits or word[-1] in digits
    ]
    runs: list[Run] = []
    done = 0
    for index, (_, entry) in enumerate(hits):
        if index >= done and (entry is None or entry[0] in _TRIGGERS):
            run, done = _grow_run(text, hits, done, index, lexicon)
            if run is not None and (len(run.classes) > 1 or run.classes in _ALONE):
                runs.append(run)
    return runs


def _grow_run(text: str, hits: list[_Hit], low: int, index: int, lexicon: Lexicon) -> tuple[Run | None, int]:
    """Collect the words around a trigger that follow each other; also say which hit comes after them."""
    first = _make_token(text, hits[index], lexicon)
    if first is None:
        return None, index + 1
    tokens, classes = [first], [first.kind]
    for number in range(index - 1, max(low, index - _LONGEST_LEAD) - 1, -1):
        token = _make_token(text, hits[number], lexicon)
        gap = _GAPS.get(text[token.end : tokens[-1].start]) if token and 0 <= tokens[-1].start - token.end <= 3 else None
        if token is None or gap is None:
            break
        tokens.append(token)
        classes += (gap, token.kind)
    tokens.reverse()
    classes.reverse()
    number = index
    for number in range(index + 1, min(index + _LONGEST_RUN, len(hits))):
        start = hits[number][0].start()
        if start < tokens[-1].end:
            continue
        token = _make_token(text, hits[number], lexicon) if start - tokens[-1].end <= _LONGEST_GAP else None
        gap = _GAPS.get(text[tokens[-1].end : token.start]) if token else None
        if token is None or gap is None:
            return Run(tokens, "".join(classes)), number
        tokens.append(token)
        classes += (gap, token.kind)
    return Run(tokens, "".join(classes)), number + 1


def _make_token(text: str, hit: _Hit, lexicon: Lexicon) -> Token | None:
    match, entry = hit
    if entry is not None:
        return Token(match.start(), match.end(), entry[0], entry[1])
    return read_odd(text, match[0], match.start(), lexicon)
