"""Rules about what encyclopedias, chats and templates leave in sentences: reference marks, brackets, escapes, wiki links.

A mark counts only where it hangs on words. ``Moen et al. [2004]`` is a year, ``m²`` a unit, ``array[i]`` code; a number in
brackets that opens a line numbers an entry of a list.
"""

from __future__ import annotations

import html
import re

from extractor.knowledge import Knowledge, derived
from extractor.spans import Edit

_NUMBERS = r"\d{1,3}(?:[ \u00a0]?[,;\u2013-][ \u00a0]?\d{1,3}){0,12}"
_BEHIND = r"(?<=[\w.!?,;:)\]\"'\u2019\u201d\u00bb\u300d\u3002%])"
_GOES_ON = r"(?=$|[\s.,;:!?)\[\u3010\"'\u2019\u201d\u3002<]|[A-Z\u00c0-\u00de\u0400-\u042f\u3040-\u9fff])"
_SPACED = r"(?<=[.!?,;:)\"\u201d\u3002])[ ]"
_FOOTNOTE = r"\[\^[^\[\]\s]{1,30}\](?!:)"
_CHAT = r"\u3010[^\u3010\u3011\n]{1,60}\u3011"
_SUPERSCRIPT = r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]"
_BRACKETS = re.compile(r"[ ]?\(([^()\n]{0,300})\)")
_JUNK = " ;,\u060c"
_REFERENCE = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WIKI_LINK = re.compile(r"(!?)\[\[(?!\d{1,3}\]\])([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")


def drop_marks(text: str, *, knowledge: Knowledge) -> list[Edit]:
    """Drop the marks by which a sentence names its sources: ``[1]``, ``[^3]``, ``【12†source】``, ``¹``, ``[who?]``."""
    found = [*_marks(knowledge).finditer(text), *_notes(knowledge).finditer(text)]
    edits: list[Edit] = []
    done = 0
    for match in sorted(found, key=lambda one: one.span()):
        if match.start() >= done:
            edits.append((*match.span(), ""))
            done = match.end()
    return edits


@derived
def _marks(knowledge: Knowledge) -> re.Pattern[str]:
    heads = "|".join(map(re.escape, knowledge.gather(lambda language: language.furniture).mark_heads)) or "(?!)"
    square = rf"\[(?:{_NUMBERS}|[a-z]|(?:{heads})\.?[ ]?\d{{1,3}})\]"
    return re.compile(
        rf"{_BEHIND}(?:{square}{_GOES_ON}|[ ]?{_FOOTNOTE}|[ ]?{_CHAT})|{_SPACED}{square}(?=\s|$|\[)"
        rf"|(?:(?<=[.!?,;:)\"\u201d])|(?<=[^\W\d_]{{4}})){_SUPERSCRIPT}(?:[ ,]?{_SUPERSCRIPT}){{0,8}}(?=$|[\s.,;:!?)])"
        r"|(?<=[^\W\d_]{3}[.!?])\d{1,3}(?:,[ ]?\d{1,3}){0,5}(?=$|\n|[ ]+[A-Z\u00c0-\u00de])",
        re.MULTILINE,
    )


@derived
def _notes(knowledge: Knowledge) -> re.Pattern[str]:
    notes = knowledge.gather(lambda language: language.furniture).notes
    words = "|".join(re.escape(note) for note in sorted(notes, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"[ ]?\[(?:{words})(?:[ ]?[\u2013-]?[^\[\]\n]{{0,40}})?\]", re.IGNORECASE)


def mend_brackets(text: str) -> list[Edit]:
    """Mend brackets from which a template has fallen out: ``( ; born 1961)``; empty ones are dropped."""
    edits: list[Edit] = []
    for match in _BRACKETS.finditer(text):
        inner = match[1]
        kept = inner.strip(_JUNK)
        if not kept:
            if inner or match[0][0] == " ":
                edits.append((*match.span(), ""))
            continue
        start, end = match.span(1)
        low = start + len(inner) - len(inner.lstrip(_JUNK))
        high = end - (len(inner) - len(inner.rstrip(_JUNK)))
        if low > start:
            edits.append((start, low, ""))
        if high < end:
            edits.append((high, end, ""))
    return edits


def read_references(text: str) -> list[Edit]:
    """Put its letter in the place of a character reference that was escaped twice: ``&amp;``, ``&#39;``."""
    edits: list[Edit] = []
    for match in _REFERENCE.finditer(text):
        letters = html.unescape(match[0])
        if letters != match[0] and letters.isprintable():
            edits.append((*match.span(), letters))
    return edits


def read_wiki_links(text: str) -> list[Edit]:
    """Leave of ``[[page|words]]`` the words; an embedded file (``![[…]]``) shows none."""
    edits: list[Edit] = []
    for match in _WIKI_LINK.finditer(text):
        if match[1]:
            edits.append((*match.span(), ""))
            continue
        shown = 3 if match[3] else 2
        edits.append((match.start(), match.start(shown), ""))
        edits.append((match.end(shown), match.end(), ""))
    return edits
