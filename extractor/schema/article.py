"""The article: 21 keys of front matter in a fixed order, then a body.

``Article.model_validate`` refuses what breaks a rule. ``extractor.write.parse_article`` reads whatever a file says and
leaves it to ``find_faults`` to name what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Self

from pydantic import PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from extractor.schema.agreement import check_consistency
from extractor.schema.front_matter import ArticleFields
from extractor.schema.layout import PLAIN_LAYOUT, Layout
from extractor.schema.parts import Part
from extractor.schema.prose import find_prose_faults

SCHEMA_VERSION = "1.0"


class Article(ArticleFields):
    """An article. Immutable; change one with ``model_copy(update=...)`` and validate the result.

    Unknown keys of a person's file are kept as they are. ``layout`` remembers how such a file was written. Front matter
    alone is an article whose body nobody has given yet; the rules about the body hold for one that was given.
    """

    _layout: Layout = PrivateAttr(default=PLAIN_LAYOUT)

    @property
    def layout(self) -> Layout:
        """How the file it came from differs from the house style."""
        return self._layout

    def with_layout(self, layout: Layout) -> Self:
        """Give the same article, to be written in another layout."""
        copy = self.model_copy()
        copy._layout = layout  # noqa: SLF001 - a fresh copy of its own class
        return copy

    @model_validator(mode="after")
    def _check_agreement(self) -> Self:
        faults = (*check_consistency(self), *find_prose_faults(self, with_body="body" in self.model_fields_set))
        if faults:
            message = "; ".join(fault.message for fault in faults)
            raise PydanticCustomError("rules", "{message}", {"faults": faults, "message": message})
        return self

    def to_data(self) -> dict[str, Any]:
        """Give the front matter as plain data: keys in order, absent ones left out, unknown ones before ``status``."""
        data = {name: _plain(value) for name, value in self.__dict__.items() if value is not None}
        del data["body"]
        status = data.pop("status", None)
        data.update(self.__pydantic_extra__ or {})
        if status is not None:
            data["status"] = status
        return data

    def to_dict(self) -> dict[str, Any]:
        """Give the article as plain values: its front matter and, under ``body``, its Markdown."""
        return {**self.to_data(), "body": self.body.render()}

    def _repr_html_(self) -> str:
        return f'<h3>{escape(str(self.title))}</h3><pre style="white-space: pre-wrap">{escape(self.body.render())}</pre>'


FRONT_MATTER_KEYS: tuple[str, ...] = tuple(name for name in Article.model_fields if name not in {"status", "body"})


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return _plain_mapping(value.to_data())
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


def _plain_mapping(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}
