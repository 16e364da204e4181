"""The marks of Markdown inside a line: links, emphasis, code, escapes. Signs that pair with nothing are text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz import fuzz

from extractor.read.layout import Layout
from extractor.spans import Span

_ADDRESS = r"[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?"
_TITLE = r"(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}')"
_TARGET = rf"\([ \t]*<?({_ADDRESS})>?(?:[ \t]+{_TITLE})?[ \t]*\)"
_LINK = re.compile(rf"(!?)\[((?:[^\[\]\n\\]|\\.){{0,1000}})\](?:{_TARGET}|\[([^\[\]\n]{{0,200}})\])")
_MARK_LINK = re.compile(rf"\[(\[\^?[^\[\]\n]{{1,30}}\])\]{_TARGET}")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>")
_TAGS = (
    r"br|/?(?:b|i|em|strong|u|sub|sup|span|p|a|kbd|mark|small|div|img|center|picture|source|figure|figcaption|details|summary"
    r"|font|hr|section)"
)
_TAG = re.compile(rf"<(?:{_TAGS})(?:[ \t][^<>\n]{{0,300}})?[ \t]*/?>", re.IGNORECASE)
_LETTERS = re.compile(r"[^A-Za-z0-9]")
_SAME_NAME = 85
_SHORT_WORD = 4
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,1000})\1(?!`)")
_SIGN = re.compile(r"\*{1,3}|_{1,3}|~~")
_ANY = re.compile(r"[\[!<\\`*_]|~~")
_DEFINITION = re.compile(
    r"^ {0,3}\[((?!\^)[^\[\]\n]{1,200})\]:[ \t]+<?(\S{1,2000}?)>?(?:[ \t]+[\"'(][^\n]{0,500})?[ \t]*\r?$", re.MULTILINE
)


class Address(NamedTuple):
    """A link's target and where it stands."""

    href: str
    span: Span


def read_definitions(raw: str) -> tuple[dict[str, Address], frozenset[tuple[int, int]]]:
    """Read the targets that stand apart from their links, and the lines that hold nothing else."""
    addresses: dict[str, Address] = {}
    lines: set[tuple[int, int]] = set()
    for found in _DEFINITION.finditer(raw):
        addresses.setdefault(found[1].strip().lower(), Address(found[2], Span(*found.span(2))))
        lines.add((found.start(), found.end() - found[0].endswith("\r")))
    return addresses, frozenset(lines)


def lay_out_inline(layout: Layout, start: int, end: int, addresses: Mapping[str, Address]) -> None:
    """Lay out a part of one line as a reader sees it; links are marked with the place of their target."""
    silent = _pair_signs(layout.raw, start, end)
    at = done = start
    while found := _ANY.search(layout.raw, at, end):
        at = found.start()
        if at in silent:
            layout.add_flowing(done, at)
            done = at = silent[at]
        elif (behind := _lay_out_special(layout, done, at, end, addresses)) > at:
            done = at = behind
        else:
            at = found.end()
    layout.add_flowing(done, end)


def _lay_out_special(layout: Layout, done: int, at: int, end: int, addresses: Mapping[str, Address]) -> int:
    """Lay out what stands before ``at`` and the link, code, tag or escape at it; give the offset behind, ``at`` if none."""
    raw = layout.raw
    if found := _ESCAPE.match(raw, at, end):
        layout.add_flowing(done, at)
        layout.add(found[1], found.start(1), found.end(1))
    elif found := _CODE.match(raw, at, end):
        layout.add_flowing(done, at)
        layout.add_literal(found.start(2), found.end(2))
    elif found := _MARK_LINK.match(raw, at, end):
        layout.add_flowing(done, at)
        layout.add(found[1], *found.span(1))
    elif (found := _LINK.match(raw, at, end)) and (address := _resolve(found, addresses)):
        layout.add_flowing(done, at)
        _lay_out_link(layout, found, address, addresses)
    elif found := _AUTOLINK.match(raw, at, end):
        layout.add_flowing(done, at)
        begin = layout.at
        layout.add(found[1], *found.span(1))
        layout.mark("link", begin, value=found[1], source=Span(*found.span(1)))
    elif found := _TAG.match(raw, at, end):
        layout.add_flowing(done, at)
        if found[0][1:3].lower() == "br":
            layout.end_line()
    else:
        return at
    return found.end()


def _resolve(found: re.Match[str], addresses: Mapping[str, Address]) -> Address | None:
    if found[3]:
        return Address(found[3], Span(*found.span(3)))
    return addresses.get((found[4] or found[2]).strip().lower())


def _lay_out_link(layout: Layout, found: re.Match[str], address: Address, addresses: Mapping[str, Address]) -> None:
    """Lay out a link's text and mark it; a picture has none."""
    if found[1]:
        return
    begin = layout.at
    lay_out_inline(layout, *found.span(2), addresses)
    if not address.href.startswith("#"):
        layout.mark("link", begin, value=address.href, source=address.span)
        if _is_citation(layout.raw, found, address.href):
            layout.mark("furniture", begin)


def _is_citation(raw: str, found: re.Match[str], href: str) -> bool:
    """Whether a link names the site it leads to, behind a finished clause (``near Stavanger [Bergen Post](…)``).

    What the site is called is spelled by its domain; a preposition before it makes it part of the sentence.
    """
    if "://" in found[2] or found[2].startswith("www."):
        return False
    label = _LETTERS.sub("", found[2]).lower()
    host = _LETTERS.sub("", href.partition("://")[2].partition("/")[0].removeprefix("www.").rpartition(".")[0]).lower()
    before = raw[max(found.start() - 40, 0) : found.start()].rstrip("([ \t")
    behind = raw[found.end() : found.end() + 1]
    if not (label and host) or behind not in {"", ".", ")", "]", "\n", "\r", "[", ",", ";"} or not before or before[-1] == "\n":
        return False
    last = before.split()[-1] if before.split() else ""
    named = label in host or host in label or fuzz.ratio(label, host) >= _SAME_NAME
    return named and (last[-1:] in ".!?" or (len(last) > _SHORT_WORD and last.isalpha()) or last[:1].isdigit())


def _pair_signs(raw: str, start: int, end: int) -> dict[int, int]:
    """Find the emphasis signs that pair within a line: offset of each, and the offset behind it."""
    opened: dict[str, tuple[int, int]] = {}
    silent: dict[int, int] = {}
    for found in _SIGN.finditer(raw, start, end):
        sign, (low, high) = found[0], found.span()
        if low > start and raw[low - 1] == "\\":
            continue
        before, after = raw[low - 1 : low] if low > start else "", raw[high : high + 1] if high < end else ""
        inside_word = before.isalnum() and after.isalnum() and (sign[0] == "_" or before.isdigit())
        if sign in opened and before and not before.isspace() and not inside_word:
            silent[opened[sign][0]] = opened[sign][1]
            silent[low] = high
            del opened[sign]
        elif after and not after.isspace() and not inside_word:
            opened[sign] = (low, high)
    return silent
