"""Money, percentages and quantities, by rule: labelled like names, but none, so their coarse class is empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.knowledge import Knowledge, derived
from extractor.spans import Span
from extractor.structure.entities.places import list_places
from extractor.structure.entities.rules import make_mention
from extractor.types import Mention, SectionKind, Sections, Text

_NUMBER = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
_SCALE = r"(?:[ -]?(?:hundred|thousand|million|billion|trillion)\b|[ ]?(?:bn|mn)\b|[kKMBT](?![\w]))?"
_FIGURE = rf"(?:{_NUMBER})(?:[–-](?:{_NUMBER}))?{_SCALE}"


def find_amounts(text: str, *, knowledge: Knowledge) -> tuple[Mention, ...]:
    """Give the amounts of a text, in order: MONEY ("$4.5 billion"), PERCENT ("12 per cent"), QUANTITY ("40 km")."""
    return tuple(
        make_mention(text, Span(*match.span()), str(match.lastgroup), coarse="", knowledge=knowledge)
        for match in _amount(knowledge).finditer(text)
    )


def list_amounts(sections: Sections, *, knowledge: Knowledge) -> Iterator[tuple[Mention, Text, SectionKind]]:
    """Give the amounts of a page in reading order, each with its words and the kind of section it stands in."""
    for text, kind in list_places(sections):
        for mention in find_amounts(text.text, knowledge=knowledge):
            yield mention, text.part(mention.start, mention.end), kind


@derived
def _amount(knowledge: Knowledge) -> re.Pattern[str]:
    """One pattern for all; every part of it is bounded, so that a text is read in linear time."""
    data = knowledge.gather(lambda language: language.names)
    signs, words, units = map(_join, (knowledge.entities.currency_signs, data.currencies, data.units))
    return re.compile(
        rf"(?<![\w.,$€£])(?:(?P<MONEY>(?:{signs}) ?{_FIGURE}(?:m(?!\w)| (?:{words})\b)?|{_FIGURE} (?:{words})\b)"
        rf"|(?P<PERCENT>{_FIGURE}(?: ?%|[ -]per ?cent\b| percentage points?\b))"
        rf"|(?P<QUANTITY>{_FIGURE}[ -]?(?:{units})(?!\w)))"
    )


def _join(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
