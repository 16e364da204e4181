"""Whether a few words, such as the tail of a title, name an organisation."""

from __future__ import annotations

import re

from extractor.knowledge import Knowledge
from extractor.structure.entities.name_lists import WORD, find_acronym, is_joining, is_name_word, read_name_lists

_MAX_WORDS = 8
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|io|ai|co|uk|de|eu|info|news)", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"[A-Z][a-z]+[A-Z]\w*|[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]\w*")


def looks_like_organisation(text: str, *, knowledge: Knowledge) -> bool:
    """Say whether the words are the name of an organisation, by lists and by how names of organisations are built.

    True for ``IBM``, ``TechTarget``, ``University of Oxford``, ``World Health Organization (WHO)``; false for
    ``Overview``, ``a glimpse into the future``, ``Part 2``. A lone capitalised word that no list knows is not taken:
    ask the pipeline (``find_mentions``) about it in a sentence.
    """
    name = text.strip(" \t\n|-–—:·»«").rstrip(".")
    words = re.findall(WORD, name)
    if not words or len(words) > _MAX_WORDS or re.search(r"[?!]", name.removeprefix("Yahoo!")):
        return False
    lore = read_name_lists(knowledge)
    if name in lore.organisations or name.removeprefix("The ") in lore.organisations:
        return True
    if name.casefold() in lore.not_organisations or not all(is_name_word(word) or is_joining(word) for word in words):
        return bool(_DOMAIN.fullmatch(name))
    return _is_built_like_one(name, words, knowledge=knowledge)


def _is_built_like_one(name: str, words: list[str], *, knowledge: Knowledge) -> bool:
    lore = read_name_lists(knowledge)
    if _DOMAIN.fullmatch(name) or (words[-1].casefold().replace(".", "") in lore.legal_forms and len(words) > 1):
        return True
    long_form = re.fullmatch(r"(.{4,80}) \(([A-Z]{2,8})\)", name)
    if long_form and find_acronym(long_form[1]).startswith(long_form[2][:2]):
        return True
    if len(words) == 1:
        return bool(_INNER_CAPITAL.fullmatch(name)) or bool(
            re.fullmatch(r"[A-Z]{2,6}", name) and name.casefold() not in lore.not_organisations
        )
    if words[-1] in lore.organisation_words:
        return True
    return any(word in lore.organisation_heads and words[at + 1 : at + 2] == ["of"] for at, word in enumerate(words))
