"""The page as it is being cut: what the parts collect, and the one place where ``Sections`` is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extractor.issues import Issue, make_issue
from extractor.knowledge import Knowledge
from extractor.segment.headings import Heading
from extractor.segment.lines import Line
from extractor.segment.shapes import is_placeholder
from extractor.segment.vocabulary import fold_sentence, load_vocabulary
from extractor.types import CleanPage, Section, SectionKind, Sections, Text

LONGEST_QUOTE = 60
MOST_DOUBTS = 20
"""Issues of one code that a page reports: a million undated entries say nothing that these do not."""


class Run(NamedTuple):
    """A heading, its line, and the lines below it down to the next heading."""

    heading: Heading
    head: Line
    body: list[Line]

    @property
    def words(self) -> list[Line]:
        """The lines below that hold words."""
        return [line for line in self.body if line.text.text]

    @property
    def texts(self) -> list[Text]:
        """The words on the label's line, and those of the lines below."""
        value = self.heading.label.value
        return [*([value] if value else []), *(line.text for line in self.words)]


@dataclass
class Draft:
    """What is known of a page so far; ``values`` are fields of ``Sections`` by name."""

    page: CleanPage
    max_items: int
    title: Text
    knowledge: Knowledge
    sections: list[Section] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    doubts: Counter[str] = field(default_factory=Counter)

    def keep(self, kind: SectionKind, lines: Sequence[Line], heading: Line | None = None) -> None:
        """Put lines into a section of their own, under a heading if they have one."""
        blocks = tuple(line.block for line in ([heading, *lines] if heading else lines))
        if blocks:
            self.sections.append(Section(kind, heading.text if heading else None, blocks))

    def keep_other(self, lines: Sequence[Line], heading: Line | None = None) -> None:
        """Keep material that no rule knows, and say so."""
        self.keep("other", lines, heading)
        worded = [line for line in ([heading, *lines] if heading else lines) if line.text.text]
        if worded:
            words = worded[0].text.text
            quote = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
            self.doubt("segment.unknown-heading", f"{len(worded)} lines from '{quote}' on belong to no known part.", worded)

    def keep_above(self, lines: Sequence[Line]) -> None:
        """Keep what stands above the title: the site's furniture, unless nobody knows it."""
        furniture = load_vocabulary(self.knowledge).furniture
        for line in lines:
            if not line.text.text or fold_sentence(line.text.text) in furniture:
                self.keep("furniture", [line])
            else:
                self.keep_other([line])

    def keep_loose(self, lines: Sequence[Line]) -> None:
        """Keep lines that stand under no heading: the page's description if it has none yet."""
        worded = [line for line in lines if line.text.text]
        if worded and "description" not in self.values:
            at = lines.index(worded[0]) + 1
            self.values["description"] = (
                None if is_placeholder(worded[0].text.text, knowledge=self.knowledge) else worded[0].text
            )
            self.keep("description", lines[:at])
            lines = lines[at:]
        if any(line.text.text for line in lines):
            self.keep_other(lines)
        else:
            self.keep("furniture", lines)

    def cap_items(self, items: Sequence[list[Line]], part: str) -> Sequence[list[Line]]:
        """Bound the items of a list; the rest is kept as other."""
        if len(items) <= self.max_items:
            return items
        rest = [line for item in items[self.max_items :] for line in item]
        self.keep("other", rest)
        message = f"The {part} has {len(items)} items; segment.max_items is {self.max_items}, the rest was kept as other."
        self.doubt("segment.too-many-items", message, rest[:1])
        return items[: self.max_items]

    def doubt(self, code: str, message: str, lines: Sequence[Line] = ()) -> None:
        """Record an issue about some lines, from the first one's words to the last one's, unless many say the same."""
        self.doubts[code] += 1
        if self.doubts[code] > MOST_DOUBTS:
            return
        spans = self.page.text.spans(lines[0].text.start, lines[-1].text.end) if lines else ()
        self.issues.append(make_issue(code, message, spans))

    def finish(self, layout: str, values: Mapping[str, Any] | None = None) -> Sections:
        """Make the page's sections, in page order."""
        fields: dict[str, Any] = {"description": None, **self.values, **(values or {})}
        fields = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
        ordered = tuple(sorted(self.sections, key=lambda section: section.blocks[0].start))
        return Sections(self.page, layout, self.title, sections=ordered, issues=tuple(self.issues), **fields)
