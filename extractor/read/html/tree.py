"""Tags and text runs → an lxml tree whose every element and text node knows its place in the source.

lxml repairs markup but forgets where text came from. So it is given the source with numbers in place of the tags'
attributes and of the text: each number names a token.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from extractor.read.html.tokens import Attribute, Token, read_attributes, tokenize

_VOID = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
})  # fmt: skip
# Elements that a sibling ends without an end tag of their own.
_LOOSE = frozenset({
    "colgroup", "dd", "dt", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9-]*)?")
_NUMBER = re.compile("\ue000([0-9]+)\ue001")
_CODE = frozenset({"script", "style", "noembed", "noframes", "iframe"})
# Old names of preformatted text, which lxml would not look into.
_RENAMED = {"xmp": "pre", "plaintext": "pre", "listing": "pre"}
# Elements that do not end the line they stand in.
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "output", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_BLANK = frozenset(" \t\n\r\f")
# How far up an end tag looks for the element it ends, and a loose element for its forerunner.
_REACH = 64


class Tree(NamedTuple):
    """The tree of a page and the tokens that its numbers name."""

    source: str
    root: Any
    tokens: list[Token]
    is_too_deep: bool

    def attributes(self, element: Any) -> dict[str, Attribute]:
        """The attributes of an element; of one that lxml supplied, none."""
        number = element.get("n")
        if number is None:
            return {}
        token = self.tokens[int(number)]
        return read_attributes(self.source, token.start, token.end)

    def runs(self, text: str | None) -> Iterator[Token]:
        """The text tokens that a text node of the tree stands for."""
        for found in _NUMBER.finditer(text or ""):
            yield self.tokens[int(found[1])]


def build_tree(source: str, *, max_depth: int) -> Tree:
    """Parse a source; tags nested deeper than ``max_depth`` are left out and their text stays."""
    from lxml import html

    nesting = _Nesting(max_depth)
    tokens: list[Token] = []
    parts: list[str] = []
    has_content = False
    for token in tokenize(source):
        if token.kind in {"start", "end"}:
            parts.append(nesting.write(token, len(tokens)))
            has_content = has_content or token.name == "body"
        elif has_content or nesting.is_in_title or not _BLANK.issuperset(source[token.start : token.end]):
            # A blank before the body would begin it too early; nothing visible is lost without it.
            parts.append(f"\ue000{len(tokens)}\ue001")
            has_content = has_content or not nesting.is_in_title
        tokens.append(token)
    parser = html.HTMLParser(huge_tree=True, no_network=True)
    markup = "".join(parts)
    root = html.document_fromstring(markup if markup.strip() else "<html></html>", parser=parser)
    return Tree(source, root, tokens, nesting.is_too_deep)


class _Nesting:
    """How deep the markup is, counted as if nothing but loose elements were closed silently."""

    def __init__(self, max_depth: int) -> None:
        self._open: list[str] = []
        self._skipped: Counter[str] = Counter()
        self._max_depth = max_depth

    @property
    def is_too_deep(self) -> bool:
        """Whether any markup was left out."""
        return bool(self._skipped)

    @property
    def is_in_title(self) -> bool:
        """Whether the innermost element is the page's title."""
        return self._open[-1:] == ["title"]

    def write(self, token: Token, number: int) -> str:
        """Give the markup that lxml sees for a tag: its name and number; where it lies too deep, a line break at most."""
        name = _RENAMED.get(token.name, token.name) if _NAME.fullmatch(token.name) else "span"
        if name in _CODE:
            return ""
        if token.kind == "end":
            return self._leave(name)
        if name in _VOID:
            return f'<{name} n="{number}">'
        self._close_forerunner(name)
        if len(self._open) >= self._max_depth:
            self._skipped[name] += 1
            return "" if name in INLINE else "<br>"
        self._open.append(name)
        return f'<{name} n="{number}">'

    def _close_forerunner(self, name: str) -> None:
        """Close what the element closes silently: a paragraph, its own kind, or that with one unclosed element in it."""
        if self._open[-1:] == ["p"] and name not in INLINE:
            self._open.pop()
        if name in _LOOSE and name in self._open[-2:]:
            if self._open[-1] == name:
                self._open.pop()
            elif self._open[-1] in _LOOSE or self._open[-1] in INLINE:
                del self._open[-2:]

    def _leave(self, name: str) -> str:
        if self._skipped[name] > 0:
            self._skipped[name] -= 1
            return "" if name in INLINE else "<br>"
        for back in range(1, min(len(self._open), _REACH) + 1):
            if self._open[-back] == name:
                del self._open[-back:]
                return f"</{name}>"
        return "<br>" if name == "p" else ""
