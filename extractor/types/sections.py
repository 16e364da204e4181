"""A page cut into parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.issues import Issue
from extractor.types.pages import Block, CleanPage, Link, Text

SectionKind = Literal[
    "title", "description", "stamp", "summary", "referenced", "research", "attributes", "timeline", "wikipedia", "web_results",
    "source", "author", "published", "entities", "content", "furniture", "other",
]  # fmt: skip

StampName = Literal["created_at", "last_updated", "research_retrieved", "published"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp about the page itself; never an event. ``time`` is what markup declares, if it does."""

    name: StampName
    value: Text
    time: str = ""


@dataclass(frozen=True, slots=True)
class LinkedText:
    """Words of the page and the address they carry, if they do."""

    text: Text
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """A key and its value in the page's table of attributes."""

    key: Text
    value: Text
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated statement; ``source`` is the class of source that the page names (``wikipedia``), never a citation."""

    statement: Text
    source: Text | None
    when: Text | None
    time: str = ""


@dataclass(frozen=True, slots=True)
class WikipediaBlock:
    """The page's extract of a Wikipedia page, which may be about something else."""

    title: Text | None
    extract: Text | None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class WebResult:
    """A web search result: its title, the fragments of its snippet, which are neither contiguous nor in order.

    ``publisher`` names whose it is, ``published`` is its date, where they stand apart from its words.
    """

    title: Text
    fragments: tuple[Text, ...]
    link: Link | None = None
    publisher: Text | None = None
    published: Text | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks of one kind. The sections of a page partition its blocks."""

    kind: SectionKind
    heading: Text | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sections:
    """A page in parts.

    Attributes:
        layout: ``entity``, ``document-glued``, ``document-labelled`` or ``article``.
        sections: Their blocks tile the page's blocks: a block that holds a label glued to a value is cut between them.
        summary: One text a paragraph; empty where the page shows a placeholder.
        referenced_in: The count of documents that refer to the entity; ``documents`` are those the page lists.
        content: Paragraphs of a document or article, without the headings between them.
        truncated: The page ends before its last section is complete.
    """

    page: CleanPage
    layout: str
    title: Text
    description: Text | None
    sections: tuple[Section, ...]
    stamps: tuple[Stamp, ...] = ()
    summary: tuple[Text, ...] = ()
    referenced_in: Text | None = None
    documents: tuple[LinkedText, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    wikipedia: WikipediaBlock | None = None
    web_results: tuple[WebResult, ...] = ()
    content: tuple[Text, ...] = ()
    authors: tuple[Text, ...] = ()
    entities: tuple[Text, ...] = ()
    source: Text | None = None
    source_link: Link | None = None
    truncated: bool = False
    issues: tuple[Issue, ...] = ()
