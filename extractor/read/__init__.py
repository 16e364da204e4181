"""Bytes → RawPage: what kind of bytes they are, what text they hold, and what a person would see of it.

From the outside in:

    pages        the entry: one file in, pages out            sniffing   what the bytes are, whatever they are called
    archives     .gz and .zip, guarded                        decoding   bytes → text, with or without a declaration
    collections  JSON and JSON Lines of pages                 layout     visible text put together, traced to the raw text
    html/        HTML → visible text and marks                markdown   the same for Markdown, inline for its lines
    columns      heads of tables of attributes                views      what a reader finds
"""

from extractor.read.pages import read_pages

__all__ = ["read_pages"]
