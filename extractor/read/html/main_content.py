"""Pages of unknown make: trafilatura says which lines are the page's content and what the page says about itself.

Only its judgement is used. The text stays the tree's own, so every character keeps its place in the source; what is not
content is marked as furniture, which scrub drops on the record.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.read.html.heading_lines import HeadLine, put_first
from extractor.read.html.tree import Tree
from extractor.read.views import View
from extractor.spans import Span
from extractor.types import Mark

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATTRIBUTE_NAME = re.compile(r"[a-z_][a-z0-9_-]*")
_WINDOW = 4
# Below this share of the characters trafilatura has missed the point of the page, and everything counts as content.
_LEAST_SHARE = 0.1
# A source of more tokens is a file of data: its layout tells nothing, and would take trafilatura long.
_MOST_TOKENS = 20_000
# Less text than this has no furniture worth telling from content.
_LEAST_CHARS = 200
_HEAD_CHARS = 1000


class _Line(NamedTuple):
    start: int
    end: int
    is_content: bool


def find_main_content(tree: Tree, view: View, *, knowledge: Knowledge) -> View:
    """Mark what is not content as furniture, and put the page's title, byline and date first where its text lacks them."""
    text = view.text.text
    is_worth_asking = len(text) >= _LEAST_CHARS and len(tree.tokens) <= _MOST_TOKENS
    document = _ask_trafilatura(_restore_tree(tree)) if is_worth_asking else None
    lines = _align(text, document.text or "" if document else "", view.marks)
    marks = (*view.marks, *(Mark("furniture", start, end) for start, end in _gaps(lines)))
    view = view._replace(marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))))
    head = "\n".join(text[line.start : line.end] for line in lines if line.is_content)[:_HEAD_CHARS]
    return put_first(view, tree.source, tuple(_read_head(tree, document, head, view.marks, knowledge=knowledge)))


def _ask_trafilatura(root: Any) -> Any:
    """Give trafilatura's document; None where it finds none. It may fail on odd markup, and is only asked for advice."""
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "SOCKS support in urllib3")  # of no use here: nothing is fetched
        import trafilatura

    # It warns on standard error about every page without prose, which is no news here.
    logging.getLogger("trafilatura").setLevel(logging.ERROR)
    try:
        return trafilatura.bare_extraction(root, favor_recall=True, include_comments=False, with_metadata=True)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None


def _restore_tree(tree: Tree) -> Any:
    """Copy the tree with the words and attributes that its numbers stand for."""
    from copy import deepcopy

    root = deepcopy(tree.root)
    for element in root.iter():
        said = tree.attributes(element)
        element.attrib.clear()
        for name, attribute in said.items():
            if _ATTRIBUTE_NAME.fullmatch(name):
                element.set(name, _NOT_XML.sub("", attribute.value))
        element.text = _restore_text(tree, element.text)
        element.tail = _restore_text(tree, element.tail)
    return root


def _restore_text(tree: Tree, text: str | None) -> str | None:
    words = "".join(html.unescape(tree.source[run.start : run.end]) for run in tree.runs(text))
    return _NOT_XML.sub("", words) or None


def _align(text: str, content: str, marks: Sequence[Mark]) -> list[_Line]:
    """Say of every line whether it is content: most of its words stand in trafilatura's text in the same order."""
    words = _WORD.findall(content.lower())
    windows = set(_slide(words))
    short = {tuple(_WORD.findall(line.lower())) for line in content.split("\n")}
    lines = [_Line(*found.span(), _is_content(found[0], windows, short)) for found in _LINE.finditer(text)]
    if sum(line.end - line.start for line in lines if line.is_content) < _LEAST_SHARE * len(text):
        return [line._replace(is_content=True) for line in lines]
    headings = {mark.start for mark in marks if mark.kind in {"heading", "title"}}
    titles = {mark.start for mark in marks if mark.kind == "title"}
    for number in range(len(lines) - 1, -1, -1):
        start = lines[number].start
        is_followed = number + 1 < len(lines) and lines[number + 1].is_content
        if start in titles or (start in headings and is_followed):
            lines[number] = lines[number]._replace(is_content=True)
    return lines


def _slide(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[shift:] for shift in range(_WINDOW)), strict=False)


def _is_content(line: str, windows: set[tuple[str, ...]], short: set[tuple[str, ...]]) -> bool:
    words = _WORD.findall(line.lower())
    if len(words) < _WINDOW:
        return tuple(words) in short
    return sum(1 if window in windows else -1 for window in _slide(words)) >= 0


def _gaps(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """The ranges of lines that are not content, neighbours as one."""
    start = end = -1
    for line in [*lines, _Line(-1, -1, is_content=True)]:
        if not line.is_content:
            start, end = (line.start if start < 0 else start), line.end
        elif start >= 0:
            yield start, end
            start = -1


def _read_head(tree: Tree, document: Any, head: str, marks: Sequence[Mark], *, knowledge: Knowledge) -> Iterator[HeadLine]:
    """What the page says about itself outside its text, as far as its text does not say it near the top."""
    has_title = any(mark.kind == "title" for mark in marks)
    if not has_title and (span := _locate_title(tree, document.title if document else None)):
        yield HeadLine(span, is_title=True)
    declared = ((document.author, _open_byline(knowledge)), (document.date, "")) if document else ()
    for value, prefix in declared:
        if value and value not in head and (span := _locate_declared(tree, value)):
            yield HeadLine(span, prefix)


@derived
def _open_byline(knowledge: Knowledge) -> str:
    """Give words before a name that make a line a byline."""
    bylines = (line.partition("{name}") for line in knowledge.gather(lambda language: language.labels).bylines)
    return next((before for before, _, after in bylines if not after), "")


def _locate_title(tree: Tree, title: str | None) -> Span | None:
    """Find the title that trafilatura chose in the page's title element; else take the whole of that."""
    for element in tree.root.iter("title"):
        run = next(tree.runs(element.text), None)
        if run and element.getparent().tag == "head":
            at = tree.source.find(title, run.start, run.end) if title else -1
            return Span(at, at + len(title or "")) if at >= 0 else Span(run.start, run.end)
    return None


def _locate_declared(tree: Tree, value: str) -> Span | None:
    """Find a value in the page's meta elements and times: the attribute that is it, or begins with it as a stamp does."""
    for element in tree.root.iter("meta", "time"):
        said = tree.attributes(element)
        for name in ("content", "datetime"):
            if name in said and re.match(rf"{re.escape(value)}(?:T|$)", said[name].value.strip()):
                return said[name].span
    return None
