"""Rules that tie the parts of an article together. Its values have the right types when they run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.schema.rules import Fault

if TYPE_CHECKING:
    from extractor.schema.article import Article


def find_disagreements(article: Article) -> Iterator[Fault]:
    """Yield the rules between values that an article breaks."""
    if article.created_date > article.updated:
        message = f"created_date {article.created_date} is after updated {article.updated}"
        yield Fault("article.date-order", message, ("created_date",))
