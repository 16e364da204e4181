"""Claims and evidence made of plain words."""

from __future__ import annotations

from datetime import date
from functools import partial

from extractor.knowledge import default_knowledge
from extractor.structure.claims import ClaimReader, EvidenceIndex, Sentence
from extractor.structure.dates import find_dates
from extractor.types import Attribute, Text

KNOWLEDGE = default_knowledge()


def text(words: str, start: int = 0) -> Text:
    return Text(start, start + len(words), words)


def reader(title: str = "Eling tide mill", language: str = "en") -> ClaimReader:
    read_dates = partial(find_dates, base=date(2025, 7, 26), languages=(language, "en"), knowledge=KNOWLEDGE)
    return ClaimReader(title, language=language, read_dates=read_dates, knowledge=KNOWLEDGE)


def index(*sentences: str, title: str = "Eling tide mill", language: str = "en") -> EvidenceIndex:
    """Index sentences, each of a source of its own that is about the title."""
    read = reader(title, language)
    made = []
    start = 0
    for at, words in enumerate(sentences):
        parts = read.read(words)
        made.append(
            Sentence(at, text(words, start), parts, True if parts.names_topic or parts.leans else None, is_source_about=True)
        )
        start += len(words) + 1
    return EvidenceIndex(made, reader=read)


def attribute(key: str, value: str) -> Attribute:
    return Attribute(text(key), text(value, len(key) + 1))
