"""What is wrong with an article, as faults with a rule code and a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from extractor.schema.article import Article
from extractor.schema.body import Body
from extractor.schema.parts import ArticleSource, AtomicFact, DisputedStatement, Part
from extractor.schema.prose import find_warnings
from extractor.schema.rules import Fault, Location

_PARTS: dict[str, type[Part]] = {
    "atomic_facts": AtomicFact,
    "primary_sources": ArticleSource,
    "secondary_sources": ArticleSource,
    "disputed_statements": DisputedStatement,
}
_CODES = {
    "missing": ("article.missing-key", "the key '{key}' is missing"),
    "literal_error": ("article.wrong-value", ""),
    "too_short": ("article.empty-value", "the list is empty; leave the key out"),
    "greater_than_equal": ("article.wrong-value", ""),
    "less_than_equal": ("article.wrong-value", ""),
}


def inspect_article(data: Mapping[str, Any], body: Body) -> tuple[Article, tuple[Fault, ...]]:
    """Make an article of what a file says, and list the rules it breaks.

    An article without errors is a validated one. Otherwise it holds the file's values as they are, whatever their
    type, with None for absent keys: enough to show it, to write it back and to name its faults.
    """
    nulls = tuple(_find_nulls(data, ())) if _has_null(data) else ()
    try:
        article = Article.model_validate({**data, "body": body})
        return article, (*nulls, *find_warnings(article))
    except ValidationError as error:
        return _hold_article(data, body), (*nulls, *list_faults(error))


def _has_null(value: Any) -> bool:
    """Tell whether there is a null anywhere: seldom, and quicker to tell than where."""
    items = value.values() if isinstance(value, dict) else value
    return any(item is None or (isinstance(item, (dict, list, tuple)) and _has_null(item)) for item in items)


def _find_nulls(value: Any, at: Location) -> Iterator[Fault]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _find_nulls(item, (*at, key))
    elif isinstance(value, (list, tuple)):
        for position, item in enumerate(value):
            yield from _find_nulls(item, (*at, position))
    elif value is None:
        yield Fault("article.empty-value", "null says nothing; leave the key out", at)


def find_faults(article: Article) -> tuple[Fault, ...]:
    """List the rules of the schema that an article breaks."""
    return inspect_article(article.to_data(), article.body)[1]


def list_faults(error: ValidationError) -> tuple[Fault, ...]:
    """Translate what pydantic found into faults, one for each place and code."""
    found = (fault for details in error.errors(include_url=False) for fault in _translate(details))
    return tuple(dict.fromkeys(found))


def _translate(details: ErrorDetails) -> Iterator[Fault]:
    context: Mapping[str, Any] = details.get("ctx") or {}
    location = tuple(part for part in details["loc"] if not _is_branch(part))
    if "faults" in context:
        yield from context["faults"]
    elif "rule" in context:
        yield Fault(context["rule"], context["message"], location)
    else:
        code, message = _CODES.get(details["type"], ("article.wrong-type", ""))
        message = message.format(key=location[-1] if location else "") or details["msg"][:1].lower() + details["msg"][1:]
        yield Fault(code, message, location)


def _is_branch(part: str | int) -> bool:
    """Tell whether pydantic put the name of a union's branch into a location."""
    return isinstance(part, str) and ("[" in part or part in {"str", "constrained-str"})


def _hold_article(data: Mapping[str, Any], body: Body) -> Article:
    values: dict[str, Any] = dict.fromkeys(Article.model_fields)
    for key, value in data.items():
        values[key] = _hold_parts(_PARTS[key], value) if key in _PARTS else value
    return Article.model_construct(**{**values, "body": body})


def _hold_parts(kind: type[Part], value: Any) -> Any:
    if not isinstance(value, (list, tuple)):
        return value
    return tuple(
        kind.model_construct(**{**dict.fromkeys(kind.model_fields), **item}) if isinstance(item, dict) else item
        for item in value
    )
