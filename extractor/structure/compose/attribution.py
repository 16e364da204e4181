"""Every sentence with the name of who says it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.records import Fact
from extractor.structure.material import Material
from extractor.structure.phrasing import close, name_source, prose
from extractor.structure.wording import fold_marks


def attribute_sentences(material: Material, facts: Sequence[Fact]) -> str:
    """Give a paragraph: each sentence attributed, the frames varied where one source speaks several times."""
    sentences: list[str] = []
    speaker, times = -1, 0
    for fact in facts:
        times = times + 1 if fact.source == speaker else 0
        speaker = fact.source
        sentences.append(_frame(material, fact, times))
    return " ".join(sentences)


def _frame(material: Material, fact: Fact, times: int) -> str:
    source = material.sources[fact.source]
    name = name_source(source)
    if fold_marks(fact.statement).startswith(fold_marks(name)):
        return close(fact.statement)
    said = material.voice.embed(fact.statement)
    if not times:
        return close(f"{prose('according')} {name}, {said}")
    again = prose("again")
    speaker = name if source.institution else prose("same_source_opens")
    return close(f"{speaker} {again[(times - 1) % len(again)]} {said}")


def enumerate_senses(material: Material, facts: Sequence[Fact]) -> str:
    """Give ``(1) ... (IBM); (2) ... (TechTarget).``: parallel points, each with its source behind it."""
    points: list[str] = []
    speaker = -1
    for number, fact in enumerate(facts, 1):
        source = material.sources[fact.source]
        repeated = fact.source == speaker and source.institution is None
        name = prose("same_source") if repeated else name_source(source)
        speaker = fact.source
        points.append(f"({number}) {material.voice.embed(fact.statement)} ({name})")
    return close(f"{prose('senses')} {'; '.join(points)}")
