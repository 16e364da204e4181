"""The closure test: every capitalised name and every number of an article stands in its page, or in our list of own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.knowledge import default_knowledge
from extractor.schema import Article
from extractor.structure.wording import plain_words
from extractor.types import CleanPage

_TOKEN = re.compile(r"\w+")
_POINT = re.compile(r"\(\d\) ")
_LINK = re.compile(r"\]\([^)\s]*\)")


def find_strangers(article: Article, page: CleanPage) -> list[str]:
    """Give the names and numbers of an article that are neither in its page nor among our own words."""
    texts = [plain_words(page.text.text), plain_words(page.page.raw), page.page.raw]
    held = {word for text in texts for part in (text, _unglue(text)) for word in _fold(part)}
    own = {
        word
        for language in default_knowledge().languages.values()
        for word in _fold(" ".join(_read_strings(language.prose.model_dump())))
    }
    strangers = {word for word in _list_names(article) if _key(word) not in held and _key(word) not in own}
    return sorted(strangers | set(_find_strange_publishers(article, page)))


def _find_strange_publishers(article: Article, page: CleanPage) -> Iterator[str]:
    """A publisher stands in the page letter for letter: in its words, or in the address of its source.

    The encyclopedia is called Wikipedia whatever the page's language calls it (ARTICLE 3).
    """
    letters = _squash(page.text.text) + _squash(page.page.raw)
    for source in (*article.primary_sources, *article.secondary_sources):
        if source.institution not in {None, "Wikipedia"} and _squash(source.institution or "") not in letters:
            yield source.institution


def _squash(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _fold(text: str) -> Iterator[str]:
    return (_key(word) for word in _TOKEN.findall(text))


def _unglue(text: str) -> str:
    """Part ``WikipediaOpenAI`` before each capital, as pages glue a label to the title behind it."""
    return "".join(f" {char}" if char.isupper() and at and not text[at - 1].isupper() else char for at, char in enumerate(text))


def _key(word: str) -> str:
    """Case aside, and without the zeros that pad a figure."""
    return word.casefold().lstrip("0") or "0"


def _list_names(article: Article) -> Iterator[str]:
    for text in list_texts(article):
        for word in _TOKEN.findall(text):
            if any(char.isupper() or char.isdigit() for char in word):
                yield word


def list_texts(article: Article) -> Iterator[str]:
    """Give every text of an article that a reader reads; ids, links and our numbering aside."""
    yield article.title
    yield from (day for day in (article.created_date, article.updated, article.last_verified) if day)
    yield from (fact.statement for fact in article.atomic_facts)
    for source in (*article.primary_sources, *article.secondary_sources):
        yield from (source.title, str(source.year or ""), source.doi or "", *(source.authors or ()))
    yield from article.known_gaps
    yield from (dispute.statement for dispute in article.disputed_statements)
    yield from (_POINT.sub("", _LINK.sub("]", section.text)) for section in article.body.sections)


def _read_strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _read_strings(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _read_strings(value)
