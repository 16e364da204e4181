"""One source fetched: its addresses, host by host, a few at a time; what is a page and new is stored."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractor.ingest.fetch.addresses import Resolve, resolve_name
from extractor.ingest.fetch.discovery import find_addresses
from extractor.ingest.fetch.requests import Fetcher
from extractor.ingest.fetch.soft_errors import find_soft_error
from extractor.ingest.fetch.sources import SourcePlace
from extractor.ingest.fetch.storing import PageStore, Stored, is_recoded
from extractor.ingest.fetch.types import Fetched, FetchSummary, count_outcomes, mask_logins
from extractor.knowledge import Knowledge
from extractor.runs.inputs import read_charset

if TYPE_CHECKING:
    from extractor.ingest.journal import Journal

MOST_WORKERS = 16
MOST_TROUBLES = 50

FetchSource = Callable[[SourcePlace, Path, "Journal", Callable[[], bool]], FetchSummary]


def make_fetch(user_agent: str, *, resolve: Resolve = resolve_name, knowledge: Knowledge) -> FetchSource:
    """Give the function that fetches a source into its folder below a home.

    Args:
        user_agent: What fetching calls itself.
        resolve: Gives the addresses of a name.
        knowledge: What the program knows besides the page.
    """

    def fetch(source: SourcePlace, home: Path, journal: Journal, should_stop: Callable[[], bool]) -> FetchSummary:
        with Fetcher(source, user_agent, resolve=resolve, should_stop=should_stop) as fetcher:
            return fetch_source(source, home, fetcher, journal=journal, knowledge=knowledge)

    return fetch


def fetch_source(source: SourcePlace, home: Path, fetcher: Fetcher, *, journal: Journal, knowledge: Knowledge) -> FetchSummary:
    """Fetch what has changed of a source and store it.

    Raises:
        ConfigError: Its list of addresses cannot be read.
    """
    addresses, troubles = find_addresses(source, home, fetcher, knowledge=knowledge)
    store = PageStore(home / source.place, journal.note)
    last = {url: store.find(url) for url in addresses}
    fetched = [_renew(one, last[one.url]) for one in _fetch_all(addresses, last, fetcher, per_host=source.limits.per_host)]
    judged = list(_judge_all(fetched, last, knowledge=knowledge))
    soft = sum(one.outcome == "refused" and two.outcome != "refused" for one, two in zip(judged, fetched, strict=True))
    recoded = [found.name for one in judged if one.outcome == "changed" and (found := last[one.url]) and is_recoded(one, found)]
    done = [_store(one, last[one.url], store) for one in judged]
    odd = [one for one in (*troubles, *done) if one.reason]
    return FetchSummary(
        source=source.name,
        found=len(addresses),
        counts=count_outcomes(done),
        soft_errors=soft,
        troubles=tuple((mask_logins(one.url), mask_logins(one.reason)) for one in odd[:MOST_TROUBLES]),
        untaken=len(odd),
        requests=sum(one.requests for one in (*troubles, *done)),
        recoded=tuple(recoded),
    )


def _fetch_all(addresses: Sequence[str], last: dict[str, Stored | None], fetcher: Fetcher, *, per_host: int) -> list[Fetched]:
    """Fetch addresses, those of one host at most so many at a time; return the results in the order of the addresses."""
    hosts: defaultdict[str, deque[str]] = defaultdict(deque)
    for url in addresses:
        hosts[urlsplit(url).netloc].append(url)
    results: dict[str, Fetched] = {}

    def work(queue: deque[str]) -> None:
        while queue:
            try:
                url = queue.popleft()
            except IndexError:
                return
            stored = last[url]
            results[url] = fetcher.fetch(url, stored.headers if stored else None)

    with ThreadPoolExecutor(max_workers=min(MOST_WORKERS, max(1, per_host * len(hosts)))) as pool:
        for future in [pool.submit(work, queue) for queue in hosts.values() for _ in range(per_host)]:
            future.result()
    return [results[url] for url in addresses]


def _renew(fetched: Fetched, last: Stored | None) -> Fetched:
    """Take a page that has not changed, and whose server names another encoding now, as the same body under other headers."""
    if fetched.status != HTTPStatus.NOT_MODIFIED or last is None or "content-type" not in fetched.headers:
        return fetched
    renewed = replace(
        fetched, outcome="changed", status=HTTPStatus.OK, body=last.body, headers={**last.headers, **fetched.headers}
    )
    return renewed if is_recoded(renewed, last) else fetched


def _judge_all(fetched: Iterable[Fetched], last: dict[str, Stored | None], *, knowledge: Knowledge) -> Iterable[Fetched]:
    """Refuse what came in place of a page."""
    came = [one for one in fetched if one.outcome == "changed"]
    bodies = {one.url: hashlib.sha256(one.body).digest() for one in came}
    same = Counter(bodies.values())
    before: defaultdict[bytes, set[bytes]] = defaultdict(set)
    for one in came:
        stored = last[one.url]
        before[bodies[one.url]].add(hashlib.sha256(stored.body).digest() if stored else one.url.encode())
    for one in fetched:
        if one.outcome != "changed":
            yield one
            continue
        stored = last[one.url]
        digest = bodies[one.url]
        is_old = stored is not None and stored.body == one.body
        twins = 0 if is_old else min(same[digest], len(before[digest])) - 1
        reason = (
            ""
            if is_old
            else find_soft_error(
                one.body,
                stored.body if stored else None,
                twins=twins,
                charset=read_charset(one.headers.get("content-type")),
                knowledge=knowledge,
            )
        )
        yield replace(one, outcome="refused", reason=reason) if reason else one


def _store(fetched: Fetched, last: Stored | None, store: PageStore) -> Fetched:
    if fetched.outcome != "changed":
        return replace(fetched, body=b"")
    is_new = store.store(fetched, last) or is_recoded(fetched, last)
    return replace(fetched, body=b"", outcome="unchanged" if not is_new else "new" if last is None else "changed")
