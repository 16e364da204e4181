"""Saved pages, Word documents, PDFs, script shells, and readers of other packages."""

from __future__ import annotations

import base64
import io
import json
import plistlib
import quopri
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import ReadError
from extractor.config import default_config
from extractor.read import documents
from extractor.scrub import scrub_page
from extractor.spans import quote_spans
from extractor.types import RawPage
from tests.read.reading import KNOWLEDGE, configure, lines, links, marked, read_all, read_one, refuse_one

HTML = (
    '<!DOCTYPE html><html lang="pl"><head><meta charset="{charset}"><title>Wiatrak</title></head><body><main><h1>Wiatrak Łódź</h1>'
    "<div>Producent turbin.</div><h2>Summary</h2><p>Spółka z Łodzi buduje turbiny.</p><h2>Web Search Results</h2><ul><li>"
    '<a href="https://www.gazeta.example/wiatrak">Wiatrak rośnie - Gazeta</a><p>Spółkę założył Żak w 2009 roku.</p></li></ul>'
    "</main></body></html>"
)
URL = "https://www.example.org/e/wiatrak"


def mhtml(charset: str, transfer: str, *, declared: bool = True, extra: str = "", start: str = "", before: str = "") -> bytes:
    body = HTML.format(charset="none" if declared else charset).encode(charset)
    packed = base64.encodebytes(body) if transfer == "base64" else quopri.encodestring(body) if transfer != "8bit" else body
    kind = f"text/html; charset={charset}" if declared else "text/html"
    head = (
        f"From: <Saved by Blink>\nSubject: Wiatrak\nDate: Tue, 11 Feb 2025 10:05:00 +0100\nMIME-Version: 1.0\nContent-Type: "
        f'multipart/related;\n\ttype="text/html";{start}\n\tboundary="--x--"\n{extra}\n'
    )
    part = f"----x--\nContent-Type: {kind}\nContent-ID: <root@x>\nContent-Transfer-Encoding: {transfer}\nContent-Location: {URL}\n\n"
    tail = "\n----x--\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n----x----\n"
    return (head + before + part).encode() + packed + tail.encode()


FRAME = "----x--\nContent-Type: text/html\nContent-ID: <frame@x>\nContent-Location: https://ads.example/f\n\n<p>An advertisement</p>\n"


@pytest.mark.parametrize(
    "data",
    [
        mhtml("utf-8", "quoted-printable"),
        mhtml("iso-8859-2", "quoted-printable"),
        mhtml("windows-1250", "base64", declared=False),
        mhtml("utf-8", "8bit", declared=False),
        mhtml("utf-8", "base64", before=FRAME, start='\n\tstart="<root@x>";'),
        mhtml("utf-8", "base64", before=FRAME, extra=f"Snapshot-Content-Location: {URL}\n"),
        mhtml("iso-8859-2", "base64").replace(b"\n", b"\r\n"),
    ],
)
def test_the_page_is_taken_out_of_a_saved_one(data: bytes) -> None:
    page = read_one(data)
    assert lines(page)[:2] == ["Wiatrak Łódź", "Producent turbin."]
    assert "Spółkę założył Żak w 2009 roku." in lines(page)
    assert (page.media_type, page.url, page.language) == ("text/html", URL, "pl")
    assert page.retrieved in {"2025-02-11T10:05:00+01:00"}
    assert page.raw.startswith("<!DOCTYPE html>")
    assert "advertisement" not in page.raw


def test_a_saved_page_of_one_part_is_read_too() -> None:
    body = base64.encodebytes(HTML.format(charset="utf-8").encode())
    head = f'From: <Saved by Internet Explorer>\nMIME-Version: 1.0\nContent-Type: text/html;\n\tcharset="utf-8"\nContent-Transfer-Encoding: base64\nContent-Location: {URL}\n\n'
    assert lines(read_one(head.encode() + body))[0] == "Wiatrak Łódź"


def webarchive(kind: plistlib.PlistFormat, charset: str, **more: object) -> bytes:
    main = {
        "WebResourceData": HTML.format(charset="none").encode(charset),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": charset,
        "WebResourceURL": URL,
        "WebResourceFrameName": "",
    }
    return plistlib.dumps({"WebMainResource": main, **more}, fmt=kind)


@pytest.mark.parametrize("kind", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize("charset", ["UTF-8", "iso-8859-2", "windows-1250", "utf-16-le"])
def test_the_page_is_taken_out_of_a_web_archive(kind: plistlib.PlistFormat, charset: str) -> None:
    page = read_one(
        webarchive(
            kind, charset, WebSubresources=[{"WebResourceData": b"\x89PNG", "WebResourceURL": "https://x.example/a.png"}]
        )
    )
    assert lines(page)[0] == "Wiatrak Łódź"
    assert page.url == URL


@pytest.mark.parametrize(
    "data",
    [
        webarchive(plistlib.FMT_BINARY, "UTF-8")[:200] + b"WebMainResource",
        plistlib.dumps({"WebMainResource": {"WebResourceData": "text"}}, fmt=plistlib.FMT_XML),
        plistlib.dumps({"WebMainResource": 5}, fmt=plistlib.FMT_BINARY),
        mhtml("utf-8", "base64").split(b"----x--")[0],
        mhtml("utf-8", "base64").replace(b"text/html", b"image/gif").replace(b"multipart/related", b"multipart/mixed"),
    ],
)
def test_a_damaged_saved_page_is_refused_with_its_reason(data: bytes) -> None:
    assert refuse_one(data).code in {"read.damaged", "read.empty"}


def word(build: Callable[[object], None]) -> bytes:
    from docx import Document

    document = Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _fill(document: object) -> None:
    add = document.add_paragraph  # type: ignore[attr-defined]
    document.add_heading("Torvik", 0)  # type: ignore[attr-defined]
    add("Norwegian maker of wave power plants.")
    document.add_heading("Attributes", 1)  # type: ignore[attr-defined]
    table = document.add_table(rows=0, cols=2)  # type: ignore[attr-defined]
    for key, value in (("Founded", "2004"), ("Headquarters", "Bodø & Narvik")):
        row = table.add_row().cells
        row[0].text, row[1].text = key, value
    document.add_heading("Web Search Results", 1)  # type: ignore[attr-defined]
    item = add("", style="List Bullet")
    link(item, "Torvik turns ten - Salten Herald", "https://www.saltenherald.no/torvik")
    add("Torvik was founded in May 2004 by the engineer Ida Holm.")


def link(paragraph: object, text: str, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)  # type: ignore[attr-defined]
    element, run, words = (OxmlElement(name) for name in ("w:hyperlink", "w:r", "w:t"))
    element.set(qn("r:id"), relation)
    words.text = text
    run.append(words)
    element.append(run)
    paragraph._p.append(element)  # type: ignore[attr-defined]


def test_a_word_document_is_a_page_with_its_headings_tables_lists_and_links() -> None:
    page = read_one(word(_fill))
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


def pack(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


OFFICE = {
    "Excel workbook": {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", "xl/sharedStrings.xml": b"<sst/>"},
    "PowerPoint presentation": {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>", "ppt/slides/slide1.xml": b"<p/>"},
    "OpenDocument file": {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>", "META-INF/manifest.xml": b"<m/>"},
    "EPUB book": {"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<c/>", "OEBPS/one.xhtml": b"<html><p>One</p></html>"},
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
    "data", [word(_fill)[:-200], pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<broken"})]
)
def test_a_damaged_word_document_is_refused(data: bytes) -> None:
    assert {page.code for page in read_all(data) if isinstance(page, ReadError)} <= {"read.damaged", "read.archive-member"}


def test_a_word_document_that_unpacks_to_a_bomb_is_refused() -> None:
    bomb = pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * (64 << 20)})
    assert refuse_one(bomb).code == "read.too-large"


def pdf(*pages: list[str]) -> bytes:
    """Write a PDF of lines of text, a page for each list."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [ {kids} ] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, words in enumerate(pages):
        shown = "".join(f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj 0 -14 Td\n" for line in words)
        stream = f"BT /F1 11 Tf 50 780 Td\n{shown}ET".encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        start,
    )


PRINTED = [
    [
        "2/11/25, 10:05 AM Torvik - AtlasGraph",
        "Torvik",
        "Norwegian maker of wave power plants.",
        "Summary",
        "Torvik is a Norwegian maker of wave power plants that was founded in May 2004 by the",
        "engineer Ida Holm in a shed near Bodo.",
        "https://www.atlasgraph.example/e/torvik 1/2",
    ],
    [
        "2/11/25, 10:05 AM Torvik - AtlasGraph",
        "Web Search Results",
        "Torvik turns ten - Salten Herald",
        "Torvik sold 25 plants to the harbour of Aalborg.",
        "https://www.atlasgraph.example/e/torvik 2/2",
    ],
]


def test_a_pdf_is_a_page_without_what_the_printer_put_on_its_paper() -> None:
    page = read_one(pdf(*PRINTED))
    clean = scrub_page(page, config=default_config(), knowledge=KNOWLEDGE)
    assert [block.text for block in clean.blocks] == [
        "Torvik",
        "Norwegian maker of wave power plants.",
        "Summary",
        "Torvik is a Norwegian maker of wave power plants that was founded in May 2004 by the engineer Ida Holm in a shed near Bodo.",
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
    ("library", "data", "extra"), [("docx", word(_fill), "extractor[docx]"), ("pypdf", pdf(["A"]), "extractor[pdf]")]
)
def test_without_the_extra_the_refusal_names_it(library: str, data: bytes, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    error = refuse_one(data)
    assert error.code == "read.needs-extra"
    assert extra in error.hint


ENTITY = {
    "title": "Torvik",
    "description": "Norwegian maker of wave power plants.",
    "summary": "Torvik makes wave power plants in Bodo and sells them to harbours.",
    "attributes": {"Founded": "2004"},
    "web_results": [
        {
            "title": "Torvik turns ten - Salten Herald",
            "url": "https://www.saltenherald.no/torvik",
            "snippet": "Torvik was founded in May 2004 by the engineer Ida Holm.",
        }
    ],
}
STATE = json.dumps(ENTITY)
SHELL = '<!DOCTYPE html><html lang="en"><head><title>Torvik | Hub</title></head><body><div id="{mount}"></div><noscript>Please turn on JavaScript.</noscript>{script}<script src="/main.js"></script></body></html>'
STATES = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{"entity":{STATE}}}}},"page":"/e/[id]","query":{{"id":"torvik"}},"buildId":"x"}}</script>',
    "nuxt": f'<script>window.__NUXT__={{"layout":"default","data":[{{"entity":{STATE}}}],"fetch":{{}},"error":null}}</script>',
    "redux": f'<script>window.__PRELOADED_STATE__ = {{"ui":{{"theme":"dark"}},"entities":{{"byId":{{"17":{STATE}}},"allIds":["17"]}}}};</script>',
    "json": f'<script type="application/json" data-target="page">{STATE}</script>',
    "parse": f"<script>window.__DATA__ = JSON.parse({json.dumps(STATE)});</script>",
    "apollo": f'<script>window.dataLayer=[];window.__APOLLO_STATE__={{"ROOT_QUERY":{{"__typename":"Query"}},"Entity:17":{STATE}}};</script>',
    "second": f'<script type="application/json">{{"locale":"en","features":{{"a":true,"b":false,"c":"a long enough value to be looked at"}}}}</script><script>var page = {STATE};</script>',
    "call": f"<script>hydrate({STATE}, document.getElementById('x'))</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("mount", ["root", "app", "__next"])
def test_the_page_of_a_shell_is_in_the_data_of_its_script(name: str, mount: str) -> None:
    page = read_one(SHELL.format(mount=mount, script=STATES[name]))
    assert marked(page, "title") == ["Torvik"]
    assert "Torvik was founded in May 2004 by the engineer Ida Holm." in lines(page)
    at = page.view.text.index("engineer")
    assert quote_spans(page.raw, page.view.spans(at, at + 8)) == "engineer"
    address = "https://www.saltenherald.no/torvik"
    assert (("Torvik turns ten - Salten Herald", address, address)) in links(page)


SHELLS = [
    SHELL.format(mount="root", script=""),
    SHELL.format(mount="app", script='<script>window.config={"api":"/v1","locale":"en","theme":"dark","flags":{"a":1,"b":2,"c":3}}</script>'),
    "<html><head><title>Hub</title></head><body><app-root></app-root><script src=a.js></script></body></html>",
    '<html><head><title>Hub</title></head><body><div id="__nuxt"><div class="spinner">Loading...</div></div><script src=a.js></script></body></html>',
    '<html lang="de"><head><title>Hub</title></head><body><noscript>Bitte JavaScript einschalten.</noscript><div class="consent"><h2>Wir schätzen Ihre Privatsphäre</h2><p>Diese Seite nutzt Cookies.</p><button>OK</button></div><main id="main"></main><script src=a.js></script></body></html>',
    '<html><body><script>document.write("x")</script></body></html>',
    '<!doctype html><html><head><title>Torvik</title><script defer src="/b.js"></script></head><body><div id="app" data-v="1"></div></body></html>',
]  # fmt: skip


@pytest.mark.parametrize("page", SHELLS)
def test_a_shell_without_data_is_refused(page: str) -> None:
    assert refuse_one(page.encode()).code == "read.shell"


GOOD = [
    "<html><body><h1>Torvik</h1><p>Norwegian maker of wave power plants.</p><script src=a.js></script></body></html>",
    '<html><body><div id="root"><h1>Torvik</h1><p>Norwegian maker of wave power plants.</p></div><script src=a.js></script></body></html>',
    '<html><body><noscript><img src="https://x.example/t.gif"></noscript><p>Torvik</p><p>Norwegian maker of wave power plants.</p><script>ga()</script></body></html>',
    f'<html><body><div id="app"><p>{"Torvik makes wave power plants in Bodo. " * 20}</p></div><noscript>Turn on JavaScript.</noscript><script src=a.js></script></body></html>',
    '<html><body><p>Torvik</p><p>A company.</p><script type="application/ld+json">{"@type":"WebSite","name":"Hub","url":"https://hub.example"}</script></body></html>',
]  # fmt: skip


@pytest.mark.parametrize("page", GOOD)
def test_a_short_page_with_scripts_is_no_shell(page: str) -> None:
    assert "Torvik" in read_one(page).view.text


@pytest.fixture
def add_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Install a package with readers: a module, and the metadata that names its functions."""

    def install(code: str) -> None:
        (tmp_path / "added_readers.py").write_text(code, "utf-8")
        folder = tmp_path / "added_readers-1.2.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: added-readers\nVersion: 1.2\n", "utf-8")
        (folder / "entry_points.txt").write_text("[extractor.readers]\nrtf = added_readers:read\n", "utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        documents._load_added.cache_clear()

    yield install
    sys.modules.pop("added_readers", None)
    documents._load_added.cache_clear()


RTF = b"{\\rtf1 Torvik\\par Norwegian maker of wave power plants.}"


def test_a_package_adds_a_reader_by_an_entry_point(add_readers: Callable[[str], None]) -> None:
    add_readers(
        "from extractor import Document\n"
        "def read(data):\n"
        "    if data.startswith(b'{\\\\rtf'):\n"
        "        return Document('# ' + data[7:-1].decode().replace('\\\\par ', '\\n'), 'text/markdown', url='https://x.example/a')\n"
    )
    page = read_one(RTF)
    assert (marked(page, "title"), page.url, page.reader) == (["Torvik"], "https://x.example/a", "rtf (added-readers 1.2)")
    assert lines(read_one(b"Ada\nA mathematician.")) == ["Ada", "A mathematician."]


@pytest.mark.parametrize(
    "code",
    ["raise ValueError('no')\n", "read = 5\n", "def other(): ...\n"],
    ids=["fails to load", "is no function", "lacks it"],
)
def test_a_broken_reader_is_named_where_no_other_takes_the_file(code: str, add_readers: Callable[[str], None]) -> None:
    add_readers(code)
    error = refuse_one(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert error.code == "read.bad-reader"
    assert "rtf (added-readers 1.2)" in error.message
    assert lines(read_one(b"Ada\nA mathematician.")) == ["Ada", "A mathematician."]


@pytest.mark.parametrize("code", ["def read(data):\n    return 5\n", "def read(data):\n    raise KeyError(data)\n"])
def test_a_reader_that_fails_at_a_file_is_an_error_of_that_file(code: str, add_readers: Callable[[str], None]) -> None:
    add_readers(code)
    assert refuse_one(RTF).code == "read.bad-reader"


SEEDS = [
    mhtml("utf-8", "base64"),
    webarchive(plistlib.FMT_BINARY, "UTF-8"),
    word(_fill),
    pdf(*PRINTED),
    SHELL.format(mount="app", script=STATES["parse"]).encode(),
    STATE.encode(),
]


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 40_000), st.binary(max_size=6)), max_size=6),
    st.integers(0, 40_000),
)
@settings(max_examples=150, deadline=None)
def test_no_damage_makes_a_traceback(seed: bytes, edits: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(seed)
    for at, new in edits:
        data[at % len(data) : at % len(data) + len(new)] = new
    for page in read_all(bytes(data[: max(cut, 1)] if cut % 3 else data)):
        assert isinstance(page, RawPage | ReadError)
