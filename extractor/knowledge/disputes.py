"""What shows, in one language, that sources disagree (``configs/languages/<tag>/disputes.yaml``)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.knowledge.parts import CueWords, Part

ValueKind = Literal["names", "place"]


class Opposite(Part):
    """Two effects that a source may report of the subject, each the opposite of the other."""

    name: str
    for_: CueWords = Field(alias="for")
    against: CueWords


class Trait(Part):
    """An attribute that has one value: what announces it in a sentence, and which keys hold it in a table."""

    name: str
    kind: ValueKind
    about_source: bool = False
    keys: tuple[str, ...]
    words: tuple[str, ...]
    cues: tuple[str, ...]


class Measure(Part):
    """What the subject has one of at one time, given as a date or a figure: the words that tell of it, keys included."""

    name: str
    kind: str
    words: tuple[str, ...]


class DisputeWords(Part):
    """What shows that sources disagree.

    Attributes:
        open_questions: A source says that the matter is open.
        anaphora: Words by which such a sentence leans on the one before.
        opposites: Effects of which one source reports the one and another the other.
        attributes: What the subject has only one of, given as a name.
        measures: What it has one of at one time, as a date or a figure.
        scopes: Words that narrow what is counted, so that two figures are of two things.
        joints: Words between the last two names of a list.
    """

    open_questions: CueWords = CueWords()
    anaphora: tuple[str, ...] = ()
    opposites: tuple[Opposite, ...] = ()
    attributes: tuple[Trait, ...] = ()
    measures: tuple[Measure, ...] = ()
    scopes: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
