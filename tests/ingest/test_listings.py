"""Sitemaps and feeds as sites really write them: every way in gives its addresses, or says why it gives none."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.ingest.fetch.listings import Listing, read_listing
from extractor.knowledge import default_knowledge
from tests.drawing import draws

KNOWLEDGE = default_knowledge()
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PLACE = "https://mills.example.org/lists/all.xml"
PAGE = "https://mills.example.org/tide/1"


def read(body: str | bytes, url: str = PLACE, charset: str | None = None) -> Listing:
    data = body.encode() if isinstance(body, str) else body
    return read_listing(data, url, charset=charset, knowledge=KNOWLEDGE)


def sitemap(*locations: str) -> str:
    urls = "".join(f"<url><loc>{location}</loc><lastmod>2026-01-01</lastmod></url>" for location in locations)
    return f"<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='{SPACE}'>{urls}</urlset>"


def rss(items: str) -> str:
    return f"<rss version='2.0'><channel><title>Mills</title><link>https://mills.example.org/</link>{items}</channel></rss>"


def atom(entry: str, base: str = "") -> str:
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom' {base}><title>Mills</title><entry><title>One</title>{entry}</entry></feed>"
    )


@pytest.mark.parametrize(
    ("location", "address"),
    [
        pytest.param(f"\r\n\t {PAGE} \r\n", PAGE, id="blanks and line ends around it"),
        pytest.param("https://mills.example.org/\n    tide/1", PAGE, id="a line end within it"),
        pytest.param(f"{PAGE}?a=1&b=2", f"{PAGE}?a=1&b=2", id="a raw ampersand"),
        pytest.param(f"{PAGE}?a=1&amp;copy=2&lt=3", f"{PAGE}?a=1&copy=2&lt=3", id="a raw one beside an escaped one"),
        pytest.param(f"{PAGE}?a=1&copy;=2", f"{PAGE}?a=1&copy;=2", id="an entity that nobody declared"),
        pytest.param(f"<![CDATA[{PAGE}?a=1&b=2]]>", f"{PAGE}?a=1&b=2", id="character data"),
        pytest.param(f"{PAGE}?a=1&#38;b=&#x32;", f"{PAGE}?a=1&b=2", id="numeric references"),
        pytest.param(f"<!-- old --> {PAGE}<!-- new -->", PAGE, id="comments"),
        pytest.param("/tide/1", PAGE, id="from the root of the site"),
        pytest.param("//mills.example.org/tide/1", PAGE, id="without a scheme"),
        pytest.param(f"{PAGE}#wheel", PAGE, id="with a fragment"),
        pytest.param(
            "https://mills.example.org/m%C3%BChle?q=a%20b", "https://mills.example.org/m%C3%BChle?q=a%20b", id="escapes"
        ),
        pytest.param("https://mills.example.org/mühle", "https://mills.example.org/mühle", id="letters beyond ASCII"),
        pytest.param("http://wiki/entities/weir", "http://wiki/entities/weir", id="a host without a dot"),
        pytest.param("http://192.168.7.20:8080/weir", "http://192.168.7.20:8080/weir", id="an IPv4 address with a port"),
        pytest.param("http://[fd00::7]/weir", "http://[fd00::7]/weir", id="an IPv6 address"),
    ],
)
def test_an_address_of_a_sitemap_is_read(location: str, address: str) -> None:
    assert read(sitemap(location)) == Listing(pages=(address,))


@pytest.mark.parametrize(
    "location",
    [
        "ftp://mills.example.org/1",
        "file:///etc/hostname",
        "javascript:alert(1)",
        "mailto:a@example.org",
        "",
        "https://",
        "http://reader:secret@mills.example.org/1",
        "http://reader@mills.example.org/1",
        "http://[::1/",
        "http://h:99999/",
    ],
)
def test_what_is_no_address_of_the_web_is_left_out_and_counted(location: str) -> None:
    found = read(sitemap(location, PAGE))
    assert found.pages == (PAGE,)
    assert found.reason.startswith("1 of its 2 entries give no address")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("\n  \n" + sitemap(PAGE), id="a blank line before the declaration"),
        pytest.param("\ufeff" + sitemap(PAGE), id="a byte order mark"),
        pytest.param("<br /><b>Warning</b>: deprecated in gen.php\n" + sitemap(PAGE), id="a warning before it"),
        pytest.param(sitemap(PAGE).replace("UTF-8", "UTF-16").encode("utf-16"), id="UTF-16"),
        pytest.param(sitemap(PAGE).replace("UTF-8", "utf8mb4"), id="a declaration that names no encoding"),
        pytest.param(re.sub(r" xmlns='.*?'", "", sitemap(PAGE)), id="no namespace"),
        pytest.param(sitemap(PAGE).replace(SPACE, "https://www.google.com/schemas/sitemap/0.84"), id="another namespace"),
        pytest.param(re.sub(r"<(/?)(?=[a-z])", r"<\1sm:", sitemap(PAGE)).replace("xmlns=", "xmlns:sm="), id="a prefix"),
        pytest.param(re.sub(r"<(/?)(?=[a-z])", r"<\1sm:", sitemap(PAGE)), id="a prefix that stands for nothing"),
        pytest.param(sitemap(PAGE).removesuffix("</urlset>"), id="an end that is missing"),
        pytest.param(sitemap(PAGE).upper().replace(PAGE.upper(), PAGE), id="capitals"),
        pytest.param(sitemap(PAGE) + "<!-- made in 0.2 s --><script>1 < 2 && 3</script>", id="more behind it"),
        pytest.param(f"{PAGE}\n", id="text"),
        pytest.param(f"\ufeff# mills\r\n\r\n  {PAGE}\r\n{PAGE}\r\n", id="text of an editor on Windows"),
        pytest.param(f"{PAGE}\n".encode("utf-16"), id="text in UTF-16"),
        pytest.param(gzip.compress(sitemap(PAGE).encode()), id="gzip"),
        pytest.param(gzip.compress(sitemap(PAGE).encode()) + b"\0" * 512 + b"-- tail", id="gzip with bytes behind it"),
        pytest.param(
            gzip.compress(sitemap(PAGE)[:60].encode()) + gzip.compress(sitemap(PAGE)[60:].encode()), id="gzip of two members"
        ),
        pytest.param(gzip.compress(f"{PAGE}\n".encode()), id="gzip of text"),
    ],
)
def test_a_sitemap_is_read_whatever_its_form(body: str | bytes) -> None:
    found = read(body)
    assert (found.pages, found.further, found.reason) == ((PAGE,), (), "")


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        pytest.param(rss(f"<item><guid>{PAGE}</guid></item>"), (PAGE,), id="a guid is a permanent link"),
        pytest.param(rss(f"<item><guid isPermaLink='true'>{PAGE}</guid><title>A</title></item>"), (PAGE,), id="and says so"),
        pytest.param(rss(f"<item><guid isPermaLink='false'>{PAGE}</guid></item>"), (), id="unless it says otherwise"),
        pytest.param(rss(f"<item><guid>urn:mill:1</guid><link>{PAGE}</link></item>"), (PAGE,), id="a link before a guid"),
        pytest.param(rss(f"<item><link>\n {PAGE}?a=1&b=2 \n</link></item>"), (f"{PAGE}?a=1&b=2",), id="a raw ampersand"),
        pytest.param(rss(f"<item><link><![CDATA[{PAGE}?a=1&b=2]]></link></item>"), (f"{PAGE}?a=1&b=2",), id="character data"),
        pytest.param(
            rss(f"<item><link>{PAGE}</link><enclosure url='https://x.example.org/a.ogg'/></item>"), (PAGE,), id="enclosed"
        ),
        pytest.param(
            rss("<item><enclosure url='https://x.example.org/a.ogg' type='audio/ogg'/></item>"), (), id="only enclosed"
        ),
        pytest.param(
            rss("<item><title>Mühle &nbsp; & mill</title><link>/tide/1</link></item>"), (PAGE,), id="ill-formed, relative"
        ),
        pytest.param(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
            f"<channel rdf:about='https://mills.example.org/'><title>M</title></channel>"
            f"<item rdf:about='{PAGE}'><title>A</title></item>"
            "<item rdf:about='urn:2'><link>https://mills.example.org/2</link></item></rdf:RDF>",
            (PAGE, "https://mills.example.org/2"),
            id="RSS 1.0",
        ),
        pytest.param(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
            f"<item><title>A</title><link>{PAGE}</link></item></rdf:RDF>",
            (PAGE,),
            id="RSS 0.9",
        ),
        pytest.param(f"<rss version='0.91'><channel><item><link>{PAGE}</link></item></channel></rss>", (PAGE,), id="RSS 0.91"),
        pytest.param(atom(f"<link href='{PAGE}'/>"), (PAGE,), id="Atom"),
        pytest.param(
            atom(
                f"<link rel='self' href='/1.atom'/><link rel='enclosure' href='/1.mp3'/><link rel='alternate' href='{PAGE}'/>"
                "<link rel='edit' href='/edit'/><link rel='related' href='/other'/>"
            ),
            (PAGE,),
            id="the alternate of Atom's links",
        ),
        pytest.param(atom("<link href='1'/>", "xml:base='https://mills.example.org/tide/'"), (PAGE,), id="a base"),
        pytest.param(
            atom("<link xml:base='/tide/' href='1'/>", "xml:base='https://mills.example.org/x/'"),
            (PAGE,),
            id="bases within bases",
        ),
        pytest.param(atom("<link rel='enclosure' href='/1.mp3'/>"), (), id="Atom with what is enclosed only"),
        pytest.param(
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "items": [
                        {"id": "1", "url": PAGE, "attachments": [{"url": "/a.mp3"}]},
                        {"id": "2", "external_url": "https://x.example.org/2"},
                        {"id": "https://mills.example.org/3"},
                    ],
                }
            ),
            (PAGE, "https://x.example.org/2", "https://mills.example.org/3"),
            id="JSON",
        ),
    ],
)
def test_a_feed_gives_the_page_of_every_entry(body: str, pages: tuple[str, ...]) -> None:
    found = read(body)
    assert found.pages == pages
    assert bool(found.reason) == (not pages)


def test_an_index_gives_sitemaps_and_pictures_are_no_pages() -> None:
    space = "http://www.google.com/schemas/sitemap-image/1.1"
    image = f"<i:image xmlns:i='{space}'><i:loc>https://x.example.org/a.png</i:loc></i:image>"
    assert read(sitemap(PAGE).replace("</loc>", f"</loc>{image}")).pages == (PAGE,)
    index = f"<sitemapindex xmlns='{SPACE}'><sitemap><loc> one.xml.gz </loc></sitemap></sitemapindex>"
    assert read(index) == Listing(further=("https://mills.example.org/lists/one.xml.gz",))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "it is empty"),
        (" \r\n\ufeff", "it is empty"),
        ("<!doctype html><html><head><title>Mills</title></head><body><a href='/1'>1</a></body></html>", "it is a web page"),
        ("Nothing to see here.\n", "it is a text without addresses"),
        (sitemap(), "no address of a page or sitemap is in it"),
        ("<opml version='2.0'><body/></opml>", "its outermost element is <opml>"),
        ("<<<>>>", "it is markup that cannot be read"),
        (rss(""), "it has no entries"),
        ('{"items": []}', "it has no entries"),
        ('{"name": "mills"}', "it is JSON and no feed"),
        ("[[[", "it is JSON that cannot be read"),
        ("[" * 100_000, "it is JSON that cannot be read"),
        (gzip.compress(b"")[:10] + b"\xff" * 20, "it is damaged gzip"),
        (gzip.compress(sitemap(PAGE).encode())[:12], "it is cut off"),
    ],
)
def test_a_listing_that_gives_nothing_says_why(body: str | bytes, reason: str) -> None:
    found = read(body)
    assert (found.pages, found.further) == ((), ())
    assert reason in found.reason


def test_of_a_gzip_that_is_cut_off_the_beginning_counts_and_it_is_told() -> None:
    pages = tuple(f"https://mills.example.org/{n * 7919 % 1009}" for n in range(1000))
    found = read(gzip.compress(sitemap(*pages).encode())[:-900])
    assert found.pages == pages[: len(found.pages)]
    assert 0 < len(found.pages) < len(pages)
    assert found.reason.startswith("it is cut off")
    lines = read(gzip.compress("\n".join(pages).encode())[:-900])
    assert 0 < len(lines.pages) < len(pages)
    assert lines.pages == pages[: len(lines.pages)]


def test_entities_are_neither_resolved_nor_fetched() -> None:
    declared = "<!DOCTYPE urlset [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/hostname'>]>"
    assert read(declared + sitemap(f"{PAGE}?&b;&c;").partition("?>")[2]).pages == (f"{PAGE}?&b;&c;",)
    assert read(declared + rss(f"<item><link>{PAGE}?&b;&c;</link></item>")).pages == (f"{PAGE}?&b&c",)


@draws(200)
@given(
    st.sampled_from([b"", b"<urlset>", b"<rss><channel><item>", b"<feed>", b'{"items":[', b"http://", b"\x1f\x8b"]), st.binary()
)
def test_any_bytes_are_read_or_refused(head: bytes, tail: bytes) -> None:
    found = read(head + tail)
    assert found.pages or found.further or found.reason


@draws(200)
@given(st.lists(st.text("abcABC019-._~!$&'()*+,;=:@/?%äß漢", max_size=20), min_size=1, max_size=5))
def test_what_is_written_into_a_sitemap_comes_out_of_it(paths: list[str]) -> None:
    pages = [f"https://mills.example.org/x{path}" for path in paths]
    escaped = [page.replace("&", "&amp;") for page in pages]
    assert read(sitemap(*escaped)).pages == tuple(dict.fromkeys(pages))


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece", ["<![CDATA[", "<", "&", "<url><loc>", "<rss>", "<item>", "<a ", "<!--", "<!DOCTYPE [", "http://\n", "]]>"]
)
def test_what_was_made_to_be_slow_is_not(piece: str) -> None:
    import time

    for head in ("", "<urlset>", "<rss><channel>"):
        start = time.process_time()
        read(head + piece * (100_000 // len(piece)))
        assert time.process_time() - start < 5
