"""Is this name a publisher? On evidence only: a name that no evidence supports stays part of the title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from anyascii import anyascii

from extractor.config import load_data
from extractor.structure.entities import looks_like_organisation
from extractor.structure.entities.rules import find_rule_mentions

_WORD = re.compile(r"[^\W_][\w'’.&+-]*")
_BRAND = re.compile(r"^(?:[a-z]+[A-Z]|[A-Z][a-z]+[A-Z]|[a-z]?[A-Z]{2,}[a-z]|\w+\.(?:js|ai|io|com|org|net|py|dev|rs|gov|sh)\b)")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONGEST_NAME = 8
_SMALL = frozenset({"a", "an", "and", "at", "by", "de", "der", "des", "di", "du", "et", "for", "from", "in", "la", "le", "of", "on", "the", "to", "und", "y", "&"})  # fmt: skip  # noqa: E501


class _Lore(NamedTuple):
    types: Mapping[str, str]
    spellings: Mapping[str, str]
    organisations: frozenset[str]
    subtitles: frozenset[str]
    nobody: frozenset[str]
    page_kinds: frozenset[str]
    given: frozenset[str]
    ordinary: frozenset[str]


@cache
def _lore() -> _Lore:
    data = load_data("publishers.yaml")
    return _Lore(
        {fold_name(name): kind for kind, names in data["publishers"].items() for name in names},
        {fold_name(name): name for names in reversed(data["publishers"].values()) for name in reversed(names)},
        frozenset(data["organisation_words"]),
        frozenset(data["subtitle_words"]),
        frozenset(map(fold_name, data["no_publisher"])),
        frozenset(data["page_kinds"]),
        frozenset(data["given_names"]),
        frozenset(load_data("words.yaml")["ordinary"].split()),
    )


def fold_name(name: str) -> str:
    """Give a key under which spellings of a name are one: no case, accents, blanks or punctuation."""
    return "".join(char for char in anyascii(name).casefold() if char.isalnum())


def publisher_type(name: str | None) -> str | None:
    """Say what a known publisher publishes, as a source type; None where that does not follow from the publisher."""
    kind = _lore().types.get(fold_name(name)) if name else None
    return None if kind == "any" else kind


def is_known(name: str) -> bool:
    """The name, or a part of it between slashes, commas or brackets, is a listed publisher."""
    if fold_name(name) in _lore().types:
        return True
    parts = [part for part in re.split(r"[/,()]", name) if part.strip()]
    return len(parts) > 1 and len(parts[-1]) > 1 and any(fold_name(part) in _lore().types for part in parts)


def is_listed(name: str) -> bool:
    """The name is that of a listed publisher, as a whole."""
    return fold_name(name) in _lore().types


def find_profiler(name: str) -> str | None:
    """``Crunchbase Company Profile & Funding`` names a listed publisher first, and then only the kind of page."""
    words = name.split()
    heads = (" ".join(words[:count]) for count in (3, 2, 1) if count < len(words))
    head = next((head for head in heads if is_listed(head)), None)
    rest = name[len(head) :].casefold().split() if head else []
    return head if head and name.startswith(head) and _lore().page_kinds.intersection(rest) else None


def spell_name(letters: str) -> str | None:
    """Give the listed publisher's name that these letters spell (``techtarget``: ``TechTarget``), if there is one."""
    return _lore().spellings.get(fold_name(letters))


def is_publisher(name: str, *, about: str, certain: bool = False) -> bool:
    """Judge the tail of a title: is it the name of an organisation or a publication?

    Args:
        name: The tail.
        about: The page's title: the subject's own name is a publisher only where it is a listed one.
        certain: It stands where sites put their names: behind a bar, or in title case behind a title that is not.
    """
    words = _WORD.findall(name)
    if not words or len(words) > _LONGEST_NAME or fold_name(name) in _lore().nobody:
        return False
    if is_known(name):
        return True
    if not _is_name_like(name, words) or fold_name(name) == fold_name(about):
        return False
    named = looks_like_organisation(name) and fold_name(name) not in fold_name(about)
    if named or _has_organisation_word(words) or _starts_known(words) or _is_brand(words):
        return True
    alone = len(words) == 1 and is_ordinary(words[0])
    plausible = _is_proper(words, about) or (certain and not alone and not _is_topic(words, about))
    return plausible and _may_be_organisation(name, certain=certain)


def _is_topic(words: list[str], about: str) -> bool:
    """Every word of it is the topic's, or it is an abbreviation of two letters."""
    own = {word.casefold() for word in _WORD.findall(about)}
    return all(word.casefold() in own or word.casefold() in _SMALL for word in words) or (len(words) == 1 and len(words[0]) < 3)


def _has_organisation_word(words: list[str]) -> bool:
    folded = [word.casefold().rstrip(".") for word in words]
    return any(word in _lore().organisations or word.removesuffix("s") in _lore().organisations for word in folded)


def _is_name_like(name: str, words: list[str]) -> bool:
    if name.rstrip()[-1] in "?!:;,…" or name.endswith("...") or ":" in name or _YEAR.search(name):
        return False
    if any(word.casefold() in _lore().subtitles for word in words) and words[-1].casefold() != "survey":
        return False
    return all(_is_capital(word) or word.casefold() in _SMALL for word in words) and any(map(_is_capital, words))


def _is_capital(word: str) -> bool:
    return any(char.isupper() or not char.isascii() for char in word) or word[0].isdigit() or _BRAND.match(word) is not None


def _starts_known(words: list[str]) -> bool:
    """``Google Workspace Admin Help``: a listed publisher and the part of its site."""
    return any(fold_name("".join(words[:count])) in _lore().types for count in (1, 2, 3) if count < len(words))


def _is_brand(words: list[str]) -> bool:
    return any(_BRAND.match(word) for word in words)


def _is_proper(words: list[str], about: str) -> bool:
    """A name of words that are not ordinary ones, and not a person's, nor an abbreviation of the topic."""
    rare = [word for word in words if not is_ordinary(word) and word.casefold() not in _SMALL]
    if not rare or (words[0] in _lore().given and len(words) <= 4):
        return False
    if len(words) == 1 and words[0].isupper() and (len(words[0]) <= 2 or words[0].casefold() in about.casefold()):
        return False
    return len(rare) == len([word for word in words if word.casefold() not in _SMALL])


def _may_be_organisation(name: str, *, certain: bool) -> bool:
    """Ask the names' finder: no person or place; a name of several words only where it finds an organisation."""
    kinds = {mention.coarse for mention in find_rule_mentions(name) if mention.text == name.strip()}
    if kinds:
        return "ORG" in kinds
    return certain or len(name.split()) == 1


def shares_name(name: str, host: str) -> bool:
    """A label of the host spells the name, or the initials of its words."""
    key = fold_name(name)
    initials = "".join(word[0] for word in _WORD.findall(name) if word.casefold() not in _SMALL).casefold()
    labels = [fold_name(label) for label in host.split(".")[:-1]]
    return any(label and (label == key or (len(label) >= 3 and label in (initials, key[: len(label)]))) for label in labels)


def is_ordinary(word: str) -> bool:
    """The word, or every part of it between hyphens, is one that English prose mostly writes in lower case."""
    return all(part in _lore().ordinary for part in word.casefold().split("-"))
