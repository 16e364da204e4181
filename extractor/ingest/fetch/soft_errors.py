"""Answers of 200 that are no pages: a login wall, a "not found" page, an empty shell. They show beside the last version."""

from __future__ import annotations

import re
from contextlib import suppress

from extractor.knowledge import Knowledge, derived

_WORD = re.compile(r"\w+")


def find_soft_error(
    body: bytes, last: bytes | None, *, twins: int = 0, charset: str | None = None, knowledge: Knowledge
) -> str:
    """Say why a body is no version of its page; nothing if it may be one.

    Args:
        body: What came.
        last: What came the last time, if anything did.
        charset: The encoding that it came with, if the server said so.
        twins: How many other addresses, whose pages were different ones, gave the same body in this run.
        knowledge: What the program knows besides the page.
    """
    knobs = knowledge.fetching
    words = read_visible_words(body, charset)
    before = read_visible_words(last, charset) if last is not None else None
    if twins + 1 >= knobs.twins:
        return f"{twins} other addresses give the same page"
    if before is not None and _share(words, before) >= knobs.kept_share:
        return ""
    if len(words) < (knobs.least_words if before is None else max(1.0, knobs.shrunk_share * len(before))):
        return f"it is an empty shell of {len(words)} words"
    head = f" {' '.join(words[: knobs.head_words])} "
    had = f" {' '.join(before[: knobs.head_words])} " if before is not None else ""
    short = before is not None or len(words) <= 4 * knobs.head_words
    for phrase, wanted, name in _list_phrases(knowledge) if short else ():
        if wanted in head and wanted not in had:
            return f"it looks like {name} ('{phrase}')"
    return ""


@derived
def _list_phrases(knowledge: Knowledge) -> tuple[tuple[str, str, str], ...]:
    """Give each phrase, its words between blanks, and what it gives away."""
    said = knowledge.gather(lambda language: language.soft_errors)
    kinds = (
        (said.not_found, "a 'not found' page"),
        (said.login, "a login wall"),
        (said.blocked, "a page for robots or a notice"),
    )
    return tuple(
        (phrase, f" {' '.join(_WORD.findall(phrase.casefold()))} ", name) for phrases, name in kinds for phrase in phrases
    )


def read_visible_words(body: bytes, charset: str | None = None) -> list[str]:
    """Give the words that a reader would see, in lower case; markup is taken out where there is some.

    Without a charset, bytes that are no UTF-8 are read as Latin-1, which is enough to count words and to compare them.
    """
    encoding = _find_encoding(body, charset)
    text = body.decode(encoding, "replace")
    if "<" in text[:2000]:
        from lxml import etree, html

        try:
            tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
        except (etree.ParserError, ValueError):
            return []
        for element in tree.xpath("//script|//style|//noscript|//template"):
            element.drop_tree()
        text = " ".join(tree.itertext())
    return _WORD.findall(text.casefold())


def _find_encoding(body: bytes, charset: str | None) -> str:
    for encoding in ("utf-8", charset):
        with suppress(LookupError, UnicodeDecodeError):
            if encoding:
                body.decode(encoding)
                return encoding
    return "latin-1"


def _share(words: list[str], before: list[str]) -> float:
    """Give how much of the vocabulary of two versions they have in common."""
    new, old = set(words), set(before)
    return len(new & old) / len(new | old) if new or old else 0.0
