"""Every sentence with the name of who says it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.records import Fact
from extractor.structure.material import Material
from extractor.structure.phrasing import close, name_source, prose


def attribute_sentences(material: Material, facts: Sequence[Fact]) -> str:
    """Give a paragraph: each sentence attributed, the frames varied where one source speaks several times."""
    sentences: list[str] = []
    speaker, times = -1, 0
    for fact in facts:
        times = times + 1 if fact.source == speaker else 0
        speaker = fact.source
        sentences.append(material.voice.attribute(material.sources[fact.source], material.word(fact), times=times))
    return " ".join(sentences)


def enumerate_senses(material: Material, facts: Sequence[Fact]) -> str:
    """Give ``(1) ... (IBM); (2) ... (TechTarget).``: parallel points, each with its source behind it."""
    points: list[str] = []
    speaker = -1
    for number, fact in enumerate(facts, 1):
        source = material.sources[fact.source]
        repeated = fact.source == speaker and source.institution is None
        name = prose("same_source") if repeated else name_source(source)
        speaker = fact.source
        points.append(f"({number}) {material.voice.embed(material.word(fact))} ({name})")
    return close(f"{prose('senses')} {'; '.join(points)}")
