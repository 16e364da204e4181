"""The frozen values that travel between the stages.

    bytes → RawPage → CleanPage (Blocks) → Sections → Record and Article (``extractor.schema``) → Outcome

Each type is made in exactly one stage: ``RawPage`` in read, ``CleanPage`` in scrub, ``Sections`` in segment; ``Mention``,
``PartialDate``, ``Event``, ``Source`` and ``Fact`` in structure; ``Outcome`` in ``pipeline``.
"""

from extractor.types.findings import Basis, Entity, Event, Fact, Mention, PartialDate, Precision, SentenceEdit, Source
from extractor.types.pages import Block, BlockKind, CleanPage, Document, Drop, Link, Mark, MarkKind, RawPage, Text
from extractor.types.sections import (
    Attribute,
    LinkedText,
    Section,
    SectionKind,
    Sections,
    Stamp,
    StampName,
    TimelineEntry,
    WebResult,
    WikipediaBlock,
)

__all__ = [
    "Attribute",
    "Basis",
    "Block",
    "BlockKind",
    "CleanPage",
    "Document",
    "Drop",
    "Entity",
    "Event",
    "Fact",
    "Link",
    "LinkedText",
    "Mark",
    "MarkKind",
    "Mention",
    "PartialDate",
    "Precision",
    "RawPage",
    "Section",
    "SectionKind",
    "Sections",
    "SentenceEdit",
    "Source",
    "Stamp",
    "StampName",
    "Text",
    "TimelineEntry",
    "WebResult",
    "WikipediaBlock",
]
