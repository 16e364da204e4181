"""Words that an article must not hold (ARTICLE 6): the schema refuses them, so they are never chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extractor.types import Fact

_DAMAGE = re.compile(
    r"\btodo\b|[\[(][^\[\]()\n]*\b(?:placeholder|tbd|to be completed)\b|ongoing scholarly debate|further research is needed"
    r"|schools of thought offering competing frameworks|remains a topic of (?:ongoing )?debate|^---[ \t]*$"
    r"|\ufffd|\u00e9[\u00a0\u00bb\u00b0\u00b2]|\u00c3[\u0080-\u00bf]|\u00e2\u20ac|\u20ac[^\u20ac\n]{0,12}\u20ac",
    re.IGNORECASE | re.MULTILINE,
)
_REASON = "holds words that the schema counts as damage"


def is_damaged(text: str) -> bool:
    """Say whether a text holds what the schema refuses."""
    return _DAMAGE.search(text) is not None


def refuse_damaged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Reject the sentences that hold damage; the others stay as they are."""
    return tuple(
        replace(fact, status="rejected", reason=_REASON, features={}) if is_damaged(fact.statement) else fact for fact in facts
    )
