"""Bytes → RawPage: what kind of bytes they are, what text they hold, and what a person would see of it.

    pages       the entry: one file in, pages out           sniffing    what the bytes are, whatever they are called
    decoding    bytes → text, with or without a declaration archives    .gz and .zip, guarded
    collections JSON and JSON Lines of pages                layout      visible text put together, traced to the raw text
    markdown    Markdown → visible text and marks           html/       HTML → visible text and marks
"""

from extractor.read.pages import read_pages

__all__ = ["read_pages"]
