"""Text to runs of date words: tokens with a one-character kind, and between them a character for what separates them.

Words that no lexicon knows break a run, and only words that can make a date (triggers) start one. One pattern finds these, so
that most of a text is passed over without a look at its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.structure.dates.lexicon import TRIGGERS, Lexicon
from extractor.structure.dates.numerals import Token, read_word

_WORD = re.compile(r"\w+")
_DIGITS = frozenset("0123456789")
_ALONE = frozenset("ymwszdZ8526qk")
"""Kinds of words that can be a date without any other."""
_GAPS = {
    gap: kind
    for kind, gaps in {
        "_": (" ", "\n", "\u00a0", "\u202f", "  ", "'", "\u2019", " '", " \u2019", " \u2018"),
        ",": (", ", "., ", ",\n", ", '", ", \u2019"),
        ";": (",",),
        "-": ("-", "\u2010", "\u2011", ".-"),
        "\u2013": ("\u2013", "\u2014", "\u2212", ".\u2013"),
        "~": (" - ", " \u2013 ", " \u2014 ", " -", "- ", "\u2009\u2013\u2009", "\u2013 ", " \u2013"),
        "/": ("/", " / ", "./"),
        ".": (".",),
        ":": (". ", ".\u00a0"),
    }.items()
    for gap in gaps
}
"""What may stand between two words of a date, and the character that stands for it in ``classes``."""
_COMPOUND = "n-o"
_SMALL_MONTH = re.compile(
    r"(?<=[13o][_:.-])L|(?<=[13o][_:.-]f_)L|L(?=[_,:-](?:f_)?[yj]|[_:][13o](?:[_,])[yj])"
    r"|(?<=o[_-])Q|(?<=[13o][_:]f_)Q|(?<=[13][-\u2013~][13]_)Q|(?<=[13][_:.-])Q(?=[_,-][yj])|Q(?=[_:][13o][_,][yj])"
)
"""A month in small letters that its neighbours make one; what is a verb too needs more of them."""
_MOST_LEADS = 8
_LONGEST_GAP = 8
_LONGEST_WORD = 24
"""Characters of a word before a trigger that are looked at: no lexicon has a longer one."""
_LONG_RUN = 64
"""Tokens after which a run is cut where a date ends: what is read of it need not all be kept at once."""
_DAYS = frozenset(("1m", "3m", "om", "m1", "m3", "mo"))
"""Kinds of a day with its month, whichever comes first."""
_LONGEST_RUN = 400
"""Tokens after which a run is cut, far above any real one, so that looking around in it costs a bounded time."""


@dataclass(slots=True)
class Run:
    """Tokens that follow each other; ``classes`` has the kind of token i at 2i and the gap after it at 2i + 1."""

    tokens: list[Token]
    classes: str


def cut_runs(text: str, lexicon: Lexicon) -> Iterator[Run]:
    """Give the runs that may hold a date, in reading order; one at a time, so that few tokens live at once."""
    trigger = lexicon.opening.match(text) or lexicon.trigger.search(text)
    done = 0
    while trigger:
        first = read_word(text, trigger[1], trigger.start(1), lexicon)
        low, done = done, trigger.end()
        while first:
            run, after = _grow_run(text, low, first, lexicon)
            done = run.tokens[-1].end
            if len(run.classes) > 1 or run.classes in _ALONE:
                yield run
            first = after if after and after.kind in TRIGGERS else None
            low = first.start if first else done
        trigger = lexicon.trigger.search(text, done)


def _grow_run(text: str, low: int, first: Token, lexicon: Lexicon) -> tuple[Run, Token | None]:
    """Collect the words around a trigger that follow each other; also give the one that broke the run, if it was read."""
    tokens, classes = _lead_in(text, low, first, lexicon) if low < first.start else ([first], [first.kind])
    end = first.end
    for match in _WORD.finditer(text, end):
        start, word = match.start(), match[0]
        gap = _GAPS.get(text[end:start])
        if gap is None and start < end:
            continue
        if gap is None and (start - end > _LONGEST_GAP or start == end or word[0] not in _DIGITS):
            break
        token = read_word(text, word, start, lexicon)
        if token is None:
            if word[0].isupper():  # it may yet belong to the next, as in "late AD 1850"
                continue
            break
        if token.start != start:
            gap = _GAPS.get(text[end : token.start])
        if gap is None or (len(tokens) > _LONG_RUN and _is_full(tokens, gap, token)):
            return _make_run(tokens, classes), token
        tokens.append(token)
        classes += (gap, token.kind)
        end = token.end
    return _make_run(tokens, classes), None


def _make_run(tokens: list[Token], classes: list[str]) -> Run:
    """Put a run together, "twenty-first" in it as one ordinal."""
    kinds = "".join(classes)
    if "L" in kinds or "Q" in kinds:
        kinds = _SMALL_MONTH.sub("m", kinds)
        for token, kind in zip(tokens, kinds[::2], strict=True):
            token.kind = kind
    at = kinds.find(_COMPOUND)
    while at >= 0:
        tens, ones = tokens[at // 2 : at // 2 + 2]
        if tens.value in (20, 30) and ones.value < 10:
            tokens[at // 2 : at // 2 + 2] = [Token(tens.start, ones.end, "o", tens.value + ones.value)]
            kinds = kinds[:at] + kinds[at + 2 :]
        at = kinds.find(_COMPOUND, at + 1)
    return Run(tokens, kinds)


def _is_full(tokens: list[Token], gap: str, token: Token) -> bool:
    """Tell whether a long run may be cut before a token, because a date ends and another begins, or must be."""
    if len(tokens) >= _LONGEST_RUN:
        return True
    kinds = tokens[-2].kind + tokens[-1].kind
    return gap in "_," and (token.kind in "ymdiOr13" if kinds[1] in "yd" else token.kind in "Or" and kinds in _DAYS)


def _lead_in(text: str, low: int, first: Token, lexicon: Lexicon) -> tuple[list[Token], list[str]]:
    """Give the tokens that lead to one without a break, and that one; with their kinds and the gaps between them."""
    tokens, classes = [first], [first.kind]
    while len(tokens) <= _MOST_LEADS and (place := _find_word_before(text, low, tokens[-1].start)):
        token = read_word(text, text[place[0] : place[1]], place[0], lexicon)
        gap = _GAPS.get(text[token.end : tokens[-1].start]) if token else None
        if token is None or gap is None:
            break
        tokens.append(token)
        classes += (gap, token.kind)
    return tokens[::-1], classes[::-1]


def _find_word_before(text: str, low: int, end: int) -> tuple[int, int] | None:
    """Find the word that ends before a place, in one step back for each character; None where a gap is too wide for a run."""
    least = max(low, end - _LONGEST_GAP)
    while end > least and not (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    start, least = end, max(low, end - _LONGEST_WORD)
    while start > least and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    return (start, end) if low <= start < end else None
