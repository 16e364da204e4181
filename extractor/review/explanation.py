"""Why an article says what it says: for every value the words of the page, the rule and the arithmetic, as plain text.

Words of the page are shown between ⟦ and ⟧ inside their context, with their line and characters in the raw file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from extractor.errors import UnknownNameError
from extractor.spans import Span, quote_spans

if TYPE_CHECKING:
    from extractor.schema.page_record import DateRecord, Spans
    from extractor.schema.record import FactRecord, Record

CONTEXT = 60
"""Characters of the page shown on each side of the words that count."""


def explain_fact(record: Record, fact: str, raw: str | None) -> str:
    """Explain one fact, named by its id or its number.

    Raises:
        ReviewError: The article has no such fact.
    """
    chosen = [entry for entry in record.facts if entry.id]
    for entry in chosen:
        if fact in {entry.id, str(entry.id).rsplit("-", 1)[1]}:
            return "\n".join(_explain_choice(record, entry, raw))
    known = ", ".join(str(entry.id) for entry in chosen) or "none"
    raise UnknownNameError(f"{record.id} has no fact '{fact}'.", code="review.no-fact", hint=f"Its facts: {known}.")


def explain_article(record: Record, raw: str | None) -> str:
    """Explain a whole article: its dates, facts, category, confidence and completeness."""
    parts = [
        [
            f"{record.id}: {record.title.text}",
            f"from {record.page.path} ({record.page.media_type}, {record.page.chars} characters)",
        ],
        ["Confidence", *_explain_confidence(record)],
        ["Completeness", *_explain_completeness(record)],
        ["Category", *_explain_category(record)],
        ["Timeline", *_explain_timeline(record, raw)],
        ["Facts", *(f"  {line}" for entry in record.facts if entry.id for line in _explain_choice(record, entry, raw))],
        ["Not chosen", *_list_rejected(record)],
        ["Issues", *(f"  {issue.severity:<8} {issue.code}: {issue.message}" for issue in record.issues)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if len(lines) > 1)


def _explain_choice(record: Record, fact: FactRecord, raw: str | None) -> Iterator[str]:
    yield f"{fact.id}"
    yield f'  says      "{fact.statement}"'
    yield f"  from      {record.page.path}"
    yield from _quote("  page      ", fact.evidence.spans, fact.evidence.raw or fact.evidence.exact, raw)
    if fact.edits:
        yield "  edits     " + "; ".join(_describe_edit(edit.kind, edit.removed, edit.inserted) for edit in fact.edits)
        yield f'  before    "{fact.evidence.exact}"'
    elif raw is not None and _read_spans(raw, fact.evidence.spans) == fact.statement:
        yield "  edits     none: compared just now, the page has these words letter for letter"
    else:
        yield "  edits     none: these are the words of the page"
    yield f"  source    {_name_source(record, fact.source_id)}"
    if fact.corroborated_by:
        yield "  also      " + "; ".join(_name_source(record, source) for source in fact.corroborated_by)
    yield from _explain_score(record, fact)


def _read_spans(raw: str, spans: Spans) -> str:
    return quote_spans(raw, (Span(*span) for span in spans))


def _explain_score(record: Record, fact: FactRecord) -> Iterator[str]:
    """Say where a sentence stands among those of the page, and what spoke for and against it."""
    scored = [other.score for other in record.facts if other.score_inputs]
    rank = 1 + sum(score > fact.score for score in scored)
    yield f"  chosen    {fact.reason}"
    yield f"  score     {fact.score:.2f}: place {rank} among {len(scored)} sentences that could be facts"
    terms = {name: value for name, value in fact.score_inputs.items() if name != "bias"}
    for label, sign in (("for it", 1), ("against", -1)):
        parts = {name.replace("_", " "): sign * value for name, value in terms.items() if sign * value > 0}
        told = ", ".join(f"{name} {value:.2f}" for name, value in sorted(parts.items(), key=lambda term: (-term[1], term[0])))
        if told:
            yield f"  {label:<9} {told}"
    if bias := fact.score_inputs.get("bias"):
        yield f"            every sentence begins at {bias:.2f}; the weights are fitted (configs/facts.yaml)"


def _describe_edit(kind: str, removed: str, inserted: str) -> str:
    words = " and ".join(part for part in (removed and f'drops "{removed}"', inserted and f'adds "{inserted}"') if part)
    return f"{kind} {words}"


def _name_source(record: Record, source_id: str | None) -> str:
    for source in record.sources:
        if source.id == source_id:
            return f"{source.id}: {source.title}" + (f" ({source.institution})" if source.institution else "")
    return source_id or "none"


def add_up(inputs: Mapping[str, float]) -> str:
    """Write the terms of a score as a sum, the weightiest first."""
    parts = sorted(((name, value) for name, value in inputs.items() if value), key=lambda term: (-abs(term[1]), term[0]))
    return " ".join(f"{'-' if value < 0 else '+'} {name} {abs(value):.2f}" for name, value in parts).removeprefix("+ ") or "0"


def _explain_confidence(record: Record) -> Iterator[str]:
    yield f"  {record.confidence.score:.4f} is {record.confidence.level}"
    for name, value in record.confidence.inputs.items():
        yield f"  {name:<12} {value}"


def _explain_completeness(record: Record) -> Iterator[str]:
    slots = {name: value for name, value in record.completeness.slots.items() if value is not None}
    yield f"  {record.completeness.value:.2f} = mean of {len(slots)} slots that apply"
    for name, value in slots.items():
        yield f"  {value:.2f}  {name}"


def _explain_category(record: Record) -> Iterator[str]:
    words = ", ".join(f"{word.word} {word.weight:+.2f}" for word in record.category.evidence)
    margin = f"{record.category.margin:.2f}"
    yield {
        "words": f"  {record.category.value} by a margin of {margin}" + (f": {words}" if words else ""),
        "configured": f"  {record.category.value}, as configured for its path; its words do not decide (margin {margin})",
        "fallback": f"  {record.category.value}, the fallback; its words do not decide (margin {margin})",
    }[record.category.basis]


def _explain_timeline(record: Record, raw: str | None) -> Iterator[str]:
    for entry in record.timeline:
        yield f"  {entry.date.edtf or 'unknown':<12} {entry.statement}"
        yield from _explain_date(entry.date, raw)


def _explain_date(date: DateRecord, raw: str | None) -> Iterator[str]:
    yield f'    page says  "{date.raw}", {date.basis}: {date.evidence.rule} (precision {date.precision})'
    for quote in date.evidence.quotes:
        yield from _quote("    because    ", quote.spans, quote.raw or quote.text, raw)


def _list_rejected(record: Record) -> Iterator[str]:
    for at, fact in enumerate(record.facts):
        if not fact.id:
            yield f'  #{at:<3} {fact.score:>6.2f}  {fact.reason}: "{fact.statement}"'


def _quote(label: str, spans: Spans, words: str, raw: str | None) -> Iterator[str]:
    """Show raw words in their context, a line for each span; without the page, the recorded words."""
    if raw is None:
        yield f"{label}⟦{_flatten(words)}⟧ (the raw page is not at hand)"
        return
    for start, end in spans:
        line = raw.count("\n", 0, start) + 1
        before = _flatten(raw[max(start - CONTEXT, 0) : start])
        after = _flatten(raw[end : end + CONTEXT])
        yield f"{label}line {line}, characters {start}-{end}: …{before}⟦{_flatten(raw[start:end])}⟧{after}…"


def _flatten(words: str) -> str:
    return "".join(" " if mark.isspace() else mark for mark in words if mark.isprintable() or mark.isspace())
