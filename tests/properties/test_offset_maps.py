"""Whatever a page holds, every character of its clean text points at the raw characters it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.config import default_config
from extractor.errors import ReadError
from extractor.knowledge import default_knowledge
from extractor.read import read_pages
from extractor.scrub import scrub_page
from extractor.spans import TracedText, quote_spans
from extractor.types import CleanPage, RawPage
from tests.drawing import draws

KNOWLEDGE = default_knowledge()

CONFIG = default_config()
# Sequences that rules look for, so that generated text is worth cleaning.
CHARACTERS = [
    "\r\n", "\n", "\x85", "\u2028", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u200f", "\ufeff", "\ufb01", "e\u0301",
    "\u1112\u1161\u11ab", "\ud800", "\x00", "\ue000",
]  # fmt: skip
BROKEN = [
    "\u00c3\u00a9",
    "\u00e2\u20ac\u2122",
    "\u00e2\u20ac\u0153",
    "\x1b[31m",
    "\U0001f469\u200d\U0001f680",
    "\u0928\u094d\u200d\u092e",
]
SITE = [
    "fbpx ",
    "###### ",
    "Skip to main content",
    "Menu",
    "common.loading",
    "{{ title }}",
    "[\u2026]",
    "[ ... ]",
    "(...)",
    " [...] ",
]
TAGS = [
    "<p>", "</p>", "<b>", "<li>", "<td>", "<br>", "<!--", "-->", "</a>", "<script>", "</script>", "<title>", "<h1>", "<nav>",
    "&amp;", "&nbsp;", "&", "<",
]  # fmt: skip
LONG_TAGS = ["<a href='x'>", '<a href="', "<time datetime=2015>", "<div hidden>", "<!DOCTYPE html>"]
MARKDOWN = ["**", "*", "_", "`", "[a](http://b.c)", "\n# ", "\n| a | b |\n|---|---|\n", "- ", "\u2022 ", "\n---\n", "\\"]
SCRAPS = st.sampled_from([*CHARACTERS, *BROKEN, *SITE, *TAGS, *LONG_TAGS, *MARKDOWN, "Ada Lovelace", "a", " ", "."])
TEXT = st.lists(st.one_of(SCRAPS, st.text(max_size=6)), max_size=30).map("".join)


def clean(view: TracedText, raw: str) -> CleanPage:
    return scrub_page(RawPage("a.txt", "text/plain", "utf-8", "0", raw, view), config=CONFIG, knowledge=KNOWLEDGE)


def assert_traced(raw: str, text: TracedText) -> None:
    at = 0
    for piece in text.pieces:
        assert piece.at == at
        assert 0 <= piece.start <= piece.end <= len(raw)
        if piece.verbatim:
            assert raw[piece.start : piece.end] == text.text[at : at + piece.length]
        at += piece.length
    assert at == len(text.text)


@given(TEXT)
@draws(300)
def test_cleaning_a_clean_text_changes_nothing(raw: str) -> None:
    once = clean(TracedText.verbatim(raw), raw)
    again = clean(TracedText.verbatim(once.text.text), once.text.text)
    assert again.text.text == once.text.text
    assert not again.changes


@given(TEXT)
@draws(300)
def test_every_character_of_a_clean_text_is_traced(raw: str) -> None:
    page = clean(TracedText.verbatim(raw), raw)
    assert_traced(raw, page.text)
    assert all(piece.start < piece.end for piece in page.text.pieces)


@given(TEXT)
@draws(200)
def test_blocks_hold_all_that_is_not_blank(raw: str) -> None:
    page = clean(TracedText.verbatim(raw), raw)
    text = page.text.text
    held = set()
    for block in page.blocks:
        assert block.text == text[block.start : block.end]
        assert "\n" not in block.text
        assert block.text.strip() == block.text != ""
        held.update(range(block.start, block.end))
    rest = "".join(letter for at, letter in enumerate(text) if at not in held)
    assert not rest.strip(" \n-*\u2013+\u2022\u00b7\u2023\u25aa\u25e6\u25cf")


@given(TEXT)
@draws(200)
def test_what_was_dropped_can_be_shown_in_the_raw_text(raw: str) -> None:
    for drop in clean(TracedText.verbatim(raw), raw).drops:
        assert drop.spans
        assert drop.text


@pytest.mark.parametrize("media_type", ["text/html", "text/markdown", "text/plain", None])
@given(raw=TEXT)
@draws(150)
def test_every_character_of_a_view_is_traced(media_type: str | None, raw: str) -> None:
    data = raw.encode("utf-8", "surrogatepass")
    for page in read_pages(data, "page", config=CONFIG, media_type=media_type, knowledge=KNOWLEDGE):
        if isinstance(page, ReadError):
            assert page.code.startswith("read.")
            continue
        assert_traced(page.raw, page.view)
        page.raw.encode("utf-8")
        for mark in page.marks:
            assert 0 <= mark.start <= mark.end <= len(page.view.text)
            if mark.kind == "link":
                assert mark.source is not None
                assert quote_spans(page.raw, [mark.source])
        assert_traced(page.raw, scrub_page(page, config=CONFIG, knowledge=KNOWLEDGE).text)


@given(st.binary(max_size=200))
@draws(300)
def test_any_bytes_give_pages_or_read_errors(data: bytes) -> None:
    for page in read_pages(data, "page", config=CONFIG, knowledge=KNOWLEDGE):
        if isinstance(page, ReadError):
            assert page.hint
            assert page.facts["path"]
        else:
            assert_traced(page.raw, page.view)
