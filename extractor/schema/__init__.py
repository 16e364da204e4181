"""The published contracts: ``Article`` and ``Record``, and every rule they obey."""

from extractor.schema.article import FRONT_MATTER_KEYS, Article
from extractor.schema.body import REQUIRED_SECTIONS, SECTION_ORDER, Body, BodySection
from extractor.schema.contracts import describe_schema
from extractor.schema.faults import find_faults, inspect_article
from extractor.schema.field_types import LEVELS, Level
from extractor.schema.layout import PLAIN_LAYOUT, Chunk, Layout
from extractor.schema.machine_article import MachineArticle
from extractor.schema.merge_record import ConflictEvidence, ConflictRecord, MergeRecord
from extractor.schema.parts import ArticleSource, AtomicFact, DisputedStatement
from extractor.schema.record import Record
from extractor.schema.rules import RULES, Fault, Location, Rule

__all__ = [
    "FRONT_MATTER_KEYS",
    "LEVELS",
    "PLAIN_LAYOUT",
    "REQUIRED_SECTIONS",
    "RULES",
    "SECTION_ORDER",
    "Article",
    "ArticleSource",
    "AtomicFact",
    "Body",
    "BodySection",
    "Chunk",
    "ConflictEvidence",
    "ConflictRecord",
    "DisputedStatement",
    "Fault",
    "Layout",
    "Level",
    "Location",
    "MachineArticle",
    "MergeRecord",
    "Record",
    "Rule",
    "describe_schema",
    "find_faults",
    "inspect_article",
]
