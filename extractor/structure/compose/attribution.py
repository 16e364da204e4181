"""Every sentence with the name of who says it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.structure.material import Material
from extractor.structure.phrasing import close, name_source
from extractor.types import Fact


def attribute_sentences(material: Material, facts: Sequence[Fact]) -> str:
    """Give a paragraph: each sentence attributed, the frames varied where one publisher, or one page, speaks several times."""
    sentences: list[str] = []
    before: str | int = ""
    times = 0
    for fact in facts:
        source = material.sources[fact.source]
        speaker = source.institution or fact.source
        times = times + 1 if speaker == before else 0
        before = speaker
        sentences.append(material.voice.attribute(source, material.word(fact), times=times))
    return " ".join(sentences)


def enumerate_senses(material: Material, facts: Sequence[Fact]) -> str:
    """Give ``(1) ... (IBM); (2) ... (TechTarget).``: parallel points, each with its source behind it."""
    points: list[str] = []
    speaker = -1
    for number, fact in enumerate(facts, 1):
        source = material.sources[fact.source]
        repeated = fact.source == speaker and source.institution is None
        name = material.voice.prose.same_source if repeated else name_source(source)
        speaker = fact.source
        points.append(f"({number}) {material.voice.embed(material.word(fact))} ({name})")
    return close(f"{material.voice.prose.senses} {'; '.join(points)}")
