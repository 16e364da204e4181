"""The parts of an article's front matter: atomic facts, sources, disputed statements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictStr

from extractor.schema.field_types import Doi, Level, Text, Url, Year, check_text, reject_value

MIN_FACT = 10
MAX_FACT = 300
MAX_FACTS = 6

_WORD = re.compile(r"\w+")
_CUT = re.compile(r"(?:[(:;,]|arXiv:\d{4}\.)\Z")
_MARKUP = re.compile(r"```|^##|\|[^\n]*---", re.MULTILINE)


class Part(BaseModel):
    """A mapping inside an article: frozen, and open to the unknown keys of a person's file, which survive."""

    model_config = ConfigDict(frozen=True, extra="allow")

    def to_data(self) -> dict[str, Any]:
        """Give it as plain data: keys in the order of the schema, absent ones left out, unknown ones last."""
        data = {name: value for name, value in self.__dict__.items() if value is not None}
        return {**data, **(self.__pydantic_extra__ or {})}


def _check_statement(text: str) -> str:
    check_text(text)
    stripped = text.strip()
    if len(stripped) < MIN_FACT:
        raise reject_value("article.fact-too-short", f"'{text}' has {len(stripped)} characters, {MIN_FACT} are the least")
    if len(text) > MAX_FACT:
        raise reject_value("article.fact-too-long", f"the statement has {len(text)} characters, {MAX_FACT} are the most")
    if _CUT.search(stripped):
        raise reject_value("article.fact-cut", f"'...{stripped[-20:]}' stops in mid-sentence")
    if found := _MARKUP.search(text):
        raise reject_value("article.fact-markup", f"the statement holds markup: '{found[0]}'")
    return text


Statement = Annotated[
    StrictStr, AfterValidator(_check_statement), Field(json_schema_extra={"minLength": MIN_FACT, "maxLength": MAX_FACT})
]


class AtomicFact(Part):
    """One checkable sentence and the listed source it rests on, by ``source_url`` or else ``source_ref``."""

    id: Text
    statement: Statement
    source_title: Text
    source_url: Url | None = None
    source_ref: Text | None = None
    source_excerpt: Text | None = None
    confidence: Level


class ArticleSource(Part):
    """A source. Primary ones, which facts rest on, have an id; secondary ones are context and have none."""

    id: Text | None = None
    title: Text
    type: Text
    year: Year | None = None
    authors: tuple[Text, ...] | Text | None = None
    institution: Text | None = None
    doi: Doi | None = None
    url: Url | None = None


class DisputedStatement(Part):
    """Something on which the page itself disagrees."""

    statement: Text
    source_title: Text | None = None
    source_url: Url | None = None


def read_words(statement: Any) -> str:
    """Give the words by which a fact is known again, whatever its number, case or punctuation."""
    if isinstance(statement, Mapping):
        statement = statement.get("statement", "")
    return " ".join(_WORD.findall(str(statement).casefold()))
