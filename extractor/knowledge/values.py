"""The value itself: one frozen tree, whose branches are the files of ``configs/``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr

from extractor.config import Config, package_file

Value = TypeVar("Value")
Rest = ParamSpec("Rest")

_NO_ARTICLE = {"profile", "merging", "fetching"}
"""Branches that no article is made of."""


class Part(BaseModel):
    """A branch of knowledge: immutable, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Language(Part):
    """What is known of one language: a folder ``configs/languages/<tag>/``, a field for each of its files.

    Attributes:
        name: What English calls it.
    """

    name: str = ""


class Knowledge(Part):
    """All of it. A value is one with itself only, so that it can key what is derived from it.

    Attributes:
        profile: The name of the user's profile that overlays what ships; ``None`` without one.
        languages: The languages by BCP 47 tag, in the order in which they are tried.
    """

    profile: str | None = None
    languages: Mapping[str, Language]
    sections: Mapping[str, Any]
    lookups: Mapping[str, Any]
    dates: Mapping[str, Any]
    events: Mapping[str, Any]
    entities: Mapping[str, Any]
    sentences: Mapping[str, Any]
    facts: Mapping[str, Any]
    evidence: Mapping[str, Any]
    publishers: Mapping[str, Any]
    words: Mapping[str, Any]
    prose: Mapping[str, Any]
    disputes: Mapping[str, Any]
    merging: Mapping[str, Any]
    fetching: Mapping[str, Any]

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

    @cached_property
    def digest(self) -> str:
        """Hash all that can change an article's bytes: 64 hexadecimal digits."""
        told = json.dumps(self.model_dump(mode="json", exclude=_NO_ARTICLE), ensure_ascii=False)
        return hashlib.sha256(told.encode() + package_file("models/category.json").read_bytes()).hexdigest()

    def fingerprint(self, config: Config) -> str:
        """Name the knobs and the knowledge that can change an article's bytes: 16 hexadecimal digits."""
        return hashlib.sha256(f"{config.describe_article_knobs()}{self.digest}".encode()).hexdigest()[:16]


def derived(build: Callable[Concatenate[Knowledge, Rest], Value]) -> Callable[Concatenate[Knowledge, Rest], Value]:
    """Make a function of knowledge, and of hashable arguments, worked out once for each ``Knowledge`` and kept on it."""

    @wraps(build)
    def read(knowledge: Knowledge, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Value:
        table = knowledge._derived  # noqa: SLF001 - the cache is the value's own
        found = table.get(build)
        if found is None:
            found = table[build] = lru_cache(maxsize=4096)(partial(build, knowledge))
        value: Value = found(*args, **kwargs)  # type: ignore[arg-type]  # a key of a cache is hashable
        return value

    return read
