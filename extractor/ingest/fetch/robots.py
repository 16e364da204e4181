"""What robots.txt allows (RFC 9309, wildcards included): read once a host and run."""

from __future__ import annotations

import threading
from collections.abc import Callable

from protego import Protego

ReadRobots = Callable[[str], tuple[int, bytes]]
"""Fetches an address: the status, 0 where nothing answers, and the body."""


class Robots:
    """The rules of every host that was asked.

    Args:
        user_agent: What fetching calls itself; its first word is looked up.
        read: Fetches a robots.txt, cut where it is too long.
    """

    def __init__(self, user_agent: str, read: ReadRobots) -> None:
        self._agent = user_agent.partition("/")[0].partition(" ")[0]
        self._read = read
        self._rules: dict[str, Protego | None] = {}
        self._lock = threading.Lock()

    def find_refusal(self, origin: str, url: str) -> str:
        """Say why an address must not be fetched; nothing if it may be."""
        rules = self._find(origin)
        if rules is None:
            return "robots.txt cannot be read just now"
        return "" if rules.can_fetch(url, self._agent) else "robots.txt does not allow it"

    def find_delay(self, origin: str) -> float:
        """Give the seconds that a host wants between requests; 0 where it does not say."""
        rules = self._find(origin)
        return float(rules.crawl_delay(self._agent) or 0) if rules is not None else 0.0

    def _find(self, origin: str) -> Protego | None:
        with self._lock:
            if origin not in self._rules:
                self._rules[origin] = self._load(origin)
            return self._rules[origin]

    def _load(self, origin: str) -> Protego | None:
        """Read the rules; a file that is not there allows everything, a server that is down nothing (RFC 9309, 2.3.1)."""
        status, body = self._read(f"{origin}/robots.txt")
        if not status or status >= 500 or status == 429:
            return None
        return Protego.parse(body.decode("utf-8-sig", "replace") if status == 200 else "")
