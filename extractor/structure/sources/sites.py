"""Who stands behind an address. A domain gives the letters; the name is the page's spelling of them, or a listed one."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.structure.sources.locators import Locator
from extractor.structure.sources.publisher_names import is_ordinary
from extractor.structure.sources.publishers import fold_name, spell_name
from extractor.structure.wording import plain_words
from extractor.types import CleanPage, Text

_SHORTEST_LABEL = 3


class Owner(NamedTuple):
    """An organisation; ``words`` is where the page names it, None where only the letters of the address do."""

    name: str
    words: Text | None


def find_site_owner(locator: Locator, page: CleanPage, *, knowledge: Knowledge) -> Owner | None:
    """Find the name of the organisation behind an address.

    Listed domains give the names to look for in the page; another domain gives its label (``techtarget`` is spelled
    ``TechTarget``). Where the page names nobody, a listed publisher is taken whose name the label spells letter for letter.
    Nothing else is made up from an address.
    """
    host = locator.host.removeprefix("www.")
    label = "".join(char for char in locator.label if char.isalnum())
    names: list[str] = []
    while host.count("."):
        names += knowledge.publishers.domains.get(host, ())
        host = host.partition(".")[2]
    found = (_find_words(page, re.escape(name)) for name in names)
    if words := next(filter(None, found), None):
        return Owner(plain_words(words.text), words)
    if spelled := next((name for name in names if fold_name(name) == label), None):
        return Owner(spelled, None)
    if len(label) < _SHORTEST_LABEL or not label.isascii() or is_ordinary(label, knowledge=knowledge):
        return None
    letters = r"(?:[ '&.-]| & )?".join(f"[{char.lower()}{char.upper()}]" for char in label)
    if words := _find_words(page, letters):
        return Owner(plain_words(words.text), words)
    listed = spell_name(label, knowledge=knowledge)
    return Owner(listed, None) if listed else None


def _find_words(page: CleanPage, pattern: str) -> Text | None:
    """Find the words outside of addresses, written as a name is."""
    for match in re.finditer(rf"(?<![\w./@-]){pattern}(?![\w@/-]|\.\w)", page.text.text):
        if any(char.isupper() for char in match.group()):
            return Text(match.start(), match.end(), match.group())
    return None
