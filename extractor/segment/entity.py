"""Entity pages: each part's lines become its section and its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from extractor.segment.attributes import group_attributes, parse_attribute
from extractor.segment.draft import Draft, Run
from extractor.segment.headings import Heading
from extractor.segment.labels import LIKELY, STAMPS, Label
from extractor.segment.lines import Line, find_link
from extractor.segment.results import group_results, parse_result
from extractor.segment.shapes import is_date, is_placeholder, is_stamp
from extractor.segment.timeline import group_entries, parse_entry
from extractor.segment.vocabulary import fold, load_vocabulary
from extractor.segment.wikipedia import parse_wikipedia
from extractor.types import LinkedText, SectionKind, Stamp, StampName

USUAL = ("summary", "attributes", "timeline", "wikipedia", "web_results")


def cut_entity(draft: Draft, runs: Sequence[Run]) -> None:
    """Fill the draft with the parts of an entity page, and note which usual ones are missing."""
    for run in runs:
        _PARTS.get(run.heading.name, _cut_stamp)(draft, run)
    for name in USUAL:
        if not any(run.heading.name == name for run in runs):
            draft.doubt("segment.missing-section", f"The page has no {name.replace('_', ' ')} section.")


def is_empty(draft: Draft, run: Run) -> bool:
    """Whether a part holds nothing, or only a placeholder; if so it is kept and noted."""
    texts = run.texts
    if texts and not (len(texts) == 1 and is_placeholder(texts[0].text, knowledge=draft.knowledge)):
        return False
    draft.keep(section_kind(run.heading.name), run.body, run.head)
    draft.doubt("segment.empty-section", f"The {run.heading.name.replace('_', ' ')} section is empty.", [run.head])
    return True


def section_kind(name: str) -> SectionKind:
    """The kind of section that a part becomes; the parts of configs/sites/default.yaml bear the names of the kinds."""
    return "stamp" if name in STAMPS else cast(SectionKind, name)


def _cut_stamp(draft: Draft, run: Run) -> None:
    value, lines, rest = run.heading.label.value, [], run.body
    time = run.head.block.time
    first = next((at for at, line in enumerate(run.body) if line.text.text), None)
    if value is None and first is not None:
        line = run.body[first]
        lines, rest = run.body[: first + 1], run.body[first + 1 :]
        value, time = line.text, line.block.time
    if (
        value is None
        or not (time or is_stamp(value.text, knowledge=draft.knowledge) or is_date(value.text, knowledge=draft.knowledge))
        or is_placeholder(value.text, knowledge=draft.knowledge)
    ):
        draft.doubt("segment.empty-section", f"The label '{run.head.text.text}' has no date.", [run.head])
        lines, rest = (
            ([], run.body) if value is None or not is_placeholder(value.text, knowledge=draft.knowledge) else (lines, rest)
        )
    else:
        stamp = Stamp(cast(StampName, run.heading.name), value, time)
        draft.values.setdefault("stamps", []).append(stamp)
    draft.keep("stamp", lines, run.head)
    draft.keep_loose(rest)


def cut_summary(draft: Draft, run: Run) -> None:
    """Read a summary: one text a paragraph; keys with values below it are attributes or events."""
    if is_empty(draft, run):
        return
    at = next((at for at, line in enumerate(run.body) if line.block.kind == "key"), len(run.body))
    if at == 0 or (at < len(run.body) and run.body[at].block.kind == "key"):
        rest, run = run.body[at:], run._replace(body=run.body[:at])
        cut_pairs(draft, rest)
    draft.keep("summary", run.body, run.head)
    draft.values["summary"] = run.texts


def cut_preamble(draft: Draft, lines: Sequence[Line]) -> None:
    """Read what stands between the title and the first heading: a description, then keys with values, one of them a summary."""
    first = next((at for at, line in enumerate(lines) if line.block.kind == "key"), len(lines))
    draft.keep_loose(lines[:first])
    rest = list(lines[first:])
    names = load_vocabulary(draft.knowledge).entity.labels
    if rest and names.get(fold(rest[0].text.text)) == "summary" and "summary" not in draft.values:
        end = next((at for at, line in enumerate(rest[1:], 1) if line.block.kind == "key"), len(rest))
        draft.keep("summary", rest[1:end], rest[0])
        draft.values["summary"] = [line.text for line in rest[1:end] if line.text.text]
        rest = rest[end:]
    if rest:
        cut_pairs(draft, rest)


def cut_pairs(draft: Draft, lines: Sequence[Line]) -> None:
    """Read keys with values that stand under no heading: events where the keys are dates, else attributes."""
    rows: list[list[Line]] = []
    for line in lines:
        if line.block.kind == "key" or not rows:
            rows.append([])
        rows[-1].append(line)
    dated = [row for row in rows if any(is_date(line.text.text, knowledge=draft.knowledge) for line in row[:1])]
    first = rows.index(dated[0]) if dated else len(rows)
    heads = 1 if first and len(dated) > 1 and not any(len(line.text.text.split()) > 2 for line in rows[first - 1]) else 0
    for kind, part in (("attributes", rows[: first - heads]), ("timeline", rows[first - heads :])):
        if part and kind not in draft.values:
            flat = [line for row in part for line in row]
            heading = Heading(0, Label(kind), LIKELY)
            _PARTS[kind](draft, Run(heading, flat[0]._replace(text=flat[0].text.part(0, 0)), flat))
        elif part:
            draft.keep_other([line for row in part for line in row])


def _cut_referenced(draft: Draft, run: Run) -> None:
    """Read the count of documents, and the list of them where the page shows it."""
    value, words = run.heading.label.value, run.words
    if value is None and words and words[0].text.text.isdecimal():
        value, words = words[0].text, words[1:]
    draft.values["referenced_in"] = value
    draft.values["documents"] = [LinkedText(line.text, find_link([line])) for line in words]
    draft.keep("referenced", run.body, run.head)


def _cut_research(draft: Draft, run: Run) -> None:
    """Keep the umbrella heading. It has no body of its own, so that lines below it belong to a part nobody knows."""
    draft.keep("research", [], run.head)
    if run.words:
        draft.keep_other(run.body)
    else:
        draft.keep("furniture", run.body)


def _cut_attributes(draft: Draft, run: Run) -> None:
    if is_empty(draft, run):
        return
    pairs = group_attributes(run.words)
    lines = [pair.lines for pair in pairs]
    pairs = pairs[: len(draft.cap_items(lines, "table of attributes"))]
    _keep_items(draft, run, [line for pair in pairs for line in pair.lines])
    attributes = []
    for pair in pairs:
        attribute = parse_attribute(pair, draft.page)
        if attribute:
            attributes.append(attribute)
        else:
            draft.doubt("segment.odd-attribute", f"The attribute '{pair.key.text.text}' has no value.", [pair.key])
    draft.values["attributes"] = attributes


def _cut_timeline(draft: Draft, run: Run) -> None:
    if is_empty(draft, run):
        return
    groups, strays = group_entries(run.words, knowledge=draft.knowledge)
    if strays:
        draft.keep_other(strays)
    groups = groups[: len(draft.cap_items([group.lines for group in groups], "timeline"))]
    for group in groups:
        if not group.statement:
            draft.keep_other(group.when)
    groups = [group for group in groups if group.statement]
    _keep_items(draft, run, [line for group in groups for line in group.lines])
    entries = [parse_entry(group, draft.page, knowledge=draft.knowledge) for group in groups]
    draft.values["timeline"] = entries
    for group, entry in zip(groups, entries, strict=True):
        if entry.when is None:
            draft.doubt("segment.undated-entry", "A timeline entry has no date.", group.lines)


def _cut_wikipedia(draft: Draft, run: Run) -> None:
    if not is_empty(draft, run):
        draft.keep("wikipedia", run.body, run.head)
        draft.values["wikipedia"] = parse_wikipedia(run.words, draft.page, knowledge=draft.knowledge)


def _cut_results(draft: Draft, run: Run) -> None:
    if is_empty(draft, run):
        return
    groups = draft.cap_items(group_results(run.words, knowledge=draft.knowledge), "list of web results")
    _keep_items(draft, run, [line for group in groups for line in group])
    draft.values["web_results"] = [parse_result(group, draft.page, knowledge=draft.knowledge) for group in groups]


def cut_other(draft: Draft, run: Run) -> None:
    """Keep a part that nobody knows."""
    draft.keep_other(run.body, run.head)


def _keep_items(draft: Draft, run: Run, kept: Sequence[Line]) -> None:
    """Keep the lines of a list, and the wordless ones between them, as the part's section."""
    taken = {id(line) for line in kept}
    words = [line for line in run.body if id(line) in taken]
    draft.keep(section_kind(run.heading.name), words, run.head)
    draft.keep("furniture", [line for line in run.body if not line.text.text])


_PARTS: Mapping[str, Callable[[Draft, Run], None]] = {
    "summary": cut_summary,
    "referenced": _cut_referenced,
    "research": _cut_research,
    "attributes": _cut_attributes,
    "timeline": _cut_timeline,
    "wikipedia": _cut_wikipedia,
    "web_results": _cut_results,
    "other": cut_other,
}
