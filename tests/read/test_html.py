"""HTML is shown as a browser shows it, and every character and address keeps its place in the source."""

from __future__ import annotations

import pytest

from extractor.spans import quote_spans
from tests.read.reading import codes, configure, lines, links, marked, read_one

ENTITY = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Ada | Site</title><link rel="canonical" href="https://site.example/ada">
<style>p { color: red }</style></head><body>
<nav><a href="/">Home</a></nav>
<h1>Ada &amp; Charles</h1><p>Two   people
who <b>built</b> <i>engines</i>&nbsp;&mdash; or&#32;tried.</p>
<dl><dt>entitydetail.created_at</dt><dd>7/26/2025, 5:17:38 AM</dd></dl>
<h2>Extracted Attributes</h2>
<table><tr><th>Key</th><th>Value</th></tr><tr><td>Field<td>Mathematics &lt;applied&gt;</table>
<h2>Timeline</h2>
<ul><li>Notes were printed. (Source: wikipedia) <time datetime="1843-09">September 1843</time>
<li>She died.<time datetime="1852-11-27">1852-11-27</time></ul>
<h2>Wikipedia</h2><a href="https://en.wikipedia.org/wiki/Ada?a=1&amp;b=2">View on Wikipedia</a>Ada
<p>Ada was <span style="display: none">never</span> a countess.
<script>document.write("<p>no</p>")</script><!-- <p>nor this</p> -->
<h2>Web Search Results</h2><a href='https://one.example/x'><h3>Ada - One</h3></a><p>First [...] second<br>third</p>
<footer>Imprint</footer></body></html>"""


def test_an_entity_page_reads_as_its_text_copy_would() -> None:
    assert lines(read_one(ENTITY)) == [
        "Home",
        "Ada & Charles",
        "Two people who built engines\u00a0\u2014 or tried.",
        "entitydetail.created_at",
        "7/26/2025, 5:17:38 AM",
        "Extracted Attributes",
        "Key",
        "Value",
        "Field",
        "Mathematics <applied>",
        "Timeline",
        "Notes were printed. (Source: wikipedia)",
        "September 1843",
        "She died.",
        "1852-11-27",
        "Wikipedia",
        "View on WikipediaAda",
        "Ada was a countess.",
        "Web Search Results",
        "Ada - One",
        "First [...] second",
        "third",
        "Imprint",
        "https://site.example/ada",
    ]


def test_a_page_says_its_language_and_address() -> None:
    page = read_one(ENTITY)
    assert (page.language, page.url) == ("en-GB", "https://site.example/ada")


def test_what_markup_means_is_marked() -> None:
    page = read_one(ENTITY)
    assert marked(page, "title") == ["Ada & Charles"]
    assert marked(page, "key") == ["entitydetail.created_at", "Field"]
    assert marked(page, "value") == ["7/26/2025, 5:17:38 AM", "Mathematics <applied>"]
    assert marked(page, "item") == ["Notes were printed. (Source: wikipedia)\nSeptember 1843", "She died.\n1852-11-27"]
    assert marked(page, "furniture") == ["Home", "Key\nValue", "Imprint"]
    assert [(mark.value, page.view.text[mark.start : mark.end]) for mark in page.marks if mark.kind == "heading"][-1] == (
        "3",
        "Ada - One",
    )
    assert [mark.value for mark in page.marks if mark.kind == "time"] == ["1843-09", "1852-11-27"]


def test_every_address_is_kept_with_its_place_in_the_source() -> None:
    assert links(read_one(ENTITY)) == [
        ("Home", "/", "/"),
        (
            "View on Wikipedia",
            "https://en.wikipedia.org/wiki/Ada?a=1&b=2",
            "https://en.wikipedia.org/wiki/Ada?a=1&amp;b=2",
        ),
        ("Ada - One", "https://one.example/x", "https://one.example/x"),
    ]


def test_a_character_reference_is_quoted_as_the_source_writes_it() -> None:
    page = read_one(ENTITY)
    at = page.view.text.index("Ada & Charles")
    assert quote_spans(page.raw, page.view.spans(at, at + 13)) == "Ada &amp; Charles"
    assert quote_spans(page.raw, page.view.spans(at + 4, at + 5)) == "&amp;"


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("<p>a<p>b", "a\nb"),
        ("<p>a <!-- x > y --> b</p>", "a b"),
        ("<p title='a > b'>c</p>", "c"),
        ("<p>x < y & z &c; &lt;</p>", "x < y & z &c; <"),
        ("<p>a&#x2014;b &eacute;&copy 5</p>", "a\u2014b \u00e9\u00a9 5"),
        ("<pre>  a\n   b &amp; c</pre>", "  a\n   b & c"),
        ("<p>a<![CDATA[ <b> & ]]>c</p>", "a<b> &c"),
        ("<P HIDDEN>no</P><DIV>yes</DIV>", "yes"),
        ("<div hidden='until-found'>yes</div>", "yes"),
        ("<textarea>a <b> &amp; c</textarea><p>d</p>", "a <b> & c\nd"),
        ("<div><svg><title>icon</title></svg><span aria-hidden=true>more</span>text</div>", "text"),
        ("<div aria-hidden='true'>page under a dialog</div>", "page under a dialog"),
        ("<dialog>closed</dialog><dialog open>open</dialog>", "open"),
        ("<details><summary>a</summary>b</details>", "a\nb"),
        ("<p>a<time datetime='2015'></time></p>", "a\n2015"),
        ("<p>Founded in <time datetime='2015-12'>December 2015</time> by two.</p>", "Founded in December 2015 by two."),
        ("<div>one<div>two</div>three</div>", "one\ntwo\nthree"),
        ("<p><span>Timeline</span><span>May 1843</span><b>Open</b><i>AI</i></p>", "Timeline\nMay 1843OpenAI"),
        ("<custom-box>a</custom-box><o:p>b</o:p>", "a\nb"),
        ("<p>cut off <a href='http", "cut off"),
        ("<p>a</p><p>1 <2 and 2 <b", "a\n1 <2 and 2 <b"),
    ],
)
def test_odd_markup_shows_what_a_reader_needs(markup: str, seen: str) -> None:
    assert read_one("<!DOCTYPE html>" + markup).view.text == seen


def test_markup_nested_too_deep_is_flattened_and_loses_no_text() -> None:
    deep = "<html>" + "<div>" * 100_000 + "a</div>b<i>c" + "</div>" * 99_999 + "d"
    page = read_one(deep, config=configure(max_depth=50))
    assert codes(page) == ["read.too-deep"]
    assert page.view.text == "a\nbc\nd"


def test_many_unclosed_paragraphs_are_not_deep() -> None:
    assert codes(read_one("<html>" + "<p>a<div>b</div><li>c<td>d" * 500)) == []


def test_a_row_of_data_is_not_taken_for_the_heads_of_columns() -> None:
    page = read_one("<html><table><tr><td>Name<td>Ada</tr><tr><td>Description</tr></table><p>more</p></html>")
    assert marked(page, "furniture") == []


def test_a_page_that_is_all_menu_keeps_its_text() -> None:
    page = read_one("<html><nav><p>Everything stands in here.</p></nav></html>")
    assert marked(page, "furniture") == []


@pytest.mark.timing
@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<a",
        "<a ",
        "<!--",
        '<a href="',
        "<a x='>",
        "&",
        "&a",
        "&amp;",
        "</p>",
        "<title>",
        "<![CDATA[",
        "<b>",
        "<ul><li>x",
        "<table><tr><td>x",
    ],
)
def test_hostile_markup_is_read_in_linear_time(unit: str) -> None:
    # Anything quadratic takes minutes here, far beyond the suite's patience.
    data = ("<html><p>text " + unit * (200_000 // len(unit))).encode()
    assert read_one(data).view.text.startswith("text")
