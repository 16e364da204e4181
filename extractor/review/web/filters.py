"""The queue's filter as it stands in addresses, and the choices that a workspace offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from extractor.review.queue import STATES, Entry, Filter

_KEYS = ("status", "code", "category", "confidence", "changed", "words")
DEFAULT = "open"
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class QueueFilter(Filter):
    """A filter that writes itself as a query."""

    status: str = DEFAULT

    @property
    def query(self) -> str:
        """The query of an address, with its question mark; empty for the plain queue."""
        return self.query_at(0)

    def query_at(self, offset: int) -> str:
        """Give the query for a later page of the queue."""
        values: dict[str, Any] = {
            key: value for key, value in asdict(self).items() if value and (key, value) != ("status", DEFAULT)
        }
        if offset > 0:
            values["offset"] = offset
        return f"?{urlencode(values)}" if values else ""

    @property
    def narrowed(self) -> bool:
        """Tell whether it leaves out more than the plain queue does."""
        return bool(self.query)


def read_count(text: str) -> int | None:
    """Read a number that a request names; ``None`` where it is none of nine digits at most."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def read_wanted(parameters: Mapping[str, str]) -> QueueFilter:
    """Read a filter from the parameters of a request; an unknown parameter means nothing."""
    values = {key: parameters[key][:200] for key in _KEYS if parameters.get(key)}
    return QueueFilter(**values)


def list_choices(entries: Iterable[Entry]) -> dict[str, Choices]:
    """Give the choices of every filter, with how many articles each would show."""
    entries = list(entries)
    waiting = sum(entry.state in {"pending", "update"} for entry in entries)
    states = Counter(entry.state for entry in entries)
    return {
        "status": [
            (DEFAULT, f"waiting ({waiting})"),
            *((state, f"{state} ({states[state]})") for state in STATES),
            ("all", f"all ({len(entries)})"),
        ],
        "code": [("", "any"), *_count(code for entry in entries for code in entry.codes)],
        "category": [("", "any"), *_count(entry.category for entry in entries)],
        "confidence": [("", "any"), *_count(entry.level for entry in entries)],
        "changed": [("", "any"), ("any", "anything"), *_count(key for entry in entries for key in entry.changed)],
    }


def _count(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(value, f"{value} ({count})") for value, count in sorted(Counter(values).items())]
