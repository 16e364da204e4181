"""Pages that a browser saved as one file: MHTML (RFC 2557; Chrome, Edge, Opera) and webarchive (Safari).

The HTML of the page itself is taken out, with its address, its encoding and when it was saved; frames and pictures are not.
"""

from __future__ import annotations

import plistlib
import re
import struct
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from extractor.errors import ReadError
from extractor.types import Document

_HEADERS = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:[A-Za-z][A-Za-z0-9-]*+:[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+(?:\r?\n|$))++")
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_CONTENT = re.compile(rb"^Content-Type:\s*(?:multipart/|text/html|application/xhtml)", re.IGNORECASE | re.MULTILINE)
_PLIST = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<!DOCTYPE plist|\s*(?:<\?xml[^>]{0,200}>\s*)?<plist")
_HTML = ("text/html", "application/xhtml+xml")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_HEAD = 16384
_MOST_PARTS = 10_000
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError, struct.error)


def is_mhtml(data: bytes) -> bool:
    """Whether bytes begin with the headers of a MIME message that can hold HTML."""
    head = _HEADERS.match(data[:_HEAD])
    return bool(head and _MIME.search(head[0]) and _CONTENT.search(head[0]))


def is_webarchive(data: bytes) -> bool:
    """Whether bytes are a property list with a web page in it."""
    is_list = data.startswith(b"bplist00") or _PLIST.match(data[:_HEAD])
    return bool(is_list) and b"WebMainResource" in data


def open_mhtml(data: bytes) -> Document:
    """Take the page out of a MIME message: the part that its root names, else the first HTML.

    Raises:
        ReadError: It holds no HTML or text, or is damaged.
    """
    try:
        message = message_from_bytes(data)
        parts = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False) if not part.is_multipart()]
        page = _choose_part(message, parts)
        if page is None:
            raise _refuse("The saved page holds no HTML.")
        body: Any = page.get_payload(decode=True)
        saved = message["Date"]
        return Document(
            text=body if isinstance(body, bytes) else b"",
            media_type="text/html" if page.get_content_type() in _HTML else "text/plain",
            charset=page.get_content_charset(),
            url=_find_address(message, page),
            retrieved=_read_date(str(saved)) if saved else None,
        )
    except _DAMAGE as error:
        raise _refuse(f"The saved page is damaged ({error}).") from None


def _choose_part(message: Message, parts: list[Message]) -> Message | None:
    pages = [part for part in parts if part.get_content_type() in _HTML]
    start, place = str(message.get_param("start") or ""), str(message.get("Snapshot-Content-Location") or "")
    for name, wanted in (("Content-ID", start), ("Content-Location", place)):
        named = next((part for part in pages if wanted and str(part.get(name) or "").strip() == wanted.strip()), None)
        if named is not None:
            return named
    return next(iter([*pages, *(part for part in parts if part.get_content_type() == "text/plain")]), None)


def _find_address(message: Message, page: Message) -> str | None:
    told = (message.get("Snapshot-Content-Location"), page.get("Content-Location"), message.get("Content-Location"))
    return next((found[0] for one in told if one and (found := _ADDRESS.fullmatch(str(one).strip()))), None)


def _read_date(text: str) -> str | None:
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when.isoformat().replace("+00:00", "") + ("Z" if when.tzinfo is None or not when.utcoffset() else "")


def open_webarchive(data: bytes) -> Document:
    """Take the page out of Safari's property list.

    Raises:
        ReadError: It holds no page, or is damaged.
    """
    from xml.parsers.expat import ExpatError

    try:
        told = plistlib.loads(data)
        main = told["WebMainResource"]
        body = main["WebResourceData"]
    except (plistlib.InvalidFileException, ExpatError, MemoryError, *_DAMAGE) as error:
        raise _refuse(f"The web archive is damaged ({type(error).__name__}).") from None
    if not isinstance(body, bytes):
        raise _refuse("The web archive holds no page.")
    url, charset, kind = (next(_strings(main, f"WebResource{name}"), None) for name in ("URL", "TextEncodingName", "MIMEType"))
    return Document(body, kind or "text/html", charset, url if url and _ADDRESS.fullmatch(url) else None)


def _strings(told: Any, name: str) -> Iterator[str]:
    value = told.get(name) if isinstance(told, dict) else None
    if isinstance(value, str) and value.strip():
        yield value.strip()


def _refuse(message: str) -> ReadError:
    return ReadError(message, code="read.damaged", hint="Save the page again, as HTML only.")
