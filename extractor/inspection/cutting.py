"""How pages were cut, and what in them no rule knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.config import Config
from extractor.errors import PageError
from extractor.knowledge import Knowledge
from extractor.read import read_pages
from extractor.runs.inputs import find_charset, list_inputs
from extractor.scrub import scrub_page
from extractor.segment import segment_page
from extractor.types import CleanPage, RawPage, Sections
from extractor.workspace.storage import read_place

MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """A page that was cut, or why it could not be."""

    path: str
    sections: Sections | None = None
    failure: str = ""

    def list_unknown(self) -> list[str]:
        """The headings that no rule knows, each once: those of parts kept as other, those that an article's content holds."""
        found: dict[str, None] = {}
        for section in self.sections.sections if self.sections else ():
            if section.kind == "other":
                worded = (
                    section.heading.text if section.heading else next((b.text for b in section.blocks if b.text.strip()), "")
                )
                found |= {worded.strip(): None} if worded.strip() else {}
            elif section.kind == "content":
                found |= {block.text.strip(): None for block in section.blocks if block.kind == "heading"}
        return list(found)


@dataclass
class Unknown:
    """How often layouts and unknown headings stand in a batch, the latter with the first pages that show them."""

    pages: int = 0
    layouts: Counter[str] = field(default_factory=Counter)
    headings: Counter[str] = field(default_factory=Counter)
    examples: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, cut: Cut) -> None:
        """Take in a page."""
        self.pages += 1
        self.layouts[cut.sections.layout if cut.sections else "failed"] += 1
        for heading in cut.list_unknown():
            self.headings[heading] += 1
            if len(self.examples[heading]) < MOST_EXAMPLES:
                self.examples[heading].append(cut.path)

    def list_headings(self) -> list[tuple[str, int, list[str]]]:
        """Every unknown heading with the count of its pages and examples of them, the most frequent first."""
        ordered = sorted(self.headings.items(), key=lambda item: (-item[1], item[0]))
        return [(heading, count, self.examples[heading]) for heading, count in ordered]


def cut_pages(places: Iterable[str], *, config: Config, knowledge: Knowledge) -> Iterator[Cut]:
    """Cut every page at some paths, in the order of their names.

    Raises:
        ConfigError: There is nothing at one of them.
    """
    for page in clean_pages(places, config=config, knowledge=knowledge):
        if isinstance(page, Cut):
            yield page
            continue
        try:
            yield Cut(page.page.path, segment_page(page, config=config, knowledge=knowledge))
        except PageError as error:
            yield Cut(page.page.path, failure=f"{error} [{error.code}]")


def clean_pages(places: Iterable[str], *, config: Config, knowledge: Knowledge) -> Iterator[CleanPage | Cut]:
    """Read and clean every page at some paths, in the order of their names; a page that fails comes as a cut that says why."""
    for file in sorted(list_inputs(places, "")):
        try:
            data = read_place(file.url, config.read.max_bytes + 1)
            charset = find_charset(file.url)
            for page in read_pages(data, file.path, config=config, knowledge=knowledge, charset=charset):
                if isinstance(page, RawPage):
                    yield scrub_page(page, config=config, knowledge=knowledge)
                else:
                    yield Cut(str(page.facts.get("path", file.path)), failure=f"{page} [{page.code}]")
        except PageError as error:
            yield Cut(file.path, failure=f"{error} [{error.code}]")
