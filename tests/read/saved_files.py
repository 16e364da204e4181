"""Makers of the files that browsers and word processors save."""

from __future__ import annotations

import base64
import io
import plistlib
import quopri
import zipfile
from collections.abc import Callable
from typing import Any

HTML = (
    '<!DOCTYPE html><html lang="pl"><head><meta charset="{charset}"><title>Wiatrak</title></head>'
    "<body><main><h1>Wiatrak Łódź</h1>"
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
    part = f"----x--\nContent-Type: {kind}\nContent-ID: <root@x>\n"
    part += f"Content-Transfer-Encoding: {transfer}\nContent-Location: {URL}\n\n"
    tail = "\n----x--\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n----x----\n"
    return (head + before + part).encode() + packed + tail.encode()


FRAME = "----x--\nContent-Type: text/html\nContent-ID: <frame@x>\nContent-Location: https://ads.example/f\n"
FRAME += "\n<p>An advertisement</p>\n"


def webarchive(kind: plistlib.PlistFormat, charset: str, **more: object) -> bytes:
    main = {
        "WebResourceData": HTML.format(charset="none").encode(charset),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": charset,
        "WebResourceURL": URL,
        "WebResourceFrameName": "",
    }
    return plistlib.dumps({"WebMainResource": main, **more}, fmt=kind)


def word(build: Callable[[Any], None]) -> bytes:
    from docx import Document

    document = Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def fill_word(document: Any) -> None:
    add = document.add_paragraph
    document.add_heading("Torvik", 0)
    add("Norwegian maker of wave power plants.")
    document.add_heading("Attributes", 1)
    table = document.add_table(rows=0, cols=2)
    for key, value in (("Founded", "2004"), ("Headquarters", "Bodø & Narvik")):
        row = table.add_row().cells
        row[0].text, row[1].text = key, value
    document.add_heading("Web Search Results", 1)
    item = add("", style="List Bullet")
    link(item, "Torvik turns ten - Salten Herald", "https://www.saltenherald.no/torvik")
    add("Torvik was founded in May 2004 by the engineer Ida Holm.")


def link(paragraph: Any, text: str, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element, run, words = (OxmlElement(name) for name in ("w:hyperlink", "w:r", "w:t"))
    element.set(qn("r:id"), relation)
    words.text = text
    run.append(words)
    element.append(run)
    paragraph._p.append(element)


def pack(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


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
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * at} 0 R >>".encode()
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
