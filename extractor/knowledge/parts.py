"""What the branches of knowledge are made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A branch of knowledge: immutable, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CueWords(Part):
    """Regular expressions, and small letters of which every match of one of them holds some."""

    words: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
