"""The words of a proposal: the commit's first line and the text of the pull request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extractor.schema import Article, Record
from extractor.workspace.decisions import ReviewState


class FactCount(NamedTuple):
    """How many facts an article gained, changed and lost."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class ProposedArticle:
    """An article of a proposal: ``kind`` is new, changed or removed; the record is absent for a removed one."""

    id: str
    kind: str
    title: str
    path: str
    facts: FactCount
    record: Record | None
    review_state: ReviewState


def count_facts(old: Article | None, new: Article | None) -> FactCount:
    """Count what became of the facts between two versions of an article: they are known by their ids."""
    before, after = (
        {fact.id: fact.statement for fact in (article.atomic_facts or ())} if article else {} for article in (old, new)
    )
    changed = sum(before[name] != after[name] for name in before.keys() & after.keys())
    return FactCount(len(after.keys() - before.keys()), changed, len(before.keys() - after.keys()))


def name_proposal(articles: tuple[ProposedArticle, ...]) -> str:
    """Give the first line of the commit."""
    if len(articles) == 1:
        verb = {"new": "Add", "changed": "Update", "removed": "Remove"}[articles[0].kind]
        return f"{verb} {articles[0].title}"
    kinds = [(kind, sum(one.kind == kind for one in articles)) for kind in ("new", "changed", "removed")]
    return f"Reviewed articles: {', '.join(f'{count} {kind}' for kind, count in kinds if count)}"


def list_lines(articles: tuple[ProposedArticle, ...]) -> str:
    """Give a line for each article, for the commit's message."""
    return "\n".join(f"{one.kind}: {one.id}" for one in articles)


def describe_proposal(subject: str, articles: tuple[ProposedArticle, ...]) -> str:
    """Write the text of the pull request: a table of articles, the doubts that are left, who reviewed."""
    rows = [
        f"| {_escape(one.title)} | `{one.path}` | {one.kind} | {one.facts.added} | {one.facts.changed} | {one.facts.removed} "
        f"| {_name_reviewers(one.review_state)} |"
        for one in articles
    ]
    doubts = [
        f"- **{_escape(one.title)}**: {_escape(issue.message)} (`{issue.code}`)"
        for one in articles
        for issue in (one.record.issues if one.record else ())
        if issue.severity != "info"
    ]
    rejected = [
        f"- {_escape(one.title)}: {_escape(str(decision.before.get('statement')))} -- {_escape(decision.reason)}"
        for one in articles
        for decision in one.review_state.rejected_facts.values()
        if isinstance(decision.before, dict)
    ]
    reviewers = sorted({decision.reviewer for one in articles for decision in one.review_state.history})
    head = "| article | file | | facts added | changed | removed | reviewed by |\n|---|---|---|---:|---:|---:|---|\n"
    parts = [
        f"# {_escape(subject)}",
        head + "\n".join(rows),
        "## Open doubts\n\n" + ("\n".join(doubts) or "None."),
        "## Rejected facts\n\n" + ("\n".join(rejected) or "None."),
        "## Reviewers\n\n" + "\n".join(f"- {_escape(name)}" for name in reviewers),
    ]
    return "\n\n".join(parts) + "\n"


def _name_reviewers(review_state: ReviewState) -> str:
    return ", ".join(_escape(name) for name in dict.fromkeys(decision.reviewer for decision in review_state.history)) or "-"


def _escape(text: str) -> str:
    """Keep words of a page from being Markdown, HTML or a mention."""
    plain = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("@", "@\u200b")
