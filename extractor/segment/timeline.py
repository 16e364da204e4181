"""Timeline: statements with a date line below, above or on the same line, or with none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.segment.lines import Line, cut_text, trim_text
from extractor.segment.shapes import LONGEST_DATE, ends_sentence, is_date, names_near_day
from extractor.segment.vocabulary import load_vocabulary
from extractor.types import CleanPage, Text, TimelineEntry

_LEADING_DATE = re.compile(r"([^:–—|]{3,40}?)\s*(?::\s|[–—|]|\s-\s)\s*(?=\S)|(\d{4}-\d{2}(?:-\d{2})?)\s+(?=\S)")
_TRAILING_DATE = re.compile(r"(?:[–—|-]\s*(?P<bare>[^–—|()（）]{4,40})|[(（](?P<round>[^()（）]{4,40})[)）])\s*\.?\s*$")
_AROUND_DATE = "()（）-–—|,. "


class Group(NamedTuple):
    """The lines of one entry; ``when`` are those that hold its date alone."""

    statement: list[Line]
    when: list[Line]

    @property
    def lines(self) -> list[Line]:
        """All lines in page order."""
        return sorted([*self.statement, *self.when], key=lambda line: line.text.start)


def group_entries(lines: Sequence[Line], *, knowledge: Knowledge) -> tuple[list[Group], list[Line]]:
    """Cut a timeline into entries; what follows a finished entry and starts none comes second, as strays.

    Whether dates stand above or below their statements is read from the first line.
    """
    if any(line.block.kind == "key" for line in lines):
        return _group_rows(lines, knowledge=knowledge)
    if _lead_with_dates(lines, knowledge=knowledge):
        return _group_led(lines, knowledge=knowledge), []
    groups: list[Group] = []
    strays: list[Line] = []
    bulleted = any(line.bullet for line in lines)
    dates_first = bool(lines) and _holds_date(lines[0], knowledge=knowledge)
    for line in lines:
        group = groups[-1] if groups else None
        if _holds_date(line, knowledge=knowledge):
            if group is None or dates_first or group.when:
                groups.append(Group([], [line]))
            else:
                group.when.append(line)
        elif group is None or _opens_entry(line, group, bulleted=bulleted, dates_first=dates_first):
            groups.append(Group([line], []))
        elif bulleted and group.when and group.statement and not dates_first:
            strays.append(line)
        else:
            group.statement.append(line)
    return groups, strays


def _group_rows(lines: Sequence[Line], *, knowledge: Knowledge) -> tuple[list[Group], list[Line]]:
    """Cut a table into its rows: the cell that is a date is the row's; a first row without one names the columns."""
    rows: list[list[Line]] = []
    for line in lines:
        if line.block.kind == "key" or not rows:
            rows.append([])
        rows[-1].append(line)
    groups = []
    for row in rows:
        when = next((line for line in row if _holds_date(line, knowledge=knowledge)), None)
        groups.append(Group([line for line in row if line is not when], [when] if when else []))
    dated = [bool(group.when) for group in groups]
    if len(groups) > 1 and not dated[0] and all(dated[1:]):
        return groups[1:], groups[0].lines
    return groups, []


def _lead_with_dates(lines: Sequence[Line], *, knowledge: Knowledge) -> bool:
    """Whether most lines say their date first: ``March 2009: Norvane was founded``."""
    led = sum(leads_with_date(line, knowledge=knowledge) for line in lines)
    return bool(lines) and led * 5 >= len(lines) * 3 and leads_with_date(lines[0], knowledge=knowledge)


def leads_with_date(line: Line, *, knowledge: Knowledge) -> bool:
    """Whether a line says its date first, and then something else."""
    when, rest = _split_date(line.text, timed=False, knowledge=knowledge)
    return when is not None and when.start == line.text.start and bool(rest.text)


def _group_led(lines: Sequence[Line], *, knowledge: Knowledge) -> list[Group]:
    groups: list[Group] = []
    for line in lines:
        if not groups or line.bullet or leads_with_date(line, knowledge=knowledge):
            groups.append(Group([line], []))
        else:
            groups[-1].statement.append(line)
    return groups


def _holds_date(line: Line, *, knowledge: Knowledge) -> bool:
    words = line.text.text
    return (
        is_date(words, knowledge=knowledge)
        or names_near_day(words, knowledge=knowledge)
        or (bool(line.block.time) and len(line.text.text) <= LONGEST_DATE and _is_bare(line))
    )


def _is_bare(line: Line) -> bool:
    return not line.bullet or len(line.text.text.split()) <= 3


def _opens_entry(line: Line, group: Group, *, bulleted: bool, dates_first: bool) -> bool:
    if line.bullet:
        return bool(group.statement)
    if bulleted or dates_first:
        return False
    return bool(group.when) or ends_sentence(group.statement[-1].text.text)


def parse_entry(group: Group, page: CleanPage, *, knowledge: Knowledge) -> TimelineEntry:
    """Read one entry that has a statement."""
    text = cut_text(page, group.statement[0].text.start, group.statement[-1].text.end)
    statement, source, rest = _split_tag(text, knowledge=knowledge)
    if group.when:
        return TimelineEntry(statement, source, group.when[0].text, group.when[0].block.time)
    time = next((line.block.time for line in group.statement if line.block.time), "")
    if rest.text and is_date(bare := rest.text.strip(_AROUND_DATE), knowledge=knowledge):
        start = rest.text.index(bare)
        return TimelineEntry(statement, source, rest.part(start, start + len(bare)), time)
    when, statement = _split_date(statement, timed=bool(time), knowledge=knowledge)
    return TimelineEntry(statement, source, when, time)


def _split_tag(text: Text, *, knowledge: Knowledge) -> tuple[Text, Text | None, Text]:
    """Split off the ``(Source: ...)`` at the end: the statement, the named class of source, what stands behind."""
    end = text.part(len(text.text), len(text.text))
    vocabulary = load_vocabulary(knowledge)
    if cut := vocabulary.open_tag.search(text.text):
        return trim_text(text, 0, cut.start()), None, end
    tags = list(vocabulary.source_tag.finditer(text.text))
    if not tags:
        return text, None, end
    tag = tags[-1]
    source = trim_text(text, *tag.span(1))
    rest = trim_text(text, tag.end(), len(text.text))
    if rest.text.strip(".。") and not is_date(rest.text.strip(_AROUND_DATE), knowledge=knowledge):
        return text, source if source.text else None, end
    return trim_text(text, 0, tag.start()), source if source.text else None, rest


def _split_date(text: Text, *, timed: bool, knowledge: Knowledge) -> tuple[Text | None, Text]:
    """Split a date off the start or the end of a statement."""
    year = load_vocabulary(knowledge).year
    for match, start in _find_edges(text, timed=timed):
        group = match.lastgroup or match.lastindex or 1
        when = trim_text(text, *match.span(group))
        if is_date(when.text, knowledge=knowledge) and (year.search(when.text) or not any(c.isdigit() for c in when.text)):
            rest = trim_text(text, match.end(), len(text.text)) if start else trim_text(text, 0, match.start())
            if rest.text:
                return when, rest
    return None, text


def _find_edges(text: Text, *, timed: bool) -> Iterator[tuple[re.Match[str], bool]]:
    if leading := _LEADING_DATE.match(text.text):
        yield leading, True
    if timed and (words := re.match(r"(\S{4,40}(?:\s\S{1,12}){0,3}?)\s+", text.text)):
        yield words, True
    tail = max(len(text.text) - LONGEST_DATE, 0)
    if trailing := _TRAILING_DATE.search(text.text, tail):
        yield trailing, False
