"""Pages that a browser saved as one file."""

from __future__ import annotations

import base64
import plistlib

import pytest

from tests.read.reading import lines, read_one, refuse_one
from tests.read.saved_files import FRAME, HTML, URL, mhtml, webarchive


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
    assert page.retrieved == "2025-02-11T10:05:00+01:00"
    assert page.raw.startswith("<!DOCTYPE html>")
    assert "advertisement" not in page.raw


def test_a_saved_page_of_one_part_is_read_too() -> None:
    body = base64.encodebytes(HTML.format(charset="utf-8").encode())
    head = 'From: <Saved by Internet Explorer>\nMIME-Version: 1.0\nContent-Type: text/html;\n\tcharset="utf-8"\n'
    head += f"Content-Transfer-Encoding: base64\nContent-Location: {URL}\n\n"
    assert lines(read_one(head.encode() + body))[0] == "Wiatrak Łódź"


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
