"""Who stands behind an address. A domain gives the letters; the name is the page's own spelling of them, or none."""

from __future__ import annotations

import re

from extractor.config import load_data
from extractor.records import CleanPage, Text
from extractor.structure.sources.locators import Locator
from extractor.structure.sources.publishers import is_ordinary

_SHORTEST_LABEL = 3


def find_site_owner(locator: Locator, page: CleanPage) -> Text | None:
    """Find the name of the organisation behind an address among the page's own words.

    Listed domains give the names to look for; another domain gives its label (``techtarget`` is spelled ``TechTarget``).
    Without such words in the page there is no name: none is made up from an address.
    """
    domains = load_data("sources.yaml")["domains"]
    host = locator.host.removeprefix("www.")
    while host.count("."):
        for name in domains.get(host, ()):
            if found := _find_words(page, re.escape(name)):
                return found
        host = host.partition(".")[2]
    label = "".join(char for char in locator.label if char.isalnum())
    if len(label) < _SHORTEST_LABEL or not label.isascii() or is_ordinary(label):
        return None
    spelled = r"(?:[ '&.-]| & )?".join(f"[{char.lower()}{char.upper()}]" for char in label)
    return _find_words(page, spelled)


def _find_words(page: CleanPage, pattern: str) -> Text | None:
    """Find the words outside of addresses, written as a name is."""
    for match in re.finditer(rf"(?<![\w./@-]){pattern}(?![\w@/-]|\.\w)", page.text.text):
        if any(char.isupper() for char in match.group()):
            return Text(match.start(), match.end(), match.group())
    return None
