"""What became of one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from extractor.issues import Issue
from extractor.records.pages import RawPage

if TYPE_CHECKING:
    from extractor.schema import Article, Record

Status = Literal["ok", "doubtful", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page.

    Attributes:
        path: The page's path, as in ``RawPage.path``.
        status: ``ok``; ``doubtful`` when an issue asks for a person; ``failed`` when there is no article.
        article: The article, unless the page failed.
        record: Its side-car, unless the page failed.
        issues: Every doubt, in the order of the stages.
        seconds: Wall time of each stage. For reports only; it never reaches an article.
        raw: The decoded page, when it could be read.
        failure: What stopped the page: code, stage, message, hint, facts and traceback as plain strings.
    """

    path: str
    status: Status
    article: Article | None = None
    record: Record | None = None
    issues: tuple[Issue, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    raw: RawPage | None = None
    failure: Mapping[str, str] | None = None
