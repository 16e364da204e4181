"""The timeline of a page as events: dates settled, relevance clauses set aside, sorted, the same event told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from extractor.config import Config
from extractor.issues import Issue, make_issue
from extractor.knowledge import Knowledge
from extractor.structure.dates.clauses import cut_relevance
from extractor.structure.dates.evidence import Passage, Statement, gather_evidence
from extractor.structure.dates.finder import find_dates
from extractor.structure.dates.reconcile import Reading, Settled, settle_date
from extractor.structure.dates.stamps import infer_order
from extractor.structure.dates.wordings import Wording, read_wording
from extractor.types import Event, Sections, Text

_DOUBTS = {
    "dates.unread": "The date line '{raw}' names no date that can be read.",
    "dates.impossible": "The calendar has no '{raw}'.",
    "dates.future": "'{raw}' is later than the page, which is of {base}.",
    "dates.contradictory": "A sentence about the same event states another date than '{raw}'.",
    "dates.ambiguous-order": "'{raw}' can be read with the month or the day first; only dates.order decided.",
}
_PADDED_PAGE = 3
_ALIKE = 0.7
"""Share of common words from which two entries with the same names and verbs tell one event."""
_MOST_ALIKE = 50


def date_events(
    sections: Sections, *, base: date, config: Config, language: str | None = None, knowledge: Knowledge
) -> tuple[tuple[Event, ...], tuple[Issue, ...]]:
    """Give the timeline's events, sorted by start with unknown dates last, and the doubts about them.

    Args:
        sections: The page in parts.
        base: The page's own date; nothing in its timeline can be later.
        config: ``dates.order`` and ``dates.languages`` are read.
        language: BCP 47 tag of the page; by default the one it declares.
        knowledge: What the program knows besides the page.
    """
    if not sections.timeline:
        return (), ()
    reading = _learn_reading(sections, base, config, language or sections.page.page.language)
    read = partial(partial(find_dates, knowledge=knowledge), base=base, languages=reading.languages, order=reading.order)
    evidence = gather_evidence(sections, read, knowledge=knowledge)
    told: list[tuple[Event, Wording]] = []
    issues: list[Issue] = []
    padded: list[Text] = []
    for entry in sections.timeline:
        shown = cut_relevance(entry.statement, evidence, knowledge=knowledge)
        wording = read_wording("".join(part.text for part in shown), knowledge=knowledge)
        own = Statement(
            entry.statement, _read_core(shown, wording, knowledge=knowledge), Passage(entry.statement.text, read), sourced=False
        )
        settled = settle_date(entry.when, own, evidence, reading, knowledge=knowledge)
        source = entry.source.text if entry.source else None
        told.append((Event(entry.statement, shown, source, settled.date, settled.evidence, settled.rule), wording))
        issues.extend(_list_doubts(sections, settled, entry.when, base))
        if settled.padded and entry.when:
            padded.append(entry.when)
    if len(padded) >= _PADDED_PAGE:
        spans = tuple(span for when in padded for span in sections.page.spans(when))
        issues.append(make_issue("dates.padded-page", f"{len(padded)} dates of the timeline look padded.", spans))
    return sort_events(_merge_events(told)), tuple(issues)


def _read_core(shown: Sequence[Text], whole: Wording, *, knowledge: Knowledge) -> Wording:
    """Read the clause that tells the event: what comes before the first comma, when it has a verb and a name of its own."""
    core = read_wording("".join(part.text for part in shown).partition(",")[0], knowledge=knowledge)
    return core if core.verbs and core.names else whole


def _learn_reading(sections: Sections, base: date, config: Config, language: str | None) -> Reading:
    """Infer the order of day and month from the page, else from the batch; else take the configured one."""
    texts = [stamp.value.text for stamp in sections.stamps]
    texts += [entry.when.text for entry in sections.timeline if entry.when]
    inferred = infer_order(texts) or config.batch.order
    languages = tuple(dict.fromkeys(((language.split("-")[0],) if language else ()) + config.dates.languages))
    return Reading(base, languages, inferred or config.dates.order, inferred is not None)


def _list_doubts(sections: Sections, settled: Settled, when: Text | None, base: date) -> list[Issue]:
    spans = sections.page.spans(when) if when else ()
    raw = when.text.strip() if when else ""
    return [make_issue(code, _DOUBTS[code].format(raw=raw, base=base.isoformat()), spans) for code in settled.doubts]


def _merge_events(told: Sequence[tuple[Event, Wording]]) -> list[Event]:
    """Tell an event once that the timeline tells twice: the same names and verbs, most words the same, dates that agree."""
    kept: list[tuple[Event, Wording] | None] = []
    alike: dict[tuple[frozenset[str], frozenset[int]], list[int]] = {}
    for event, wording in told:
        places = alike.setdefault((wording.names, wording.verbs), [])
        twin = next((place for place in places[-_MOST_ALIKE:] if _is_same(kept[place], event, wording)), None)
        if twin is None:
            places.append(len(kept))
            kept.append((event, wording))
        elif (first := kept[twin]) and _width(event) < _width(first[0]):
            kept[twin] = (event, wording)
    return [pair[0] for pair in kept if pair]


def _is_same(known: tuple[Event, Wording] | None, event: Event, wording: Wording) -> bool:
    if known is None:
        return False
    shared, either = known[1].keys & wording.keys, known[1].keys | wording.keys
    first, second = known[0].date, event.date
    if len(shared) < _ALIKE * len(either):
        return False
    if not (first.earliest and second.earliest):
        return first.edtf is None or second.edtf is None
    return first.earliest <= (second.latest or date.max) and second.earliest <= (first.latest or date.max)


def _width(event: Event) -> int:
    found = event.date
    return (found.latest - found.earliest).days if found.earliest and found.latest else 10**9


def sort_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort events by the day they may begin, those without a date last."""

    def key(event: Event) -> tuple[bool, date, date]:
        first = event.date.earliest or event.date.latest
        return first is None and event.date.edtf is None, first or date.min, event.date.latest or date.max

    return tuple(sorted(events, key=key))
