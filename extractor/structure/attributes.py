"""What kind of value an attribute has, and the same value in a form that programs read."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, Literal, NamedTuple

from extractor.knowledge import Knowledge
from extractor.structure.dates import find_dates

ValueType = Literal["text", "number", "quantity", "date", "url", "list", "json"]

_NUMBER = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?")
_QUANTITY = re.compile(rf"(?P<mark>[$€£¥]|US\$|~)?\s?(?P<number>{_NUMBER.pattern})\s?(?P<unit>%|[^\W\d_][\w/²³ .-]{{0,24}})?")
_URL = re.compile(r"https?://\S+")
_LONGEST_ITEM = 60
_FEWEST_ITEMS = 2


class Value(NamedTuple):
    """The type of a value and its normal form; None where the text itself is the best there is."""

    type: ValueType
    normalised: Any = None


def read_value(text: str, *, base: date, languages: tuple[str, ...], knowledge: Knowledge) -> Value:
    """Tell what an attribute's value is: JSON, an address, a date, a number, a quantity, a list, else text."""
    words = text.strip()
    if words[:1] in {"[", "{"} and (parsed := _read_json(words)) is not None:
        return Value("json", parsed)
    if _URL.fullmatch(words):
        return Value("url", words)
    if (stated := _read_date(words, base, languages, knowledge=knowledge)) is not None:
        return Value("date", stated)
    return _read_figure(words) or _read_list(words) or Value("text")


def _read_date(words: str, base: date, languages: tuple[str, ...], *, knowledge: Knowledge) -> str | None:
    found = find_dates(words, base=base, languages=languages, knowledge=knowledge) if len(words) <= 2 * _LONGEST_ITEM else ()
    return found[0].edtf if len(found) == 1 and found[0].raw == words else None


def _read_figure(words: str) -> Value | None:
    if _NUMBER.fullmatch(words):
        return Value("number", _read_number(words))
    found = _QUANTITY.fullmatch(words)
    unit = " ".join(part.strip() for part in (found["mark"], found["unit"]) if part) if found else ""
    return Value("quantity", {"value": _read_number(found["number"]), "unit": unit}) if found and unit else None


def _read_list(words: str) -> Value | None:
    items = [item.strip() for item in re.split(r"[;\n]|,(?!\d{3})", words) if item.strip()]
    whole = len(items) >= _FEWEST_ITEMS and not words.endswith(".")
    return Value("list", items) if whole and all(len(item) <= _LONGEST_ITEM for item in items) else None


def _read_json(words: str) -> Any:
    try:
        return json.loads(words)
    except (ValueError, RecursionError):
        return None


def _read_number(words: str) -> int | float:
    plain = words.replace(",", "")
    return float(plain) if "." in plain else int(plain)
