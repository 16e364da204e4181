"""Related articles of the workspace: those that share rare names and words with the page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.records import Entity, Sections
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.known import Neighbour
from extractor.structure.sources.publishers import is_ordinary

_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST = 3
_LEAST_SHARED = 2
_MOST_TERMS = 200


def list_terms(sections: Sections, entities: Iterable[Entity]) -> frozenset[str]:
    """Give the terms by which a page is found: the words of its title, its rare words, and the names in it."""
    texts = [sections.title.text, *(text.text for text in (sections.description, *sections.summary) if text is not None)]
    texts += [fragment.text for result in sections.web_results for fragment in result.fragments]
    counted = Counter(word.casefold() for text in texts for word in _WORD.findall(text) if not is_ordinary(word))
    rare = [word for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_TERMS]]
    names = (entity.name.casefold() for entity in entities if len(entity.mentions) > 1)
    return frozenset((*rare, *names, *stem_words(sections.title.text)))


def relate_articles(sections: Sections, entities: Sequence[Entity], neighbours: Sequence[Neighbour]) -> tuple[Neighbour, ...]:
    """Give the three nearest articles at most, nearest first: those that share at least two terms.

    A shared term counts by its rarity in the workspace (inverse document frequency); ties go by id.
    """
    if not neighbours:
        return ()
    own = list_terms(sections, entities)
    held = Counter(term for neighbour in neighbours for term in neighbour.terms & own)
    scores: dict[str, float] = {}
    for neighbour in neighbours:
        shared = neighbour.terms & own
        if len(shared) >= _LEAST_SHARED:
            weights = sorted(math.log((1 + len(neighbours)) / held[term]) for term in shared)
            scores[neighbour.id] = round(sum(weights), 6)
    by_id = {neighbour.id: neighbour for neighbour in neighbours}
    best = sorted((at for at, score in scores.items() if score > 0), key=lambda at: (-scores[at], at))
    return tuple(by_id[at] for at in best[:_MOST])


def link_related(neighbours: Iterable[Neighbour], *, category: str) -> tuple[tuple[str, str], ...]:
    """Give title and link of each: ``slug.md`` in the same category, ``../category/slug.md`` elsewhere."""
    return tuple(
        (near.title, f"{near.id}.md" if near.category == category else f"../{near.category}/{near.id}.md")
        for near in neighbours
    )
