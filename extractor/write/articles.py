"""An article as a file: front matter between two lines of ``---``, then Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from extractor.errors import WriteError
from extractor.schema import Article, Body, Fault, Layout, inspect_article
from extractor.write.bodies import parse_body
from extractor.write.emitter import write_yaml
from extractor.write.layouts import is_same, list_comments, read_layout, restyle_layout, write_front_matter
from extractor.write.reader import read_yaml

_LINE_END = re.compile(r"\r\n?")
_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")


class Frame(NamedTuple):
    """The two halves of an article's text, with line feeds for line ends, and how the file itself ends its lines."""

    front: str
    body: str
    newline: str
    bom: bool


class ParsedArticle(NamedTuple):
    """What a file says, which rules of the schema it breaks, and whether it is in the house style to the byte."""

    article: Article
    faults: tuple[Fault, ...]
    in_style: bool


def parse_article(text: str) -> Article:
    """Read an article, whatever rules it breaks; ``extractor.schema.find_faults`` lists them.

    ``render_article`` gives the same text back, also for a person's file with comments, unknown keys and a style of its own.

    Raises:
        WriteError: The text has no front matter, or one that is no safe YAML.
    """
    return read_article(text).article


def read_article(text: str) -> ParsedArticle:
    """Read an article and the faults that the schema finds in it.

    Raises:
        WriteError: As ``parse_article``; its ``line`` counts from 1 within the file.
    """
    frame = split_frame(text)
    if frame is None:
        raise WriteError(
            "The file has no front matter.", code="write.unreadable", hint="An article begins with a line ---.", line=1
        )
    try:
        data = read_yaml(frame.front)
    except WriteError as error:
        line = int(str(error.facts["line"])) + 1
        raise WriteError(error.message, code=error.code, hint=f"See line {line} of the file.", line=line) from None
    if "body" in data:
        raise WriteError("The front matter has a key 'body'.", code="write.unreadable", hint="Rename the key.", line=2)
    article, faults = inspect_article(data, parse_body(frame.body))
    front = write_yaml(article.to_data())
    if front == frame.front and text == f"---\n{front}---\n{frame.body}":
        return ParsedArticle(article, faults, in_style=True)
    layout = replace(read_layout(frame.front, article.to_data()), newline=frame.newline, bom=frame.bom)
    return ParsedArticle(article.with_layout(layout), faults, in_style=False)


def split_frame(text: str) -> Frame | None:
    """Cut an article's text into front matter and body; None if it does not begin with front matter."""
    newline = "\r\n" if "\r\n" in text and text.count("\n") == text.count("\r") == text.count("\r\n") else "\n"
    text = _LINE_END.sub("\n", text) if "\r" in text else text
    bom = text.startswith("\ufeff")
    opening = _FENCE.match(text, int(bom))
    closing = _find_fence(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    return Frame(text[opening.end() : closing.start()], text[closing.end() :], newline, bom)


def _find_fence(text: str, start: int) -> re.Match[str] | None:
    """Find the next line of --- from the beginning of a line on."""
    at = start - 1
    while at >= 0:
        if fence := _FENCE.match(text, at + 1):
            return fence
        at = text.find("\n---", at + 1)
    return None


def render_article(article: Article) -> str:
    """Write an article: in the house style, or in the layout of the file it was read from.

    Raises:
        WriteError: It holds a value that is not plain data.
    """
    data, layout = article.to_data(), article.layout
    front = write_front_matter(data, layout)
    if layout.chunks and not _says(front, article):
        front = write_front_matter(data, Layout())
    text = f"---\n{front}---\n{article.body.render()}"
    if layout.newline != "\n":
        text = text.replace("\n", layout.newline)
    return "\ufeff" + text if layout.bom else text


def mend_style(text: str) -> str:
    """Write an article in the house style, with a person's comments and unknown keys; as it is where some would be lost.

    Raises:
        WriteError: As ``parse_article``.
    """
    found = read_article(text)
    if found.in_style:
        return text
    mended = render_article(found.article.with_layout(restyle_layout(found.article.layout)))
    return mended if _list_comments(mended) == _list_comments(text) else text


def _list_comments(text: str) -> list[str]:
    frame = split_frame(text)
    return sorted(chain(*list_comments(frame.front))) if frame else []


def _says(front: str, article: Article) -> bool:
    """Tell whether front matter put together from old and new lines reads as the article."""
    try:
        found, _ = inspect_article(read_yaml(front), article.body)
    except WriteError:
        return False
    data, wanted = found.to_data(), article.to_data()
    return data.keys() == wanted.keys() and all(is_same(data[key], wanted[key]) for key in wanted)


def update_article(old: Article, article: Article) -> str:
    """Write an article over an older version, as that was read from its file, changing only what changed.

    Comments, the style of unchanged values, blank lines and unknown keys of the old file stay.

    Raises:
        WriteError: The new version holds a value that is not plain data.
    """
    unknown = {key: value for key, value in old.to_data().items() if key not in Article.model_fields}
    missing = {key: value for key, value in unknown.items() if key not in article.to_data()}
    changed = article.model_copy(update={**missing, "body": _keep_spacing(old.body, article.body)})
    return render_article(changed.with_layout(old.layout))


def _keep_spacing(old: Body, new: Body) -> Body:
    """Give the new body the blank lines of the old one where they have a section in common."""
    if new.preamble or (old.sections and new.end != "\n"):
        return new
    sections = []
    for section in new.sections:
        known = old.find(section.heading)
        kept = {"lead": known.lead, "gap": known.gap} if known and (section.lead, section.gap) == ("\n", "\n\n") else {}
        sections.append(section.model_copy(update=kept))
    return Body(sections=tuple(sections), preamble=old.preamble if old.sections else "", end=old.end)
