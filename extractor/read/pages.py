"""One file in, pages out. The registry says which reader lays out which kind of text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from extractor.config import Config
from extractor.errors import ReadError
from extractor.issues import Issue
from extractor.knowledge import Knowledge
from extractor.read.archives import open_archive
from extractor.read.collections import CollectedPage, collect_pages
from extractor.read.decoding import Decoded, count_controls, decode_bytes
from extractor.read.documents import Opened, list_broken_readers, open_document
from extractor.read.readers import READERS, SURROGATE, TextReader
from extractor.read.shells import read_state
from extractor.read.sniffing import (
    MediaType,
    read_declared,
    sniff_binary,
    sniff_container,
    sniff_media_type,
)
from extractor.read.views import View
from extractor.spans import TracedText
from extractor.types import RawPage

_SAMPLE = 65536


class _File(NamedTuple):
    """Bytes under way: where they came from, what was declared, which archives they were in."""

    data: bytes
    path: str
    media_type: str | None = None
    charset: str | None = None
    opened: frozenset[str] = frozenset()


_DEEPEST_DOCUMENT = 3
"""Documents inside documents: a saved page may be one that was saved before."""


def read_pages(
    data: bytes,
    path: str,
    *,
    config: Config,
    knowledge: Knowledge,
    media_type: str | None = None,
    charset: str | None = None,
) -> Iterator[RawPage | ReadError]:
    """Read every page of a file: text, HTML or Markdown, JSON or JSON Lines of them, ``.gz`` or ``.zip`` of any.

    The bytes decide what they are; ``charset`` is the encoding that they came with, if anything said so. What cannot be
    read is yielded as an error, with its path among the facts, and never stops the pages after it; at most
    ``read.max_pages`` are taken.
    """
    limit = config.read.max_pages
    pages = _read_file(_File(data, path, media_type, charset), TextReader(config, knowledge))
    yield from islice(pages, limit)
    if next(pages, None) is not None:
        yield ReadError(
            f"The file holds more than {limit} pages; the rest was not read.",
            code="read.too-many-pages",
            hint="Split the file, or raise read.max_pages.",
            path=path,
        )


def _read_file(file: _File, reader: TextReader) -> Iterator[RawPage | ReadError]:
    try:
        if (opened := _open_document(file, reader)) is not None:
            yield from _read_document(opened, file, reader)
            return
        if kind := sniff_container(file.data):
            for member in open_archive(file.data, file.path, kind=kind, opened=file.opened, config=reader.config):
                if isinstance(member, ReadError):
                    yield member
                else:
                    yield from _read_file(_File(member.data, member.path, None, None, file.opened | {kind}), reader)
            return
        decoded = _decode_file(file, reader)
        kind_of_text = read_declared(file.media_type) or sniff_media_type(decoded.text, named=file.path)
        if kind_of_text in READERS:
            yield _read_one(decoded, file, kind_of_text, reader)
        else:
            yield from _read_collection(decoded, file, reader)
    except ReadError as error:
        error.facts.setdefault("path", file.path)
        yield error


def _open_document(file: _File, reader: TextReader) -> Opened | None:
    """Open a file that is a document; of one that is too large nothing but that is found out."""
    if len(file.data) > reader.config.read.max_bytes or len(file.opened) > _DEEPEST_DOCUMENT:
        return None
    return open_document(file.data, reader.config)


def _read_document(opened: Opened, file: _File, reader: TextReader) -> Iterator[RawPage | ReadError]:
    """Read what a document holds: a text, or bytes of another kind."""
    document = opened.document
    told: dict[str, Any] = {"url": document.url, "retrieved": document.retrieved, "reader": opened.reader}
    known = {name: value for name, value in told.items() if value}
    if isinstance(document.text, bytes):
        inner = file._replace(
            data=document.text,
            media_type=document.media_type,
            charset=document.charset,
            opened=file.opened | {f"document {len(file.opened)}"},
        )
        for page in _read_file(inner, reader):
            yield replace(page, **known) if isinstance(page, RawPage) else page
        return
    media_type = document.media_type or sniff_media_type(document.text)
    view = document.view
    seen = View(view, document.marks) if view is not None else reader.read(document.text, media_type)
    sha256 = hashlib.sha256(file.data).hexdigest()
    page = _make_page(Decoded(document.text, "utf-8"), file.path, media_type, sha256, seen)
    yield replace(page, language=document.language or page.language, **known)


def _decode_file(file: _File, reader: TextReader) -> Decoded:
    if len(file.data) > reader.config.read.max_bytes:
        raise ReadError(
            f"The file has {len(file.data)} bytes; read.max_bytes allows {reader.config.read.max_bytes}.",
            code="read.too-large",
            hint="Raise read.max_bytes, or split the file.",
        )
    if not file.data.strip(b"\0 \t\r\n\x0b\x0c"):
        raise _empty()
    kind = sniff_binary(file.data)
    decoded = None if kind else decode_bytes(file.data, file.charset, knowledge=reader.knowledge)
    if decoded is None or _is_binary(decoded):
        if broken := list(list_broken_readers()):
            raise ReadError(
                f"No reader takes the file, and the reader {broken[0]}.",
                code="read.bad-reader",
                hint="Mend or uninstall the package that adds it.",
            )
        raise ReadError(
            f"The file is no text: {kind or 'its bytes are mostly control characters'}.",
            code="read.binary",
            hint="Save the page as text, HTML or Markdown.",
            kind=kind or "unknown",
        )
    return decoded


def _is_binary(decoded: Decoded) -> bool:
    """Whether a decoded file holds too many control characters for text.

    Valid UTF-8 is hardly ever chance, so text that was saved badly, with NULs in it, may hold many; guessed text few.
    """
    sample = decoded.text[:_SAMPLE].encode("utf-8", "replace")
    most = 0.3 if decoded.encoding == "utf-8" and not decoded.issues else 0.02
    return count_controls(sample) > max(2, len(sample) * most)


def _empty() -> ReadError:
    return ReadError("The page holds no text.", code="read.empty", hint="Fetch or save the page again.")


def _read_one(decoded: Decoded, file: _File, media_type: str, reader: TextReader) -> RawPage:
    seen = reader.read(decoded.text, media_type)
    if media_type == "text/html":
        seen = read_state(SURROGATE.sub("\ufffd", decoded.text), seen, reader)
    return _make_page(decoded, file.path, media_type, hashlib.sha256(file.data).hexdigest(), seen)


def _make_page(decoded: Decoded, path: str, media_type: str, sha256: str, seen: View) -> RawPage:
    raw = SURROGATE.sub("\ufffd", decoded.text)
    view = _restore_surrogates(seen.text, decoded.text) if raw != decoded.text else seen.text
    if not view.text.strip("\ufeff\0 \t\r\n\x0b\x0c"):
        raise _empty()
    issues: tuple[Issue, ...] = decoded.issues + seen.issues
    return RawPage(path, media_type, decoded.encoding, sha256, raw, view, seen.marks, seen.language, seen.url, None, issues)


def _restore_surrogates(view: TracedText, text: str) -> TracedText:
    """Let the view show lone surrogates, which the raw text must not hold, so that scrub can tell them from U+FFFD."""
    edits = []
    for found in re.finditer("\ufffd", view.text):
        spans = view.spans(found.start(), found.end())
        if spans and SURROGATE.match(text, spans[0].start):
            edits.append((found.start(), found.end(), text[spans[0].start]))
    return view.edit(edits)


def _read_collection(decoded: Decoded, file: _File, reader: TextReader) -> Iterator[RawPage | ReadError]:
    """Read the pages of a JSON file; text that turns out to be no JSON is a page itself."""
    pages = collect_pages(decoded.text, file.path, reader)
    if pages is None:
        yield _read_one(decoded, file, "text/plain", reader)
        return
    for found in pages:
        try:
            yield found if isinstance(found, ReadError) else _read_collected(found, decoded, reader)
        except ReadError as error:
            error.facts.setdefault("path", found.path if isinstance(found, CollectedPage) else file.path)
            yield error


def _read_collected(found: CollectedPage, decoded: Decoded, reader: TextReader) -> RawPage:
    if not found.text.strip():
        raise _empty()
    media_type: MediaType = found.media_type or sniff_media_type(found.text)
    if media_type not in READERS and found.view is None:
        media_type = "text/plain"
    sha256 = hashlib.sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest()
    seen = found.view or reader.read(found.text, media_type)
    page = _make_page(decoded._replace(text=found.text), found.path, media_type, sha256, seen)
    return replace(page, url=found.url or page.url, retrieved=found.retrieved, language=page.language or found.language)
