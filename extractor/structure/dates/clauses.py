"""What a timeline entry adds to its event to make it relevant, and nothing in the page supports (RAW, trap 8)."""

from __future__ import annotations

import re

from extractor.knowledge import Knowledge
from extractor.structure.dates.evidence import Evidence
from extractor.structure.dates.wordings import load_events, read_wording
from extractor.types import Text

_COMMA = re.compile(r",\s+(?=(\w+))")
_ASIDE = re.compile(r",\s+(?=(?:an?|the|one)\s)", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:whose|which|that|contrasted|relevant)\b")


def cut_relevance(statement: Text, evidence: Evidence, *, knowledge: Knowledge) -> tuple[Text, ...]:
    """Give the parts of a timeline statement that tell the event, its relevance clauses left out.

    A clause goes when it opens like one ("highlighting ...", "which could ...") or is an aside with a relative clause in it,
    and no single sentence of the sources holds most of its words. The full stop stays.
    """
    text = statement.text
    cuts = [
        cut
        for cut in (_find_aside(text, evidence, knowledge=knowledge), _find_tail(text, evidence, knowledge=knowledge))
        if cut
    ]
    shown, done = [], 0
    for start, end in sorted(cuts):
        if start >= done:
            shown.append(statement.part(done, start))
            done = end
    shown.append(statement.part(done, len(text)))
    kept = tuple(part for part in shown if part.text.strip())
    return kept if any(len(part.text.split()) > 1 for part in kept) else (statement,)


def _find_tail(text: str, evidence: Evidence, *, knowledge: Knowledge) -> tuple[int, int] | None:
    """Find the first clause from which on all are relevance clauses; its range stops before the full stop."""
    end = len(text.rstrip().rstrip("."))
    cut = None
    for match in reversed(list(_COMMA.finditer(text, 0, end))):
        clause = text[match.start() : cut if cut is not None else end]
        if not _is_relevance(clause, match[1], text[match.end() : end], knowledge=knowledge) or evidence.supports(
            read_wording(clause, knowledge=knowledge)
        ):
            break
        cut = match.start()
    return None if cut is None else (cut, end)


def _is_relevance(clause: str, opener: str, rest: str, *, knowledge: Knowledge) -> bool:
    events = load_events(knowledge)
    opener = opener.lower()
    if opener in ("a", "an", "which"):
        words = set(re.findall(r"\w+", rest.lower()))
        return bool(words & events["hedges"]) and (opener == "which" or bool(_RELATIVE.search(clause)))
    return opener in events["relevance"]


def _find_aside(text: str, evidence: Evidence, *, knowledge: Knowledge) -> tuple[int, int] | None:
    """Find ", a leading organization whose models are contrasted with ...," between a subject and its verb."""
    start = _ASIDE.search(text)
    if start is None:
        return None
    end = text.find(", ", start.end())
    clause = text[start.start() : end]
    if end < 0 or not _RELATIVE.search(clause) or evidence.supports(read_wording(clause, knowledge=knowledge)):
        return None
    return start.start(), end + 1
