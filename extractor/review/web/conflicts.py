"""Values that a person and the machine have both changed since they last agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.review.comparison import describe_value
from extractor.review.context import ArticleContext
from extractor.review.web.view_model import Field, Note, Value
from extractor.schema.merge_record import ConflictEvidence


def list_conflicts(context: ArticleContext) -> Iterator[Value]:
    """Yield what waits for a person after a merge, each with the page's value ready to be taken over."""
    merge = context.record.merge
    for at, conflict in enumerate(merge.conflicts if merge else ()):
        location = _locate(conflict.place, context.current.article.to_data())
        theirs = describe_value(conflict.theirs)
        notes = [
            Note("article has", describe_value(conflict.mine) or "nothing"),
            *_describe_evidence(conflict.mine_evidence),
            Note("page now says", theirs or "nothing"),
            *_describe_evidence(conflict.theirs_evidence),
        ]
        if conflict.base is not None:
            notes.append(Note("both began from", describe_value(conflict.base)))
        plain = not isinstance(conflict.theirs, (list, dict))
        fields = (Field(location, "Take over what the page says", theirs, long=True),) if location and plain else ()
        yield Value(f"conflict-{at}", "conflict", " ".join(conflict.place), fields=fields, notes=tuple(notes))


def _describe_evidence(evidence: ConflictEvidence) -> Iterator[Note]:
    if evidence.exact:
        yield Note("on the words", evidence.exact)
    if evidence.reviewer:
        yield Note("decided by", f"{evidence.reviewer} {evidence.reason or ''}".strip())


def _locate(place: tuple[str, ...], data: dict[str, Any]) -> str:
    """Give the location of a value as an edit names it; empty where it has none of its own."""
    if len(place) == 3 and place[0] in {"atomic_facts", "primary_sources"}:
        items = data.get(place[0])
        for at, item in enumerate(items if isinstance(items, list) else ()):
            name = str(item.get("id", "")) if isinstance(item, dict) else ""
            if name.rpartition("-")[2] == place[1]:
                return f"{name}.{place[2]}" if place[0] == "atomic_facts" else f"primary_sources.{at}.{place[2]}"
        return ""
    return ".".join(place) if place[0] == "body" or (len(place) == 1 and place[0] != "article") else ""
