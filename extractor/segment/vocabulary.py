"""The words of ``configs/sections.yaml``, compiled once a process into what the rest of the stage looks up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.knowledge import Knowledge, derived

_MARKS = "#*_ \t"
_COLONS = ":： \t\n"


@dataclass(frozen=True)
class Grammar:
    """The parts of one kind of page.

    Attributes:
        names: The parts in page order.
        labels: Folded words and raw keys, each with the name of its part.
        starts: The first two letters of every label (one, where a number follows): most lines of a page need no closer look.
    """

    names: tuple[str, ...]
    labels: Mapping[str, str]
    starts: frozenset[str]

    def rank(self, name: str) -> int:
        """Place of a part in the order that pages show."""
        return self.names.index(name)


@dataclass(frozen=True)
class Vocabulary:
    """Every word list of the stage, folded for look-up, and the patterns made from them."""

    entity: Grammar
    document: Grammar
    distinctive: frozenset[str]
    placeholders: frozenset[str]
    unknown_dates: frozenset[str]
    date_words: frozenset[str]
    furniture: frozenset[str]
    raw_key: re.Pattern[str]
    document_word: re.Pattern[str]
    stamp_prefix: re.Pattern[str]
    referenced_count: re.Pattern[str]
    wikipedia_link: re.Pattern[str]
    source_tag: re.Pattern[str]
    open_tag: re.Pattern[str]
    byline: re.Pattern[str]


def fold(words: str) -> str:
    """Bring a label to the form it is looked up in: no marks, no colon, one kind of blank, no letter case."""
    folded = " ".join(words.strip(_MARKS).rstrip(_COLONS).strip(_MARKS).casefold().split())
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def fold_sentence(words: str) -> str:
    """Fold a line that may end in a full stop, such as a placeholder."""
    return fold(words).rstrip(".。!… ")


@derived
def load_vocabulary(knowledge: Knowledge) -> Vocabulary:
    """Compile ``configs/sections.yaml``."""
    data = knowledge.sections
    stamps = [words for name in list(data["entity"])[:3] for words in _flatten(data["entity"][name]["words"])]
    tags = _any_of(_flatten(data["source_tags"]))
    link = [*data["view_on_wikipedia"]["keys"], *_flatten(data["view_on_wikipedia"]["words"])]
    return Vocabulary(
        entity=_compile_grammar(data["entity"], _flatten(data["referenced_counts"])),
        document=_compile_grammar(data["document"]),
        distinctive=frozenset(data["distinctive"]),
        placeholders=frozenset(fold_sentence(words) for words in _flatten(data["placeholders"])),
        unknown_dates=frozenset(fold_sentence(words) for words in _flatten(data["unknown_dates"])),
        date_words=frozenset(fold(word) for word in _flatten(data["date_words"])),
        furniture=frozenset(fold_sentence(words) for words in _flatten(data["furniture"])),
        raw_key=_compile_raw_key(data),
        document_word=re.compile(_any_of(w for part in data["document"].values() for w in _flatten(part["words"]))),
        stamp_prefix=re.compile(rf"(?:{_any_of(stamps)})\s*(?=\d)", re.IGNORECASE),
        referenced_count=re.compile("|".join(_templates(data["referenced_counts"], "n", r"\d[\d.,]*")), re.IGNORECASE),
        wikipedia_link=re.compile(_any_of(link), re.IGNORECASE),
        source_tag=re.compile(rf"[(（\[]\s*(?:{tags})\s*[:：]\s*([^()（）\[\]\n]*)[)）\]]", re.IGNORECASE),
        open_tag=re.compile(rf"[(（]\s*(?:{tags})\s*[:：][^()（）\n]*$", re.IGNORECASE),
        byline=re.compile("|".join(_templates(data["bylines"], "name", r"\S.*")), re.IGNORECASE),
    )


def _compile_grammar(parts: Mapping[str, Any], others: Iterable[str] = ()) -> Grammar:
    labels = {}
    for name, part in parts.items():
        for words in (*part["keys"], *_flatten(part["words"])):
            labels[fold(words)] = name
    heads = [words.split("{")[0].replace(" ", "") for words in others]
    return Grammar(tuple(parts), labels, frozenset(words[:2].casefold() for words in (*labels, *heads) if words))


def _compile_raw_key(data: Mapping[str, Any]) -> re.Pattern[str]:
    """Match a raw i18n key anywhere in a line: a known one even where a value follows at once, else the longest name."""
    known = [key for parts in (data["entity"], data["document"]) for part in parts.values() for key in part["keys"]]
    known += data["view_on_wikipedia"]["keys"]
    return re.compile(rf"(?:{_any_of(known)})(?!_)|(?:entity|document)detail\.[a-z]+(?:_[a-z]+)*")


def _templates(words: Mapping[str, list[str]], slot: str, pattern: str) -> Iterable[str]:
    for number, template in enumerate(dict.fromkeys(_flatten(words))):
        before, after = (re.escape(part).replace(r"\ ", r"\s*") for part in template.split(f"{{{slot}}}"))
        yield f"{before}(?P<{slot}{number}>{pattern}){after}$"


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _flatten(words: Mapping[str, list[str]]) -> list[str]:
    return [word for group in words.values() for word in group]
