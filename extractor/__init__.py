"""Raw entity pages in, source-mapped articles out.

    bytes ──read──▶ RawPage ──scrub──▶ CleanPage ──segment──▶ Sections ──structure──▶ Record, Article ──write──▶ files

    read/       bytes → decoded text and its structure     scrub/      named cleaning rules, traced to the raw text
    segment/    headings and labels → sections              structure/  dates, entities, sources, facts, prose
    write/      article and record ⇄ text ⇄ disk            pipeline    one page through all five, read it first
    workspace/  what lies in an output folder               merge/      three versions of an article become one
    runs/       many pages: batch, ledger, report           ingest/     pages that change: fetch, survey, schedule
    review/     the gate, the session, the reviewer's page  training/   what fits models; nothing at run time needs it
    cli/        the commands                                config, schema, types, issues, spans, errors: the kernel

The names below are the public interface. They are loaded on first use, so importing the package does nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.config import Config, __version__, load_config
    from extractor.errors import (
        ConfigError,
        ExtractorError,
        PageError,
        ReadError,
        ReviewError,
        RunError,
        SegmentError,
        StructureError,
        WriteError,
    )
    from extractor.issues import Issue
    from extractor.pipeline import Outcome, convert, convert_pages
    from extractor.runs.export import tables
    from extractor.schema import Article, Record
    from extractor.spans import Span
    from extractor.structure.dates import find_dates
    from extractor.structure.entities import find_mentions
    from extractor.types import Document, Mention, PartialDate
    from extractor.write import parse_article, render_article

__all__ = [
    "Article",
    "Config",
    "ConfigError",
    "Document",
    "ExtractorError",
    "Issue",
    "Mention",
    "Outcome",
    "PageError",
    "PartialDate",
    "ReadError",
    "Record",
    "ReviewError",
    "RunError",
    "SegmentError",
    "Span",
    "StructureError",
    "WriteError",
    "__version__",
    "convert",
    "convert_pages",
    "find_dates",
    "find_mentions",
    "load_config",
    "parse_article",
    "render_article",
    "tables",
]  # fmt: skip

_HOMES = {
    "Article": "schema", "Config": "config", "Document": "types", "Issue": "issues", "Mention": "types", "Outcome": "pipeline",
    "PartialDate": "types", "Record": "schema", "Span": "spans", "convert": "pipeline", "convert_pages": "pipeline",
    "find_dates": "structure.dates", "find_mentions": "structure.entities", "load_config": "config",
    "parse_article": "write", "render_article": "write", "tables": "runs.export", "__version__": "config",
}  # fmt: skip
_HOMES |= {name: "errors" for name in __all__ if name.endswith("Error")}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    return getattr(import_module(f"extractor.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
