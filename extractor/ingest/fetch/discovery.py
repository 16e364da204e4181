"""The addresses that a source gives: its list, its sitemaps, its feed."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from extractor.errors import ConfigError
from extractor.ingest.fetch.listings import read_lines, read_listing
from extractor.ingest.fetch.requests import Fetcher
from extractor.ingest.fetch.sources import SourcePlace
from extractor.ingest.fetch.types import Fetched
from extractor.knowledge import Knowledge
from extractor.runs.inputs import read_charset

MOST_LISTINGS = 200
_LISTS = ("text/", "application/", "")


def find_addresses(
    source: SourcePlace, home: Path, fetcher: Fetcher, *, knowledge: Knowledge
) -> tuple[list[str], list[Fetched]]:
    """List the addresses of a source, each once, in order; and the listings that gave less than they might, with the reason.

    Raises:
        ConfigError: The file of addresses cannot be read.
    """
    troubles: list[Fetched] = []
    start = source.sitemap or source.feed
    if start is not None:
        found = _walk_listings(start, fetcher, troubles, knowledge=knowledge)
    else:
        found = list(source.urls) if isinstance(source.urls, tuple) else _read_list(home / (source.urls or ""))
    found = list(dict.fromkeys(found))
    most = source.limits.pages
    if len(found) > most:
        reason = f"it gives {len(found)} addresses, and limits.pages takes the first {most}"
        troubles.append(Fetched(start or source.name, "skipped", reason, requests=0))
    return found[:most], troubles


def _read_list(path: Path) -> list[str]:
    try:
        return read_lines(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        hint = "A list of addresses is a text file with one a line."
        raise ConfigError(f"Cannot read {path}: {error}.", code="config.unreadable", hint=hint) from None


def _walk_listings(start: str, fetcher: Fetcher, troubles: list[Fetched], *, knowledge: Knowledge) -> list[str]:
    """Read a listing and those that it names, breadth first."""
    waiting, seen, found = deque([start]), {start}, list[str]()
    for _ in range(MOST_LISTINGS):
        if not waiting:
            return found
        url = waiting.popleft()
        fetched = fetcher.fetch(url, types=_LISTS)
        if fetched.outcome != "changed":
            troubles.append(fetched)
            continue
        charset = read_charset(fetched.headers.get("content-type"))
        listing = read_listing(fetched.body, fetched.final_url or url, charset=charset, knowledge=knowledge)
        if listing.reason:
            troubles.append(Fetched(url, "refused", listing.reason, fetched.status, requests=fetched.requests))
        further = [link for link in listing.further if link not in seen]
        seen.update(further)
        waiting += further
        found += listing.pages
    troubles += [Fetched(url, "skipped", f"a source reads {MOST_LISTINGS} sitemaps at most", requests=0) for url in waiting]
    return found
