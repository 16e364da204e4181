"""Files that hold a page and are no text: the registry of their readers, and those that other packages add.

A package adds one as an entry point of the group ``extractor.readers``: a function from the bytes of a file to a ``Document``,
or to None where the file is none of its kind. Readers that are added are asked before our own, in the order of their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points, version
from typing import NamedTuple

from extractor.config import Config
from extractor.errors import ReadError
from extractor.read.office import DOCX, name_zip, open_docx
from extractor.read.pdf import PDF, open_pdf
from extractor.read.saved_pages import is_mhtml, is_webarchive, open_mhtml, open_webarchive
from extractor.types import Document

GROUP = "extractor.readers"
_ZIP = b"PK\x03\x04"


class Opened(NamedTuple):
    """A document, and the name and version of the library that read it, where it is not this package."""

    document: Document
    reader: str | None = None


class Opener(NamedTuple):
    """How files of a kind are opened; ``library`` is the distribution that does it."""

    open: Callable[[bytes, Config], Document]
    library: str | None = None


def _open_mhtml(data: bytes, _: Config) -> Document:
    return open_mhtml(data)


def _open_webarchive(data: bytes, _: Config) -> Document:
    return open_webarchive(data)


OPENERS: dict[str, Opener] = {
    "mhtml": Opener(_open_mhtml),
    "webarchive": Opener(_open_webarchive),
    DOCX: Opener(open_docx, "python-docx"),
    PDF: Opener(open_pdf, "pypdf"),
}


def open_document(data: bytes, config: Config) -> Opened | None:
    """Open a file that is a document of a kind that is known; None for any other.

    Raises:
        ReadError: It is one, and cannot be read: for want of an extra, or as it is damaged, or a program.
    """
    for name, reader in _load_added().readers:
        if (document := _ask(name, reader, data)) is not None:
            return Opened(document, name)
    kind = sniff_document(data)
    if kind is None:
        return None
    opener = OPENERS[kind]
    document = opener.open(data, config)
    return Opened(document, f"{opener.library} {version(opener.library)}" if opener.library else None)


def sniff_document(data: bytes) -> str | None:
    """Name the kind of a document by its bytes; None for what is none.

    Raises:
        ReadError: It is an office document of a kind that nothing reads.
    """
    if data.startswith(_ZIP) and (named := name_zip(data)):
        kind, called = named
        if kind == "office":
            raise ReadError(
                f"The file is {'an' if called[0] in 'AEIOUaeiou' else 'a'} {called}.",
                code="read.office",
                hint="Save what it says as text, HTML, Markdown or a Word document.",
                kind=called,
            )
        return DOCX
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"):
        return PDF
    if is_webarchive(data):
        return "webarchive"
    return "mhtml" if is_mhtml(data) else None


class _Added(NamedTuple):
    """Readers that other packages add, with their names and versions, and why others cannot be loaded."""

    readers: tuple[tuple[str, Callable[[bytes], Document | None]], ...]
    broken: tuple[str, ...]


@cache
def _load_added() -> _Added:
    readers, broken = [], []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            reader = point.load()
        except Exception as error:  # noqa: BLE001 - code of others, which may fail in any way
            broken.append(f"{_name(point)} cannot be loaded ({type(error).__name__}: {error})")
            continue
        if callable(reader):
            readers.append((_name(point), reader))
        else:
            broken.append(f"{_name(point)} is no function")
    return _Added(tuple(readers), tuple(broken))


def list_broken_readers() -> Iterator[str]:
    """Say which readers of other packages are broken, and how."""
    yield from _load_added().broken


def _name(point: EntryPoint) -> str:
    return f"{point.name} ({point.dist.name} {point.dist.version})" if point.dist else point.name


def _ask(name: str, reader: Callable[[bytes], Document | None], data: bytes) -> Document | None:
    try:
        document = reader(data)
    except ReadError:
        raise
    except Exception as error:  # noqa: BLE001 - code of others, which may fail in any way
        raise _blame(name, f"failed: {type(error).__name__}: {error}") from None
    if document is not None and not isinstance(document, Document):
        raise _blame(name, f"gave a {type(document).__name__} and no Document")
    return document


def _blame(name: str, what: str) -> ReadError:
    return ReadError(
        f"The reader {name} {what}.", code="read.bad-reader", hint="Uninstall it, or report this to who wrote it.", reader=name
    )
