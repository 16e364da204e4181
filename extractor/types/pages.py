"""A page as it came, and the same page cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from extractor.issues import Issue
from extractor.spans import Span, TracedText

MarkKind = Literal["title", "heading", "item", "key", "value", "link", "time", "meta", "furniture"]
BlockKind = Literal["line", "heading", "item", "key", "value", "meta"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What markup says about a range of a page's visible text.

    ``value`` is the heading level of a heading, the address of a link (with ``source`` pointing at it in the raw text),
    the ``datetime`` attribute of a time, the name of a field that the file holds apart from the page's words (``meta``).
    What is marked ``furniture`` (menus, footers, front matter) is dropped by scrub.
    """

    kind: MarkKind
    start: int
    end: int
    value: str = ""
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader of files makes of one: the text of a page, or the bytes of a text that are to be read in turn.

    Attributes:
        text: The text, which every span will point into, or bytes such as those of a saved page's HTML.
        media_type: What the text is: ``text/plain``, ``text/html`` or ``text/markdown``; sniffed if absent.
        charset: The encoding that bytes came with.
        url: Address of the page, where the file says it.
        language: BCP 47 tag that the file declares.
        retrieved: When it was saved, ISO 8601, where the file says it.
        view: What a person reads of the text, traced to it; the reader of its media type makes it if absent.
        marks: What the file says about ranges of ``view``.
    """

    text: str | bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    language: str | None = None
    retrieved: str | None = None
    view: TracedText | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as it came, decoded.

    Attributes:
        path: Where it came from, relative, with ``/``; a page in a container is ``pages.jsonl#3`` or ``pages.zip!a.txt``.
        media_type: ``text/plain``, ``text/html`` or ``text/markdown``; ``application/json`` where fields were laid out; that of
            the document that the text was taken out of.
        encoding: IANA name of the encoding that decoded it.
        sha256: Hash of the page's own bytes, in hexadecimal.
        raw: The decoded file, or the text taken out of a document, its pages parted by form feeds. Every span of every later
            stage points into this string.
        view: What a person reads of it: one block of text a line, each character traced to ``raw``.
        marks: What markup says about ranges of ``view``; empty for plain text.
        language: BCP 47 tag that the page declares, if any.
        url: Address that the page declares as its own, if any.
        retrieved: When it was fetched, ISO 8601, if the fetcher recorded it.
        reader: Name and version of the library that took the text out of a document, such as ``pypdf 7.1.1``.
    """

    path: str
    media_type: str
    encoding: str
    sha256: str
    raw: str
    view: TracedText
    marks: tuple[Mark, ...] = ()
    language: str | None = None
    url: str | None = None
    retrieved: str | None = None
    issues: tuple[Issue, ...] = ()
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address of the page; ``start`` and ``end`` are the clean text it is on, ``span`` the address in the raw text."""

    href: str
    start: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """One non-blank line of the clean text.

    ``level`` counts from 1 for headings that markup declares, ``name`` is that of the field that a ``meta`` block holds.
    """

    start: int
    end: int
    text: str
    kind: BlockKind = "line"
    level: int = 0
    links: tuple[Link, ...] = ()
    time: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """Words that a scrub rule took out; ``at`` is where they stood in the clean text."""

    rule: str
    text: str
    at: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CleanPage:
    """A page after scrubbing: clean text traced to the raw file, cut into blocks.

    ``changes`` counts, for every scrub rule that did something, the characters it changed or dropped.
    """

    page: RawPage
    text: TracedText
    blocks: tuple[Block, ...]
    drops: tuple[Drop, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()

    def spans(self, text: Text) -> tuple[Span, ...]:
        """Give the raw ranges of a piece of the clean text."""
        return self.text.spans(text.start, text.end)


@dataclass(frozen=True, slots=True)
class Text:
    """A contiguous piece of the clean text: ``text == clean.text.text[start:end]``. It may hold line ends."""

    start: int
    end: int
    text: str

    def part(self, start: int, end: int) -> Text:
        """Cut a piece out; offsets count from the start of this text."""
        return Text(self.start + start, self.start + end, self.text[start:end])
