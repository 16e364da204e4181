"""Which kind of page it is, where its title stands, and where its headings cut it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.knowledge import Knowledge
from extractor.segment.draft import Run
from extractor.segment.glue import unglue_lines
from extractor.segment.headings import Heading, choose_headings
from extractor.segment.labels import LIKELY, STAMPS, read_label
from extractor.segment.lines import Line
from extractor.segment.shapes import ends_sentence
from extractor.segment.vocabulary import fold_sentence, load_vocabulary
from extractor.types import CleanPage

Layout = Literal["entity", "document-glued", "document-labelled", "article"]
NEAR_TOP = 4
MANY_SIGNS = 3
SHORT_PAGE = 400
LONGEST_HEADING = 80


class Plan(NamedTuple):
    """What kind of page it is, the lines below its title, and which of them are headings."""

    layout: Layout
    lines: Sequence[Line]
    headings: Mapping[int, Heading]


def plan_page(page: CleanPage, lines: Sequence[Line], *, knowledge: Knowledge) -> Plan:
    """Say what kind of page it is, and which of the lines below its title are headings.

    Raw i18n keys decide at once. Else an entity page is one with a stamp, a distinctive part, two parts that fit, or a part
    right under the title; a document page is one with two document labels; the rest are articles, unless they are too
    short to be more than a title and a description.
    """
    vocabulary = load_vocabulary(knowledge)
    entity = choose_headings(lines, vocabulary.entity, knowledge=knowledge)
    if _count_signs(entity, knowledge=knowledge) >= MANY_SIGNS and not _is_document(page, knowledge=knowledge):
        return Plan("entity", lines, entity)
    document = choose_headings(lines, vocabulary.document, knowledge=knowledge)
    names = {heading.name for heading in document.values()} - {"summary", "other"}
    if _count_raw(document) > _count_raw(entity) or (len(names) > 1 and len(names) > _count_signs(entity, knowledge=knowledge)):
        return Plan("document-glued" if len(lines) + 1 > len(page.blocks) else "document-labelled", lines, document)
    if _count_signs(entity, knowledge=knowledge) or _opens_with_part(entity, lines):
        return Plan("entity", lines, entity)
    if unglued := unglue_lines(lines, knowledge=knowledge):
        return Plan("document-glued", unglued, choose_headings(unglued, vocabulary.document, knowledge=knowledge))
    chars = sum(len(line.text.text) for line in lines)
    worded = sum(bool(line.text.text) for line in lines)
    return Plan("entity" if worded <= 1 and chars <= SHORT_PAGE else "article", lines, {})


def _opens_with_part(headings: Mapping[int, Heading], lines: Sequence[Line]) -> bool:
    """Whether a part stands right under the title, and is more than the overview of an article with headings of its own."""
    if not any(heading.at <= NEAR_TOP for heading in headings.values()):
        return False
    names = {heading.name for heading in headings.values()}
    others = [at for at, line in enumerate(lines) if line.block.level and at not in headings]
    return not (names <= {"summary", "web_results"} and len(others) > 0)


def _is_document(page: CleanPage, *, knowledge: Knowledge) -> bool:
    return any(head in page.text.text for head in load_vocabulary(knowledge).document_heads)


def _count_raw(headings: Mapping[int, Heading]) -> int:
    return sum(heading.label.raw and heading.name != "other" for heading in headings.values())


def _count_signs(headings: Mapping[int, Heading], *, knowledge: Knowledge) -> int:
    """How many headings speak for an entity page."""
    fitting = [heading for heading in headings.values() if heading.weight >= LIKELY]
    sure = {heading.name for heading in fitting}
    named = {heading.name for heading in fitting if not heading.label.formal}
    if sure == {"summary", "web_results"} and not named - {"summary"}:
        return 0
    alone = named & {*STAMPS, *load_vocabulary(knowledge).distinctive}
    return len(alone) if alone or len(sure) < 2 else len(sure)


def find_title(lines: Sequence[Line], *, knowledge: Knowledge) -> int | None:
    """Give the line of the title; None if a label stands in its place.

    It is the first heading of level 1 that markup declares near the top, else the first line that is not the site's
    furniture.
    """
    worded = [at for at, line in enumerate(lines) if line.text.text][: 2 * NEAR_TOP]
    declared = [at for at, line in enumerate(lines) if line.block.level == 1]
    if len(declared) > 1 and worded and worded[0] < declared[0] and _names_page(lines, worded[0], declared[0]):
        return worded[0]
    furniture = load_vocabulary(knowledge).furniture
    for at in worded:
        if lines[at].block.level == 1:
            return at
    for position, at in enumerate(worded):
        if fold_sentence(lines[at].text.text) not in furniture or position >= len(worded) - 2:
            return None if _opens_page(lines, at, knowledge=knowledge) else at
    return None


def _names_page(lines: Sequence[Line], at: int, heading: int) -> bool:
    """Whether a short first line stands above prose, and headings of the first level part what follows: it names the page."""
    words = lines[at].text.text
    prose = any(ends_sentence(line.text.text) for line in lines[at + 1 : heading])
    return len(words) <= LONGEST_HEADING and not ends_sentence(words) and prose


def _opens_page(lines: Sequence[Line], at: int, *, knowledge: Knowledge) -> bool:
    """Whether a first line is a label and no title.

    An entity may be called "Timeline", but then stamps or another "Timeline" follow.
    """
    vocabulary = load_vocabulary(knowledge)
    for grammar in (vocabulary.entity, vocabulary.document):
        label = read_label(lines[at], grammar, knowledge=knowledge)
        if label is None:
            continue
        if label.raw or label.value or label.name in STAMPS:
            return True
        following = (read_label(line, grammar, knowledge=knowledge) for line in lines[at + 1 :])
        near = [read_label(line, grammar, knowledge=knowledge) for line in lines[at + 1 : at + NEAR_TOP]]
        named_again = any(other is not None and other.name == label.name for other in following)
        return not named_again and not any(other is not None and other.name in STAMPS for other in near)
    return False


def cut_runs(lines: Sequence[Line], headings: Mapping[int, Heading]) -> tuple[list[Line], list[Run]]:
    """Cut the page at its headings, known or not: the lines above the first, then a run for each."""
    edges = [*sorted(headings), len(lines)]
    runs: list[Run] = []
    for at, end in pairwise(edges):
        body = list(lines[at + 1 : end])
        split = _find_unknown(lines[at], body)
        runs.append(Run(headings[at], lines[at], body[:split]))
        if split < len(body):
            unknown = Heading(at + 1 + split, headings[at].label._replace(name="other", value=None), 0)
            runs.append(Run(unknown, body[split], body[split + 1 :]))
    return list(lines[: edges[0]]), runs


def _find_unknown(head: Line, body: Sequence[Line]) -> int:
    """Where a heading that nobody knows ends a part: one that markup declares, and that is not below the part's own.

    A snippet that starts with ``#`` looks like a heading in Markdown; it is long, or stands right under its title.
    """
    for at, line in enumerate(body):
        titled = at > 0 and body[at - 1].bullet
        if 0 < line.block.level <= head.block.level and 0 < len(line.text.text) <= LONGEST_HEADING and not titled:
            return at
    return len(body)
