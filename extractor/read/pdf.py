"""The text of a PDF (pypdf): its pages parted by form feeds, lines that only the edge of the paper ended read as one."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from extractor.config import Config
from extractor.errors import ReadError
from extractor.read.extraction import Extraction
from extractor.read.office import needs_extra
from extractor.types import Document

PDF = "application/pdf"
_DIGITS = re.compile(r"\d+")
_LINE = re.compile(r"[^\n]*\n?")
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*$")
# What a browser prints above and below a page: a date and the title, the address and the number of the page.
_PRINTED_HEAD = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?:\s?[AaPp][Mm])?\s+\S.*")
_PRINTED_FOOT = re.compile(r"(https?://\S+)\s+\d{1,4}/\d{1,4}")
_PAGE_NUMBER = re.compile(r"(?:[-–]\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–])?")
_FULL_LINE = 0.75
_SHORTEST_FULL = 50
_EDGE = 2


def open_pdf(data: bytes, config: Config) -> Document:
    """Take the text out of a PDF, page by page.

    Raises:
        ReadError: pypdf is not installed; the file is damaged, locked, longer than is allowed, or holds pictures only.
    """
    try:
        import pypdf
    except ImportError:
        raise needs_extra("a PDF", "pdf") from None
    # It reports every oddity of a file on standard error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _refuse("The PDF is locked with a password.", "Save it without one.")
        pages = _read_pages(reader, config)
    except ReadError:
        raise
    except (pypdf.errors.PyPdfError, pypdf.errors.DependencyError, *_FAILURES) as error:
        raise _refuse(f"The PDF is damaged ({type(error).__name__}).", "Save it again, or as text.") from None
    if not any(page.strip() for page in pages):
        raise ReadError(
            "The PDF holds no text, only pictures of it.", code="read.empty", hint="Run it through text recognition first."
        )
    return _lay_out(pages)


_FAILURES = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RuntimeError, OSError, EOFError,
    MemoryError,
)  # fmt: skip


def _refuse(message: str, hint: str, code: str = "read.damaged") -> ReadError:
    return ReadError(message, code=code, hint=hint)


def _read_pages(reader: Any, config: Config) -> list[str]:
    most = config.read.max_document_pages
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        if len(pages) == most:
            raise _refuse(
                f"The PDF has more than {most} pages.", "Split it, or raise read.max_document_pages.", "read.too-large"
            )
        contents = page.get_contents()
        size += len(contents.get_data()) if contents is not None else 0
        if size > config.read.max_bytes:
            limit = config.read.max_bytes
            raise _refuse(
                f"The PDF unpacks to more than {limit} bytes.", "Split it, or raise read.max_bytes.", "read.too-large"
            )
        pages.append(page.extract_text().replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    return pages


def _lay_out(pages: Sequence[str]) -> Document:
    text = Extraction()
    repeated = _find_repeated(pages)
    url = None
    for number, page in enumerate(pages):
        if number:
            text.hide("\f")
            text.add("\n")
        lines = [line for line in _LINE.findall(page) if line]
        full = max(_SHORTEST_FULL, _FULL_LINE * max((len(line) for line in lines), default=0))
        for at, line in enumerate(lines):
            words = line.rstrip("\n")
            start = text.at
            text.add(words)
            if foot := _PRINTED_FOOT.fullmatch(words.strip()):
                url = url or foot[1]
            if _is_edge(words, at, len(lines), repeated):
                text.mark("furniture", start)
            following = lines[at + 1].rstrip("\n") if at + 1 < len(lines) else ""
            if line.endswith("\n"):
                is_wrapped = len(words) >= full and _goes_on(words, following)
                (text.join if is_wrapped else text.add)("\n")
    document = text.finish(PDF)
    return Document(document.text, PDF, url=url, view=document.view, marks=document.marks)


def _ends_sentence(words: str) -> bool:
    return bool(_ENDED.search(words.rstrip()))


def _goes_on(words: str, following: str) -> bool:
    """Whether a line that fills the paper goes on in the next: it ends no sentence, or the next one begins small."""
    return bool(following.strip()) and (not _ends_sentence(words) or following.strip()[0].islower())


def _find_repeated(pages: Sequence[str]) -> frozenset[str]:
    """Lines at the edges of most pages, numbers aside: running heads and feet."""
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [line.strip() for line in page.split("\n") if line.strip()]
        seen.update({_DIGITS.sub("0", line) for line in (*lines[:_EDGE], *lines[-_EDGE:])})
    return frozenset(line for line, count in seen.items() if count > 1 and count * 2 > len(pages))


def _is_edge(words: str, at: int, count: int, repeated: frozenset[str]) -> bool:
    words = words.strip()
    if _EDGE <= at < count - _EDGE:
        return False
    if at < _EDGE and _PRINTED_HEAD.fullmatch(words):
        return True
    return (
        bool(_PRINTED_FOOT.fullmatch(words))
        or _DIGITS.sub("0", words) in repeated
        or (at == count - 1 and bool(_PAGE_NUMBER.fullmatch(words)))
    )
