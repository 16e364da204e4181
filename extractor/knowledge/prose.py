"""Every word that an article says of its own, in one language (``configs/languages/<tag>/prose.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any, Self

from pydantic import Field, ValidationInfo, field_validator

from extractor.knowledge.parts import Part, PatternPart

_LEFT_OUT = frozenset(
    {"again", "senses", "benefits", "concerns", "further", "record_tells", "function_words", "plural_verbs", "inflections",
     "mute_endings", "ordinary_endings"}
)  # fmt: skip
"""What an article does without in a language that has no words for it; anything else is said in English there."""


_PLACES: Mapping[str, frozenset[str]] = {
    "attributed": frozenset({"name", "sentence"}),
    "says": frozenset({"name", "sentence"}),
    "reported": frozenset({"name", "sentence"}),
    "again": frozenset({"name", "sentence"}),
    "describes": frozenset({"title", "sentence"}),
    "description": frozenset({"sentence"}),
    "record_says": frozenset({"sentence"}),
    "record_tells": frozenset({"sentence"}),
    "record_gives": frozenset({"value", "key"}),
}
"""The places of the frames that a page's words stand in; a frame without one would lose them."""


class TakesArticle(Part):
    """Names that take an article, by their last word or by the word before "of"."""

    last: tuple[str, ...] = ()
    before_of: tuple[str, ...] = ()


class Prose(Part):
    """Every word that an article says of its own; the file of English says what each is for."""

    attributed: str = ""
    says: str = ""
    reported: str = ""
    again: tuple[str, ...] = ()
    same_source: str = ""
    whereas: str = ""
    but_that: str = ""
    record_gives: str = ""
    senses: str = ""
    describes: str = ""
    description: str = ""
    record_says: str = ""
    record_tells: str = ""
    benefits: str = ""
    concerns: str = ""
    further: str = ""
    record_lists: str = ""
    record_unbacked: str = ""
    record_only_unbacked: str = ""
    by_record: str = ""
    nothing_further: str = ""
    to: str = ""
    timeline: str = ""
    date_unknown: str = ""
    event_sources: Mapping[str, str] = Field(default_factory=dict)
    others: str = ""
    and_two: str = ""
    and_last: str = ""
    gaps: Mapping[str, str] = Field(default_factory=dict)
    sections: Mapping[str, str] = Field(default_factory=dict)
    day: str = ""
    months: tuple[str, ...] = ()
    seasons: Mapping[int, str] = Field(default_factory=dict)
    openings: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    of: str = ""
    relatives: tuple[str, ...] = ()
    sense_verbs: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    function_words: tuple[str, ...] = ()
    plural_verbs: tuple[str, ...] = ()
    inflections: tuple[str, ...] = ()
    mute_endings: tuple[str, ...] = ()
    ordinary_endings: tuple[str, ...] = ()
    empty_cues: tuple[PatternPart, ...] = ()
    benefit_cues: tuple[PatternPart, ...] = ()
    concern_cues: tuple[PatternPart, ...] = ()
    benefit_words: tuple[str, ...] = ()
    concern_words: tuple[str, ...] = ()
    with_article: TakesArticle = TakesArticle()

    @field_validator(*_PLACES)
    @classmethod
    def _hold_the_page(cls, told: str | tuple[str, ...], info: ValidationInfo) -> str | tuple[str, ...]:
        places = _PLACES[str(info.field_name)]
        for frame in (told,) if isinstance(told, str) else told:
            try:
                found = {name for _, name, _, _ in Formatter().parse(frame) if name is not None}
            except ValueError:
                found = set()
            if found != places:
                raise ValueError(
                    f"'{frame}' needs {' and '.join(f'{{{place}}}' for place in sorted(places))}, and no other place"
                )
        return told

    def complete(self, english: Self) -> Self:
        """Say in English what the language's own file leaves unsaid, key by key in the mappings."""
        update: dict[str, Any] = {}
        for name in type(self).model_fields:
            own, other = getattr(self, name), getattr(english, name)
            if name not in self.model_fields_set:
                update |= {} if name in _LEFT_OUT else {name: other}
            elif isinstance(own, Mapping):
                update[name] = {**other, **own}
        return self.model_copy(update=update)
