"""The evidence in a search snippet: its prose, without what saving a web page leaves around it.

fbpx Stefanini # Democratized AI: Benefits Democratized AI refers to ... tools. Goals:
└ furniture ┘ └ repeated title ──────────┘ └ passage ──────────────────┘ └ dangling label
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from extractor.knowledge import Knowledge, derived
from extractor.structure.sentences import split_sentences
from extractor.structure.sources.site_names import cut_dated_name, find_masthead, is_date_line
from extractor.structure.wording import fold_marks
from extractor.types import Text

_ENDED = re.compile(r"[.!?…。！？｡][\"'”’»)\]」』]*$")
_SAME_TITLE = 92.0
_LONGEST_LABEL = 5
_TAIL_MARKS = " -–—|·•»«:"
_BYLINE_NAME = r"(?:[A-Z][\w'’-]+|[A-Z]\.)"
_BARE_NAME = re.compile(rf"^{_BYLINE_NAME}(?: {_BYLINE_NAME}){{1,3}}$")


class Snippet(NamedTuple):
    """What a snippet holds: evidence, what was left out and why, and the site name before its repeated title."""

    passages: tuple[Text, ...]
    dropped: tuple[tuple[Text, str], ...]
    site: Text | None


class _Words(NamedTuple):
    labels: frozenset[str]
    given: frozenset[str]
    byline: re.Pattern[str]


@derived
def _words(knowledge: Knowledge) -> _Words:
    data = knowledge.gather(lambda language: language.titles)
    opening = "|".join(re.escape(words) for words in sorted(data.byline_words, key=len, reverse=True))
    byline = re.compile(rf"(?i:^(?:{opening}):?) {_BYLINE_NAME}(?: {_BYLINE_NAME}){{0,3}}(?:(?:,| \||  ·) [^|·]{{2,60}})?$")
    return _Words(frozenset(data.labels), frozenset(knowledge.gather(lambda language: language.words).given_names), byline)


def read_snippet(fragments: Iterable[Text], *, titles: Sequence[str], about: str, knowledge: Knowledge) -> Snippet:
    """Sort the pieces of every fragment into evidence and what only looks like it; no passage crosses an elision.

    Args:
        fragments: The pieces of the snippet between its elisions.
        titles: The source's title, with and without its publisher.
        about: The page's title.
        knowledge: What the program knows besides the page.
    """
    passages: list[Text] = []
    dropped: list[tuple[Text, str]] = []
    site: Text | None = None
    seen = False
    for fragment in fragments:
        pieces = list(_sort_pieces(fragment, titles, knowledge=knowledge))
        site = site or find_masthead(pieces, about=about, title=next(iter(titles), ""), first=not seen, knowledge=knowledge)
        seen = True
        passages.extend(_join_pieces(fragment, [piece for piece, reason in pieces if not reason]))
        dropped.extend((piece, reason) for piece, reason in pieces if reason)
    return Snippet(tuple(passages), tuple(sorted(dropped, key=lambda pair: pair[0].start)), site)


def _sort_pieces(fragment: Text, titles: Sequence[str], *, knowledge: Knowledge) -> Iterator[tuple[Text, str]]:
    """Cut a fragment into pieces, each with the reason to leave it out or an empty string."""
    parts = [
        piece
        for span in split_sentences(fragment.text, titles=titles, knowledge=knowledge)
        for piece in _cut_label(fragment.part(*span), knowledge=knowledge)
    ]
    pieces = list(_cut_tail(list(cut_dated_name(parts, knowledge=knowledge)), titles))
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        yield piece, _judge_piece(fragment, piece, following, titles, knowledge=knowledge)


def _cut_tail(pieces: Sequence[Text], titles: Sequence[str]) -> Iterator[Text]:
    """Part the publisher from the sentence behind it where the snippet repeats ``Title | Publisher`` and goes on."""
    tails = [longer[len(shorter) :].strip(_TAIL_MARKS) for shorter, longer in pairwise(titles) if longer.startswith(shorter)]
    for at, piece in enumerate(pieces):
        tail = next((tail for tail in tails if tail and piece.text.startswith(f"{tail} ")), None)
        if tail and at and any(_is_same_title(pieces[at - 1].text, title) for title in titles):
            yield piece.part(0, len(tail))
            yield piece.part(len(tail) + 1, len(piece.text))
        else:
            yield piece


def _cut_label(piece: Text, *, knowledge: Knowledge) -> Iterator[Text]:
    """Part a layout label (``Goals: The ...``) from the sentence it stands before."""
    label, colon, rest = piece.text.partition(":")
    if colon and label.strip().casefold() in _words(knowledge).labels and rest[:1].isspace() and rest.strip():
        start = len(label) + 1
        yield piece.part(0, start)
        start += len(rest) - len(rest.lstrip())
        yield piece.part(start, len(piece.text))
    else:
        yield piece


def _judge_piece(fragment: Text, piece: Text, following: Text | None, titles: Sequence[str], *, knowledge: Knowledge) -> str:
    if any(_is_same_title(piece.text, title) for title in titles):
        return "repeated-title"
    if _is_dangling_label(piece.text, knowledge=knowledge):
        return "dangling-label"
    dated = is_date_line(piece.text, knowledge=knowledge)
    if _ENDED.search(piece.text) and not dated:
        return ""
    if _is_byline(piece.text, knowledge=knowledge):
        return "byline"
    if following is not None or dated:
        return "heading" if _is_headed(fragment, piece) else "furniture"
    return "" if any(word.islower() for word in piece.text.split()) else "furniture"


def _is_dangling_label(text: str, *, knowledge: Knowledge) -> bool:
    """A colon after a few words announces what the snippet cut off."""
    return text.endswith(":") and (len(text.split()) <= _LONGEST_LABEL or text[:-1].casefold() in _words(knowledge).labels)


def _is_same_title(text: str, title: str) -> bool:
    return bool(title) and fuzz.ratio(fold_marks(text).casefold().rstrip(" :"), fold_marks(title).casefold()) >= _SAME_TITLE


def _is_byline(text: str, *, knowledge: Knowledge) -> bool:
    if len(text) > 100:
        return False
    if _words(knowledge).byline.match(text):
        return True
    return _BARE_NAME.match(text) is not None and text.split(maxsplit=1)[0] in _words(knowledge).given


def _is_headed(fragment: Text, piece: Text) -> bool:
    return fragment.text[: piece.start - fragment.start].rstrip().endswith("#")


def _join_pieces(fragment: Text, kept: Sequence[Text]) -> Iterator[Text]:
    """Join neighbouring pieces into passages; what stands between two that do not touch was layout."""
    start = end = None
    for piece in kept:
        if end is not None and not fragment.text[end - fragment.start : piece.start - fragment.start].strip():
            end = piece.end
            continue
        if start is not None and end is not None:
            yield fragment.part(start - fragment.start, end - fragment.start)
        start, end = piece.start, piece.end
    if start is not None and end is not None:
        yield fragment.part(start - fragment.start, end - fragment.start)
