"""Answers of 200 that are no pages: a login wall, a "not found" page, an empty shell. They show beside the last version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractor.config import load_data

_WORD = re.compile(r"\w+")
_KINDS = (("not_found", "a 'not found' page"), ("login", "a login wall"), ("blocked", "a page for robots or a notice"))


def find_soft_error(body: bytes, last: bytes | None, *, twins: int = 0) -> str:
    """Say why a body is no version of its page; nothing if it may be one.

    Args:
        body: What came.
        last: What came the last time, if anything did.
        twins: How many other addresses, whose pages were different ones, gave the same body in this run.
    """
    knobs: Mapping[str, Any] = load_data("fetching.yaml")
    words = read_visible_words(body)
    before = read_visible_words(last) if last is not None else None
    if twins + 1 >= knobs["twins"]:
        return f"{twins} other addresses give the same page"
    if before is not None and _share(words, before) >= knobs["kept_share"]:
        return ""
    if len(words) < (knobs["least_words"] if before is None else max(1.0, knobs["shrunk_share"] * len(before))):
        return f"it is an empty shell of {len(words)} words"
    head = f" {' '.join(words[: knobs['head_words']])} "
    had = f" {' '.join(before[: knobs['head_words']])} " if before is not None else ""
    short = before is not None or len(words) <= 4 * knobs["head_words"]
    for kind, name in _KINDS:
        for phrase in knobs[kind]:
            wanted = f" {' '.join(_WORD.findall(str(phrase).casefold()))} "
            if short and wanted in head and wanted not in had:
                return f"it looks like {name} ('{phrase}')"
    return ""


def read_visible_words(body: bytes) -> list[str]:
    """Give the words that a reader would see, in lower case; markup is taken out where there is some."""
    text = body.decode("utf-8", "replace")
    if "<" in text[:2000]:
        from lxml import etree, html

        try:
            tree = html.document_fromstring(body)
        except (etree.ParserError, ValueError):
            return []
        for element in tree.xpath("//script|//style|//noscript|//template"):
            element.drop_tree()
        text = " ".join(tree.itertext())
    return _WORD.findall(text.casefold())


def _share(words: list[str], before: list[str]) -> float:
    """Give how much of the vocabulary of two versions they have in common."""
    new, old = set(words), set(before)
    return len(new & old) / len(new | old) if new or old else 0.0
