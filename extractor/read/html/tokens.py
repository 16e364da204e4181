"""HTML source → tags and text runs with their places, in one pass from front to back, whatever the source holds.

The tokens follow the HTML standard (section 13.2.5, tokenization) as far as visible text goes. Where a page is cut off or a
quote never closes, the text behind it is kept rather than swallowed. Time is linear: what cannot be found once is not
looked for again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from extractor.spans import Span

TokenKind = Literal["start", "end", "text", "literal"]

# Elements whose content is not markup; what stands in these is code, and never shown.
_CODE = frozenset({"script", "style", "noembed", "noframes", "iframe"})
_PLAIN = frozenset({"title", "textarea"})
# Names by which the tag that a cut-off page ends in is told from a sign such as in "a <b".
_COMMON = frozenset({
    "a", "article", "body", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "head", "header", "html",
    "img", "li", "link", "meta", "ol", "p", "script", "section", "span", "style", "table", "tbody", "td", "th", "time",
    "tr", "ul",
})  # fmt: skip
_OPENING = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,63})")
_AFTER_NAME = re.compile(r">|=[ \t\r\n\f]*([\"'])")
_ATTRIBUTE = re.compile(r"([^\s/>=\"'][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")


class Token(NamedTuple):
    """A piece of the source.

    ``start`` and ``end`` tags carry their name in lower case; ``text`` has character references, ``literal`` has none.
    """

    kind: TokenKind
    name: str
    start: int
    end: int


class Attribute(NamedTuple):
    """The value of an attribute, its character references resolved, and its place in the source."""

    value: str
    span: Span


class _Scanner:
    """The source and what is known to be missing from the rest of it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._missing: set[str] = set()

    def find(self, needle: str, start: int) -> int:
        """Find a string, or remember that there is no more of it."""
        if needle in self._missing:
            return -1
        at = self.source.find(needle, start)
        if at < 0:
            self._missing.add(needle)
        return at

    def find_end_tag(self, name: str, start: int) -> int:
        """Find where the end tag of an element without markup begins."""
        if name in self._missing:
            return -1
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.source, start)
        if found is None:
            self._missing.add(name)
            return -1
        return found.start()

    def close_tag(self, start: int) -> int:
        """Give the offset behind the ``>`` that ends a tag; the end of the source if none does."""
        at = start
        while found := _AFTER_NAME.search(self.source, at):
            if found[0] == ">":
                return found.end()
            close = self.find(found[1], found.end())
            if close < 0:
                close = self.find(">", found.end())
                return close + 1 if close >= 0 else len(self.source)
            at = close + 1
        return len(self.source)


def tokenize(source: str) -> Iterator[Token]:
    """Cut a source into tags and text; comments, declarations, scripts and styles are left out."""
    scanner = _Scanner(source)
    at = text = 0
    while (at := scanner.find("<", at)) >= 0:
        token, end = _read_markup(scanner, at)
        if end == at:
            at += 1
            continue
        if text < at:
            yield Token("text", "", text, at)
        if token is not None:
            yield token
        if token is not None and token.kind == "start":
            inner, end = _read_raw_content(scanner, token.name, end)
            yield from inner
        at = text = end
    if text < len(source):
        yield Token("text", "", text, len(source))


def _read_markup(scanner: _Scanner, at: int) -> tuple[Token | None, int]:
    """Read what begins with ``<``: a token or nothing, and where it ends; it ends where it began if it is just a sign."""
    source = scanner.source
    if found := _OPENING.match(source, at):
        if scanner.find(">", at) < 0:
            return None, len(source) if found[2].lower() in _COMMON else at
        kind: TokenKind = "end" if found[1] else "start"
        end = scanner.close_tag(found.end())
        return Token(kind, found[2].lower(), at, end), end
    if source.startswith("<!--", at):
        return None, _skip(scanner, "-->", at + 2)
    if source.startswith("<![CDATA[", at) and (end := scanner.find("]]>", at)) >= 0:
        return Token("literal", "", at + 9, max(end, at + 9)), end + 3
    if source.startswith(("<!", "<?", "</"), at):
        return None, _skip(scanner, ">", at + 2)
    return None, at


def _skip(scanner: _Scanner, needle: str, start: int) -> int:
    end = scanner.find(needle, start)
    return len(scanner.source) if end < 0 else end + len(needle)


def _read_raw_content(scanner: _Scanner, name: str, start: int) -> tuple[list[Token], int]:
    """Read the content of an element that holds no markup; an unclosed title ends where markup begins."""
    if name not in _CODE and name not in _PLAIN:
        return [], start
    end = scanner.find_end_tag(name, start)
    if name in _CODE:
        return [], len(scanner.source) if end < 0 else end
    inner: list[Token] = []
    if end < 0:
        end = scanner.find("<", start)
        end = len(scanner.source) if end < 0 else end
        inner = [Token("end", name, end, end)]
    return ([Token("text", "", start, end), *inner] if start < end else inner), end


def read_attributes(source: str, start: int, end: int) -> dict[str, Attribute]:
    """Read the attributes of the tag ``source[start:end]``; of two with one name, the first counts."""
    opening = _OPENING.match(source, start)
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(source, opening.end() if opening else start, end):
        group = match.lastindex or 1
        if group == 1:
            found.setdefault(match[1].lower(), Attribute("", Span(match.end(), match.end())))
        else:
            found.setdefault(match[1].lower(), Attribute(html.unescape(match[group]), Span(*match.span(group))))
    return found
