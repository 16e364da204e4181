"""One address fetched: checked, paced, asked conditionally, retried, followed, limited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import NamedTuple, Self

import httpcore
import httpx

from extractor.ingest.fetch.addresses import CheckedBackend, CheckedTransport, ForbiddenAddressError, Resolve, resolve_name
from extractor.ingest.fetch.pacing import PASSING, Pacer, find_backoff, read_retry_after
from extractor.ingest.fetch.robots import Robots
from extractor.ingest.fetch.sources import SourcePlace
from extractor.ingest.fetch.types import Fetched, Outcome

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_DOWN = (
    httpx.HTTPError,
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)
_ROBOTS_BYTES = 512_000


class _TooLargeError(Exception):
    """A body is longer than allowed: this much of it came."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self.body = body


class _NotFetchedError(Exception):
    """There is no response: what to count the address as, and why."""

    def __init__(self, outcome: Outcome, reason: str, sent: int = 1) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.sent = sent


class _Reply(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches the addresses of one source.

    Args:
        source: The source, for its limits.
        user_agent: What it calls itself.
        resolve: Gives the addresses of a name.
        should_stop: Asked before every try.
    """

    def __init__(
        self,
        source: SourcePlace,
        user_agent: str,
        *,
        resolve: Resolve = resolve_name,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._limits = source.limits
        self._backend = CheckedBackend(allow_private=source.allow_private, resolve=resolve)
        self._client = httpx.Client(
            transport=CheckedTransport(self._backend),
            headers={"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=source.limits.seconds,
            trust_env=False,
        )
        self._pacer = Pacer(1.0 / source.limits.requests_per_second)
        self._robots = Robots(user_agent, self._read_robots)
        self._should_stop = should_stop

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def fetch(self, url: str, known: Mapping[str, str] | None = None, *, types: tuple[str, ...] | None = None) -> Fetched:
        """Fetch an address.

        Args:
            url: The address.
            known: Headers of the version that is there; the server is asked for another one only.
            types: Content types to take, by their beginnings; those of the source's limits if absent.
        """
        requests = 0
        for attempt in range(self._limits.retries + 1):
            if self._should_stop():
                return Fetched(url, "skipped", "asked to stop", requests=requests)
            fetched = self._try(url, known or {}, types if types is not None else self._limits.content_types)
            requests += fetched.requests
            fetched = replace(fetched, requests=requests)
            if fetched.outcome != "failed" or attempt == self._limits.retries:
                return fetched
            wait = read_retry_after(fetched.headers.get("retry-after"))
            wait = find_backoff(url, attempt, self._limits.backoff_seconds) if wait is None else wait
            if wait > self._limits.wait_seconds:
                return replace(fetched, reason=f"{fetched.reason}, and asks to come back in {wait:.0f} seconds")
            self._pacer.hold(httpx.URL(fetched.final_url or url).host, wait)
        raise AssertionError("the loop returns")

    def _try(self, url: str, known: Mapping[str, str], types: tuple[str, ...]) -> Fetched:
        """Fetch an address once, redirects included."""
        current = url
        for hop in range(self._limits.redirects + 1):
            try:
                reply = self._visit(current, known)
            except _NotFetchedError as error:
                return Fetched(url, error.outcome, error.reason, final_url=current, requests=hop + error.sent)
            if reply.status not in _REDIRECTS or not reply.headers.get("location"):
                return _judge(url, reply, types, current=current, requests=hop + 1)
            current = str(httpx.URL(current).join(reply.headers["location"]))
        return Fetched(url, "refused", "it is redirected too often", final_url=current, requests=self._limits.redirects + 1)

    def _visit(self, url: str, known: Mapping[str, str]) -> _Reply:
        """Send one request, if it may be sent.

        Raises:
            _NotFetchedError: There is no response.
        """
        try:
            target = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise _NotFetchedError("refused", f"it is no address: {error}", 0) from None
        if target.scheme not in {"http", "https"} or not target.host:
            raise _NotFetchedError("refused", f"{url} is not of the web", 0)
        try:
            if refusal := self._ask_robots(target):
                raise _NotFetchedError("skipped", refusal, 0)
            return self._send(target, known)
        except ForbiddenAddressError as error:
            raise _NotFetchedError("refused", str(error), 0) from None
        except _TooLargeError:
            raise _NotFetchedError("refused", f"it is longer than {self._limits.max_bytes} bytes") from None
        except _DOWN as error:
            raise _NotFetchedError("failed", f"{type(error).__name__}: {error}") from None

    def _ask_robots(self, target: httpx.URL) -> str:
        origin = f"{target.scheme}://{target.netloc.decode('ascii')}"
        refusal = self._robots.find_refusal(origin, str(target))
        self._pacer.slow_down(target.host, min(self._robots.find_delay(origin), self._limits.wait_seconds))
        return refusal

    def _read_robots(self, url: str) -> tuple[int, bytes]:
        current = httpx.URL(url)
        try:
            for _ in range(self._limits.redirects + 1):
                reply = self._send(current, {}, most=_ROBOTS_BYTES)
                if reply.status not in _REDIRECTS or not reply.headers.get("location"):
                    return reply.status, reply.body
                current = current.join(reply.headers["location"])
        except _TooLargeError as error:
            return 200, error.body
        except _DOWN:
            return 0, b""
        return 404, b""

    def _send(self, target: httpx.URL, known: Mapping[str, str], *, most: int | None = None) -> _Reply:
        self._pacer.wait(target.host)
        self._backend.deadline.start(self._limits.seconds)
        conditions = {"If-None-Match": known.get("etag"), "If-Modified-Since": known.get("last-modified")}
        headers = {name: value for name, value in conditions.items() if value}
        with self._client.stream("GET", target, headers=headers) as response:
            body, limit = bytearray(), most or self._limits.max_bytes
            for chunk in response.iter_bytes() if response.status_code in {200, 304} else ():
                body += chunk
                self._backend.deadline.cap(None)
                if len(body) > limit:
                    raise _TooLargeError(bytes(body[:limit]))
            return _Reply(response.status_code, {name.lower(): value for name, value in response.headers.items()}, bytes(body))


def _judge(url: str, reply: _Reply, types: tuple[str, ...], *, current: str, requests: int) -> Fetched:
    """Say what a response means."""
    fetched = Fetched(url, "changed", "", reply.status, reply.body, reply.headers, current, requests)
    if reply.status == 304:
        return replace(fetched, outcome="unchanged")
    if reply.status in _GONE:
        return replace(fetched, outcome="gone", reason=f"the server answers {reply.status}", body=b"")
    if reply.status in PASSING:
        return replace(fetched, outcome="failed", reason=f"the server answers {reply.status}", body=b"")
    if reply.status != 200:
        return replace(fetched, outcome="refused", reason=f"the server answers {reply.status}", body=b"")
    kind = reply.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()
    if types and not kind.startswith(types):
        return replace(fetched, outcome="refused", reason=f"{kind} is not a type that is taken", body=b"")
    return fetched
