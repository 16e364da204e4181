"""Whether a page is still the one that an article was made from: an article is its page, whatever its title says.

Asked of two pages that lay at one place, one after the other. The same address says so. Otherwise what they say does, in
pairs of neighbouring words, of which another name changes few. In a file of many pages a place is only a number, and the
page after one that went has it next: there nearly all must be the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from extractor.schema import Record
from extractor.schema.parts import read_words

_SHARE = 0.6
_SHARE_OF_MEMBERS = 0.9
_LEAST_PAIRS = 8
"""Fewer pairs of words than this say nothing."""


def is_same_page(old: Record, new: Record, *, is_fetched: bool = False) -> bool:
    """Tell whether the page of a new record is the one that an older record at its place was made from.

    Args:
        old: The older record.
        new: The new record.
        is_fetched: The place stands for the address that the page is fetched from.
    """
    is_member = "#" in new.page.path
    has_address = old.page.url == new.page.url and urlsplit(new.page.url or "").path.strip("/")
    if not is_member and (is_fetched or has_address):
        return True
    before, after = ({*_list_pairs(record)} for record in (old, new))
    least = min(len(before), len(after))
    share = _SHARE_OF_MEMBERS if is_member else _SHARE
    return least >= _LEAST_PAIRS and len(before & after) >= share * least


def _list_pairs(record: Record) -> Iterator[tuple[str, str]]:
    for text in _list_texts(record):
        yield from pairwise(read_words(text).split())


def _list_texts(record: Record) -> Iterator[str]:
    """Yield what a page says besides its title."""
    yield from (value.text for value in (record.description, record.summary) if value)
    yield from (f"{attribute.key} {attribute.value}" for attribute in record.attributes)
    yield from (entry.statement for entry in record.timeline)
    yield record.wikipedia.extract.text if record.wikipedia and record.wikipedia.extract else ""
    yield from (fact.statement for fact in record.facts)
    yield from (fragment.text for result in record.web_results for fragment in result.fragments)
