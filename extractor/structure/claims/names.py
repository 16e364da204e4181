"""Names in a claim, and whether a sentence names the same: in full, by surname, by initials, in another order, by demonym."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.structure.claims.quantities import read_claim_words
from extractor.structure.claims.words import Word

_DEMONYM = 4
_LONGEST_ENDING = 5
_PARTLY = 0.6
Name = tuple[Word, ...]


def list_names(words: Sequence[Word], text: str, *, is_name: Callable[[str], bool]) -> tuple[Name, ...]:
    """Give the names of a text: runs of capitalised words, small particles between them left out.

    Args:
        words: Its words.
        text: The text.
        is_name: Whether a word that opens the text alone is a name, and has not its capital from there.
    """
    runs: list[list[Word]] = []
    last = None
    for word in words:
        capital = word.written[:1].isupper() or (word.is_capital and not word.written[:1].isdigit())
        if capital and (word.stem or word.written.isupper()):
            gap = text[last.start + len(last.written) : word.start] if last else ""
            if last is not None and runs and gap in {" ", ". ", "-", "'s ", "’s ", " & "}:
                runs[-1].append(word)
            else:
                runs.append([word])
            last = word
        elif not (last and word.written in {"of", "de", "von", "der", "la", "del", "du", "van", "and", "the"}):
            last = None
    return tuple(tuple(run) for run in runs if len(run) > 1 or run[0] != words[0] or is_name(run[0].written))


class Demonyms(NamedTuple):
    """How the people of a country are named.

    Attributes:
        lines: The number of the line in which names of one country stand together.
        endings: How the names of peoples end that begin as their country does.
    """

    lines: Mapping[str, int]
    endings: tuple[str, ...]


@derived
def read_demonyms(knowledge: Knowledge, language: str) -> Demonyms:
    """Read the demonyms of a language and of English."""
    words = read_claim_words(knowledge, language)
    lines = {word: number for number, line in enumerate(words.demonyms) for word in line.split()}
    return Demonyms(lines, words.demonym_endings)


def find_name(name: Name, words: Sequence[Word], *, topic: frozenset[str] = frozenset(), demonyms: Demonyms) -> float:
    """Say how surely a sentence holds a name, from 0 to 1; a last name that is the page's topic tells of nobody else."""
    capital = [word for word in words if word.is_capital or word.written.isdigit()]
    held = {word.written.casefold() for word in words}
    wanted = [word.written.casefold() for word in name]
    found = [word in held or _is_kin(each, capital, demonyms) for word, each in zip(wanted, name, strict=True)]
    if all(found) or _is_short(name, capital):
        return 1.0
    if len(name) > 1 and found[-1] and name[-1].stem not in topic:
        return 0.0 if _has_other_first(name, capital) else 0.95
    return _PARTLY * sum(found) / len(found)


def _is_kin(word: Word, others: Sequence[Word], demonyms: Demonyms) -> bool:
    """``Norwegian`` and ``Norway``: they begin alike, or a table knows both."""
    table, endings = demonyms
    mine = word.written
    for other in others:
        theirs = other.written
        if mine in table and table[mine] == table.get(theirs):
            return True
        if mine[:1].isupper() and _differ_in_ending(mine, theirs, endings):
            return True
    return False


@lru_cache(maxsize=4096)
def fold_accents(word: str) -> str:
    """Give a word in small letters without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char))


def is_people_of(word: Word, others: Sequence[Word], demonyms: Demonyms) -> bool:
    """Say whether a word in small letters names the people of a country that is named: ``norvégienne``, ``Norvège``."""
    known = (other.written for other in others if other.written[:1].isupper())
    return any(_differ_in_ending(word.written, other, demonyms.endings) for other in known)


def _differ_in_ending(one: str, other: str, endings: Sequence[str]) -> bool:
    """They begin alike, and one of them ends as the names of peoples do."""
    one, other = fold_accents(one), fold_accents(other)
    pairs = zip(one, other, strict=False)
    common = next((at for at, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other)))
    rests = one[common:], other[common:]
    if common < _DEMONYM or max(map(len, rests)) > _LONGEST_ENDING:
        return False
    return any(rest == ending or (len(ending) > 2 and rest.endswith(ending)) for rest in rests for ending in endings)


def _is_short(name: Name, capital: Sequence[Word]) -> bool:
    """One is the other's initials."""
    initials = "".join(word.written[0] for word in name)
    if len(name) > 1 and any(word.written.replace(".", "") == initials for word in capital):
        return True
    if len(name) != 1 or not name[0].written.isupper() or len(name[0].written) < 2:
        return False
    written = name[0].written.replace(".", "")
    heads = "".join(word.written[0].upper() for word in capital)
    return written in heads


def _has_other_first(name: Name, capital: Sequence[Word]) -> bool:
    """Another first name stands before every place of the last one: somebody else of the family."""
    last = name[-1].written.casefold()
    firsts = {word.written.casefold() for word in name[:-1]}
    before = [one for one, word in _pair(capital) if word.written.casefold() == last]
    return bool(before) and all(
        one is not None
        and one.written.casefold() not in firsts
        and not (len(one.written) <= 2 and one.written[0].casefold() in {first[0] for first in firsts})
        for one in before
    )


def _pair(words: Sequence[Word]) -> Iterator[tuple[Word | None, Word]]:
    """Each word with the capitalised word right before it."""
    last: Word | None = None
    for word in words:
        close = last is not None and word.start - (last.start + len(last.written)) <= 2
        yield (last if close else None), word
        last = word
