"""A page of JSON → the view of it.

In the order a text passes through:

    text        JSON values that know their places           pages     which objects are pages
    parts       where an object keeps the parts of its page  layout    what is laid out, as an entity or as a document
    prose       texts, paragraphs and sections
"""

from __future__ import annotations

from extractor.read.json.document import DocumentLayout
from extractor.read.json.entity import EntityLayout
from extractor.read.json.pages import find_pages, read_page_object, search_page
from extractor.read.json.parts import JsonPage, find_attributes, find_encyclopedia, find_results, find_text, find_timeline
from extractor.read.json.text import JsonNode, parse_json, scan_json
from extractor.read.readers import TextReader
from extractor.read.views import View

__all__ = ["JsonNode", "JsonPage", "find_pages", "lay_out_page", "parse_json", "read_page_object", "scan_json", "search_page"]


def lay_out_page(page: JsonPage, reader: TextReader) -> View | None:
    """Lay a page out: as an entity if it has such parts, else as a document; None where it has no title."""
    text = find_text(page)
    parts = (find_attributes(page), find_timeline(page), find_encyclopedia(page))
    if any(parts) or find_results(page) or text is None:
        return EntityLayout(page, reader).lay_out(text)
    return DocumentLayout(page, reader).lay_out(text)
