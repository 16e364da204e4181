"""Who publishes a page, as the head of its snippet says it: before the repeated title, beside a date, in a byline.

Millpond Trust # Tide Mills: What They Did        the name before the repeated title
Millpond Trust · Mar 3, 2024 — Tide mills ...     the name beside the date of a search result
By Jane Miller, Millpond Trust                    the name behind an author
Journal of Tides 12 (2011) 2825-2830              the name before a volume
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.knowledge import Knowledge
from extractor.structure.sources.publisher_names import is_publisher
from extractor.structure.sources.publishers import is_listed
from extractor.types import Text

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"(?:(?:Published|Posted|Updated|Last updated)(?: on)?:? )?(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}\.? {_MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2} (?:hour|day|week|month|year)s? ago)\s*(?:[-–—:]|\.\.\.|…)?"
)
_DASHED = re.compile(r"\s+[–—-]\s+")
_VOLUME = re.compile(r",?\s+(?:[Vv]ol(?:ume|\.)?\s*)?\d{1,4}\s*[(,:]")
_VOLUME_YEAR = re.compile(r"\((?:1[6-9]|20)\d\d\)|\b\d{1,5}\s?[-–]\s?\d{1,5}\b")
_LONGEST = 90
_LEFT_BEHIND = " -–—:|·"

Piece = tuple[Text, str]
"""A piece of a snippet and the reason to leave it out, if there is one."""


def is_date_line(text: str) -> bool:
    """The text is a date and nothing else: ``Mar 3, 2024 —``, ``3 days ago``."""
    return len(text) <= _LONGEST and _DATE.fullmatch(text) is not None


def cut_dated_name(pieces: Sequence[Text], *, knowledge: Knowledge) -> Iterator[Text]:
    """Part the name from the sentence behind it in ``Mar 3, 2024 · Millpond Trust — Tide mills ...``."""
    for at, piece in enumerate(pieces):
        dash = _DASHED.search(piece.text, 0, _LONGEST)
        if at == 1 and dash and is_date_line(pieces[0].text) and _names(piece.text[: dash.start()], knowledge=knowledge):
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
    for piece, reason in _list_placed(pieces, first=first):
        names = list(_cut_byline(piece)) if reason == "byline" else [piece.part(0, len(piece.text.rstrip(_LEFT_BEHIND)))]
        names.sort(key=lambda name: not is_listed(name.text, knowledge=knowledge))
        for name in names:
            if is_publisher(name.text, about=about, title=title, certain=reason != "byline", knowledge=knowledge):
                return name
    return None


def _list_placed(pieces: Sequence[Piece], *, first: bool) -> Iterator[Piece]:
    """Give the unfinished pieces that stand where a publisher's name may."""
    for (before, reason), (_, following) in pairwise(pieces):
        if following == "repeated-title" and reason in {"furniture", "heading", "byline"}:
            yield before, reason
    if first and len(pieces) > 1:
        (one, why), (two, reason) = pieces[0], pieces[1]
        if why and is_date_line(two.text):
            yield one, why
        if reason and is_date_line(one.text):
            yield two, reason
    if first and pieces and (volume := _VOLUME.search(pieces[0][0].text, 0, _LONGEST)):
        line = pieces[0][0]
        if _VOLUME_YEAR.search(line.text, volume.start(), volume.end() + _LONGEST):
            yield line.part(0, volume.start()), ""


def _cut_byline(piece: Text) -> Iterator[Text]:
    """In a byline the publisher stands behind a comma or bar, the last one first: its name may hold a comma itself."""
    for mark in reversed(list(re.finditer(r"[,|·]\s+", piece.text))):
        yield piece.part(mark.end(), len(piece.text))
