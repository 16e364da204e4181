"""Structure: a page in parts becomes a record and an article. READ ``structure_page``; each line of it is a module here.

sources ─▶ facts ─▶ backing, disputes, gaps ─▶ compose ─▶ article
calendar, dates, entities, category, language, identity, confidence, completeness ─▶ record
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.config import Config
    from extractor.knowledge import Knowledge
    from extractor.schema import Article, Record
    from extractor.types import Sections

__all__ = ["structure_page"]


def structure_page(sections: Sections, *, config: Config, knowledge: Knowledge) -> tuple[Record, Article]:
    """Turn a page in parts into its record and its article; the same page gives the same values.

    Args:
        sections: The page.
        config: The configuration.
        knowledge: What the program knows besides the page.

    Raises:
        StructureError: The page has no usable source (``structure.no-sources``), or its article breaks a rule
            (``structure.failed-check``).
    """
    from extractor.structure.flow import structure_sections

    return structure_sections(sections, config=config, knowledge=knowledge)
