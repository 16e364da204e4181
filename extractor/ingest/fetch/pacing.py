"""How politely a host is asked: so many requests a second, and longer waits when it says so or is in trouble."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

PASSING = frozenset({429, 500, 502, 503, 504})
"""Statuses that may be another one later."""


class Pacer:
    """Spaces out the requests to each host.

    Args:
        interval: Seconds from one request to the next.
        clock: Seconds, ever growing.
        sleep: Waits.
    """

    def __init__(
        self, interval: float, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._interval = interval
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self._lock = threading.Lock()

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep at least so many seconds between requests to a host (``Crawl-delay``)."""
        with self._lock:
            self._delays[host] = seconds

    def hold(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so many seconds (``Retry-After``)."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)

    def wait(self, host: str) -> None:
        """Wait for the turn of a request."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, 0.0))
            self._next[host] = turn + max(self._interval, self._delays.get(host, 0.0))
        if turn > now:
            self._sleep(turn - now)


def find_backoff(url: str, attempt: int, first: float) -> float:
    """Give the seconds before another try: doubled every time, and up to half as much again, by a hash of the address."""
    digest = hashlib.sha256(f"{url} {attempt}".encode()).digest()
    return first * 2.0**attempt * (1 + digest[0] / 512)


def read_retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Give the seconds that ``Retry-After`` asks for, as a number or a date (RFC 9110, 10.2.3); ``None`` if it says nothing."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
