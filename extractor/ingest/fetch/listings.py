"""What a listing says: sitemaps (XML, text, indexes; sitemaps.org) and feeds (RSS, RDF, Atom, JSON), as sites write them.

Nothing here fetches: bytes go in, addresses come out, and where none do, why.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from extractor.knowledge import Knowledge
from extractor.read.decoding import decode_bytes

MOST_BYTES = 50_000_000
"""Size of a listing, decompressed: what the sitemap protocol allows."""
_GZIP = b"\x1f\x8b"
# Where the markup begins, if something stands before it: a warning of the program that wrote it, or a blank line.
_OPENING = re.compile(r"<\?xml\b|<(?:\w{1,20}:)?(?:urlset|sitemapindex|rss|feed|rdf)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\b[^>]*>\s*")
_WEB_PAGE = re.compile(r"<(?:!doctype )?html\b", re.IGNORECASE)
# Entities are not resolved, whatever a document declares, and an ampersand that begins none is one: "?a=1&b=2".
_RAW_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_CDATA = ("<![CDATA[", "]]>")
_LINE_END = re.compile(r"[\t\n\r]+ *")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_FEEDS = frozenset({"rss", "feed", "rdf", "channel"})


class Listing(NamedTuple):
    """What a listing gives: addresses of pages, of further listings, and what kept it from giving more."""

    pages: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    reason: str = ""


def read_listing(body: bytes, url: str, *, charset: str | None, knowledge: Knowledge) -> Listing:
    """Read a listing of any kind; its own form tells which.

    Args:
        body: The body as it came.
        url: Where it came from, after redirects: what its relative addresses are relative to.
        charset: The encoding that it came with, if its server named one.
        knowledge: What the program knows besides the page.
    """
    data, trouble = _decompress(body)
    text = decode_bytes(data, charset, knowledge=knowledge).text.lstrip("\ufeff \t\r\n")
    if not text:
        return Listing(reason=trouble or "it is empty")
    found, reason = _read_text(text if not trouble or "<" in text else text.rpartition("\n")[0], url)
    taken = {kind: _take_addresses(links, url) for kind, links in found.items()}
    pages, further = taken.get("page", []), taken.get("listing", [])
    entries = sum(map(len, found.values()))
    odd = entries - len(pages) - len(further)
    if odd:
        reason = f"{odd} of its {entries} entries give no address that is of the web and free of a login"
    elif not (entries or reason):
        reason = "it has no entries"
    return Listing(_drop_repeated(pages), _drop_repeated(further), "; ".join(filter(None, (trouble, reason))))


def read_lines(text: str) -> list[str]:
    """Give the addresses of a text that holds one a line; a line that begins with ``#`` is a remark."""
    lines = (line.strip("\ufeff \t\r\n") for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _drop_repeated(links: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(links))


def _decompress(body: bytes) -> tuple[bytes, str]:
    """Unpack gzip, whatever stands behind it; of one that is cut or damaged, what came before."""
    if not body.startswith(_GZIP):
        return body[:MOST_BYTES], "" if len(body) <= MOST_BYTES else "it is too long, and was read in part"
    parts = bytearray()
    try:
        while body.startswith(_GZIP) and len(parts) < MOST_BYTES:
            member = zlib.decompressobj(wbits=31)
            parts += member.decompress(body, MOST_BYTES - len(parts))
            if not member.eof:
                trouble = "too long" if len(parts) >= MOST_BYTES else "cut off"
                return bytes(parts), f"it is {trouble}, and was read in part"
            body = member.unused_data
    except zlib.error:
        return bytes(parts), "it is damaged gzip"
    return bytes(parts), ""


def _read_text(text: str, url: str) -> tuple[dict[str, list[str]], str]:
    """Give what a listing names, by kind, and why it is none."""
    if text.startswith(("{", "[")):
        return _read_json_feed(text)
    opening = _OPENING.search(text[:10_000])
    if opening is None and not text.startswith("<"):
        lines = read_lines(text)
        if any(map(_ADDRESS.match, lines)):
            return {"page": lines}, ""
        return {}, "it is a text without addresses"
    return _read_markup(text[opening.start() if opening else 0 :], url)


def _read_json_feed(text: str) -> tuple[dict[str, list[str]], str]:
    try:
        data: Any = json.loads(text)
        items = data["items"]
        links = [item.get("url") or item.get("external_url") or item.get("id") for item in items]
    except (ValueError, RecursionError):
        return {}, "it is JSON that cannot be read"
    except (KeyError, TypeError, AttributeError):
        return {}, "it is JSON and no feed"
    return {"page": [str(link or "") for link in links]}, ""


def _read_markup(text: str, url: str) -> tuple[dict[str, list[str]], str]:
    from lxml import etree

    # Behind the last tag stands nothing, or the beginning of an address that was cut off.
    text = _DECLARATION.sub("", text[: text.rfind(">") + 1], count=1)
    if _WEB_PAGE.match(text):
        return {}, "it is a web page, no sitemap and no feed"
    data = _escape_ampersands(text).encode("utf-8", "replace")
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return {}, "it is markup that cannot be read"
    kind = _local_name(root)
    if kind in _FEEDS:
        return {"page": list(_list_entries(data, url))}, ""
    places: dict[str, list[str]] = {"page": [], "listing": []}
    for element in root.iter():
        holder = {"url": "page", "sitemap": "listing"}.get(_local_name(element))
        if holder:
            places[holder] += ["".join(part.itertext()) for part in element if _local_name(part) == "loc"]
    if not any(places.values()):
        return {}, f"its outermost element is <{kind}>, and no address of a page or sitemap is in it"
    return places, ""


def _escape_ampersands(text: str) -> str:
    opening, closing = _CDATA
    first, *parts = text.split(opening)
    escaped = [_RAW_AMPERSAND.sub("&amp;", first)]
    for part in parts:
        verbatim, end, rest = part.partition(closing)
        escaped += (opening, verbatim, end, _RAW_AMPERSAND.sub("&amp;", rest))
    return "".join(escaped)


def _local_name(element: Any) -> str:
    name = element.tag if isinstance(element.tag, str) else ""
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def _list_entries(data: bytes, url: str) -> Iterator[str]:
    """Yield the page of every entry: its link, else its permanent identifier; never what is enclosed."""
    import feedparser

    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    # A file and not bytes: those might be taken for the name of one, or for an address to fetch.
    feed = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False)
    for entry in feed.entries:
        links = [link.get("href") for link in entry.get("links", ()) if link.get("rel") == "alternate"]
        is_permanent = entry.get("guidislink") or feed.version.startswith("rss10")
        yield entry.get("link") or next(filter(None, links), None) or (entry.get("id") if is_permanent else "") or ""


def _take_addresses(links: Iterable[str], base: str) -> list[str]:
    """Give the addresses that are of the web and name nobody's login, whole and without a fragment."""
    whole = (_join(base, _LINE_END.sub("", link.strip())) for link in links)
    return [link for link in whole if link]


def _join(base: str, link: str) -> str:
    if not link:
        return ""
    try:
        address = (link if _ADDRESS.match(link) else urljoin(base, link)).partition("#")[0]
        parts = urlsplit(address)
        is_page = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return ""
    return address if is_page else ""
