"""Document pages: labels glued to values or on lines of their own, and articles without any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from extractor.knowledge import Knowledge
from extractor.segment.draft import Draft, Run
from extractor.segment.entity import cut_other, cut_summary, is_empty
from extractor.segment.labels import LIKELY, read_label, weigh_label
from extractor.segment.lines import Line, find_link, trim_text
from extractor.segment.results import group_results, parse_result
from extractor.segment.shapes import is_address, is_date, is_stamp
from extractor.segment.vocabulary import load_vocabulary
from extractor.segment.wikipedia import make_link
from extractor.types import Stamp, Text

HEAD_LINES = 6
LONGEST_BYLINE = 120
LONGEST_NAME = 6
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,30}\]:|\[\d{1,3}\]:?\s+\S|\^\s?\d{0,3}\s")
_BETWEEN_ENTITIES = re.compile(r"\s*[,;|、，；]\s*")


def cut_document(draft: Draft, runs: Sequence[Run]) -> None:
    """Fill the draft with the parts of a document page that labels them."""
    for run in runs:
        if run.heading.name == "other" or not is_empty(draft, run):
            _PARTS[run.heading.name](draft, run)


def _cut_source(draft: Draft, run: Run) -> None:
    draft.keep("source", run.body, run.head)
    draft.values["source"] = run.texts[0]
    link = find_link([run.head, *run.body])
    named = run.texts[0]
    draft.values["source_link"] = link or (make_link(named, draft.page) if is_address(named.text) else None)


def _cut_author(draft: Draft, run: Run) -> None:
    draft.keep("author", run.body, run.head)
    between = load_vocabulary(draft.knowledge).between_names
    draft.values["authors"] = [name for text in run.texts for name in split_text(text, between)]


def _cut_published(draft: Draft, run: Run) -> None:
    line = next(iter(run.words), run.head)
    value = run.texts[0]
    if is_stamp(value.text, knowledge=draft.knowledge) or is_date(value.text, knowledge=draft.knowledge) or line.block.time:
        draft.values.setdefault("stamps", []).append(Stamp("published", value, line.block.time))
    else:
        draft.doubt("segment.empty-section", f"The label '{run.head.text.text}' has no date.", [run.head])
    draft.keep("published", run.body, run.head)


def _cut_entities(draft: Draft, run: Run) -> None:
    draft.keep("entities", run.body, run.head)
    draft.values["entities"] = [name for text in run.texts for name in split_text(text, _BETWEEN_ENTITIES)]


def _cut_content(draft: Draft, run: Run) -> None:
    draft.keep("content", run.body, run.head)
    draft.values["content"] = [*run.texts[: len(run.texts) - len(run.words)], *_paragraphs(run.words)]


def _paragraphs(lines: Sequence[Line]) -> list[Text]:
    """Texts of the lines that are prose; headings inside the content are no sentences."""
    return [line.text for line in lines if line.block.kind != "heading"]


def split_text(text: Text, between: re.Pattern[str]) -> Iterator[Text]:
    """Cut a list on one line into its members."""
    start = 0
    for match in between.finditer(text.text):
        if (piece := trim_text(text, start, match.start())).text:
            yield piece
        start = match.end()
    if (piece := trim_text(text, start, len(text.text))).text:
        yield piece


def cut_article(draft: Draft, lines: Sequence[Line]) -> None:
    """Fill the draft with an article of unknown make: a byline and a date near the top, then content."""
    content: list[Line] = []
    lines, references = _cut_references(draft, lines)
    for number, line in enumerate(lines):
        if number >= HEAD_LINES or not _cut_head(draft, line):
            content.append(line)
    draft.keep("content", content)
    draft.values["content"] = _paragraphs([line for line in content if line.text.text])
    if references:
        draft.keep("web_results", references[1:], references[0])
        groups = group_results([line for line in references[1:] if line.text.text], knowledge=draft.knowledge)
        draft.values["web_results"] = [parse_result(group, draft.page, knowledge=draft.knowledge) for group in groups]


def _cut_references(draft: Draft, lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Part the list of sources at the end of an article from its content; footnotes without a heading are one too."""
    for at in range(len(lines) - 1, -1, -1):
        label = read_label(lines[at], load_vocabulary(draft.knowledge).entity, knowledge=draft.knowledge)
        if label and label.name == "web_results" and weigh_label(label, lines, at, knowledge=draft.knowledge) >= LIKELY:
            return lines[:at], lines[at:]
    notes = [at for at, line in enumerate(lines) if _FOOTNOTE.match(line.text.text)]
    if notes and not any(line.text.text and not _FOOTNOTE.match(line.text.text) for line in lines[notes[0] :]):
        head = lines[notes[0]]._replace(text=lines[notes[0]].text.part(0, 0))
        return lines[: notes[0]], [head, *lines[notes[0] :]]
    return lines, ()


def _cut_head(draft: Draft, line: Line) -> bool:
    """Read a line under the title as byline or date; say whether it was one."""
    words = line.text.text
    vocabulary = load_vocabulary(draft.knowledge)
    byline = vocabulary.byline.match(words) if len(words) <= LONGEST_BYLINE else None
    if byline and "authors" not in draft.values:
        start, end = next(byline.span(name) for name, found in byline.groupdict().items() if found)
        rest, when = _split_date(trim_text(line.text, start, end), knowledge=draft.knowledge)
        names = list(split_text(rest, vocabulary.between_names))
        if not all(map(_is_name, names)):
            return False
        draft.values["authors"] = names
        _keep_date(draft, when, line)
        draft.keep("author", [line])
        return True
    if words and is_date(words, knowledge=draft.knowledge) and "stamps" not in draft.values:
        _keep_date(draft, line.text, line)
        draft.keep("published", [line])
        return True
    return False


def _is_name(text: Text) -> bool:
    """Whether a text can be a name: "By 2010 the town had grown." is a sentence."""
    words = text.text.split()
    return len(words) <= LONGEST_NAME and not words[0][0].islower() and not any(map(str.isdigit, text.text))


def _split_date(byline: Text, *, knowledge: Knowledge) -> tuple[Text, Text | None]:
    """Split the date off the end of a byline: ``Ines Falk | July 26, 2025``."""
    for separator in load_vocabulary(knowledge).before_date.finditer(byline.text):
        when = trim_text(byline, separator.end(), len(byline.text))
        if is_stamp(when.text, knowledge=knowledge) and is_date(when.text, knowledge=knowledge):
            return trim_text(byline, 0, separator.start()), when
    return byline, None


def _keep_date(draft: Draft, when: Text | None, line: Line) -> None:
    if when is not None:
        draft.values.setdefault("stamps", []).append(Stamp("published", when, line.block.time))


_PARTS: Mapping[str, Callable[[Draft, Run], None]] = {
    "source": _cut_source,
    "author": _cut_author,
    "published": _cut_published,
    "summary": cut_summary,
    "entities": _cut_entities,
    "content": _cut_content,
    "other": cut_other,
}
