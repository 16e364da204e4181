"""Money, percentages and quantities, by rule: labelled like names, but none, so their coarse class is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.knowledge import Knowledge, derived
from extractor.spans import Span
from extractor.structure.entities.name_lists import list_either
from extractor.structure.entities.resolution import list_places
from extractor.structure.entities.rules import make_mention
from extractor.types import Mention, SectionKind, Sections, Text

_NUMBER = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"


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
    signs, words, units = map(list_either, (knowledge.entities.currency_signs, data.currencies, data.units))
    scale = rf"(?:[ -]?(?:{list_either(data.scales)})\b|[ ]?(?:{list_either(data.short_scales)})\b|[kKMBT](?![\w]))?"
    figure = rf"(?:{_NUMBER})(?:[–-](?:{_NUMBER}))?{scale}"
    return re.compile(
        rf"(?<![\w.,$€£])(?:(?P<MONEY>(?:{signs}) ?{figure}(?:m(?!\w)| (?:{words})\b)?|{figure} (?:{words})\b)"
        rf"|(?P<PERCENT>{figure}(?: ?%|(?:{'|'.join(data.percent)})\b))"
        rf"|(?P<QUANTITY>{figure}[ -]?(?:{units})(?!\w)))"
    )
