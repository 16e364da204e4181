"""Every text of a page that may name something."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.types import SectionKind, Sections, Text

Place = tuple[Text, SectionKind]
"""Words of the page, and the kind of section that they stand in."""


def list_places(sections: Sections) -> Iterator[Place]:
    """Every text of the page that may name something, with the kind of its section, in reading order."""
    if sections.description:
        yield sections.description, "description"
    yield from ((text, "summary") for text in sections.summary)
    yield from ((attribute.value, "attributes") for attribute in sections.attributes)
    yield from ((entry.statement, "timeline") for entry in sections.timeline)
    if sections.wikipedia and sections.wikipedia.extract:
        yield sections.wikipedia.extract, "wikipedia"
    for result in sections.web_results:
        yield result.title, "web_results"
        yield from ((fragment, "web_results") for fragment in result.fragments)
    yield from ((text, "content") for text in sections.content)
