"""The kinds of values in an article, each with the rule it obeys and the code of that rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictFloat, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

Level = Literal["low", "medium", "high"]
LEVELS: tuple[Level, ...] = ("low", "medium", "high")

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DATE = r"^\d{4}-\d{2}-\d{2}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[0-9A-Za-z]{2,8})*$"
PERIOD = r"^(static|\d{4}-\d{4})$"
HTTP_URL = r"^https?://[^\s/?#@:]+\.[^\s/?#@]+([/?#]\S*)?$"
DOI = r"^10\.\d{4,9}/\S+$"

_EMPTY = re.compile(r"\s*(tbd|unknown|n/?a|none|null|-+|\?+)?\s*", re.IGNORECASE)


def _reject(code: str, message: str) -> PydanticCustomError:
    return PydanticCustomError("rule", "{message}", {"rule": code, "message": message})


def reject_value(code: str, message: str) -> PydanticCustomError:
    """Make the error that a validator raises for a broken rule.

    The code travels in the error's context, where ``faults.list_faults`` finds it.
    """
    return _reject(code, message)


def check_text(text: str) -> str:
    """Accept a text that says something.

    Raises:
        PydanticCustomError: It is empty or a stand-in for an unknown value.
    """
    if _EMPTY.fullmatch(text):
        raise _reject("article.empty-value", f"'{text}' says nothing; leave the key out")
    return text


def _match(pattern: str, code: str, wish: str) -> Callable[[str], str]:
    found = re.compile(pattern, re.ASCII).search

    def check(text: str) -> str:
        if not found(text) or "\n" in text:
            raise _reject(code, f"'{text}' is not {wish}")
        return text

    return check


def _check_date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise _reject("article.bad-date", f"'{text}' is not a day of the calendar") from None
    return text


def _check_period(text: str) -> str:
    if text != "static" and text[:4] > text[5:]:
        raise _reject("article.bad-period", f"'{text}' ends before it begins")
    return text


def _check_completeness(value: float) -> float:
    if not 0 <= value <= 1 or round(value, 2) != value:
        raise _reject("article.bad-completeness", f"{value} is not a share from 0 to 1 with two decimals at most")
    return value


def _refuse_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise _reject("article.wrong-type", "a number is wanted, not true or false")
    return value


def _kind(pattern: str, code: str, wish: str) -> tuple[Any, Any]:
    return Field(json_schema_extra={"pattern": pattern}), AfterValidator(_match(pattern, code, wish))


Text = Annotated[StrictStr, AfterValidator(check_text)]
"""A text that says something."""

Slug = Annotated[StrictStr, *_kind(SLUG, "article.bad-id", "a slug of a-z, 0-9 and single hyphens")]
Category = Annotated[StrictStr, *_kind(SLUG, "article.bad-category", "a slug of a-z, 0-9 and single hyphens")]
Language = Annotated[StrictStr, *_kind(LANGUAGE, "article.bad-language", "a BCP 47 tag such as en or pt-BR")]
Day = Annotated[StrictStr, *_kind(DATE, "article.bad-date", "a date YYYY-MM-DD"), AfterValidator(_check_date)]
Period = Annotated[StrictStr, *_kind(PERIOD, "article.bad-period", "static or YYYY-YYYY"), AfterValidator(_check_period)]
Url = Annotated[StrictStr, *_kind(HTTP_URL, "article.bad-url", "an absolute http or https address")]
Doi = Annotated[StrictStr, *_kind(DOI, "article.bad-doi", "a DOI such as 10.1000/182")]
Year = Annotated[StrictInt, Field(ge=1, le=9999)]
Flag = StrictBool
Share = Annotated[
    StrictFloat,
    BeforeValidator(_refuse_bool),
    AfterValidator(_check_completeness),
    Field(json_schema_extra={"minimum": 0, "maximum": 1}),
]
