"""The Wikipedia block: "View on Wikipedia" glued to the title of the page, then the extract."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.knowledge import Knowledge
from extractor.segment.lines import Line, find_link, join_lines, trim_text
from extractor.segment.shapes import ends_sentence, is_address
from extractor.segment.vocabulary import load_vocabulary
from extractor.types import CleanPage, Link, Text, WikipediaBlock

LONGEST_TITLE = 160


def parse_wikipedia(lines: Sequence[Line], page: CleanPage, *, knowledge: Knowledge) -> WikipediaBlock | None:
    """Read the block; None without words.

    The title may be glued to either end of the link's words, stand on a line of its own before or after them, or be
    missing: then the link says which page it is, or nothing does.
    """
    at, title = _find_title(lines, knowledge=knowledge)
    rest = [line for number, line in enumerate(lines) if number not in at and not is_address(line.text.text)]
    if title is None and len(rest) > 1 and _looks_like_title(rest[0]):
        title, rest = rest[0].text, rest[1:]
    extract = join_lines(page, rest)
    link = _find_wikipedia_link(lines, page)
    return WikipediaBlock(title, extract, link) if title or extract or link else None


def _find_title(lines: Sequence[Line], *, knowledge: Knowledge) -> tuple[frozenset[int], Text | None]:
    """The line that holds the link's words (and one beside it that holds the title), and the title if it is glued."""
    pattern = load_vocabulary(knowledge).wikipedia_link
    for at, line in enumerate(lines[:50]):
        words = line.text.text
        match = pattern.search(words) if len(words) <= 2 * LONGEST_TITLE else None
        if match is None or (match.start() > 0 and match.end() < len(words)):
            continue
        after, before = trim_text(line.text, match.end(), len(words)), trim_text(line.text, 0, match.start())
        glued = _strip_colon(after) if after.text else before
        return frozenset({at}), glued if glued.text else None
    return frozenset(), None


def _strip_colon(text: Text) -> Text:
    return trim_text(text, 1, len(text.text)) if text.text[0] in ":：" else text


def _looks_like_title(line: Line) -> bool:
    words = line.text.text
    if line.block.kind == "heading":
        return True
    return len(words) <= LONGEST_TITLE and not ends_sentence(words) and len(words.split()) <= 12


def _find_wikipedia_link(lines: Sequence[Line], page: CleanPage) -> Link | None:
    for line in lines:
        for link in line.block.links:
            if "wikipedia.org" in link.href:
                return link
        if is_address(line.text.text):
            return make_link(line.text, page)
    return find_link(lines)


def make_link(address: Text, page: CleanPage) -> Link | None:
    """Make a link of an address that the page shows as text; None if the raw page does not hold it in one piece."""
    spans = page.spans(address)
    href = address.text if "://" in address.text else f"https://{address.text}"
    return Link(href, address.start, address.end, spans[0]) if len(spans) == 1 else None
