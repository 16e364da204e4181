"""The Markdown of an article, as sections in order."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

SECTION_ORDER = ("TL;DR", "Core Explanation", "Detailed Analysis", "Related Articles", "Further Reading")
REQUIRED_SECTIONS = SECTION_ORDER[:3]


class BodySection(BaseModel):
    """One section: ``## heading``, then its text.

    Attributes:
        heading: What stands after ``## ``.
        text: Its Markdown, without blank lines at either end.
        lead: What stands between heading and text; one line end in the house style.
        gap: What stands between the text and the next heading; a blank line in the house style.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    heading: str
    text: str
    lead: str = "\n"
    gap: str = "\n\n"


class Body(BaseModel):
    """The body of an article.

    Attributes:
        sections: Its sections, in order.
        preamble: What stands before the first heading; nothing in the house style.
        end: What stands after the text of the last section; one line end in the house style.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sections: tuple[BodySection, ...] = ()
    preamble: str = ""
    end: str = "\n"

    def find(self, heading: str) -> BodySection | None:
        """Give the first section with this heading."""
        return next((section for section in self.sections if section.heading == heading), None)

    def render(self) -> str:
        """Give the Markdown, exactly as it was read."""
        last = len(self.sections) - 1
        parts = [self.preamble]
        for at, section in enumerate(self.sections):
            parts += ("## ", section.heading, section.lead, section.text, self.end if at == last else section.gap)
        return "".join(parts)
