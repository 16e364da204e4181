"""Pages in parts, made from plain words: what the segmenter gives, without reading a file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.spans import Span, TracedText
from extractor.types import (
    Attribute,
    Block,
    CleanPage,
    Link,
    RawPage,
    Section,
    Sections,
    Stamp,
    Text,
    TimelineEntry,
    WebResult,
    WikipediaBlock,
)  # fmt: skip


@dataclass
class PageMaker:
    """Writes a raw page line by line and remembers where everything stands."""

    raw: str = ""
    blocks: list[Block] = field(default_factory=list)

    def write(self, text: str) -> Text:
        start = len(self.raw)
        self.raw += f"{text}\n"
        self.blocks.append(Block(start, start + len(text), text))
        return Text(start, start + len(text), text)

    def link(self, href: str, on: Text) -> Link | None:
        if not href:
            return None
        text = self.write(href)
        return Link(href, on.start, on.end, Span(text.start, text.end))

    def result(self, title: str, snippet: str = "", href: str = "") -> WebResult:
        line = self.write(title)
        body = self.write(snippet) if snippet else None
        return WebResult(line, cut_fragments(body) if body else (), self.link(href, line))


def cut_fragments(line: Text) -> tuple[Text, ...]:
    cuts = [(0, 0), *(match.span() for match in re.finditer(r"\s*\[\.\.\.\]\s*", line.text)), (len(line.text), 0)]
    pieces = (line.part(before[1], after[0]) for before, after in pairwise(cuts))
    return tuple(piece for piece in pieces if piece.text)


def make_sections(
    title: str = "Widget theory",
    *,
    description: str = "",
    summary: Sequence[str] = (),
    attributes: Sequence[tuple[str, str]] = (),
    timeline: Sequence[tuple[str, str, str]] = (),
    wikipedia: tuple[str, str] | None = None,
    results: Sequence[tuple[str, ...]] = (),
    stamps: Sequence[tuple[str, str]] = (("research_retrieved", "7/26/2025, 5:52:39 AM"),),
    truncated: bool = False,
) -> Sections:
    """Lay out an entity page; a result is ``(title, snippet, address)``, a timeline entry ``(words, source, date)``."""
    maker = PageMaker()
    head = maker.write(title)
    parts = {
        "description": maker.write(description) if description else None,
        "stamps": tuple(Stamp(name, maker.write(value)) for name, value in stamps),
        "summary": tuple(maker.write(text) for text in summary),
        "attributes": tuple(Attribute(maker.write(key), maker.write(value)) for key, value in attributes),
        "timeline": tuple(
            TimelineEntry(maker.write(words), maker.write(source), maker.write(when)) for words, source, when in timeline
        ),
        "wikipedia": WikipediaBlock(maker.write(wikipedia[0]), maker.write(wikipedia[1])) if wikipedia else None,
        "web_results": tuple(maker.result(*result) for result in results),
    }
    digest = hashlib.sha256(maker.raw.encode()).hexdigest()
    view = TracedText.verbatim(maker.raw)
    page = RawPage("made.txt", "text/plain", "utf-8", digest, maker.raw, view)
    blocks = tuple(maker.blocks)
    whole = (Section("title", None, blocks[:1]), Section("other", None, blocks[1:]))
    return Sections(CleanPage(page, view, blocks), "entity", head, sections=whole, truncated=truncated, **parts)
