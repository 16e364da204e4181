"""Text to sections through the real stages before."""

from __future__ import annotations

from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.scrub import scrub_page
from extractor.segment import segment_page
from extractor.spans import TracedText
from extractor.types import RawPage, Sections

KNOWLEDGE = default_knowledge()

CONFIG = default_config()


def segment_text(raw: str, *, max_items: int | None = None) -> Sections:
    """Cut a plain text page."""
    page = RawPage("page.txt", "text/plain", "utf-8", "0" * 64, raw, TracedText.verbatim(raw))
    segment = CONFIG.segment.model_copy(update={"max_items": max_items or CONFIG.segment.max_items})
    return segment_page(
        scrub_page(page, config=CONFIG, knowledge=KNOWLEDGE),
        config=CONFIG.model_copy(update={"segment": segment}),
        knowledge=KNOWLEDGE,
    )


def segment_source(source: str, media_type: str) -> Sections:
    """Cut a page of any format."""
    from extractor.read import read_pages

    (raw,) = read_pages(source.encode(), "page", config=CONFIG, media_type=media_type, knowledge=KNOWLEDGE)
    assert isinstance(raw, RawPage), raw
    return segment_page(scrub_page(raw, config=CONFIG, knowledge=KNOWLEDGE), config=CONFIG, knowledge=KNOWLEDGE)


def find_codes(sections: Sections) -> list[str]:
    """The codes of a page's issues, in order."""
    return [issue.code for issue in sections.issues]


def cover(sections: Sections) -> list[tuple[int, int]]:
    """The ranges of clean text that the sections hold, in order."""
    return sorted((block.start, block.end) for section in sections.sections for block in section.blocks)
