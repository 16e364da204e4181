"""Is this name a publisher's? On evidence only: a name that no evidence supports stays part of the title."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.structure.entities import looks_like_organisation
from extractor.structure.entities.rules import find_rule_mentions
from extractor.structure.sources.publishers import fold_name, is_known, is_listed

_WORD = re.compile(r"[^\W_][\w'’.&+-]*")
_DOMAIN = re.compile(r"[\w-]+\.(?:js|ai|io|com|org|net|py|dev|rs|gov|edu|sh|co|app)")
_BRAND = re.compile(r"^(?:[a-z]+[A-Z]|[A-Z][a-z]+[A-Z]|[a-z]?[A-Z]{2,}[a-z]|\w+\.(?:js|ai|io|com|org|net|py|dev|rs|gov|sh)\b)")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NUMBERED = re.compile(r"(?:\S+\s){0,2}\S*\d[\d.:-]*")
_LONGEST_NAME = 8


class _Words(NamedTuple):
    organisations: frozenset[str]
    subtitles: frozenset[str]
    sections: frozenset[str]
    menu: frozenset[str]
    nobody: frozenset[str]
    given: frozenset[str]
    ordinary: frozenset[str]
    small: frozenset[str]
    closing: frozenset[str]
    head_joins: tuple[str, ...]
    articles: re.Pattern[str]
    partners: re.Pattern[str]
    abstract: re.Pattern[str]


@derived
def _words(knowledge: Knowledge) -> _Words:
    data = knowledge.gather(lambda language: language.titles)
    words = knowledge.gather(lambda language: language.words)
    names = knowledge.gather(lambda language: language.names)
    return _Words(
        frozenset(data.organisation_words),
        frozenset(data.subtitle_words),
        frozenset(data.section_words),
        frozenset(data.menu_words),
        frozenset(map(fold_name, data.no_publisher)),
        frozenset(words.given_names),
        frozenset(words.ordinary.split()),
        frozenset(knowledge.publishers.small_words),
        frozenset(data.closing_words),
        names.head_joins,
        re.compile(rf"(?:{'|'.join(map(str.capitalize, names.articles))}) "),
        re.compile(rf"\s&\s|,[^,]+\b(?:{'|'.join(knowledge.publishers.conjunctions)})\b"),
        re.compile(rf"(?:{'|'.join(data.abstract_endings)})$"),
    )


def is_publisher(name: str, *, about: str, title: str = "", certain: bool = False, knowledge: Knowledge) -> bool:
    """Judge the tail of a title: is it the name of an organisation or a publication?

    Args:
        name: The tail.
        about: The page's title: the subject's own name is a publisher only where it is a listed one.
        title: The source's title before the tail, as far as it is known.
        certain: It stands where sites put their names: behind a bar, or in title case behind a title that is not.
        knowledge: What the program knows besides the page.
    """
    words = _WORD.findall(name)
    if not words or len(words) > _LONGEST_NAME or fold_name(name) in _words(knowledge).nobody:
        return False
    if is_known(name, knowledge=knowledge):
        return True
    opens = _opens(title, name, knowledge=knowledge)
    if words[0].casefold() in _words(knowledge).menu or not _is_name_like(name, words, opens=opens, knowledge=knowledge):
        return False
    if opens and not (name.isalpha() and is_ordinary(name, knowledge=knowledge)):
        return not _is_person(name, words, knowledge=knowledge)
    placed = certain or _stands_like_one(name, words, title, knowledge=knowledge)
    return fold_name(name) != fold_name(about) and (
        _is_built_like_one(name, words, about, knowledge=knowledge)
        or _is_plausible(name, words, about=about, placed=placed, knowledge=knowledge)
    )


def _is_built_like_one(name: str, words: list[str], about: str, *, knowledge: Knowledge) -> bool:
    if looks_like_organisation(name, knowledge=knowledge) and fold_name(name) not in fold_name(about):
        return True
    return (
        _has_organisation_word(words, knowledge=knowledge)
        or _starts_known(words, knowledge=knowledge)
        or _is_brand(words)
        or _is_partnership(name, words, knowledge=knowledge)
    )


def is_site_name(name: str, *, about: str, knowledge: Knowledge) -> bool:
    """Whether a tail that several titles share can be a site's name: written as one, and neither the topic nor a person."""
    words = _WORD.findall(name)
    if not words or len(words) > _LONGEST_NAME or fold_name(name) in {*_words(knowledge).nobody, fold_name(about)}:
        return False
    return _is_name_like(name, words, opens=False, knowledge=knowledge) and not _is_person(name, words, knowledge=knowledge)


def _opens(title: str, name: str, *, knowledge: Knowledge) -> bool:
    """``Docker Compose Startup Order - Docker``: no subtitle says again what its title begins or ends with."""
    title = title.strip()
    if article := _words(knowledge).articles.match(title):
        title = title[article.end() :]
    head = title.startswith(name) and not title[len(name) : len(name) + 1].isalnum()
    return len(name) > 1 and (head or re.search(rf"[-|–—]\s{re.escape(name)}$", title) is not None)


def _stands_like_one(name: str, words: list[str], title: str, *, knowledge: Knowledge) -> bool:
    """Several words, some rare as in a name but not all as in a person's; nothing that a subtitle shows.

    A subtitle says all of its title again, gives the name that a number lacks, or ends on an abstract noun.
    """
    names = [word for word in words if word.casefold() not in _words(knowledge).small]
    rare = [word for word in names if not is_ordinary(word, knowledge=knowledge)]
    acronym = any(word.isupper() and len(word) > 1 for word in names)
    if len(words) < 2 or not rare or not (acronym or len(rare) < len(names)) or words[0] in _words(knowledge).given:
        return False
    again = {word.casefold() for word in _WORD.findall(title)} <= {word.casefold() for word in names}
    numbered = _NUMBERED.fullmatch(title.strip()) or _NUMBERED.fullmatch(name)
    part_of = is_ordinary(words[0], knowledge=knowledge) and words[1] in _words(knowledge).head_joins
    return not again and not numbered and not part_of and _words(knowledge).abstract.search(words[-1]) is None


def _is_plausible(name: str, words: list[str], *, about: str, placed: bool, knowledge: Knowledge) -> bool:
    if any(word.casefold() in _words(knowledge).sections for word in words):
        return False
    alone = len(words) == 1 and is_ordinary(words[0], knowledge=knowledge)
    plausible = _is_proper(words, about, knowledge=knowledge) or (
        placed and not alone and not _is_topic(words, about, knowledge=knowledge)
    )
    return plausible and _may_be_organisation(name, certain=placed, knowledge=knowledge)


def _is_topic(words: list[str], about: str, *, knowledge: Knowledge) -> bool:
    """Every word of it is the topic's, or it is an abbreviation of two letters."""
    own = {word.casefold() for word in _WORD.findall(about)}
    return all(word.casefold() in own or word.casefold() in _words(knowledge).small for word in words) or (
        len(words) == 1 and len(words[0]) < 3
    )


def _has_organisation_word(words: list[str], *, knowledge: Knowledge) -> bool:
    """A word such as ``Institute``; ahead of an ordinary word it only says of what kind that is (``Board Game``)."""
    folded = [word.casefold().rstrip(".").rpartition("-")[2] for word in words]
    kinds = [
        word in _words(knowledge).organisations or word.removesuffix("s") in _words(knowledge).organisations for word in folded
    ]
    if not any(kinds[1:]):
        follower = folded[1] if len(folded) > 1 else ""
        return kinds[0] and (follower in _words(knowledge).small or not is_ordinary(follower or folded[0], knowledge=knowledge))
    return True


def _is_name_like(name: str, words: list[str], *, opens: bool, knowledge: Knowledge) -> bool:
    if name.rstrip()[-1] in "?!:;,…" or name.endswith("...") or _YEAR.search(name):
        return False
    series, colon, _ = name.partition(":")
    if colon and not _has_organisation_word(_WORD.findall(series), knowledge=knowledge):
        return False
    known = _words(knowledge)
    is_closed = words[-1].casefold() in known.closing
    if not opens and not is_closed and any(word.casefold() in known.subtitles for word in words):
        return False
    if opens or _DOMAIN.fullmatch(words[0]):
        return True
    written = [_is_capital(word) for word in words]
    coined = words[0].isalpha() and not is_ordinary(words[0], knowledge=knowledge)
    ends = written[0] and coined and words[-1] in _words(knowledge).organisations
    free = {0} if coined else set()
    free |= {len(words) - 1} if ends else set()
    small = (word.casefold() in _words(knowledge).small or at in free for at, word in enumerate(words))
    return any(written) and all(capital or other for capital, other in zip(written, small, strict=True))


def _is_capital(word: str) -> bool:
    return any(char.isupper() or not char.isascii() for char in word) or word[0].isdigit() or _BRAND.match(word) is not None


def _starts_known(words: list[str], *, knowledge: Knowledge) -> bool:
    """``Google Workspace Admin Help``: a listed publisher and the part of its site; ``Time Complexity`` is none."""
    heads = (words[:count] for count in (1, 2, 3) if count < len(words))
    return any(
        is_listed("".join(head), knowledge=knowledge) and not all(map(partial(is_ordinary, knowledge=knowledge), head))
        for head in heads
    )


def _is_brand(words: list[str]) -> bool:
    return any(_BRAND.match(word) for word in words)


def _is_partnership(name: str, words: list[str], *, knowledge: Knowledge) -> bool:
    """``Harper & Row``, ``Ropes, Knots and Reeves`` where no word is an ordinary one."""
    names = [word for word in words if word.casefold() not in _words(knowledge).small]
    return (
        len(names) > 1
        and _words(knowledge).partners.search(name) is not None
        and not any(map(partial(is_ordinary, knowledge=knowledge), names))
    )


def _is_proper(words: list[str], about: str, *, knowledge: Knowledge) -> bool:
    """A name of words that are not ordinary ones, and not a person's, nor an abbreviation of the topic."""
    rare = [
        word for word in words if not is_ordinary(word, knowledge=knowledge) and word.casefold() not in _words(knowledge).small
    ]
    if not rare or (words[0] in _words(knowledge).given and len(words) <= 4):
        return False
    if len(words) == 1 and words[0].isupper() and (len(words[0]) <= 2 or words[0].casefold() in about.casefold()):
        return False
    return len(rare) == len([word for word in words if word.casefold() not in _words(knowledge).small])


def _is_person(name: str, words: list[str], *, knowledge: Knowledge) -> bool:
    return words[0] in _words(knowledge).given or "PER" in _list_kinds(name, knowledge=knowledge)


def _list_kinds(name: str, *, knowledge: Knowledge) -> set[str]:
    return {mention.coarse for mention in find_rule_mentions(name, knowledge=knowledge) if mention.text == name.strip()}


def _may_be_organisation(name: str, *, certain: bool, knowledge: Knowledge) -> bool:
    """Ask the names' finder: no person or place; a name of several words only where it finds an organisation."""
    kinds = _list_kinds(name, knowledge=knowledge)
    if kinds:
        return "ORG" in kinds
    return certain or len(name.split()) == 1


def shares_name(name: str, host: str, *, knowledge: Knowledge) -> bool:
    """A label of the host spells the name, or the initials of its words."""
    key = fold_name(name)
    initials = "".join(word[0] for word in _WORD.findall(name) if word.casefold() not in _words(knowledge).small).casefold()
    labels = [fold_name(label) for label in host.split(".")[:-1]]
    return any(label and (label == key or (len(label) >= 3 and label in (initials, key[: len(label)]))) for label in labels)


def is_ordinary(word: str, *, knowledge: Knowledge) -> bool:
    """The word, or every part of it between hyphens, is one that English prose mostly writes in lower case."""
    return all(part in _words(knowledge).ordinary for part in word.casefold().split("-"))
