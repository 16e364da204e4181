"""Bytes become text by what they are, not by what they are called."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.read import read_pages
from tests.read.reading import codes, configure, read_one, refuse_one

KNOWLEDGE = default_knowledge()

FRENCH = "Le café créé à l\u2019été est naïf. Déjà vu où ça ? « Œuvre » \u2014 5 €"
RUSSIAN = "Компания основана в Москве в 2015 году.\nОна изучает речь и язык машин."  # noqa: RUF001 - it is Cyrillic
CHINESE = "这家公司成立于二零一五年，总部位于上海。\n它研究语言和机器学习。"
TAIWANESE = "這家公司成立於二零一五年，總部位於臺北。它研究語言和機器學習。"
JAPANESE = "この会社は東京にあります。\nことばと機械のことを研究しています。"
POLISH = "Spółka założona w Łodzi. Żółta gęś jaźń ćma. Źródło wiedzy o języku."

# A digest of a digest, and so on: bytes without any order, the same on every run.
NOISE = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(128))


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "cp1252", "windows-1252"),
        ("José Ángel\nUn físico nacido en Málaga", "latin-1", "windows-1252"),
        (FRENCH, "utf-16-le", "utf-16le"),
        (FRENCH, "utf-16-be", "utf-16be"),
        (RUSSIAN, "utf-16-le", "utf-16le"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE, "gbk", "gb18030"),
        (CHINESE, "utf-16-be", "utf-16be"),
        (TAIWANESE, "big5", "big5"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "cp932", "shift_jis"),
        (POLISH, "cp1250", "windows-1250"),
    ],
)
def test_text_without_a_declaration_is_decoded(text: str, codec: str, named: str) -> None:
    page = read_one(text.encode(codec))
    assert page.raw == text
    assert page.encoding == named
    assert codes(page) == ([] if codec == "utf-8" else ["read.encoding-guessed"])


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_stays_in_the_raw_text(codec: str) -> None:
    data = FRENCH.encode(codec)
    page = read_one(data)
    assert page.raw == "\ufeff" + FRENCH == data.decode(page.encoding)
    assert codes(page) == []


@pytest.mark.parametrize(
    ("charset", "named"),
    [
        ("windows-1251", "windows-1251"),
        ("Windows-1251", "windows-1251"),
        ("no-such-thing", "windows-1252"),
        ("punycode", "windows-1252"),
    ],
)
def test_the_encoding_that_a_page_came_with_is_believed_before_what_it_says(charset: str, named: str) -> None:
    data = '<html><meta charset="iso-8859-1"><p>Кафе</p>'.encode("cp1251")
    (page,) = read_pages(data, "page", config=default_config(), charset=charset, knowledge=KNOWLEDGE)
    assert page.encoding == named
    assert (page.view.text == "Кафе") == (named == "windows-1251")


def test_bytes_that_are_utf_8_are_utf_8_whatever_they_came_with() -> None:
    (page,) = read_pages("Кафе".encode(), "page", config=default_config(), charset="windows-1251", knowledge=KNOWLEDGE)
    assert (page.encoding, page.raw) == ("utf-8", "Кафе")


def test_html_says_its_own_encoding() -> None:
    page = read_one('<html><meta charset="iso-8859-1"><p>caf\xe9 \x93quoted\x94</p>'.encode("latin-1"))
    assert page.encoding == "windows-1252"
    assert page.view.text == "café \u201cquoted\u201d"


def test_a_false_declaration_gives_way_to_valid_utf8() -> None:
    assert read_one('<html><meta charset="gbk"><p>café naïf</p>').view.text == "café naïf"


def test_a_page_cut_off_inside_a_letter_keeps_the_rest() -> None:
    page = read_one(("Ada Lovelace, mathématicienne née à Londres, amie d'écriva" + "é").encode()[:-1])
    assert page.raw.endswith("écriva\ufffd")
    assert codes(page) == ["read.undecodable"]


def test_lone_surrogates_stay_out_of_the_raw_text_but_not_out_of_sight() -> None:
    page = read_one("Ada \ud83d Lovelace".encode("utf-8", "surrogatepass"))
    assert page.raw == "Ada \ufffd Lovelace"
    assert page.view.text == "Ada \ud83d Lovelace"


def test_nuls_do_not_make_text_binary() -> None:
    assert read_one(b"Ada\0 Lovelace\nA mathe\0matician.\n").media_type == "text/plain"


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\0\0\0", b"\xef\xbb\xbf", b"<html><body></body></html>", b"\xff\xfe"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    assert refuse_one(data).code == "read.empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        NOISE,
        bytes(range(256)) * 8,
        b"\x7fELF" + b"text" * 100,
    ],
    ids=["png", "noise", "every byte", "program"],
)
def test_a_file_that_is_no_text_is_refused(data: bytes) -> None:
    error = refuse_one(data)
    assert error.code == "read.binary"
    assert "Save the page as text" in error.hint
    assert error.facts["path"] == "page"


def test_a_file_above_the_limit_is_refused() -> None:
    assert refuse_one(b"x" * 101, config=configure(max_bytes=100)).code == "read.too-large"
    assert read_one(b"x" * 100, config=configure(max_bytes=100)).raw == "x" * 100


def test_the_hash_is_of_the_bytes_as_they_came() -> None:
    data = FRENCH.encode("cp1252")
    assert read_one(data).sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("Ada\nA mathematician.\n- wrote notes. (Source: wikipedia)\n1843", "text/plain"),
        ("Ada\nTimeline\n- # one [...] two\n- [1] x < y and y > z, a_b_c *", "text/plain"),
        ("Web Search Results\n- Ada\n# Ada Lovelace [...] ## Notes\n- Bob\n### Bob [...] more", "text/plain"),
        ("<!DOCTYPE html><title>Ada</title>", "text/html"),
        ("\ufeff\n<!-- saved -->\n<div>Ada</div>", "text/html"),
        ("Ada <b>Lovelace</b><p>One</p><p>Two</p><p>Three</p>", "text/html"),
        ("# Ada Lovelace\n\nA mathematician.", "text/markdown"),
        ("Ada\n\n## Summary\n\nOne.\n\n## Timeline\n\n- two", "text/markdown"),
        ("---\ntitle: Ada\n---\nA mathematician.", "text/markdown"),
        ("{not json} is a way to begin a page", "text/plain"),
    ],
)
def test_the_kind_of_text_is_judged_by_the_text(text: str, media_type: str) -> None:
    assert read_one(text).media_type == media_type


def test_the_real_page_is_plain_text_and_its_own_view(seed_page: Path) -> None:
    data = seed_page.read_bytes()
    page = read_one(data)
    assert page.media_type == "text/plain"
    assert page.raw == page.view.text == data.decode()
    assert page.issues == ()
