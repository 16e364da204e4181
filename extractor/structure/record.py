"""The record: the normalised page, and the proof of everything the article says (RECORD)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractor.config import Config, __version__
from extractor.issues import Issue
from extractor.knowledge import Knowledge
from extractor.schema import Record
from extractor.schema.page_record import Fingerprint, TextValue
from extractor.schema.record import (
    CategoryRecord,
    CategoryWord,
    CompletenessRecord,
    ConfidenceRecord,
    Coverage,
    EditRecord,
    FactEvidence,
    FactRecord,
    IssueRecord,
    SectionRecord,
    SourceRecord,
)
from extractor.structure.category import CategoryChoice
from extractor.structure.entities import model_name
from extractor.structure.material import Material
from extractor.structure.page_parts import (
    record_amounts,
    record_attributes,
    record_entities,
    record_page,
    record_results,
    record_stamps,
    record_timeline,
    record_wikipedia,
)
from extractor.structure.quoting import Quoter
from extractor.structure.verdicts import Verdicts
from extractor.types import CleanPage, Fact, Sections, SentenceEdit

_CONTEXT = 32


def assemble_record(
    material: Material, verdicts: Verdicts, issues: Sequence[Issue], *, config: Config, knowledge: Knowledge
) -> Record:
    """Put the record together; every value that quotes the page has its raw spans. ``article`` is left to who renders it."""
    sections, sources = material.sections, material.sources
    quoter = Quoter(sections.page)
    base = verdicts.dates.base
    return Record(
        id=verdicts.article_id,
        page=record_page(sections),
        fingerprint=_record_fingerprint(sections, config=config, knowledge=knowledge),
        title=quoter.value(sections.title),
        description=quoter.optional(sections.description),
        summary=_record_summary(sections, quoter),
        referenced_in=quoter.optional(sections.referenced_in),
        metadata=record_stamps(sections, quoter, verdicts.dates.stamps),
        attributes=tuple(
            record_attributes(
                material.attributes, quoter, verdicts.source_ids, base=base, config=config, knowledge=material.knowledge
            )
        ),
        timeline=tuple(record_timeline(material.events, quoter)),
        wikipedia=record_wikipedia(sections, quoter, sources, is_entity=material.is_entity),
        web_results=tuple(record_results(sections, quoter, sources, verdicts.source_ids)),
        entities=tuple(record_entities(verdicts.entities, quoter)),
        amounts=tuple(record_amounts(sections, quoter, knowledge=material.knowledge)),
        facts=tuple(_record_facts(material, verdicts, quoter, config.facts.weights)),
        sources=tuple(_record_sources(material, verdicts, quoter)),
        category=_record_category(verdicts.category, quoter),
        confidence=ConfidenceRecord(**verdicts.confidence._asdict()),
        completeness=CompletenessRecord(**verdicts.completeness._asdict()),
        coverage=_measure_coverage(sections),
        issues=tuple(_record_issue(issue) for issue in issues),
        sections=tuple(_record_sections(sections)),
    )


def _record_fingerprint(sections: Sections, *, config: Config, knowledge: Knowledge) -> Fingerprint:
    return Fingerprint(
        version=__version__,
        config=knowledge.fingerprint(config),
        model=model_name(config),
        profile=knowledge.profile,
        reader=sections.page.page.reader,
    )


def _record_summary(sections: Sections, quoter: Quoter) -> TextValue | None:
    """The summary's paragraphs are one text: from the start of the first to the end of the last."""
    if not sections.summary:
        return None
    first, last = sections.summary[0], sections.summary[-1]
    text = sections.page.text.text[first.start : last.end]
    return quoter.value(type(first)(first.start, last.end, text))


def _record_facts(material: Material, verdicts: Verdicts, quoter: Quoter, weights: Mapping[str, float]) -> Iterator[FactRecord]:
    ids = iter(verdicts.fact_ids)
    for fact in material.facts:
        yield FactRecord(
            id=next(ids) if fact.status == "chosen" else None,
            statement=fact.statement,
            source_id=verdicts.source_ids[fact.source],
            source_title=material.sources[fact.source].title,
            evidence=_quote_evidence(fact, quoter),
            edits=tuple(_record_edit(edit, quoter) for edit in fact.edits),
            score=fact.score,
            score_inputs={name: round(value * weights.get(name, 0.0), 4) for name, value in fact.features.items()},
            corroborated_by=tuple(filter(None, (verdicts.source_ids[at] for at in fact.corroborated_by))),
            status=fact.status,
            reason=fact.reason,
        )


def _quote_evidence(fact: Fact, quoter: Quoter) -> FactEvidence:
    text, page = fact.sentence, quoter.page.text.text
    return FactEvidence(
        exact=text.text,
        prefix=page[max(text.start - _CONTEXT, 0) : text.start],
        suffix=page[text.end : text.end + _CONTEXT],
        **quoter.fields(text),
    )


def _record_edit(edit: SentenceEdit, quoter: Quoter) -> EditRecord:
    return EditRecord(kind=edit.kind, at=edit.at, removed=edit.removed, inserted=edit.inserted, spans=quoter.spans(edit.origin))


def _record_sources(material: Material, verdicts: Verdicts, quoter: Quoter) -> Iterator[SourceRecord]:
    primary = frozenset(material.primary)
    for at, source in enumerate(material.sources):
        yield SourceRecord(
            id=verdicts.source_ids[at],
            role="primary" if at in primary else "secondary",
            title=source.title,
            type=source.type,
            institution=source.institution,
            year=source.year,
            url=source.url,
            doi=source.doi,
            authors=source.authors,
            spans=quoter.spans(source.raw_title),
            found=dict(sorted(source.found.items())),
        )


def _record_category(choice: CategoryChoice, quoter: Quoter) -> CategoryRecord:
    words = tuple(
        CategoryWord(word=text.text, weight=weight, spans=quoter.spans(text))
        for text, weight in zip(choice.evidence, choice.weights, strict=True)
    )
    return CategoryRecord(value=choice.value, margin=choice.margin, basis=choice.basis, evidence=words)


def _record_issue(issue: Issue) -> IssueRecord:
    return IssueRecord(code=issue.code, stage=issue.stage, severity=issue.severity, message=issue.message, spans=issue.spans)


def _record_sections(sections: Sections) -> Iterator[SectionRecord]:
    for section in sections.sections:
        spans = tuple(span for block in section.blocks for span in sections.page.text.spans(block.start, block.end))
        yield SectionRecord(kind=section.kind, heading=section.heading.text if section.heading else None, spans=spans)


def _measure_coverage(sections: Sections) -> Coverage:
    """Count the characters of the page's visible text that reached a section, blanks aside, and those dropped by rule."""
    page = sections.page
    reached = (page.text.spans(block.start, block.end) for section in sections.sections for block in section.blocks)
    inside = _count_characters(page, (pair for spans in reached for pair in spans))
    visible = _count_characters(page, page.page.view.spans(0, len(page.page.view.text)))
    dropped: Counter[str] = Counter()
    for drop in page.drops:
        dropped[drop.rule] += len(drop.text)
    share = min(round(inside / visible, 4), 1.0) if visible else 0.0
    return Coverage(share=share, dropped=dict(sorted(dropped.items())))


def _count_characters(page: CleanPage, spans: Sequence[tuple[int, int]] | Iterator[tuple[int, int]]) -> int:
    return sum(len("".join(page.page.raw[start:end].split())) for start, end in spans)
