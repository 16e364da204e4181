"""Word documents and PDFs are pages; other office documents are refused, and never taken for archives."""

from __future__ import annotations

import sys

import pytest

from extractor.config import default_config
from extractor.errors import ReadError
from extractor.extras import DISTRIBUTION
from extractor.scrub import scrub_page
from extractor.spans import quote_spans
from extractor.types import RawPage
from tests.read.reading import KNOWLEDGE, configure, links, marked, read_all, read_one, refuse_one
from tests.read.saved_files import PRINTED, fill_word, pack, pdf, word


def test_a_word_document_is_a_page_with_its_headings_tables_lists_and_links() -> None:
    page = read_one(word(fill_word))
    assert marked(page, "title") == ["Torvik"]
    assert marked(page, "heading") == ["Torvik", "Attributes", "Web Search Results"]
    assert list(zip(marked(page, "key"), marked(page, "value"), strict=True)) == [
        ("Founded", "2004"),
        ("Headquarters", "Bodø & Narvik"),
    ]
    address = "https://www.saltenherald.no/torvik"
    assert links(page) == [("Torvik turns ten - Salten Herald", address, address)]
    assert marked(page, "item") == ["Torvik turns ten - Salten Herald"]
    at = page.view.text.index("engineer")
    assert quote_spans(page.raw, page.view.spans(at, at + 8)) == "engineer"
    assert page.reader
    assert page.reader.startswith("python-docx ")


OFFICE = {
    "Excel workbook": {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"},
    "PowerPoint presentation": {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"},
    "OpenDocument file": {"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<m/>"},
    "EPUB book": {"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<c/>", "OEBPS/one.xhtml": b"<p>One</p>"},
    "program": {"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0", "a/B.class": b"\xca\xfe\xba\xbe"},
    "iWork document": {"Index/Document.iwa": b"\0\1", "Metadata/Properties.plist": b"bplist00", "preview.jpg": b"\xff\xd8\xff"},
    "office document": {"[Content_Types].xml": b"<Types/>", "other/thing.xml": b"<x/>"},
}  # fmt: skip


@pytest.mark.parametrize("called", OFFICE)
def test_an_office_document_is_one_refusal_and_no_archive(called: str) -> None:
    error = refuse_one(pack(OFFICE[called]))
    assert error.code == "read.office"
    assert called in error.message
    assert refuse_one(pack({"in.zip": pack(OFFICE[called])})).code in {"read.office", "read.archive-member"}


@pytest.mark.parametrize(
    "data", [word(fill_word)[:-200], pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<broken"})]
)
def test_a_damaged_word_document_is_refused(data: bytes) -> None:
    assert {page.code for page in read_all(data) if isinstance(page, ReadError)} <= {"read.damaged", "read.archive-member"}


def test_a_word_document_that_unpacks_to_a_bomb_is_refused() -> None:
    bomb = pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * (64 << 20)})
    assert refuse_one(bomb).code == "read.too-large"


def test_a_pdf_is_a_page_without_what_the_printer_put_on_its_paper() -> None:
    page = read_one(pdf(*PRINTED))
    clean = scrub_page(page, config=default_config(), knowledge=KNOWLEDGE)
    assert [block.text for block in clean.blocks] == [
        "Torvik",
        "Norwegian maker of wave power plants.",
        "Summary",
        f"{PRINTED[0][4]} {PRINTED[0][5]}",
        "Web Search Results",
        "Torvik turns ten - Salten Herald",
        "Torvik sold 25 plants to the harbour of Aalborg.",
    ]
    assert (page.media_type, page.url) == ("application/pdf", "https://www.atlasgraph.example/e/torvik")
    at = page.raw.index("sold 25")
    assert page.raw.count("\f", 0, at) + 1 == 2
    assert page.reader
    assert page.reader.startswith("pypdf ")


def test_a_pdf_without_text_is_refused_as_one() -> None:
    assert refuse_one(pdf([])).code == "read.empty"


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    assert refuse_one(pdf(*[["Torvik"]] * 4), config=configure(max_document_pages=3)).code == "read.too-large"


@pytest.mark.parametrize("cut", [40, 200, -60])
def test_a_cut_off_pdf_is_read_or_refused(cut: int) -> None:
    (page,) = read_all(pdf(*PRINTED)[:cut])
    assert isinstance(page, RawPage) or page.code in {"read.damaged", "read.empty"}


@pytest.mark.parametrize(
    ("library", "data", "extra"),
    [("docx", word(fill_word), "[docx]"), ("pypdf", pdf(["A"]), "[pdf]")],
)
def test_without_the_extra_the_refusal_names_it(library: str, data: bytes, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    error = refuse_one(data)
    assert error.code == "read.needs-extra"
    assert f"{DISTRIBUTION}{extra}" in error.hint
