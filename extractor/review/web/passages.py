"""Sentences of the body whose words stand in the raw page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.schema.page_record import Spans
from extractor.schema.record import Record

LEAST = 20
"""Characters from which a quotation counts as one."""


class Passage(NamedTuple):
    """A stretch of the body, and where the raw page says it, if that is known."""

    text: str
    spans: Spans = ()


def find_passages(text: str, record: Record) -> tuple[Passage, ...]:
    """Cut a text where it quotes the page; put together, the passages are the text.

    A sentence is found whatever case its first letter has and whatever mark it ends in, as it may stand behind "According
    to …". The longest quotation wins where two overlap.
    """
    found: list[tuple[int, int, Spans]] = []
    for words, spans in sorted(_list_quotes(record), key=lambda quote: -len(quote[0])):
        core = words.strip().rstrip(".")[1:]
        at = text.find(core) - 1 if len(core) >= LEAST else -1
        if at >= 0 and all(at >= end or at + len(core) + 1 <= start for start, end, _ in found):
            found.append((at, at + len(core) + 1, spans))
    passages: list[Passage] = []
    done = 0
    for start, end, spans in sorted(found):
        passages += [Passage(text[done:start])] if start > done else []
        passages.append(Passage(text[start:end], spans))
        done = end
    return (*passages, Passage(text[done:])) if done < len(text) else tuple(passages)


def _list_quotes(record: Record) -> Iterator[tuple[str, Spans]]:
    for fact in record.facts:
        yield fact.statement, fact.evidence.spans
    for event in record.timeline:
        yield event.statement, (*event.date.spans, *event.spans)
    for part in (record.description, record.summary):
        if part is not None:
            yield part.text, part.spans
