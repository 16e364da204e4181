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

    def put(self, heading: str, text: str) -> Body:
        """Give the body with another text under a heading of the schema; without a text the section goes."""
        if self.find(heading) is not None:
            kept = (s if s.heading != heading else s.model_copy(update={"text": text}) for s in self.sections)
            return self.model_copy(update={"sections": tuple(s for s in kept if s.heading != heading or s.text)})
        later = SECTION_ORDER[SECTION_ORDER.index(heading) + 1 :]
        at = next((at for at, s in enumerate(self.sections) if s.heading in later), len(self.sections))
        new = (BodySection(heading=heading, text=text),) if text else ()
        return self.model_copy(update={"sections": (*self.sections[:at], *new, *self.sections[at:])})

    def render(self) -> str:
        """Give the Markdown, exactly as it was read."""
        last = len(self.sections) - 1
        parts = [self.preamble]
        for at, section in enumerate(self.sections):
            parts += ("## ", section.heading, section.lead, section.text, self.end if at == last else section.gap)
        return "".join(parts)
