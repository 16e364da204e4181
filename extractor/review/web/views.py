"""The pages that only show: the queue, an article, what changed, the question before a bulk acceptance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractor.errors import ExtractorError
from extractor.review.actions import MAX_TOGETHER, name_versions
from extractor.review.candidates import list_candidates
from extractor.review.comparison import FieldChange, compare_articles, compare_context
from extractor.review.context import ArticleContext
from extractor.review.queue import Entry
from extractor.review.web.app import WebApp
from extractor.review.web.conflicts import list_conflicts
from extractor.review.web.filters import QueueFilter, list_choices
from extractor.review.web.highlights import cut_page
from extractor.review.web.view_model import Group, collect_spans, list_groups
from extractor.schema.page_record import Spans

PAGE_SIZE = 100


class Failed(NamedTuple):
    """A form that was refused: what it was about, what was typed, and why."""

    location: str
    text: str
    message: str


def show_queue(app: WebApp, wanted: QueueFilter, *, offset: int, extra: Mapping[str, Any]) -> str:
    """Show the queue, a page of it."""
    everything = app.list_entries()
    entries = [entry for entry in everything if wanted.takes(entry)]
    offset = max(0, min(offset, len(entries) - 1))
    waiting = [entry for entry in entries if entry.state in {"pending", "update"}]
    values = {
        "entries": entries[offset : offset + PAGE_SIZE],
        "offset": offset,
        "size": PAGE_SIZE,
        "matching": len(entries),
        "waiting": len(waiting),
        "heading": _name_queue(len(entries), wanted),
        "options": list_choices(everything),
        "most_doubt": max((entry.doubt for entry in everything), default=1.0) or 1.0,
    }
    return app.render("queue.html.j2", wanted=wanted, values={**values, **extra})


def _name_queue(count: int, wanted: QueueFilter) -> str:
    articles = f"{count:,} article" if count == 1 else f"{count:,} articles"
    if wanted.status == "open":
        return f"{articles} wait for a decision" if count != 1 else f"{articles} waits for a decision"
    return articles


def show_article(app: WebApp, article_id: str, wanted: QueueFilter, *, extra: Mapping[str, Any]) -> str:
    """Show an article beside its raw page.

    Raises:
        ExtractorError: There is no such article.
    """
    context = app.session.open(article_id)
    if context.pending is None and context.accepted is None:
        return _show_rejected(app, context, wanted, extra)
    app.keep_version(context)
    record, article = context.record, context.current.article
    conflicts = Group("conflicts", "Conflicts", tuple(list_conflicts(context)))
    groups = (*((conflicts,) if conflicts.values else ()), *list_groups(context, knowledge=app.session.knowledge))
    candidates = list_candidates(context)
    raw = app.session.make_view().read_raw(record.page)
    spans = collect_spans(groups, (fact for _, fact in candidates))
    values = {
        **_describe(context),
        "category": article.category,
        "level": article.confidence,
        "completeness": article.completeness,
        "version": context.version,
        "sheet": True,
        "groups": groups,
        "has_facts": any(group.key == "facts" for group in groups),
        "candidates": candidates,
        "history": context.review_state.history[::-1],
        "changes": len(compare_context(context).changes),
        "following": find_following(app.list_entries(), article_id, wanted),
        "page_path": record.page.path,
        "page_changed": raw is not None and not raw.unchanged,
        "segments": None if raw is None else cut_page(raw.text, spans, markup="html" in record.page.media_type),
        "line_of": _LineCounter(raw.text if raw else ""),
        "failed": None,
        "stale": (),
    }
    return app.render("article.html.j2", wanted=wanted, values={**values, **extra})


def _describe(context: ArticleContext) -> dict[str, Any]:
    file = context.pending or context.accepted
    title = file.article.title if file else context.record.title.text
    return {"id": context.id, "title": title, "state": context.state}


def _show_rejected(app: WebApp, context: ArticleContext, wanted: QueueFilter, extra: Mapping[str, Any]) -> str:
    values = {
        **_describe(context),
        "history": context.review_state.history[::-1],
        "version": context.version,
        "following": find_following(app.list_entries(), context.id, wanted),
    }
    return app.render("rejected.html.j2", wanted=wanted, values={**values, **extra})


class _LineCounter:
    """Says on which line of the page some words begin, counting each line once however often it is asked."""

    def __init__(self, raw: str) -> None:
        self._ends = [at for at, mark in enumerate(raw) if mark == "\n"]

    def __call__(self, spans: Spans) -> int:
        from bisect import bisect_left

        return bisect_left(self._ends, spans[0][0]) + 1


def find_following(entries: Sequence[Entry], article_id: str, wanted: QueueFilter) -> str | None:
    """Give the next article of the queue that waits for a decision: behind this one, else from the beginning."""
    order = [entry.id for entry in entries]
    at = order.index(article_id) if article_id in order else -1
    turned = (*entries[at + 1 :], *entries[: max(at, 0)])
    waiting = (entry.id for entry in turned if wanted.takes(entry) and entry.state in {"pending", "update"})
    return next(waiting, None)


def show_changes(app: WebApp, article_id: str, wanted: QueueFilter) -> str:
    """Show what changed in an article, word by word.

    Raises:
        ExtractorError: There is no such article.
    """
    context = app.session.open(article_id)
    values = {**_describe(context), "comparison": compare_context(context)}
    return app.render("diff.html.j2", wanted=wanted, values=values)


def find_difference(app: WebApp, article_id: str, seen: str) -> tuple[FieldChange, ...]:
    """Say what is different in an article from the version that a reviewer saw, if that is remembered."""
    old = app.find_version(seen)
    try:
        file = app.session.open(article_id).current
    except ExtractorError:
        return ()
    return tuple(compare_articles(old, file.article)) if old else ()


def list_waiting(app: WebApp, wanted: QueueFilter) -> list[Entry]:
    """Give the articles that match a filter and wait for a decision."""
    return [entry for entry in app.list_entries() if wanted.takes(entry) and entry.state in {"pending", "update"}]


def show_bulk(app: WebApp, wanted: QueueFilter, *, extra: Mapping[str, Any]) -> str:
    """Ask whether everything that matches a filter is to be accepted."""
    waiting = list_waiting(app, wanted)
    entries = waiting[:MAX_TOGETHER]
    values = {
        "entries": entries,
        "waiting": len(waiting),
        "doubtful": sum(entry.warnings > 0 for entry in entries),
        "version": name_versions(app.session.open(entry.id) for entry in entries),
    }
    return app.render("bulk.html.j2", wanted=wanted, values={**values, **extra})
