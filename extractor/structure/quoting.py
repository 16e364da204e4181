"""Pieces of the clean text as the record keeps them: the words, and where they stand in the raw file."""

from __future__ import annotations

from typing import Any

from extractor.schema.page_record import Spans, TextValue
from extractor.spans import quote_spans
from extractor.types import CleanPage, Text


class Quoter:
    """Quotes one page. ``raw`` is given exactly where cleaning replaced characters of the quoted words."""

    def __init__(self, page: CleanPage) -> None:
        self.page = page

    def spans(self, text: Text | None) -> Spans:
        """Give the raw ranges of a text."""
        return self.page.spans(text) if text is not None else ()

    def value(self, text: Text) -> TextValue:
        """Quote a text."""
        return TextValue(text=text.text, **self.fields(text))

    def optional(self, text: Text | None) -> TextValue | None:
        """Quote a text that may be absent."""
        return None if text is None else self.value(text)

    def fields(self, text: Text) -> dict[str, Any]:
        """Give ``spans`` for a part of the record that names its words otherwise, and ``raw``: None where they are the same."""
        spans = self.page.spans(text)
        words = quote_spans(self.page.page.raw, spans)
        return {"spans": spans, "raw": None if words == text.text else words}
