"""What the branches of knowledge are made of."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


def _check_pattern(words: str) -> str:
    try:
        re.compile(words)
    except re.error as error:
        raise ValueError(f"it is no regular expression ({error})") from None
    return words


def _check_part(words: str) -> str:
    if words.startswith("(?i)"):
        raise ValueError("it becomes part of a longer expression, which alone can say (?i)")
    return _check_pattern(words)


def _check_count(words: str) -> str:
    if words.count("{n}") != 1:
        raise ValueError("it needs {n} where the count stands")
    return words


def _check_name(words: str) -> str:
    if words.count("{name}") != 1:
        raise ValueError("it needs {name} where the name stands")
    return words


Pattern = Annotated[str, AfterValidator(_check_pattern)]
PatternPart = Annotated[str, AfterValidator(_check_part)]
CountLine = Annotated[str, AfterValidator(_check_count)]
NameLine = Annotated[str, AfterValidator(_check_name)]


class Part(BaseModel):
    """A branch of knowledge: immutable, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CueWords(Part):
    """Regular expressions, and small letters of which every match of one of them holds some."""

    words: tuple[PatternPart, ...] = ()
    cues: tuple[str, ...] = ()
