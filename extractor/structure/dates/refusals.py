"""Words that look like dates and are not: counts, labels, names, verbs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from extractor.structure.dates.combine import Part
from extractor.structure.dates.lexicon import Lexicon
from extractor.structure.dates.phrases import Phrase

_WORD_AFTER = re.compile(r"\s?[-\u2010]?([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W\d_]+)(?:['\u2019]s)?\.?#?$")
_STREET = re.compile(r"\s[A-Z]\w{0,30}\s(?:St|Ave|Blvd|Rd|Dr|Street|Avenue|Road|Boulevard|Drive|Lane)\b")
_DIGITS_AFTER = re.compile(r"\s\d{3}(?:\d{2,})?(?!\d)")
_MONEY = re.compile(r"\s[€£¥₹$](?!\d)")
_YEARS = frozenset(("year", "year_tail"))
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS_BEFORE = re.compile(r"(?<=\d{3}\s)(?<!\d{4}\s)|(?<=\d{5}\s)(?<!\d{8}\s)")
"""Numbers in a row, as telephone numbers have them."""
_COMPARED = re.compile(r"(?:more|less|fewer|greater|higher|lower) than\s$")
_NEXT_WORD = re.compile(r"\s(\w+)")
_TIGHT = frozenset("-/.\u2013+*=\u00d7")
_CLOSED = frozenset(("", *"?.,;:)/~\u2013"))
"""Characters after a number that no word it counts can follow; looked at first, because most years are followed by one."""
_POSSESSIVES = frozenset(("my", "his", "her", "their", "our", "your", "its"))
_QUOTES = frozenset("\"“'‘")
_LONGEST_RANGE = 400
_LONGEST_MARK = 24
_LEADS = frozenset("iOrSUFTBe")
_PREPOSITIONS = _LEADS | {"c"}
"""Kinds of words before a date that are no labels."""


def is_refused(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell whether an expression is no date after all."""
    part = phrase.parts[0]
    if is_counted_otherwise(text, phrase, lexicon):
        return True
    if phrase.relation == "range":
        last = phrase.parts[-1]
        return part.name in _YEARS and (
            _is_code(text, phrase)
            or _is_labelled(text, last, lexicon)
            or _find_word_before(text, part.start).lower() in lexicon.labels
        )
    check = _CHECKS.get(part.name)
    return check is not None and check(text, phrase, lexicon)


def is_counted_otherwise(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell the years of other calendars by the marks beside them: AH 1334, 2567 BE, 1334 de l'hégire."""
    for part in phrase.parts:
        near = text[part.end : part.end + 2].lstrip()[:1]
        if near in lexicon.calendar_starts and text[part.end - 1].isdecimal() and lexicon.calendars_after.match(text, part.end):
            return True
    part = phrase.parts[0]
    first = part.start
    if part.name != "year" and text[part.end - 1].isdecimal():
        first = part.end
        while text[first - 1].isdecimal() and first > part.start:
            first -= 1
    if not (text[first - 2 : first - 1].isalpha() or text[first - 1 : first].isalpha() or text[first - 2 : first - 1] == "."):
        return False
    before = text[max(first - _LONGEST_MARK, 0) : first].rstrip()
    return before.lower().endswith(lexicon.calendar_marks) and lexicon.calendars_before.search(before) is not None


def _is_idiom(text: str, phrase: Phrase, _lexicon: Lexicon) -> bool:
    """Tell "to this day" from "on this day"."""
    start = phrase.parts[0].start
    return text[start : phrase.end].lower() == "this day" and text[max(start - 3, 0) : start].lower() == "to "


def _is_age(text: str, phrase: Phrase, _lexicon: Lexicon) -> bool:
    """Tell "in her twenties" and "the 30s °F" from decades."""
    part = phrase.parts[0]
    before = _find_word_before(text, part.start)
    return before.lower() in _POSSESSIVES or text[part.end : part.end + 2].strip().startswith("°")


def _is_plain_number(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell whether a lone number of four digits is a count, a measure, a label or a part of a code, and not a year."""
    part = phrase.parts[0]
    start, end = part.end - 4, part.end
    if not text[start:end].isdecimal() or (start > part.start and part.name == "year"):
        return False
    led, followed = text[start - 2 : start - 1].isdigit(), text[end + 1 : end + 2].isdigit()
    if led and (text[start - 1] in _TIGHT or _DIGITS_BEFORE.match(text, start)):
        return True
    if followed and (text[end] in _TIGHT or _DIGITS_AFTER.match(text, end)):
        return True
    if not led and phrase.led not in _PREPOSITIONS and _has_label(text, part, lexicon):
        return True
    if followed or text[end : end + 1] in _CLOSED:
        return False
    return _MONEY.match(text, end) is not None or _is_counted(text, start, end, lexicon)


def _is_counted(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the word after a number makes it a count, or the number of a house."""
    following = _WORD_AFTER.match(text, end)
    if following is None:
        return False
    if _names_count(following[1], lexicon) or (following[1][0].isupper() and _STREET.match(text, end)):
        return True
    if text[end - 2 : end] != "00" or not _is_plural(following[1]):
        return False
    return text[start - 1 : start] != "-" and text[max(start - 4, 0) : start] != "the "


def _is_release(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell version 2023.3.1 from a day."""
    return "." in text[phrase.start : phrase.end] and _is_labelled(text, phrase.parts[0], lexicon)


def _is_code_part(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell build 20240315.1 and SKU 2019-04-XX from dates."""
    end = phrase.parts[0].end
    if text[end : end + 1] in _TIGHT and text[end] != "/" and text[end + 1 : end + 2].isalnum():
        return True
    return _has_label(text, phrase.parts[0], lexicon)


def _is_labelled(text: str, part: Part, lexicon: Lexicon) -> bool:
    """Tell whether the words next to a number make it a count or a label."""
    following = _WORD_AFTER.match(text, part.end)
    return bool(following and _names_count(following[1], lexicon)) or _has_label(text, part, lexicon)


def _names_count(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word counts or measures: men, km, MHz; but not a name such as Men."""
    return word in lexicon.not_after or (not word.istitle() and word.lower() in lexicon.not_after)


def _has_label(text: str, part: Part, lexicon: Lexicon) -> bool:
    """Tell whether the words before a number make it a label or a measure."""
    if not _LETTER.search(text, max(part.start - 4, 0), part.start):
        return False
    leading = _find_word_before(text, part.start).lower()
    if leading in lexicon.of:
        words = text[max(part.start - 24, 0) : part.start].split()
        return len(words) > 1 and words[-2].lower() in lexicon.measures
    if leading == "than":
        return bool(_COMPARED.search(text, max(part.start - 16, 0), part.start))
    return leading in lexicon.not_before


def _find_word_before(text: str, start: int) -> str:
    """Give the letters of the word before a place, without the mark of a possessive or an abbreviation."""
    words = text[max(start - 16, 0) : start].split()
    return _strip_word(words[-1]) if words else ""


@lru_cache(maxsize=4096)
def _strip_word(written: str) -> str:
    word = _LAST_WORD.search(written)
    return word[1] if word else ""


def _is_plural(word: str) -> bool:
    """Tell "1500 rebels" from "1500 was"."""
    return word.islower() and word.endswith("s") and len(word) > 3


def _is_code(text: str, phrase: Phrase) -> bool:
    """Tell telephone numbers and the like from ranges of years."""
    first, last = phrase.parts[0].reading.year or 0, phrase.parts[-1].reading.year or 0
    return last - first > _LONGEST_RANGE and " " not in text[phrase.start : phrase.end]


def _is_amount(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell a count of three digits from a year before 1000."""
    part = phrase.parts[0]
    following = _WORD_AFTER.match(text, part.end)
    if following and (following[1] in lexicon.not_after or _is_plural(following[1])):
        return True
    if part.name == "early_day" and following and text[part.end : part.end + 1] == " ":
        return True
    after = text[part.end : part.end + 2]
    return bool(re.match(r"[\s.,-]\d|[°%'\u2032]|\s[°]", after))


def _is_name(text: str, phrase: Phrase, _lexicon: Lexicon) -> bool:
    """Tell a lone month or season from a name or a verb: the Long March, May it please, the fall of Rome."""
    part = phrase.parts[0]
    word = text[part.end - 4 : part.end].lower().strip()
    following = _NEXT_WORD.match(text, part.end)
    after = following[1] if following else ""
    led = phrase.led in _LEADS and bool(phrase.led)
    if part.name == "season_alone":
        if after.istitle() or (after in ("of", "to", "back", "in", "under", "from", "into", "apart") and word == "fall"):
            return True
        article = text[phrase.start : phrase.start + 4].lower() == "the "
        return word == "fall" and not (led or article)
    if led:
        return False
    if word in ("may", "arch"):
        return True
    before = _find_word_before(text, part.start)
    return before[:1].isupper() or before == "the" or text[part.start - 1 : part.start] in _QUOTES


def _is_any_weekday(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell "on a Monday", "Saturday Morning" and "Black Friday" from a certain day."""
    part = phrase.parts[0]
    if text[max(part.start - 3, 0) : part.start].lower() in (" a ", "ny "):
        return True
    if _find_word_before(text, part.start).lower() in lexicon.named_weekdays:
        return True
    following = _NEXT_WORD.match(text, part.end)
    return bool(
        following
        and following[1].istitle()
        and following[1].lower() in ("morning", "night", "evening", "afternoon", "times", "herald", "post")
    )


_CHECKS: dict[str, Callable[[str, Phrase, Lexicon], bool]] = {
    "year": _is_plain_number,
    "named_year": _is_plain_number,
    "small_year": _is_amount,
    "early_day": _is_amount,
    "month_alone": _is_name,
    "season_alone": _is_name,
    "decade": _is_age,
    "iso_day": _is_release,
    "iso_month": _is_code_part,
    "compact": _is_code_part,
    "numeric": _is_release,
    "noughts": _is_release,
    "weekday": _is_any_weekday,
    "shift": _is_idiom,
}
"""By the shape of an expression, what tells that it is no date."""
