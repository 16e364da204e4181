"""How the languages of each encoding look (``configs/encodings.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from extractor.knowledge.parts import Part


class LanguageLook(Part):
    """Letters of a language above ASCII, the most frequent first, and words that tell it."""

    letters: str
    words: tuple[str, ...] = ()


class EncodingUse(Part):
    """The languages that an encoding is used for, and how much a file has to speak for it before it is believed."""

    languages: tuple[str, ...]
    rarity: float = Field(default=0.0, ge=0)


class Encodings(Part):
    """What tells the encoding of a file that does not say it; encodings by Python's names of their codecs."""

    languages: Mapping[str, LanguageLook]
    encodings: Mapping[str, EncodingUse]
