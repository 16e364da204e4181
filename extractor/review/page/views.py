"""The pages that only show: the queue, an article, what changed, the question before a bulk acceptance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractor.errors import ExtractorError
from extractor.review.actions import MAX_TOGETHER, name_versions
from extractor.review.candidates import list_candidates
from extractor.review.comparison import FieldChange, compare_articles, compare_dossier
from extractor.review.dossiers import Dossier
from extractor.review.page.conflicts import list_conflicts
from extractor.review.page.filters import Wish, list_choices
from extractor.review.page.highlights import cut_page
from extractor.review.page.office import Office
from extractor.review.page.values import Group, collect_spans, list_groups
from extractor.review.queue import Entry
from extractor.schema.page_record import Spans

PAGE_SIZE = 100


class Failed(NamedTuple):
    """A form that was refused: what it was about, what was typed, and why."""

    location: str
    text: str
    message: str


def show_queue(office: Office, wish: Wish, *, offset: int, extra: Mapping[str, Any]) -> str:
    """Show the queue, a page of it."""
    everything = office.list_entries()
    entries = [entry for entry in everything if wish.takes(entry)]
    offset = max(0, min(offset, len(entries) - 1))
    waiting = [entry for entry in entries if entry.state in {"pending", "update"}]
    values = {
        "entries": entries[offset : offset + PAGE_SIZE],
        "offset": offset,
        "size": PAGE_SIZE,
        "matching": len(entries),
        "waiting": len(waiting),
        "heading": _name_queue(len(entries), wish),
        "options": list_choices(everything),
        "most_doubt": max((entry.doubt for entry in everything), default=1.0) or 1.0,
    }
    return office.render("queue.html.j2", wish=wish, values={**values, **extra})


def _name_queue(count: int, wish: Wish) -> str:
    articles = f"{count:,} article" if count == 1 else f"{count:,} articles"
    if wish.status == "open":
        return f"{articles} wait for a decision" if count != 1 else f"{articles} waits for a decision"
    return articles


def show_article(office: Office, article_id: str, wish: Wish, *, extra: Mapping[str, Any]) -> str:
    """Show an article beside its raw page.

    Raises:
        ExtractorError: There is no such article.
    """
    dossier = office.desk.open(article_id)
    if dossier.pending is None and dossier.accepted is None:
        return _show_rejected(office, dossier, wish, extra)
    office.keep_version(dossier)
    record, article = dossier.record, dossier.current.article
    conflicts = Group("conflicts", "Conflicts", tuple(list_conflicts(dossier)))
    groups = (*((conflicts,) if conflicts.values else ()), *list_groups(dossier))
    candidates = list_candidates(dossier)
    raw = office.desk.make_room().read_raw(record.page)
    spans = collect_spans(groups, (fact for _, fact in candidates))
    values = {
        **_describe(dossier),
        "category": article.category,
        "level": article.confidence,
        "completeness": article.completeness,
        "version": dossier.version,
        "sheet": True,
        "groups": groups,
        "has_facts": any(group.key == "facts" for group in groups),
        "candidates": candidates,
        "history": dossier.standing.history[::-1],
        "changes": len(compare_dossier(dossier).changes),
        "following": find_following(office.list_entries(), article_id, wish),
        "page_path": record.page.path,
        "page_changed": raw is not None and not raw.unchanged,
        "segments": None if raw is None else cut_page(raw.text, spans, markup="html" in record.page.media_type),
        "line_of": _LineCounter(raw.text if raw else ""),
        "failed": None,
        "stale": (),
    }
    return office.render("article.html.j2", wish=wish, values={**values, **extra})


def _describe(dossier: Dossier) -> dict[str, Any]:
    sheet = dossier.pending or dossier.accepted
    title = sheet.article.title if sheet else dossier.record.title.text
    return {"id": dossier.id, "title": title, "state": dossier.state}


def _show_rejected(office: Office, dossier: Dossier, wish: Wish, extra: Mapping[str, Any]) -> str:
    values = {
        **_describe(dossier),
        "history": dossier.standing.history[::-1],
        "version": dossier.version,
        "following": find_following(office.list_entries(), dossier.id, wish),
    }
    return office.render("rejected.html.j2", wish=wish, values={**values, **extra})


class _LineCounter:
    """Says on which line of the page some words begin, counting each line once however often it is asked."""

    def __init__(self, raw: str) -> None:
        self._ends = [at for at, mark in enumerate(raw) if mark == "\n"]

    def __call__(self, spans: Spans) -> int:
        from bisect import bisect_left

        return bisect_left(self._ends, spans[0][0]) + 1


def find_following(entries: Sequence[Entry], article_id: str, wish: Wish) -> str | None:
    """Give the next article of the queue that waits for a decision: behind this one, else from the beginning."""
    order = [entry.id for entry in entries]
    at = order.index(article_id) if article_id in order else -1
    turned = (*entries[at + 1 :], *entries[: max(at, 0)])
    waiting = (entry.id for entry in turned if wish.takes(entry) and entry.state in {"pending", "update"})
    return next(waiting, None)


def show_changes(office: Office, article_id: str, wish: Wish) -> str:
    """Show what changed in an article, word by word.

    Raises:
        ExtractorError: There is no such article.
    """
    dossier = office.desk.open(article_id)
    values = {**_describe(dossier), "comparison": compare_dossier(dossier)}
    return office.render("diff.html.j2", wish=wish, values=values)


def find_difference(office: Office, article_id: str, seen: str) -> tuple[FieldChange, ...]:
    """Say what is different in an article from the version that a reviewer saw, if that is remembered."""
    old = office.find_version(seen)
    try:
        sheet = office.desk.open(article_id).current
    except ExtractorError:
        return ()
    return tuple(compare_articles(old, sheet.article)) if old else ()


def list_waiting(office: Office, wish: Wish) -> list[Entry]:
    """Give the articles that match a filter and wait for a decision."""
    return [entry for entry in office.list_entries() if wish.takes(entry) and entry.state in {"pending", "update"}]


def show_bulk(office: Office, wish: Wish, *, extra: Mapping[str, Any]) -> str:
    """Ask whether everything that matches a filter is to be accepted."""
    waiting = list_waiting(office, wish)
    entries = waiting[:MAX_TOGETHER]
    values = {
        "entries": entries,
        "waiting": len(waiting),
        "doubtful": sum(entry.warnings > 0 for entry in entries),
        "version": name_versions(office.desk.open(entry.id) for entry in entries),
    }
    return office.render("bulk.html.j2", wish=wish, values={**values, **extra})
