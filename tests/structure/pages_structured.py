"""Pages taken through the structure stage, from parts."""

from __future__ import annotations

from typing import Any

from extractor.config import load_config
from extractor.knowledge import default_knowledge
from extractor.schema import Article, Record
from extractor.structure import structure_page
from tests.structure.sections_maker import make_sections

KNOWLEDGE = default_knowledge()

CONFIG = load_config(assignments=("entities.model=none",))
_EVEN = {"weights": {"bias": 1.0, "definitional": 1.0}, "further_score": 0.0}
EVEN = CONFIG.model_copy(update={"facts": CONFIG.facts.model_copy(update=_EVEN)})
"""Facts ranked by nothing but being definitions, whatever the fitted weights are."""

MILL = "A tide mill is a water mill driven by the rise and fall of the tide."
POND = "The Eling tide mill, which was rebuilt in 1778, has a pond of 4 hectares."
LAST = "The Woodbridge tide mill was the last one to work, and it closed in 1957."


def structure(title: str = "Tide mill", **parts: Any) -> tuple[Record, Article]:
    """Structure a page; without other parts it has one web result with three sentences."""
    parts.setdefault("results", ((f"{title}s - IBM", f"{MILL} {POND} {LAST}"),))
    return structure_page(make_sections(title, **parts), config=EVEN, knowledge=KNOWLEDGE)


def section(article: Article, heading: str) -> str:
    """The text of a section of the body."""
    found = article.body.find(heading)
    assert found is not None, heading
    return found.text
