"""The body's Markdown as sections, and back without losing a character."""

from __future__ import annotations

import re

from extractor.schema import Body, BodySection

_HEADING = re.compile(r"^(?:## (.*)|(`{3,}|~{3,}).*)$", re.MULTILINE)


def parse_body(text: str) -> Body:
    """Cut Markdown at its second-level headings; ``Body.render`` gives the same text back.

    Headings inside fenced code are not headings.
    """
    headings = []
    fence = ""
    for match in _HEADING.finditer(text):
        mark = match[2]
        if mark is None:
            if not fence:
                headings.append(match)
        elif not fence:
            fence = mark
        elif match[0].rstrip() == mark and mark.startswith(fence):
            fence = ""
    if not headings:
        return Body(preamble=text)
    ends = [*(match.start() for match in headings[1:]), len(text)]
    cut = [_cut_section(text[match.end() : end]) for match, end in zip(headings, ends, strict=True)]
    sections = [
        BodySection(heading=match[1], text=words, lead=lead, gap=gap)
        for match, (lead, words, gap) in zip(headings, cut, strict=True)
    ]
    sections[-1] = BodySection(heading=sections[-1].heading, text=sections[-1].text, lead=sections[-1].lead)
    return Body(sections=tuple(sections), preamble=text[: headings[0].start()], end=cut[-1][2])


def _cut_section(text: str) -> tuple[str, str, str]:
    words = text.strip("\n")
    if not words:
        return text[:1], "", text[1:]
    start = text.index(words)
    return text[:start], words, text[start + len(words) :]
