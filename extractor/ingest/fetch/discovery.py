"""The addresses that a source gives: its list, its sitemaps, its feed. What is fetched is read by trafilatura."""

from __future__ import annotations

import gzip
import zlib
from collections import deque
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from extractor.errors import ConfigError
from extractor.ingest.fetch.requests import Fetcher
from extractor.ingest.fetch.sources import SourcePlace
from extractor.ingest.fetch.types import Fetched

MOST_SITEMAPS = 200
_LISTS = ("text/", "application/", "")


def find_addresses(source: SourcePlace, home: Path, fetcher: Fetcher) -> tuple[list[str], list[Fetched]]:
    """List the addresses of a source, each once, in order; and the listings that could not be had.

    Raises:
        ConfigError: The file of addresses cannot be read.
    """
    troubles: list[Fetched] = []
    if source.urls is not None:
        found = list(source.urls) if isinstance(source.urls, tuple) else _read_list(home / source.urls)
    elif source.sitemap is not None:
        found = _walk_sitemaps(source.sitemap, fetcher, troubles)
    else:
        found = _read_feed(source.feed or "", fetcher, troubles)
    return list(dict.fromkeys(found))[: source.limits.pages], troubles


def _read_list(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        hint = "A list of addresses is a text file with one a line."
        raise ConfigError(f"Cannot read {path}: {error}.", code="config.unreadable", hint=hint) from None
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _walk_sitemaps(start: str, fetcher: Fetcher, troubles: list[Fetched]) -> list[str]:
    from trafilatura.sitemaps import SitemapObject

    waiting, seen, found = deque([start]), {start}, list[str]()
    while waiting and len(seen) <= MOST_SITEMAPS:
        url = waiting.popleft()
        fetched = fetcher.fetch(url, types=_LISTS)
        if fetched.outcome != "changed":
            troubles.append(fetched)
            continue
        sitemap = SitemapObject(_find_origin(url), urlsplit(url).hostname or "", [], external=True)
        sitemap.current_url, sitemap.content = url, _read_text(fetched.body)
        sitemap.extract_sitemap_links()
        further = [link for link in sitemap.sitemap_urls if link not in seen]
        seen.update(further)
        waiting += further
        found += sitemap.urls
    return found


def _read_feed(url: str, fetcher: Fetcher, troubles: list[Fetched]) -> list[str]:
    from trafilatura.feeds import FeedParameters, extract_links

    fetched = fetcher.fetch(url, types=_LISTS)
    if fetched.outcome != "changed":
        troubles.append(fetched)
        return []
    parameters = FeedParameters(_find_origin(url), urlsplit(url).hostname or "", url, external=True)
    return list(extract_links(_read_text(fetched.body), parameters))


def _find_origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _read_text(body: bytes) -> str:
    if body.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(BytesIO(body)) as file:
                body = file.read(50_000_000)
        except (OSError, EOFError, zlib.error):
            return ""
    return body.decode("utf-8", "replace")
