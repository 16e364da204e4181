"""Related articles of the workspace: those that share rare names and words with the page.

The index is plain values (``Neighbour``), made from records, so that who holds the workspace can relate articles after a
run as well as during one; the order of the pages never matters.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.records import Entity, Sections
from extractor.schema import Record
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.known import Neighbour
from extractor.structure.sources.nameplates import is_ordinary

_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST = 3
_LEAST_SHARED = 2
_MOST_TERMS = 200


def index_record(record: Record) -> Neighbour:
    """Make the index entry of an article from its record."""
    parts = (record.description, record.summary, *(part for result in record.web_results for part in result.fragments))
    names = [entity.name for entity in record.entities if len(entity.mentions) > 1]
    terms = collect_terms(record.title.text, [part.text for part in parts if part is not None], names)
    return Neighbour(record.id, record.title.text, record.category.value, terms)


def list_terms(sections: Sections, entities: Iterable[Entity]) -> frozenset[str]:
    """Give the terms of a page that has no record yet: the same as ``index_record`` will give."""
    fragments = [fragment for result in sections.web_results for fragment in result.fragments]
    texts = [text.text for text in (sections.description, *sections.summary, *fragments) if text is not None]
    return collect_terms(sections.title.text, texts, [entity.name for entity in entities if len(entity.mentions) > 1])


def collect_terms(title: str, texts: Iterable[str], names: Iterable[str]) -> frozenset[str]:
    """Give the terms by which an article is found: the words of its title, its rare words, the names it repeats."""
    words = (word.casefold() for text in (title, *texts) for word in _WORD.findall(text))
    counted = Counter(word for word in words if not is_ordinary(word))
    rare = sorted(counted, key=lambda word: (-counted[word], word))[:_MOST_TERMS]
    return frozenset((*rare, *(name.casefold() for name in names), *stem_words(title)))


def relate_articles(own: frozenset[str], neighbours: Sequence[Neighbour], *, but: str = "") -> tuple[Neighbour, ...]:
    """Give the three nearest articles at most, nearest first: those that share at least two terms.

    A shared term counts by its rarity in the workspace (inverse document frequency); ties go by id.

    Args:
        own: The terms of the article.
        neighbours: The index of the workspace.
        but: The article's own id, which is left out.
    """
    others = [neighbour for neighbour in neighbours if neighbour.id != but]
    held = Counter(term for neighbour in others for term in neighbour.terms & own)
    scores = {
        neighbour.id: round(sum(sorted(math.log((1 + len(others)) / held[term]) for term in neighbour.terms & own)), 6)
        for neighbour in others
        if len(neighbour.terms & own) >= _LEAST_SHARED
    }
    by_id = {neighbour.id: neighbour for neighbour in others}
    best = sorted((at for at, score in scores.items() if score > 0), key=lambda at: (-scores[at], at))
    return tuple(by_id[at] for at in best[:_MOST])


def link_related(neighbours: Iterable[Neighbour], *, category: str) -> tuple[tuple[str, str], ...]:
    """Give title and link of each: ``slug.md`` in the same category, ``../category/slug.md`` elsewhere."""
    return tuple(
        (near.title, f"{near.id}.md" if near.category == category else f"../{near.category}/{near.id}.md")
        for near in neighbours
    )
