"""Text to runs of date words: tokens with a one-character kind, and between them a character for what separates them.

Words that no lexicon knows break a run, and only words that can make a date (triggers) start one, so most of a text costs
one dictionary look-up a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.structure.dates.lexicon import Entry, Lexicon

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
_BAD_BEFORE = frozenset("$€£¥₹#%@&=+*^\\_:")
_TAIL_S = re.compile(r"['\u2019]s(?!\w)")
_LONGEST_LEAD = 8
_LONGEST_GAP = 8
_LONGEST_RUN = 400
"""Tokens after which a run is cut, far above any real one, so that looking around in it costs a bounded time."""
_APOSTROPHES = ("'", "\u2019", "\u2018")
_BAD_AFTER = frozenset("%°‰$€£¥")
_SPECIAL = re.compile(
    r"(?i:(?P<q>[QT])(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>\d{1,2})|[FC]Y(?P<fiscal>\d{4}|\d\d))(?!\w)"
)
_GLUED = re.compile(r"([^\W\d_]+|\w*[^\W\d]\w*)-$")
_QUARTER_YEAR = re.compile(r"(\d{4})Q([1-4])")


_Hit = tuple[re.Match[str], Entry | None]


class Token(NamedTuple):
    """A word of a date: its range in the text, its kind and what it stands for."""

    start: int
    end: int
    kind: str
    value: Any


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
    return _read_odd(text, match[0], match.start(), lexicon)


def _read_odd(text: str, word: str, start: int, lexicon: Lexicon) -> Token | None:
    """Read a word that no lexicon lists: a number, or one like Q3, H1, W12, FY2024."""
    if word[0] in _DIGITS:
        return _read_number(text, word, start, lexicon)
    if word[-1] in _DIGITS and (match := _SPECIAL.match(text, start)):
        if match["fiscal"]:
            year = int(match["fiscal"])
            return Token(start, match.end(), "5", year if year > 99 else 2000 + year)
        kind, name = ("q", "quarter") if match["quarter"] else ("2", "half") if match["half"] else ("k", "week")
        if match["q"] in ("T", "t") and lexicon.order == "MDY":
            return None
        return Token(start, match.end(), kind, int(match[name]))
    return None


def _read_number(text: str, word: str, start: int, lexicon: Lexicon) -> Token | None:
    end = start + len(word)
    if not (word.isascii() and word.isdecimal()):
        return _read_suffixed(text, word, start, lexicon)
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _BAD_BEFORE and before and not (before == ":" and text[start - 2 : start - 1].isspace()):
        return None
    if (after in _BAD_AFTER and after) or (before == "," and len(word) == 3 and text[start - 2 : start - 1] in _DIGITS):
        return None
    if before == "-" and (glued := _GLUED.search(text, max(start - 16, 0), start)) and not _may_lead(glued[1], lexicon):
        return None
    if after in (":", ",", ".") and text[end + 1 : end + 2] in _DIGITS and _is_figure(text, word, end):
        return None
    return _classify(text, word, start, lexicon)


def _may_lead(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word may be hyphenated to a date: mid-1990, post-1945, but not GPT-4."""
    return word in lexicon.words or word.lower() in lexicon.prefixes


def _is_figure(text: str, word: str, end: int) -> bool:
    """Tell a clock time or a figure with grouped thousands from a part of a date."""
    if text[end] == ":":
        return len(word) <= 2
    following = text[end + 1 : end + 5]
    return text[end] == "," and len(word) <= 3 and following[:3].isdigit() and not following[3:].isdigit()


def _read_suffixed(text: str, word: str, start: int, lexicon: Lexicon) -> Token | None:
    """Read 19th, 1990s, 2024Q3, the 15 of 15T10:00, or nothing."""
    digits = 0
    while digits < len(word) and word[digits] in _DIGITS:
        digits += 1
    number, tail, end = int(word[:digits][:9]), word[digits:], start + len(word)
    if tail in lexicon.ordinal and digits <= 2:
        return Token(start, end, "o", number)
    if tail in lexicon.decade and number % 10 == 0 and (digits in (2, 4) or (digits == 3 and lexicon.era.match(text, end))):
        return _read_decade(text, start, end, number)
    if digits <= 2 and tail[0] == "T" and tail[1:3].isdigit() and text[end : end + 1] == ":":
        return _classify(text, word[:digits], start, lexicon)
    if match := _QUARTER_YEAR.fullmatch(word):
        return Token(start, end, "6", (int(match[1]), int(match[2])))
    return None


def _read_decade(text: str, start: int, end: int, number: int) -> Token:
    if number < 100:
        apostrophe = text[start - 1 : start] in _APOSTROPHES
        return Token(start - apostrophe, end, "d", 1900 + number if number >= 20 else 2000 + number)
    return Token(start, end, "d", number)


def _classify(text: str, word: str, start: int, lexicon: Lexicon) -> Token | None:
    number, end = int(word[:9]), start + len(word)
    if len(word) == 8:
        return Token(start, end, "8", word)
    if len(word) > 4:
        return None
    if era := lexicon.era.match(text, end):
        return Token(start, era.end(), "y", 1 - number if era["bc"] else number)
    if text[start - 1 : start] in (" ", "\u00a0") and (lead := lexicon.leading_era.search(text, max(start - 13, 0), start)):
        return Token(lead.start(), end, "y", number)
    if len(word) == 4 and number % 10 == 0 and _TAIL_S.match(text, end):
        return Token(start, end + 2, "d", number)
    return Token(start, end, _kind_of(text, word, number, start), number)


def _may_drop_century(text: str, apostrophe: int) -> bool:
    """Tell '24 and Q1'24 from the 24 of 5'24."""
    return not text[max(apostrophe - 1, 0) : apostrophe].isalnum() or text[max(apostrophe - 2, 0) : apostrophe - 1] in (
        "Q",
        "H",
        "Y",
    )


def _kind_of(text: str, word: str, number: int, start: int) -> str:
    if len(word) == 4:
        return "y" if 1000 <= number <= 2199 else "4"
    if len(word) == 3:
        return "7"
    if len(word) == 2 and text[start - 1 : start] in _APOSTROPHES and _may_drop_century(text, start - 1):
        return "j"
    return "1" if 1 <= number <= 12 else "3" if 13 <= number <= 31 else "9"
