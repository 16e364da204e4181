"""Numbers, and words with numbers in them, as tokens: days, years with their era, decades, ordinals, Q3, W12, FY2024."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.structure.dates.lexicon import Lexicon

_DIGITS = frozenset("0123456789")
_BAD_BEFORE = frozenset("$€£¥₹#%@&=+*^\\_:")
_APOSTROPHES = frozenset(("'", "\u2019", "\u2018"))
_BAD_AFTER = frozenset("%°‰$€£¥")
_CALM = frozenset(("", " ", "\n", "(", ")", ";", "\u2013", "/"))
"""Characters next to a number that never make it an amount; looked at first, because most numbers have no others."""
_LONGEST_GLUED = 15
_LONGEST_YEAR = 4
_SPECIAL = re.compile(
    r"(?i:(?P<q>[QT])(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>\d{1,2})|[FC]Y(?P<fiscal>\d{4}|\d\d)|c(?P<circa>\d{4}))(?!\w)"
)
_PART_OF_YEAR = re.compile(r"(?P<year>\d{4})(?P<unit>Q[1-4]|H[12])")
_NUMBERED_PART = re.compile(r"(?P<unit>[1-4]Q|[12]H)(?P<year>\d{4}|\d\d)?")
_SIGNS = frozenset("-+\u2212")
_OPENS_SIGNED = re.compile(r"(?<![\w.:,+-])(?<!\d[ \u2013-])(?<![A-Z]{2} )(?<![ap]m )(?<!\.m\. )")
"""Where a sign can stand before a year: behind no figure, so that it is no dash, and no zone of a clock time."""
_MONTH_BEHIND = re.compile(r"-\d{2}(?!\d)")
_GLUED_DAY = re.compile(r"(\d{1,2})([A-Za-z]{3,9})(\d{4})")
_STAMP = re.compile(r"(\d{8})T\d{4,6}Z?")
_TAIL_S = re.compile(r"['\u2019]s(?!\w)")


@dataclass(slots=True)
class Token:
    """A word of a date: its range in the text, its kind and what it stands for."""

    start: int
    end: int
    kind: str
    value: Any


def pick_tokens(tokens: Sequence[Token], kinds: str) -> list[Token]:
    """Give the tokens of some kinds."""
    return [token for token in tokens if token.kind in kinds]


def read_word(text: str, word: str, start: int, lexicon: Lexicon) -> Token | None:
    """Read a word of a date; None for any other."""
    entry = lexicon.words.get(word)
    if entry is None:
        if word[0] not in _DIGITS or len(word) > _LONGEST_YEAR or not lexicon.plain.match(text, start):
            return _read_odd(text, word, start, lexicon)
        entry = _read_plain(word)
    end = start + len(word)
    if entry[0] == "X" and (text[start - 1 : start] in _APOSTROPHES or text[end : end + 1] in _APOSTROPHES):
        return None  # "s'est" and "IV's"
    return Token(start, end, entry[0], entry[1])


def _read_odd(text: str, word: str, start: int, lexicon: Lexicon) -> Token | None:
    """Read a word that no lexicon lists: a number, or one like Q3, H1, W12, FY2024."""
    if word[0] in _DIGITS:
        return _read_number(text, word, start, lexicon)
    match = _SPECIAL.match(text, start) if word[-1] in _DIGITS else None
    if match is None or (match["q"] in ("T", "t") and lexicon.order == "MDY"):
        return None
    if match["circa"]:
        return Token(start + 1, match.end(), "y", int(match["circa"]))
    if match["fiscal"]:
        year = int(match["fiscal"])
        return Token(start, match.end(), "5", year if year > 99 else 2000 + year)
    kind, name = ("q", "quarter") if match["quarter"] else ("2", "half") if match["half"] else ("k", "week")
    return Token(start, match.end(), kind, int(match[name]))


@lru_cache(maxsize=4096)
def _read_plain(word: str) -> tuple[str, int]:
    """Give the kind and the value of a number that nothing next to it makes anything else."""
    number = int(word)
    return _kind_of(word, number), number


def _read_number(text: str, word: str, start: int, lexicon: Lexicon) -> Token | None:
    end = start + len(word)
    if not (word.isascii() and word.isdecimal()):
        return _read_suffixed(text, word, start, lexicon)
    before, after = text[start - 1 : start], text[end : end + 1]
    if after == "°" and after in lexicon.ordinal and text[end + 1 : end + 2].isspace():
        return Token(start, end + 1, "o", int(word[:4]))
    if after == "." and "º" in lexicon.ordinal and text[end + 1 : end + 2] in ("º", "ª") and len(word) <= 2:
        return Token(start, end + 2, "o", int(word))
    if before in _SIGNS and (signed := _read_signed(text, word, start)):
        return signed
    amount = (before not in _CALM or after not in _CALM) and _is_amount(text, word, start)
    if amount or (before == "-" and _is_glued(text, start - 1, lexicon)):
        return None
    return _classify(text, word, start, lexicon)


def _read_signed(text: str, word: str, start: int) -> Token | None:
    """Read the year of -0044-03-15 and of +1850-03-15: four digits with a sign, a nought first, or a month behind, or alone."""
    sign, end = start - 1, start + len(word)
    if len(word) != _LONGEST_YEAR or not _OPENS_SIGNED.match(text, sign):
        return None
    if word[0] != "0" and not _MONTH_BEHIND.match(text, end) and text.strip() != text[sign:end]:
        return None
    return Token(sign, end, "y", int(word) if text[sign] == "+" else -int(word))


def _is_amount(text: str, word: str, start: int) -> bool:
    """Tell money, shares, figures with grouped thousands and clock times by the characters next to them."""
    end = start + len(word)
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _BAD_BEFORE and not (before == ":" and text[start - 2 : start - 1].isspace()):
        return True
    if after in _BAD_AFTER or (before == "," and len(word) == 3 and text[start - 2 : start - 1] in _DIGITS):
        return True
    return after in (":", ",") and text[end + 1 : end + 2] in _DIGITS and _is_figure(text, word, end)


def _is_glued(text: str, hyphen: int, lexicon: Lexicon) -> bool:
    """Tell the 4 of GPT-4 from the 1990 of mid-1990 by the word before the hyphen."""
    low, least = hyphen, max(hyphen - _LONGEST_GLUED, 0)
    while low > least and (text[low - 1].isalnum() or text[low - 1] == "_"):
        low -= 1
    word = text[low:hyphen]
    if word.isdecimal() or not word or word in lexicon.words or word.lower() in lexicon.prefixes:
        return False
    return _SPECIAL.fullmatch(word) is None


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
    if digits <= 4 and tail[0] in lexicon.era_starts and (era := lexicon.era.match(text, start + digits)):
        apart = text[start - 1 : start] in _CALM
        return Token(start, era.end(), "y", 1 - number if era["bc"] else number) if apart else None
    return _read_glued(word, start, lexicon)


def _read_glued(word: str, start: int, lexicon: Lexicon) -> Token | None:
    """Read 2024Q3, 3Q24, 1H, 11SEP2001, 20010911T0846."""
    end = start + len(word)
    if match := _PART_OF_YEAR.fullmatch(word) or _NUMBERED_PART.fullmatch(word):
        part = int(match["unit"].strip("QH"))
        unit = "quarter" if "Q" in match["unit"] else "half"
        if match["year"] is None:
            return Token(start, end, "q" if unit == "quarter" else "2", part)
        year = int(match["year"])
        return Token(start, end, "6", (year if year > 99 else 2000 + year, unit, part))
    if match := _STAMP.fullmatch(word):
        return Token(start, end, "8", match[1])
    if (match := _GLUED_DAY.fullmatch(word)) and lexicon.words.get(match[2], ("",))[0] == "m":
        return Token(start, end, "8", f"{match[3]}{lexicon.words[match[2]][1]:02d}{int(match[1]):02d}")
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
    near = text[end : end + 1]
    if (text[end + 1 : end + 2] if near.isspace() else near) in lexicon.era_starts and (era := lexicon.era.match(text, end)):
        return Token(start, era.end(), "y", 1 - number if era["bc"] else number)
    if (
        text[start - 2 : start - 1] in lexicon.leading_ends
        and text[start - 1] in " \u00a0"
        and (lead := lexicon.leading_era.search(text, max(start - 13, 0), start))
    ):
        return Token(lead.start(), end, "y", number)
    if near in _APOSTROPHES and len(word) == 4 and number % 10 == 0 and _TAIL_S.match(text, end):
        return Token(start, end + 2, "d", number)
    short = len(word) == 2 and text[start - 1 : start] in _APOSTROPHES and _may_drop_century(text, start - 1)
    return Token(start, end, "j" if short else _kind_of(word, number), number)


def _may_drop_century(text: str, apostrophe: int) -> bool:
    """Tell '24 and Q1'24 from the 24 of 5'24."""
    return not text[max(apostrophe - 1, 0) : apostrophe].isalnum() or text[max(apostrophe - 2, 0) : apostrophe - 1] in (
        "Q",
        "H",
        "Y",
    )


def _kind_of(word: str, number: int) -> str:
    if len(word) == 4:
        return "y" if 1000 <= number <= 2199 else "4"
    if len(word) == 3:
        return "7"
    if word == "00":
        return "0"
    return "1" if 1 <= number <= 12 else "3" if 13 <= number <= 31 else "9"
