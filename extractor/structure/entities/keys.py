"""A key for each entity that pages agree on without knowing of each other, so that a batch can be grouped by it.

``org:openai`` is made of the coarse class and of one name of the entity: legal forms, a leading article, accents, case and a
disambiguation in brackets left out. It follows from the page alone: no table of entities grows while pages are read, so one
worker gives the same keys as sixteen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Mapping

from extractor.knowledge import Knowledge, derived
from extractor.structure.entities.name_lists import find_acronym, name_key, read_name_lists

_DISAMBIGUATION = re.compile(r"\s*\([^()]{0,80}\)\s*\Z")


def make_entity_key(names: Mapping[str, int], label: str, *, knowledge: Knowledge) -> str:
    """Give ``class:name`` for the names of an entity, which come with how often the page uses each.

    The name is the long form where there is an acronym as well; of a person the full name that is used most; of an
    organisation the longest, but not one that only adds a shell to another ("Holdings"); else the name that is used most.
    ``same_names`` of ``configs/entities.yaml`` makes well-known names one (US, United States).
    """
    counted: Counter[str] = Counter()
    for name, count in names.items():
        counted[_fold_name(name, knowledge=knowledge)] += count
    acronyms = {find_acronym(name).casefold() for name in names}
    coarse = read_name_lists(knowledge).coarse.get(label, "MISC")
    named = [
        name for name in counted if name and name not in acronyms and not _is_shell(name, counted, knowledge=knowledge)
    ] or list(counted)
    best = min(named, key=lambda name: (_rank_name(name, coarse), -counted[name], -len(name), name))
    return f"{coarse.lower()}:{'-'.join(_read_same_names(knowledge).get(best, best).split())}"


def _rank_name(name: str, coarse: str) -> int:
    words = len(name.split())
    return {"ORG": -words, "PER": -min(words, 2)}.get(coarse, 0)


def _is_shell(name: str, names: Container[str], *, knowledge: Knowledge) -> bool:
    stem, _, last = name.rpartition(" ")
    return stem in names and last in read_name_lists(knowledge).shell_words


def _fold_name(name: str, *, knowledge: Knowledge) -> str:
    plain = _DISAMBIGUATION.sub("", name) or name
    letters = unicodedata.normalize("NFKD", plain)
    return name_key(knowledge, "".join(letter for letter in letters if not unicodedata.combining(letter)))


@derived
def _read_same_names(knowledge: Knowledge) -> dict[str, str]:
    table = knowledge.entities.same_names
    return {
        _fold_name(other, knowledge=knowledge): _fold_name(name, knowledge=knowledge)
        for name, others in table.items()
        for other in others
    }
