"""Document pages: labels glued to values or on lines of their own, and articles without any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from extractor.records import Stamp, Text
from extractor.segment.draft import Draft, Run
from extractor.segment.entity import cut_other, cut_summary, is_empty
from extractor.segment.lines import Line, find_link, trim_text
from extractor.segment.shapes import is_date, is_stamp
from extractor.segment.vocabulary import load_vocabulary

HEAD_LINES = 6
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;|、，；]|\s(?:and|und|et|y|e|en)\s|\s&\s)\s*")
_BETWEEN_ENTITIES = re.compile(r"\s*[,;|、，；]\s*")


def cut_document(draft: Draft, runs: Sequence[Run]) -> None:
    """Fill the draft with the parts of a document page that labels them."""
    for run in runs:
        if run.heading.name == "other" or not is_empty(draft, run):
            _PARTS[run.heading.name](draft, run)


def _values(run: Run) -> list[Text]:
    value = run.heading.label.value
    return [*([value] if value else []), *(line.text for line in run.words)]


def _cut_source(draft: Draft, run: Run) -> None:
    draft.keep("source", run.body, run.head)
    draft.values["source"] = _values(run)[0]
    draft.values["source_link"] = find_link([run.head, *run.body])


def _cut_author(draft: Draft, run: Run) -> None:
    draft.keep("author", run.body, run.head)
    draft.values["authors"] = [name for text in _values(run) for name in split_text(text, _BETWEEN_NAMES)]


def _cut_published(draft: Draft, run: Run) -> None:
    line = next(iter(run.words), run.head)
    value = _values(run)[0]
    if is_stamp(value.text) or is_date(value.text) or line.block.time:
        draft.values.setdefault("stamps", []).append(Stamp("published", value, line.block.time))
    else:
        draft.doubt("segment.empty-section", f"The label '{run.head.text.text}' has no date.", [run.head])
    draft.keep("published", run.body, run.head)


def _cut_entities(draft: Draft, run: Run) -> None:
    draft.keep("entities", run.body, run.head)
    draft.values["entities"] = [name for text in _values(run) for name in split_text(text, _BETWEEN_ENTITIES)]


def _cut_content(draft: Draft, run: Run) -> None:
    draft.keep("content", run.body, run.head)
    draft.values["content"] = [*_values(run)[: bool(run.heading.label.value)], *_paragraphs(run.words)]


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
    for number, line in enumerate(lines):
        if number >= HEAD_LINES or not _cut_head(draft, line):
            content.append(line)
    draft.keep("content", content)
    draft.values["content"] = _paragraphs([line for line in content if line.text.text])


def _cut_head(draft: Draft, line: Line) -> bool:
    """Read a line under the title as byline or date; say whether it was one."""
    words = line.text.text
    byline = load_vocabulary().byline.match(words) if len(words) <= 120 else None
    if byline and "authors" not in draft.values:
        start, end = next(byline.span(name) for name, words in byline.groupdict().items() if words)
        names = [name for name in split_text(trim_text(line.text, start, end), _BETWEEN_NAMES) if not is_stamp(name.text)]
        draft.values["authors"] = names
        draft.keep("author", [line])
        return True
    if words and is_date(words) and "stamps" not in draft.values:
        draft.values["stamps"] = [Stamp("published", line.text, line.block.time)]
        draft.keep("published", [line])
        return True
    return False


_PARTS: Mapping[str, Callable[[Draft, Run], None]] = {
    "source": _cut_source,
    "author": _cut_author,
    "published": _cut_published,
    "summary": cut_summary,
    "entities": _cut_entities,
    "content": _cut_content,
    "other": cut_other,
}
