"""Raw entity pages in, source-mapped articles out.

    bytes ──read──▶ RawPage ──scrub──▶ CleanPage ──segment──▶ Sections ──structure──▶ Record, Article ──write──▶ files

    read/       bytes → decoded text and its structure     scrub/      named cleaning rules, traced to the raw text
    segment/    headings and labels → sections              structure/  dates, entities, sources, facts, prose
    write/      article and record ⇄ text ⇄ disk            pipeline    one page through all five, read it first
    jobs/       many pages: batch, ledger, re-ingest        review/     the gate, decisions, the reviewer's page
    cli/        the commands                                config, schema, records, issues, spans, errors: the kernel

The names below are the public interface. They are loaded on first use, so importing the package does nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.config import Config, load_config
    from extractor.issues import Issue
    from extractor.pipeline import convert, convert_pages
    from extractor.records import Mention, Outcome, PartialDate
    from extractor.schema import Article, Record
    from extractor.spans import Span
    from extractor.structure.dates import find_dates
    from extractor.structure.entities import find_mentions
    from extractor.write import parse_article, render_article

__version__ = "0.1.0"

__all__ = [
    "Article", "Config", "Issue", "Mention", "Outcome", "PartialDate", "Record", "Span", "convert", "convert_pages",
    "find_dates", "find_mentions", "load_config", "parse_article", "render_article",
]  # fmt: skip

_HOMES = {
    "Article": "schema", "Config": "config", "Issue": "issues", "Mention": "records", "Outcome": "records",
    "PartialDate": "records", "Record": "schema", "Span": "spans", "convert": "pipeline", "convert_pages": "pipeline",
    "find_dates": "structure.dates", "find_mentions": "structure.entities", "load_config": "config",
    "parse_article": "write", "render_article": "write",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    return getattr(import_module(f"extractor.{_HOMES[name]}"), name)
