"""Sentences of a page put into other sentences: who says it, and what, with no word that is not ours to add.

The words that the article adds of its own are data (``configs/languages/<tag>/prose.yaml``); the closure test allows no others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.language import Prose
from extractor.structure.sources.publisher_names import is_ordinary
from extractor.structure.wording import fold_marks, plain_words
from extractor.types import Sections, Source

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_MID_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_WIDE_ENDS = ("。", "！", "？", "｡")
_STOP = re.compile(r"\.([\"')]*)$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.)+$")
_ENDS = ".;,: "
_PLURAL_VERBS = frozenset({"are", "can", "do", "have", "may", "must", "should", "were", "will"})
_ENDING = re.compile(r"\w{3}(?:ating|[ai]zing|ous|ive|ful|ical|less|[ai]ble|tions?|ments?|ness|it(?:y|ies)|[ae]nces?|ly)$")


@derived
def prose(knowledge: Knowledge, name: str) -> Any:
    """Give a phrase, or a group of them, of the article's own."""
    return getattr(knowledge.languages["en"].prose, name)


@derived
def find_prose(knowledge: Knowledge, tag: str) -> Prose:
    """Give the words that an article adds in a language: its own, else those for any other language."""
    language = knowledge.languages.get(tag)
    return language.prose if language and "prose" in language.model_fields_set else knowledge.languages["und"].prose


class Voice:
    """How one page's sentences are quoted: it knows which of its words are names.

    A sentence put behind ``IBM says that`` loses its capital, unless it begins with a name.
    """

    def __init__(self, sections: Sections, language: str = "en", *, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        base = language.split("-", maxsplit=1)[0]
        self.is_english = base == "en"
        self._prose = find_prose(knowledge, base)
        text = sections.page.text.text
        self._title = plain_words(sections.title.text)
        self._lower = Counter(word for word in _WORD.findall(text) if word.islower())
        self._capital = Counter(word.casefold() for word in _MID_CAPITAL.findall(text))

    def phrase(self, name: str) -> Any:
        """Give a phrase of the article's own in the page's language where there is one."""
        return getattr(self._prose, name) or prose(self.knowledge, name)

    def attribute(self, source: Source, sentence: str, *, times: int = 0) -> str:
        """Give a sentence with the name of who says it; ``times`` counts how often that speaker spoke just before."""
        name = name_speaker(source, knowledge=self.knowledge)
        if _key(sentence).startswith(_key(name)):
            return close(sentence)
        if not self.is_english:
            words = plain_words(sentence)
            return close(self.phrase("attributed").format(name=name_source(source), sentence=words) if not times else words)
        said = self.embed(sentence)
        if times and not said.startswith('"'):
            again = prose(self.knowledge, "again")
            speaker = name if source.institution else prose(self.knowledge, "same_source")
            return open_sentence(close(f"{speaker} {again[(times - 1) % len(again)]} {said}"))
        if prose(self.knowledge, "according").casefold() in said.casefold():
            return open_sentence(close(f"{name} {prose(self.knowledge, 'says')} {said}"))
        return close(f"{prose(self.knowledge, 'according')} {name}, {said}")

    def embed(self, sentence: str) -> str:
        """Give a sentence as it stands inside another one: no full stop, no capital that only opened it."""
        words = plain_words(sentence)
        body = _STOP.sub(r"\1", words) if not _ABBREVIATED.search(words) else words
        first = _WORD.match(body) if self.is_english else None
        if first is None or not first.group().istitle() or body[first.end() : first.end() + 1] in {"-", ".", "&"}:
            return body
        following = _WORD.search(body, first.end())
        if following and following.group().istitle() and body.startswith(self._title):
            return body
        plain = self._is_plain(first.group(), following.group() if following else "")
        return body[0].lower() + body[1:] if plain else body

    def _is_plain(self, word: str, following: str) -> bool:
        """The word is no name: the page writes it small elsewhere, or it is an ordinary word or built like one."""
        key = word.casefold()
        if key in prose(self.knowledge, "function_words"):
            return True
        if written := self._lower[key]:
            return written >= self._capital[key]
        built = (key.endswith("s") and following in _PLURAL_VERBS) or (following.islower() and _ENDING.search(key) is not None)
        return not self._capital[key] and (_is_inflected(key, knowledge=self.knowledge) or built)

    def say(self, source: Source, sentence: str) -> str:
        """Give ``IBM says that ...``, without a full stop."""
        return f"{name_speaker(source, knowledge=self.knowledge)} {prose(self.knowledge, 'says')} {self.embed(sentence)}"


def _key(words: str) -> str:
    """Words to compare who speaks with how a sentence begins."""
    return fold_marks(words).casefold().removeprefix("the ")


def _is_inflected(word: str, *, knowledge: Knowledge) -> bool:
    """The word, or what it is a form of, is an ordinary one (``historians``, ``devastating``)."""
    stems = (
        word.removesuffix("s"),
        word.removesuffix("es"),
        word.removesuffix("ed"),
        word.removesuffix("d"),
        word.removesuffix("ing"),
    )
    return any(
        len(stem) > 2 and (is_ordinary(stem, knowledge=knowledge) or is_ordinary(f"{stem}e", knowledge=knowledge))
        for stem in (word, *stems)
    )


def name_speaker(source: Source, *, knowledge: Knowledge) -> str:
    """Name who speaks in running text: ``the U.S. Geological Survey``, ``IBM``, ``"A Title"``."""
    name = name_source(source)
    words = name.split()
    if source.institution is None or len(words) < 2 or words[0] in {"The", "the"}:
        return name
    heads = prose(knowledge, "with_article")
    headed = any(word in heads.before_of and after == "of" for word, after in pairwise(words))
    return f"the {name}" if words[-1] in heads.last or headed else name


def name_source(source: Source) -> str:
    """Name who speaks: the publisher, else the source's title in quotation marks."""
    return source.institution or quote(source.title)


def quote(words: str) -> str:
    """Put words in quotation marks; marks inside become single ones."""
    inner = plain_words(words).replace('"', "'")
    return f'"{inner}"'


def join_words(items: Iterable[str], *, word: str = "and") -> str:
    """Join as prose does: ``a``, ``a and b``, ``a, b, and c``."""
    listed = list(items)
    if len(listed) < 3:
        return f" {word} ".join(listed)
    return f"{', '.join(listed[:-1])}, {word} {listed[-1]}"


def open_sentence(sentence: str) -> str:
    """Begin a sentence with a capital where one of our own words begins it."""
    return sentence[0].upper() + sentence[1:] if sentence.startswith(("the ", "according ")) else sentence


def close(sentence: str) -> str:
    """End a sentence with one full stop."""
    ended = sentence.rstrip()
    if ended.endswith((".", "!", "?", '."', '?"', '!"', *_WIDE_ENDS)):
        return ended
    return f'{ended[:-1]}."' if ended.endswith('"') else f"{ended.rstrip(_ENDS)}."


def join_clause(clause: str, following: str) -> str:
    """Put a comma between two clauses, inside a quotation mark that closes the first."""
    return f'{clause[:-1]}," {following}' if clause.endswith('"') else f"{clause}, {following}"
