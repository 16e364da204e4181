"""Pages through the real stages, one by one, so that a test can see what each of them made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from extractor.config import default_config
from extractor.errors import StructureError
from extractor.knowledge import default_knowledge
from extractor.read import read_pages
from extractor.schema import Article, Record
from extractor.scrub import scrub_page
from extractor.segment import segment_page
from extractor.structure import structure_page
from extractor.types import CleanPage, RawPage, Sections

KNOWLEDGE = default_knowledge()

CONFIG = default_config()
RAW = Path(__file__).resolve().parents[2] / "raw"


class Made(NamedTuple):
    """A page, cleaned, and what it became."""

    page: CleanPage
    record: Record
    article: Article


def make_articles(data: bytes, name: str) -> Iterator[Made]:
    """Take every page of a file through the stages; pages that are refused for want of sources are left out."""
    for raw in read_pages(data, name, config=CONFIG, knowledge=KNOWLEDGE):
        assert isinstance(raw, RawPage), raw
        page = scrub_page(raw, config=CONFIG, knowledge=KNOWLEDGE)
        sections = segment_page(page, config=CONFIG, knowledge=KNOWLEDGE)
        if not _can_be_refused(sections):
            yield Made(page, *structure_page(sections, config=CONFIG, knowledge=KNOWLEDGE))
            continue
        with suppress(StructureError):
            yield Made(page, *structure_page(sections, config=CONFIG, knowledge=KNOWLEDGE))


def _can_be_refused(sections: Sections) -> bool:
    """Without a web result that has an excerpt there may be no article."""
    return not any(result.fragments for result in sections.web_results)


def sample_files() -> list[Path]:
    """The sample pages of the repository."""
    return sorted(path for path in RAW.iterdir() if path.is_file())
