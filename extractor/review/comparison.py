"""What changed between two versions of an article, field by field and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from extractor.review.context import ArticleContext
from extractor.schema import Article, Body
from extractor.schema.ids import is_part_id

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_KEYED = ("atomic_facts", "primary_sources")
_BY_SHELF = frozenset({"status", "generation_method"})
MAX_WORDS = 4_000
"""Texts with more words than this are compared line by line; comparing words takes time in their product."""


class Piece(NamedTuple):
    """Words that both versions have, or only one of them."""

    kind: Literal["same", "gone", "new"]
    text: str


class FieldChange(NamedTuple):
    """A value that differs: its name for a person, and its words."""

    name: str
    pieces: tuple[Piece, ...]


class Comparison(NamedTuple):
    """What a version is compared with, in words, and every value that differs."""

    base: str
    changes: tuple[FieldChange, ...]


def compare_context(context: ArticleContext) -> Comparison:
    """Compare an article with its accepted version, or, where there is none or nothing else, with the machine's version."""
    file = context.current
    if context.pending and context.accepted:
        return Comparison("the accepted version", tuple(compare_articles(context.accepted.article, file.article)))
    machine = context.record.article
    if machine is None:
        return Comparison("the machine's version, which the record does not hold", ())
    changes = compare_values(machine.front_matter, machine.body, file.article.to_data(), file.article.body)
    return Comparison("the machine's version", tuple(changes))


def compare_articles(old: Article, new: Article) -> Iterator[FieldChange]:
    """Yield the values in which two versions of an article differ; marks of the shelf they lie on are none."""
    yield from compare_values(old.to_data(), old.body, new.to_data(), new.body)


def compare_values(old: dict[str, Any] | Any, old_body: Body, new: dict[str, Any], new_body: Body) -> Iterator[FieldChange]:
    """Yield the values in which front matter and body differ."""
    for key in dict.fromkeys((*old, *new)):
        if key in _BY_SHELF or old.get(key) == new.get(key):
            continue
        if key in _KEYED and isinstance(old.get(key), list) and isinstance(new.get(key), list):
            yield from _compare_parts(key, old[key], new[key])
        else:
            yield FieldChange(key, compare_words(describe_value(old.get(key)), describe_value(new.get(key))))
    headings = dict.fromkeys(section.heading for section in (*old_body.sections, *new_body.sections))
    for heading in headings:
        before, after = old_body.find(heading), new_body.find(heading)
        words = (before.text if before else "", after.text if after else "")
        if words[0] != words[1]:
            yield FieldChange(f"body.{heading}", compare_words(*words))


def _compare_parts(key: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[FieldChange]:
    """Compare lists whose items have ids: an item is the same one as long as it keeps its id."""
    before, after = (
        {str(item.get("id", at)) if isinstance(item, dict) else str(at): item for at, item in enumerate(items)}
        for items in (old, new)
    )
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            label = name if is_part_id(name) else f"{key}.{name}"
            yield FieldChange(label, compare_words(describe_value(before.get(name)), describe_value(after.get(name))))


def describe_value(value: Any) -> str:
    """Give a value of the front matter as text that a person reads."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "\n".join(describe_value(item) for item in value)
    if isinstance(value, dict):
        return "\n".join(f"{key}: {describe_value(item)}" for key, item in value.items() if key != "id")
    return str(value)


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Give the words of two texts as pieces that they share or do not."""
    left, right = _TOKENS.findall(old), _TOKENS.findall(new)
    if max(len(left), len(right)) > MAX_WORDS:
        left, right = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for kind, low, high, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(left[low:high])))
            continue
        pieces += [Piece("gone", "".join(left[low:high]))] if low < high else []
        pieces += [Piece("new", "".join(right[start:end]))] if start < end else []
    return tuple(_join_crumbs(pieces))


def _join_crumbs(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Take a blank between two changes for part of them, so that a changed phrase reads as one."""
    gone = new = ""
    for at, piece in enumerate(pieces):
        inner = piece.kind == "same" and not piece.text.strip() and (gone or new) and at + 1 < len(pieces)
        if piece.kind == "gone" or inner:
            gone += piece.text
        if piece.kind == "new" or inner:
            new += piece.text
        if piece.kind == "same" and not inner:
            yield from _flush(gone, new)
            gone = new = ""
            yield piece
    yield from _flush(gone, new)


def _flush(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if new:
        yield Piece("new", new)


def render_comparison(comparison: Comparison) -> str:
    """Give a comparison as plain text: ``[-gone-]`` and ``{+new+}``, as ``git diff --word-diff`` marks them."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    lines = []
    for name, pieces in comparison.changes:
        words = "".join(marks[piece.kind].format(piece.text) for piece in pieces)
        lines.append(f"{name}\n" + "\n".join(f"    {line}" for line in words.splitlines()))
    return "\n".join(lines) if lines else f"nothing differs from {comparison.base}"
