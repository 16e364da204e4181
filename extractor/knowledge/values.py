"""The value itself: one frozen tree, whose branches are the files of ``configs/``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache, partial, wraps
from typing import Annotated, Any, Concatenate, ParamSpec, Self, TypeVar

from pydantic import AfterValidator, Field, PrivateAttr, StringConstraints

from extractor.config import Config, package_file
from extractor.knowledge.claims import Units
from extractor.knowledge.encodings import Encodings
from extractor.knowledge.json_fields import JsonFields
from extractor.knowledge.language import Language
from extractor.knowledge.parts import Part
from extractor.knowledge.shared import DateSigns, EntityLists, Merging, PublisherLists, Site, SoftErrors

Value = TypeVar("Value")
Topic = TypeVar("Topic", bound=Part)
Rest = ParamSpec("Rest")

Tag = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")]
"""What BCP 47 calls a primary language: the two or three letters that a page's tag begins with."""
_NO_ARTICLE: Mapping[str, Any] = {"profile": True, "fetching": True, "languages": {"__all__": {"soft_errors"}}}
"""Branches that no article is made of."""


def _check_languages(languages: Mapping[str, Language]) -> Mapping[str, Language]:
    if not {"en", "und"} <= languages.keys():
        raise ValueError("the languages 'en' and 'und', which others lean on, cannot be left out")
    return languages


class Knowledge(Part):
    """All of it. A value is one with itself only, so that it can key what is derived from it.

    Attributes:
        profile: The name of the user's profile that overlays what ships; ``None`` without one.
        languages: The languages by BCP 47 tag, in the order in which they are tried.
        site: What pages look like.
        dates: What dates look like in every language.
        entities: Lists of names.
        publishers: Lists of publishers.
        units: Units of measure and signs of money.
        merging: When a fact is taken for a known one.
        fetching: How a page that is none any more gives itself away.
        encodings: What tells the encoding of a file that does not say it.
        json_fields: The names under which JSON keeps the parts of a page; the files call it ``json``.
    """

    profile: str | None = None
    languages: Annotated[Mapping[Tag, Language], AfterValidator(_check_languages)]
    site: Site
    dates: DateSigns
    entities: EntityLists
    publishers: PublisherLists
    units: Units
    merging: Merging
    fetching: SoftErrors
    encodings: Encodings
    json_fields: JsonFields = Field(alias="json")

    _derived: dict[Callable[..., Any], Callable[..., Any]] = PrivateAttr(default_factory=dict)

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __getstate__(self) -> dict[Any, Any]:
        """What is derived is worked out anew in another process."""
        return super().__getstate__() | {"__pydantic_private__": {"_derived": {}}}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Give a changed copy; nothing that was derived from the old value goes with it."""
        copied = super().model_copy(update=update, deep=deep)
        copied._derived = {}  # noqa: SLF001 - its own
        copied.__dict__.pop("digest", None)
        return copied

    def gather(self, read_topic: Callable[[Language], Topic], *, tags: Sequence[str] | None = None) -> Topic:
        """Give the words of all languages, or of those with these tags, about a topic together, in their order."""
        topics = [read_topic(language) for tag, language in self.languages.items() if tags is None or tag in tags]
        return _join_topics(topics)

    @cached_property
    def digest(self) -> str:
        """Hash all that can change an article's bytes: 64 hexadecimal digits."""
        told = json.dumps(self.model_dump(mode="json", exclude=dict(_NO_ARTICLE)), ensure_ascii=False)
        return hashlib.sha256(told.encode() + package_file("models/category.json").read_bytes()).hexdigest()

    def fingerprint(self, config: Config) -> str:
        """Name the knobs and the knowledge that can change an article's bytes: 16 hexadecimal digits."""
        return hashlib.sha256(f"{config.describe_article_knobs()}{self.digest}".encode()).hexdigest()[:16]


def derived(build: Callable[Concatenate[Knowledge, Rest], Value]) -> Callable[Concatenate[Knowledge, Rest], Value]:
    """Make a function of knowledge, and of hashable arguments, worked out once for each ``Knowledge`` and kept on it."""

    @wraps(build)
    def read(knowledge: Knowledge, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Value:
        table = (knowledge.__pydantic_private__ or {})["_derived"]  # by its attribute it takes pydantic longer than the work
        found = table.get(build)
        if found is None:
            found = table[build] = lru_cache(maxsize=4096)(partial(build, knowledge))
        value: Value = found(*args, **kwargs)
        return value

    return read


def _join_topics(topics: Sequence[Topic]) -> Topic:
    """Join values of one model, field by field."""
    kind = type(topics[0])
    joined = {name: _join_values([getattr(topic, name) for topic in topics]) for name in kind.model_fields}
    return topics[0].model_copy(update=joined)


def _join_values(values: Sequence[Any]) -> Any:
    """Join lists end to end and mappings key by key; of single values the first that says something."""
    if isinstance(values[0], Part):
        return _join_topics(values)
    if isinstance(values[0], tuple):
        return tuple(dict.fromkeys(item for value in values for item in value))
    if isinstance(values[0], Mapping):
        keys = dict.fromkeys(key for value in values for key in value)
        return {key: _join_values([value[key] for value in values if key in value]) for key in keys}
    return next((value for value in values if value), values[0])
