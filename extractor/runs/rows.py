"""What reports show of a page: the row that the ledger keeps and ``pages.parquet`` holds."""

from __future__ import annotations

from typing import Any

from extractor.runs.results import PageResult


def describe_result(result: PageResult) -> dict[str, Any]:
    """Give what reports show of a page, besides who it is."""
    return {
        "title": result.conversion.article.title if result.conversion else "",
        "issues": [issue.code for issue in result.issues],
        "code": result.failure["code"] if result.failure else None,
        "seconds": {stage: round(value, 6) for stage, value in result.seconds.items()},
        "figures": dict(result.figures),
        "dates": list(result.dates),
    }


def describe_held(result: PageResult) -> dict[str, Any]:
    """Give the same of a page that is converted and not published."""
    article = result.conversion.article if result.conversion else None
    who = {
        "path": result.path, "input": result.path, "sha256": result.sha256, "article_id": article.id if article else None,
        "category": article.category if article else None, "status": result.status, "action": "held",
    }  # fmt: skip
    return who | describe_result(result)
