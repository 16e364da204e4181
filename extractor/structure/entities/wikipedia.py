"""Whether the Wikipedia text of a page is about the page's entity or about another thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.knowledge import Knowledge, derived
from extractor.structure.entities.name_lists import find_acronym, list_either, name_key, read_name_lists
from extractor.types import Sections, Text

_LEAD_CHARS = 400


@dataclass(frozen=True, slots=True)
class EntityMatch:
    """Whether two names are one thing, by which rule, and the words that show it."""

    same: bool
    rule: str
    evidence: tuple[Text, ...] = ()


def is_same_entity(sections: Sections, *, knowledge: Knowledge) -> bool:
    """Say whether the page's Wikipedia block is about the page's entity; False where the page has none."""
    return match_wikipedia(sections, knowledge=knowledge).same


def match_wikipedia(sections: Sections, *, knowledge: Knowledge) -> EntityMatch:
    """Compare the page's title with the Wikipedia title, and with the names that the extract's first sentence gives.

    Rules, in order: ``no-wikipedia``, ``title``, ``acronym``, ``alias`` (a name in the lead), and ``other-title``.
    """
    block = sections.wikipedia
    if block is None or (block.title is None and block.extract is None):
        return EntityMatch(same=False, rule="no-wikipedia")
    page = sections.title.text
    if block.title is not None and _is_same_name(page, block.title.text, knowledge=knowledge):
        return EntityMatch(same=True, rule="title", evidence=(sections.title, block.title))
    if block.title is not None and _is_acronym_pair(page, block.title.text):
        return EntityMatch(same=True, rule="acronym", evidence=(sections.title, block.title))
    for alias in _read_lead_names(block.extract, knowledge=knowledge) if block.extract else ():
        if _is_same_name(page, alias.text, knowledge=knowledge):
            return EntityMatch(same=True, rule="alias", evidence=(sections.title, alias))
    return EntityMatch(same=False, rule="other-title", evidence=tuple(filter(None, (sections.title, block.title))))


def _is_same_name(first: str, second: str, *, knowledge: Knowledge) -> bool:
    return _plain_key(first, knowledge=knowledge) == _plain_key(second, knowledge=knowledge) != ""


def _plain_key(name: str, *, knowledge: Knowledge) -> str:
    """The name's key without a disambiguation in brackets, each word in the singular."""
    key = name_key(knowledge, re.sub(r"\s*\([^()]{0,80}\)\s*$", "", name))
    return " ".join(re.sub(r"(?<=[a-z]{3})s$", "", word) for word in key.split())


def _is_acronym_pair(first: str, second: str) -> bool:
    short, long = sorted((first.strip(), second.strip()), key=len)
    return bool(re.fullmatch(r"[A-Z]{2,8}", short)) and find_acronym(long) == short


def _read_lead_names(extract: Text, *, knowledge: Knowledge) -> list[Text]:
    """The names before the first verb of the extract: "X (Y; born Z), also known as W, is ..."."""
    lead = extract.text[:_LEAD_CHARS]
    verbs, cues = _lead_patterns(knowledge)
    verb = verbs.search(lead)
    head = lead[: verb.start()] if verb else ""
    names: list[Text] = []
    for piece in re.finditer(r"[^(),;]+", head):
        cut = piece.start()
        for cue in cues.finditer(head, piece.start(), piece.end()):
            cut = cue.end()
        _add_name(names, extract, piece.start(), piece.end())
        if cut != piece.start():
            _add_name(names, extract, cut, piece.end())
    return names


@derived
def _lead_patterns(knowledge: Knowledge) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends the names of a lead, and what leads to another one of them."""
    words = read_name_lists(knowledge).words
    return re.compile(rf"\s(?:{list_either(words.definition_verbs)})\s"), re.compile(rf"\b(?:{'|'.join(words.alias_cues)})\s+")


def _add_name(names: list[Text], extract: Text, start: int, end: int) -> None:
    text = extract.text[start:end]
    inner = text.strip(" \t\n\"“”'‘’")
    if inner:
        low = start + text.index(inner)
        names.append(extract.part(low, low + len(inner)))
