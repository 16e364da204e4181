"""What fetching has to tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

_LOGIN = re.compile(r"(\w://)[^\s/?#]*@")

Outcome = Literal["new", "changed", "unchanged", "gone", "refused", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one address.

    Attributes:
        url: The address.
        outcome: ``new`` and ``changed`` are stored; ``unchanged`` (304, or the same bytes), ``gone`` (404, 410), ``refused``
            (an address, type, size or content that is not taken), ``failed`` (a server or a line that is down) and
            ``skipped`` (robots.txt, or a stop) leave what there was.
        reason: Why, for a person; empty where the outcome says it all.
        status: The status of the last response, 0 without one.
        body: The body, as it came, decompressed.
        headers: The headers of the last response.
        final_url: The address after redirects.
        requests: How many requests it took.
    """

    url: str
    outcome: Outcome
    reason: str = ""
    status: int = 0
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    final_url: str = ""
    requests: int = 1


@dataclass(frozen=True, slots=True)
class FetchSummary:
    """What became of a source.

    Attributes:
        source: Its name.
        found: Addresses that it gave.
        counts: Addresses by outcome.
        soft_errors: Pages refused for looking like an error page, a login wall or an empty shell.
        troubles: The first few addresses that were not taken, each with the reason.
        untaken: How many there were in all.
        requests: Requests made.
        recoded: Files whose body stayed and whose server names another encoding now, so that they read differently.
    """

    source: str
    found: int
    counts: Mapping[str, int]
    soft_errors: int = 0
    troubles: tuple[tuple[str, str], ...] = ()
    untaken: int = 0
    requests: int = 0
    recoded: tuple[str, ...] = ()


def mask_logins(text: str) -> str:
    """Hide the user names and passwords of addresses (RFC 3986, 3.2.1) in what is told, logged or kept."""
    return _LOGIN.sub(r"\1***@", text)


def count_outcomes(fetched: list[Fetched]) -> dict[str, int]:
    """Count addresses by outcome."""
    return dict(sorted(Counter(one.outcome for one in fetched).items()))
