"""Documents of word processors: what kind of file a zip is, and the text of a Word document (python-docx)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from extractor.config import Config
from extractor.errors import ReadError
from extractor.extras import tell_install
from extractor.read.extraction import Extraction
from extractor.types import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HARMLESS = 1 << 20
_MOST_NAMES = 10_000
# The first member of these names says what a zip is; all but the first have no reader of ours.
_KINDS = (
    ("docx", re.compile(r"word/[^/]+\.xml$"), "Word document"),
    ("office", re.compile(r"xl/(?:workbook|worksheets/).*\.(?:xml|bin)$"), "Excel workbook"),
    ("office", re.compile(r"ppt/(?:presentation|slides/).*\.xml$"), "PowerPoint presentation"),
    ("office", re.compile(r"visio/document\.xml$|FixedDocSeq\.fdseq$|Documents/1/FixedDoc\.fdoc$"), "office document"),
    ("office", re.compile(r"Index/.*\.iwa$|index\.apxl$|Index\.zip$"), "iWork document"),
    ("office", re.compile(r"META-INF/container\.xml$"), "EPUB book"),
    ("office", re.compile(r"META-INF/manifest\.xml$"), "OpenDocument file"),
    ("office", re.compile(r"META-INF/MANIFEST\.MF$|AndroidManifest\.xml$|classes\.dex$"), "program"),
)
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LIST = re.compile(r"list\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\u00a0]+")
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "fldSimple", "dir", "bdo"})
_DEEPEST_STYLE = 5


def name_zip(data: bytes) -> tuple[str, str] | None:
    """Say which kind of office document a zip is (``docx`` or ``office``) and what people call it; None for an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()[:_MOST_NAMES]
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, UnicodeDecodeError):
        return None
    if not any(
        name in {"[Content_Types].xml", "mimetype"} or name.startswith(("META-INF/", "Index/", "Index.")) for name in names
    ):
        return None
    for kind, pattern, called in _KINDS:
        if any(pattern.match(name) for name in names):
            return kind, called
    return ("office", "office document") if "[Content_Types].xml" in names else None


def open_docx(data: bytes, config: Config) -> Document:
    """Take the text out of a Word document: paragraphs and tables in order, headings, lists and links marked.

    Raises:
        ReadError: python-docx is not installed; the document is damaged, encrypted or a bomb.
    """
    try:
        import docx
    except ImportError:
        raise needs_extra("a Word document", "docx") from None
    from lxml.etree import LxmlError

    try:
        _check_size(data, config)
        return _Word(docx.Document(io.BytesIO(data))).read()
    except ReadError:
        raise
    except (
        LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, AttributeError, TypeError, IndexError,
        EOFError, NotImplementedError, RuntimeError, AssertionError, RecursionError,
    ) as error:  # fmt: skip
        raise ReadError(
            f"The Word document is damaged ({type(error).__name__}).", code="read.damaged", hint="Save it again, or as text."
        ) from None


def needs_extra(what: str, extra: str) -> ReadError:
    """Make the refusal of a document whose reader is not installed."""
    return ReadError(
        f"The file is {what}, and what reads it is not installed.",
        code="read.needs-extra",
        hint=tell_install(extra),
        extra=extra,
    )


def _check_size(data: bytes, config: Config) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > config.read.max_bytes or (size > _HARMLESS and size > len(data) * config.read.max_ratio):
        raise ReadError(
            f"The document unpacks to {size} bytes, more than read.max_bytes or read.max_ratio allows.",
            code="read.too-large",
            hint="Raise them if the file is genuine, or save it as text.",
        )


class _Word:
    """The way through a Word document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._text = Extraction()
        self._has_title = False

    def read(self) -> Document:
        """Read the body."""
        for block in _list_blocks(self._document.element.body):
            if block.tag == f"{_MAIN}p":
                self._read_paragraph(block)
            else:
                self._read_table(block)
        return self._text.finish(DOCX)

    def _read_paragraph(self, paragraph: Any) -> None:
        start = self._text.at
        self._read_words(paragraph)
        if self._text.at == start:
            return
        style = self._name_styles(paragraph)
        level = next((found[1] for name in style if (found := _HEADING.match(name))), None)
        if "title" in style and not self._has_title:
            self._has_title = True
            self._text.mark("title", start)
            level = "1"
        if level:
            self._text.mark("heading", start, level)
        elif any(_LIST.match(name) for name in style) or paragraph.find(f"{_MAIN}pPr/{_MAIN}numPr") is not None:
            self._text.mark("item", start)
        self._text.add("\n")

    def _name_styles(self, paragraph: Any) -> list[str]:
        """The names of a paragraph's style and of those that it is based on, in English and small letters."""
        told = paragraph.find(f"{_MAIN}pPr/{_MAIN}pStyle")
        style_id = told.get(f"{_MAIN}val") if told is not None else None
        style = next((one for one in self._document.styles if one.style_id == style_id), None) if style_id else None
        names: list[str] = []
        while style is not None and len(names) < _DEEPEST_STYLE:
            names.append((style.name or "").lower())
            style = getattr(style, "base_style", None)
        return names

    def _read_words(self, paragraph: Any) -> None:
        for piece in _list_pieces(paragraph):
            if piece.tag == f"{_MAIN}hyperlink":
                start = self._text.at
                words = "".join(_read_run(run) for run in piece.iter(f"{_MAIN}r"))
                self._add(words)
                relation = self._document.part.rels.get(piece.get(_RELATION) or "")
                address = relation.target_ref if relation is not None and relation.is_external else ""
                if words.strip() and address.startswith(("http://", "https://")):
                    source = self._text.hide(f" <{address}>")
                    self._text.mark("link", start, address, type(source)(source.start + 2, source.end - 1))
            else:
                self._add(_read_run(piece))

    def _add(self, words: str) -> None:
        if words:
            self._text.add(_BLANKS.sub(" ", words) if "\v" not in words else words.replace("\v", "\n"))

    def _read_table(self, table: Any) -> None:
        for row in table.iter(f"{_MAIN}tr"):
            cells = [cell for cell in row if cell.tag == f"{_MAIN}tc"]
            for number, cell in enumerate(cells):
                start = self._text.at
                for count, paragraph in enumerate(cell.iter(f"{_MAIN}p")):
                    if count and self._text.at > start:
                        self._add(" ")
                    self._read_words(paragraph)
                if self._text.at > start:
                    if len(cells) == 2:
                        self._text.mark("value" if number else "key", start)
                    self._text.add("\n")


def _list_blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls too."""
    todo = [parent]
    while todo:
        element = todo.pop()
        if element.tag in {f"{_MAIN}p", f"{_MAIN}tbl"}:
            yield element
        elif element is parent or _local(element) in _WRAPPERS:
            todo.extend(reversed(list(element)))


def _list_pieces(paragraph: Any) -> Iterator[Any]:
    """Runs and links of a paragraph in order; what was struck out by a reviewer is not of the text."""
    todo = list(reversed(list(paragraph)))
    while todo:
        element = todo.pop()
        if element.tag in {f"{_MAIN}r", f"{_MAIN}hyperlink"}:
            yield element
        elif _local(element) in _WRAPPERS:
            todo.extend(reversed(list(element)))


def _read_run(run: Any) -> str:
    parts = []
    for element in run:
        name = _local(element)
        if name == "t":
            parts.append(element.text or "")
        elif name in {"tab", "noBreakHyphen"}:
            parts.append(" " if name == "tab" else "-")
        elif name in {"br", "cr"}:
            parts.append("\v")
    return "".join(parts)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
