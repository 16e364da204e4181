"""A key for each entity that pages agree on without knowing of each other, so that a batch can be grouped by it.

``org:openai`` is made of the coarse class and of one name of the entity: legal forms, a leading article, accents, case and a
disambiguation in brackets left out. It follows from the page alone: no table of entities grows while pages are read, so one
worker gives the same keys as sixteen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from extractor.config import load_data
from extractor.structure.entities.knowledge import find_acronym, load_knowledge, name_key

_DISAMBIGUATION = re.compile(r"\s*\([^()]{0,80}\)\s*\Z")


def make_entity_key(names: Mapping[str, int], label: str) -> str:
    """Give ``class:name`` for the names of an entity, which come with how often the page uses each.

    The name is the long form where there is an acronym as well; of a person the full name that is used most, of an
    organisation the longest name, else the name that is used most. ``same_names`` of ``configs/entities.yaml`` makes
    well-known names one (US, United States).
    """
    known = {name: count for name, count in names.items() if _fold_name(name)}
    acronyms = {find_acronym(name) for name in known}
    named = {name: count for name, count in known.items() if name not in acronyms} or known or dict(names)
    coarse = load_knowledge().coarse.get(label, "MISC")
    folded = _fold_name(min(named, key=lambda name: (*_rank_name(name, coarse), -named[name], -len(name), name)))
    return f"{coarse.lower()}:{'-'.join(_read_same_names().get(folded, folded).split())}"


def _rank_name(name: str, coarse: str) -> tuple[int]:
    words = len(_fold_name(name).split())
    return ({"ORG": -words, "PER": -min(words, 2)}.get(coarse, 0),)


def _fold_name(name: str) -> str:
    plain = _DISAMBIGUATION.sub("", name) or name
    letters = unicodedata.normalize("NFKD", plain)
    return name_key("".join(letter for letter in letters if not unicodedata.combining(letter)))


@cache
def _read_same_names() -> dict[str, str]:
    table: Mapping[str, list[str]] = load_data("entities.yaml")["same_names"]
    return {_fold_name(other): _fold_name(name) for name, others in table.items() for other in others}
