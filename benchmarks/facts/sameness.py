"""How often ``same_statement`` errs: ``python -m benchmarks.facts.sameness [LEAST …]``, from the root of the repository.

Different: two statements of one development article. Same: a statement and what a page makes of it when it is edited
lightly: another article, a frame around it, a last clause left out or a remark put behind it; and one content word changed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import combinations

from benchmarks.facts.articles import GoldArticle, load_articles
from extractor.knowledge import Knowledge, default_knowledge
from extractor.structure.facts.statements import same_statement

_ARTICLE = re.compile(r"\b(?:a|an|the)\b", re.IGNORECASE)
_LONG_WORD = re.compile(r"\b[a-z]{6,}\b")


def list_different(article: GoldArticle) -> Iterator[tuple[str, str]]:
    """Yield pairs of statements that say different things."""
    yield from combinations(dict.fromkeys(said for source in article.sources for said in source.statements), 2)


def list_edits(said: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the kind of an edit, its outcome and whether one of the two says more."""
    swapped = _ARTICLE.sub(lambda word: "this" if word[0].islower() else "This", said, count=1)
    if swapped != said:
        yield "article", swapped, False
    yield "frame", f"According to the survey: {said}", True
    if ", " in said:
        yield "cut", f"{said.rpartition(', ')[0]}.", True
    yield "remark", f"{said.rstrip('.')}, as its makers say.", True
    if word := _LONG_WORD.search(said):
        yield "one word", f"{said[: word.start()]}otherwise{said[word.end() :]}", False


def measure(articles: list[GoldArticle], knowledge: Knowledge) -> dict[str, tuple[int, int]]:
    """Count what is taken for the same, and of how many, by kind."""
    counts: dict[str, tuple[int, int]] = {}

    def count(kind: str, one: str, other: str, *, part: bool) -> None:
        same, of = counts.get(kind, (0, 0))
        counts[kind] = (same + same_statement(one, other, part=part, knowledge=knowledge), of + 1)

    for article in articles:
        for one, other in list_different(article):
            count("different, as a whole", one, other, part=False)
            count("different, in part", one, other, part=True)
        for said in (said for source in article.sources for said in source.statements):
            for kind, edited, part in list_edits(said):
                count(kind, said, edited, part=part)
    return counts


if __name__ == "__main__":
    shipped, gold = default_knowledge(), list(load_articles())
    for least in map(float, sys.argv[1:] or [str(shipped.merging.least_same)]):
        changed = shipped.merging.model_copy(update={"least_same": least})
        told = measure(gold, shipped.model_copy(update={"merging": changed}))
        print(least, *(f"{kind}: {same} of {of}" for kind, (same, of) in told.items()), sep="\n  ")
