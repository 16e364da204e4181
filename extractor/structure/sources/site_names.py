"""Who publishes a page where its title does not say: the head of its snippet, or the organisation behind its address.

Millpond Trust # Tide Mills: What They Did        the name before the repeated title
Millpond Trust · Mar 3, 2024 — Tide mills ...     the name beside the date of a search result
By Jane Miller, Millpond Trust                    the name behind an author
Journal of Tides 12 (2011) 2825-2830              the name before a volume

A domain gives only letters; the name is the page's spelling of them, or a listed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.structure.sources.locators import Locator, make_month_pattern
from extractor.structure.sources.publisher_names import is_ordinary, is_publisher
from extractor.structure.sources.publishers import fold_name, is_listed, spell_name
from extractor.structure.wording import plain_words
from extractor.types import CleanPage, Text

_DASHED = re.compile(r"\s+[–—-]\s+")
_VOLUME_YEAR = re.compile(r"\((?:1[6-9]|20)\d\d\)|\b\d{1,5}\s?[-–]\s?\d{1,5}\b")
_LONGEST = 90
_LEFT_BEHIND = " -–—:|·"
_SHORTEST_LABEL = 3

Piece = tuple[Text, str]
"""A piece of a snippet and the reason to leave it out, if there is one."""


class _Patterns(NamedTuple):
    date: re.Pattern[str]
    volume: re.Pattern[str]


@derived
def _patterns(knowledge: Knowledge) -> _Patterns:
    words = knowledge.gather(lambda language: language.titles)
    month = make_month_pattern(words)
    stamps, ages = "|".join(words.stamps), "|".join(words.ages)
    return _Patterns(
        re.compile(
            rf"(?:(?:{stamps}) )?(?:{month} \d{{1,2}},? \d{{4}}|\d{{1,2}}\.? {month},? \d{{4}}"
            rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{1,2}} (?:{ages}))\s*(?:[-–—:]|\.\.\.|…)?"
        ),
        re.compile(rf",?\s+(?:(?:{'|'.join(words.volumes)})\s*)?\d{{1,4}}\s*[(,:]"),
    )


def is_date_line(text: str, *, knowledge: Knowledge) -> bool:
    """The text is a date and nothing else: ``Mar 3, 2024 —``, ``3 days ago``."""
    return len(text) <= _LONGEST and _patterns(knowledge).date.fullmatch(text) is not None


def cut_dated_name(pieces: Sequence[Text], *, knowledge: Knowledge) -> Iterator[Text]:
    """Part the name from the sentence behind it in ``Mar 3, 2024 · Millpond Trust — Tide mills ...``."""
    for at, piece in enumerate(pieces):
        dash = _DASHED.search(piece.text, 0, _LONGEST)
        if (
            at == 1
            and dash
            and is_date_line(pieces[0].text, knowledge=knowledge)
            and _names(piece.text[: dash.start()], knowledge=knowledge)
        ):
            yield piece.part(0, dash.start())
            yield piece.part(dash.end(), len(piece.text))
        else:
            yield piece


def _names(text: str, *, knowledge: Knowledge) -> bool:
    return is_publisher(text, about="", certain=True, knowledge=knowledge)


def find_masthead(pieces: Sequence[Piece], *, about: str, title: str, first: bool, knowledge: Knowledge) -> Text | None:
    """Find the name of the publisher among the pieces of one fragment.

    Args:
        pieces: All pieces of the fragment, in order.
        about: The page's title.
        title: The source's title.
        first: The fragment opens the snippet.
        knowledge: What the program knows besides the page.
    """
    for piece, reason in _list_placed(pieces, first=first, knowledge=knowledge):
        names = list(_cut_byline(piece)) if reason == "byline" else [piece.part(0, len(piece.text.rstrip(_LEFT_BEHIND)))]
        names.sort(key=lambda name: not is_listed(name.text, knowledge=knowledge))
        for name in names:
            if is_publisher(name.text, about=about, title=title, certain=reason != "byline", knowledge=knowledge):
                return name
    return None


def _list_placed(pieces: Sequence[Piece], *, first: bool, knowledge: Knowledge) -> Iterator[Piece]:
    """Give the unfinished pieces that stand where a publisher's name may."""
    for (before, reason), (_, following) in pairwise(pieces):
        if following == "repeated-title" and reason in {"furniture", "heading", "byline"}:
            yield before, reason
    if first and len(pieces) > 1:
        (one, why), (two, reason) = pieces[0], pieces[1]
        if why and is_date_line(two.text, knowledge=knowledge):
            yield one, why
        if reason and is_date_line(one.text, knowledge=knowledge):
            yield two, reason
    if first and pieces and (volume := _patterns(knowledge).volume.search(pieces[0][0].text, 0, _LONGEST)):
        line = pieces[0][0]
        if _VOLUME_YEAR.search(line.text, volume.start(), volume.end() + _LONGEST):
            yield line.part(0, volume.start()), ""


def _cut_byline(piece: Text) -> Iterator[Text]:
    """In a byline the publisher stands behind a comma or bar, the last one first: its name may hold a comma itself."""
    for mark in reversed(list(re.finditer(r"[,|·]\s+", piece.text))):
        yield piece.part(mark.end(), len(piece.text))


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
