"""What bytes are, judged by the bytes. A file's name is never asked; a declared media type is believed for text."""

from __future__ import annotations

import re
from typing import Literal

Container = Literal["gzip", "zip"]
MediaType = Literal["text/plain", "text/html", "text/markdown", "application/json", "application/x-ndjson"]

GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"\x7fELF", "ELF program"),
    (b"MZ\x90\x00", "Windows program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Microsoft Office file"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "zstd archive"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"PAR1", "Parquet file"),
    (b"OggS", "Ogg file"),
    (b"ID3", "MP3 file"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
)
_SAMPLE = 65536

_KNOWN_TAG = (
    r"(?:a|abbr|article|aside|b|base|blockquote|body|br|button|center|dd|details|div|dl|dt|em|figure|font|footer|form|frameset"
    r"|h[1-6]|head|header|hr|html|i|iframe|img|input|label|li|link|main|meta|nav|noscript|ol|p|pre|script|section|small|span"
    r"|strong|style|summary|svg|table|tbody|td|template|th|thead|time|title|tr|ul)"
)
_COMMENTS = r"(?:<!--(?:(?!-->)[\s\S]){0,4096}-->\s*)*"
_HTML_START = re.compile(
    rf"\s*{_COMMENTS}<(?:!doctype\s+html|\?xml[^>]{{0,200}}\?>\s*<(?:!doctype\s+)?html|{_KNOWN_TAG}[\s>/])", re.IGNORECASE
)
_HTML_END_TAG = re.compile(rf"</{_KNOWN_TAG}\s*>", re.IGNORECASE)
_JSON_START = re.compile(r"\s*(?:\[\s*)?\{\s*[\"}]")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?![^\n]*\[\.\.\.\])[^\s#][^\n]{0,120}$", re.MULTILINE)
_FIRST_HEADING = re.compile(r"\s*(?:#{1,6}[ \t]+[^\s#][^\n]{0,200}(?:\n|$)|[^\n]{1,200}\n(?:={3,}|-{3,})[ \t]*\n)")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n[A-Za-z_][\w-]*:[^\n]*\n")
_LINK = re.compile(r"(?<!\\)\[[^\[\]\n]{1,300}\]\((?:<|https?:|/|\.)[^()\n]{0,500}\)")
_TABLE = re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[-|: \t]*$", re.MULTILINE)
_STRONG_LABEL = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?\*\*[^*\n]{1,120}\*\*", re.MULTILINE)

_DECLARED: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/markdown": "text/markdown",
    "text/x-markdown": "text/markdown",
    "text/plain": "text/plain",
    "application/json": "application/json",
    "application/x-ndjson": "application/x-ndjson",
    "application/jsonl": "application/x-ndjson",
    "application/jsonlines": "application/x-ndjson",
}


_DRESSED = re.compile(r"\s*<(?:img|p|div|picture|center|a|br|!--)\b", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body|main|article|section)\b", re.IGNORECASE)


def sniff_container(data: bytes) -> Container | None:
    """Tell whether bytes are an archive that can be opened."""
    if data.startswith(GZIP):
        return "gzip"
    return "zip" if data.startswith(_ZIP) else None


def sniff_binary(data: bytes) -> str | None:
    """Name the kind of a file that is not text; None for what may be text. NULs alone do not make a file binary."""
    for magic, name in _BINARY:
        if data.startswith(magic):
            return name
    if data[257:262] == b"ustar":
        return "tar archive"
    if data[:4] == b"RIFF" and data[8:12] in {b"WAVE", b"AVI ", b"WEBP"}:
        return "media file"
    return "media file" if data[4:8] == b"ftyp" else None


def read_declared(media_type: str | None) -> MediaType | None:
    """Understand a declared media type, parameters ignored; None where it says nothing about text."""
    return _DECLARED.get((media_type or "").partition(";")[0].strip().lower())


def sniff_media_type(text: str, *, named: str = "") -> MediaType:
    """Tell what kind of text a text is; a name that ends in ``.md`` tells where its words leave it open."""
    head = text[:_SAMPLE].lstrip("\ufeff")
    if _DRESSED.match(head) and _HEADING.search(head) and not _WHOLE_PAGE.search(head):
        return "text/markdown"
    if _HTML_START.match(head):
        return "text/html"
    if _JSON_START.match(head):
        return "application/json"
    if _is_markup(head):
        return "text/html"
    return "text/markdown" if _is_markdown(head) or named.lower().endswith((".md", ".markdown")) else "text/plain"


def _is_markup(head: str) -> bool:
    """Whether text that does not begin with a tag is a fragment of HTML: an end tag every 400 characters or so."""
    ends = len(_HTML_END_TAG.findall(head))
    return ends >= 4 and ends * 400 > len(head)


def _is_markdown(head: str) -> bool:
    """Whether the marks of Markdown outweigh chance.

    A saved text page has bullets, and snippets with stray ``#`` marks; neither makes it Markdown. Front matter, a table or
    a heading as first line do; otherwise two signs of the others.
    """
    if _FRONT_MATTER.match(head) or _FIRST_HEADING.match(head) or _TABLE.search(head):
        return True
    signs = sum(min(len(pattern.findall(head)), 2) for pattern in (_HEADING, _LINK, _STRONG_LABEL))
    return signs >= 2
