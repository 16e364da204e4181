"""What reports and assertions count of a page."""

from __future__ import annotations

from extractor.schema import Article, Record

FIELDS = (
    "facts",
    "sources",
    "institutions",
    "years",
    "locators",
    "events",
    "dated",
    "attributes",
    "entities",
    "gaps",
    "summary",
)
"""Figures that say whether a page has something; a fill rate is the share of pages where the figure is above zero."""
FIGURES = (*FIELDS, "disputes", "completeness", "confidence", "coverage", "other", "chars")
"""All that ``measure_page`` gives."""


def measure_page(article: Article, record: Record) -> dict[str, float]:
    """Count what an article and its record hold; ``other`` is the share of the page's sections that no rule knows.

    ``completeness`` and ``confidence`` are the article's scores, ``coverage`` the share of the raw characters that reached
    a section, ``chars`` the length of the page.
    """
    sources = article.primary_sources
    return {
        "facts": len(article.atomic_facts),
        "sources": len(sources),
        "institutions": sum(source.institution is not None for source in sources),
        "years": sum(source.year is not None for source in sources),
        "locators": sum(bool(source.url or source.doi) for source in sources),
        "events": len(record.timeline),
        "dated": sum(event.date.edtf is not None for event in record.timeline),
        "attributes": len(record.attributes),
        "entities": len(record.entities),
        "gaps": len(article.known_gaps),
        "disputes": len(article.disputed_statements),
        "summary": float(record.summary is not None),
        "completeness": article.completeness,
        "confidence": record.confidence.score,
        "coverage": record.coverage.share,
        "other": _share_of_other(record),
        "chars": record.page.chars,
    }


def list_dates(record: Record) -> tuple[str | None, ...]:
    """Give the EDTF date of every event of the timeline, ``None`` for an unknown one."""
    return tuple(event.date.edtf for event in record.timeline)


def _share_of_other(record: Record) -> float:
    sizes = {"other": 0, "known": 0}
    for section in record.sections:
        sizes["other" if section.kind == "other" else "known"] += sum(end - start for start, end in section.spans)
    total = sizes["other"] + sizes["known"]
    return round(sizes["other"] / total, 4) if total else 0.0
