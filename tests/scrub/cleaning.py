"""What the tests of the scrub stage share: a page made of plain text, cleaned."""

from __future__ import annotations

from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.scrub import scrub_page
from extractor.spans import TracedText, quote_spans
from extractor.types import CleanPage, Mark, RawPage

KNOWLEDGE = default_knowledge()


def clean(raw: str, *marks: Mark) -> CleanPage:
    page = RawPage("page", "text/plain", "utf-8", "0" * 64, raw, TracedText.verbatim(raw), marks)
    return scrub_page(page, config=default_config(), knowledge=KNOWLEDGE)


def text_of(raw: str) -> str:
    return clean(raw).text.text


def quoted(page: CleanPage, words: str) -> str:
    """The raw characters behind the first occurrence of words in the clean text."""
    at = page.text.text.index(words)
    return quote_spans(page.page.raw, page.text.spans(at, at + len(words)))
