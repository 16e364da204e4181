"""Web search results: a title, then a snippet whose fragments are joined by elision marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.segment.lines import Line, cut_text, find_link, trim_text
from extractor.segment.shapes import is_address
from extractor.segment.wikipedia import make_link
from extractor.types import CleanPage, Text, WebResult

LONGEST_TITLE = 200
_JOIN = re.compile(r"\[\s*(?:\.\s?\.\s?\.|…)\s*\]")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=\S)")


def group_results(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut the list into results.

    What starts one is a bullet; without any a heading, a number, a linked line, or the first line after a snippet.
    """
    starts = next((found for found in _find_starts(lines) if found), [])
    if not starts:
        return [list(lines)] if lines else []
    edges = [0, *(start for start in starts if start > 0), len(lines)]
    return [list(lines[low:high]) for low, high in pairwise(edges)]


def _find_starts(lines: Sequence[Line]) -> Iterator[list[int]]:
    yield [at for at, line in enumerate(lines) if line.bullet]
    yield [at for at, line in enumerate(lines) if line.block.kind == "heading"]
    yield [at for at, line in enumerate(lines) if _NUMBER.match(line.text.text)] if _is_numbered(lines) else []
    yield [at for at, line in enumerate(lines) if _is_linked_title(line)]
    yield [at for at, line in enumerate(lines) if at == 0 or _follows_snippet(line, lines[at - 1])]


def _is_numbered(lines: Sequence[Line]) -> bool:
    return bool(lines) and bool(_NUMBER.match(lines[0].text.text))


def _is_linked_title(line: Line) -> bool:
    """Whether a link covers the whole line, and the line is not just the address."""
    text = line.text
    covered = any(link.start <= text.start and text.end <= link.end for link in line.block.links)
    return covered and not is_address(text.text)


def _follows_snippet(line: Line, before: Line) -> bool:
    """Without any mark: a short line after a long one, or after one with an elision mark."""
    if len(line.text.text) > LONGEST_TITLE or _JOIN.search(line.text.text) or is_address(line.text.text):
        return False
    return len(before.text.text) > LONGEST_TITLE or bool(_JOIN.search(before.text.text))


def parse_result(lines: Sequence[Line], page: CleanPage) -> WebResult:
    """Read one result. Its link is the title's, else the address on a line of its own; a link in the snippet is not."""
    title, rest = _split_title(lines[0])
    link = find_link(lines[:1], title)
    runs: list[list[int]] = [[rest.start, rest.end]] if rest else []
    apart = not runs
    for line in lines[1:]:
        if _is_locator(line):
            link = link or find_link([line]) or make_link(line.text, page)
            apart = True
        elif apart:
            runs.append([line.text.start, line.text.end])
            apart = False
        else:
            runs[-1][1] = line.text.end
    fragments = tuple(piece for low, high in runs for piece in split_fragments(cut_text(page, low, high)))
    return WebResult(title, fragments, link)


def _is_locator(line: Line) -> bool:
    return is_address(line.text.text) or (_is_linked_title(line) and " " not in line.text.text.replace(" › ", ""))


def _split_title(line: Line) -> tuple[Text, Text | None]:
    """The title, and the start of the snippet where markup puts both on one line and links the title only."""
    text = line.text
    number = _NUMBER.match(text.text) if not line.bullet else None
    if number:
        text = trim_text(text, number.end(), len(text.text))
    link = line.block.links[0] if line.block.links else None
    if link and link.start <= text.start < link.end < text.end and text.end - link.end > LONGEST_TITLE // 4:
        edge = link.end - text.start
        return trim_text(text, 0, edge), trim_text(text, edge, len(text.text))
    return text, None


def split_fragments(snippet: Text) -> Iterator[Text]:
    """Cut a snippet at its elision marks; empty pieces are dropped. No fragment says anything about its neighbours."""
    start = 0
    for join in _JOIN.finditer(snippet.text):
        if (piece := trim_text(snippet, start, join.start())).text:
            yield piece
        start = join.end()
    if (piece := trim_text(snippet, start, len(snippet.text))).text:
        yield piece
