"""The verbs of a review: accept, reject, edit, promote, undo. The command line and the page call the same functions.

Each takes the desk of a workspace and a hand (who, when, on what they saw), refuses what the gate would refuse, and
returns the decisions it took.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from extractor.errors import ExtractorError, ReviewError
from extractor.review.candidates import make_fact
from extractor.review.changes import cut_echoes, demote
from extractor.review.decisions import Decision
from extractor.review.desk import Desk, Hand, Prepared
from extractor.review.dossiers import Dossier, hash_text
from extractor.review.edits import plan_edit
from extractor.review.rooms import Room

MAX_TOGETHER = 200
"""Articles that one act accepts at most: as many as a person can have in mind."""

Draft = Callable[[Dossier], dict[str, Any]]


class Accepted(NamedTuple):
    """What became of articles that were accepted together: decisions, and the reasons of those that were refused."""

    decisions: tuple[Decision, ...]
    refused: dict[str, str]


def accept_article(desk: Desk, article_id: str, *, by: Hand) -> Decision:
    """Publish a pending article: it moves to ``articles/`` and is a draft no longer.

    Raises:
        ReviewError: It is not pending, has changed since it was seen, or would not pass the gate.
    """
    return _decide(desk, article_id, by=by, draft=_draft_acceptance)


def _draft_acceptance(dossier: Dossier) -> dict[str, Any]:
    return {"action": "accept", "before": {"articles": dossier.accepted.text} if dossier.accepted else None}


def accept_articles(desk: Desk, article_ids: Iterable[str], *, by: Hand) -> Accepted:
    """Publish many articles as one act, which is undone as one. Those that cannot be accepted stay, with the reason.

    Raises:
        ReviewError: Some of them changed since they were seen (``name_versions``).
    """
    with desk.hold():
        dossiers = [desk.open(article_id) for article_id in article_ids]
        if by.seen not in {None, name_versions(dossiers)}:
            raise ReviewError(
                "Some of these articles have changed since you saw them.", code="review.stale", hint="Look at the list again."
            )
        room = desk.make_room()
        prepared: list[Prepared] = []
        refused: dict[str, str] = {}
        for dossier in dossiers:
            try:
                prepared.append(_prepare(desk, dossier, _draft_acceptance(dossier), by=by, room=room))
            except ExtractorError as error:
                refused[dossier.id] = error.message
        return Accepted(desk.commit(prepared) if prepared else (), refused)


def name_versions(dossiers: Iterable[Dossier]) -> str:
    """Give one name for the versions of many articles; it changes when any of them does."""
    return hash_text("\n".join(f"{dossier.id} {dossier.version}" for dossier in dossiers))[:16]


def reject_article(desk: Desk, article_id: str, *, by: Hand, reason: str) -> tuple[Decision, ...]:
    """Take an article out, and the links to it out of the other articles.

    Raises:
        ReviewError: There is no reason, no such article, or it has changed since it was seen.
    """
    _check_reason(reason)
    with desk.hold():
        dossier = _open(desk, article_id, by)
        sheets = [sheet for sheet in (dossier.pending, dossier.accepted) if sheet] or [dossier.current]
        draft = {"action": "reject", "reason": reason.strip(), "before": {sheet.shelf: sheet.text for sheet in sheets}}
        room = desk.make_room()
        prepared = [_prepare(desk, dossier, draft, by=by, room=room)]
        for other, text in _find_links(desk, article_id, room):
            plan = plan_edit(other.current.article, "body.Related Articles", text)
            edit = {"action": "edit", **plan._asdict(), "reason": f"{article_id} was rejected"}
            prepared.append(_prepare(desk, other, edit, by=by, room=room))
        return desk.commit(prepared)


def _find_links(desk: Desk, article_id: str, room: Room) -> Iterator[tuple[Dossier, str]]:
    """Yield the articles that link to one, and what their related articles are without it."""
    link = f"{article_id}.md)".encode()
    for other, paths in room.files.items():
        if other == article_id or not any(link in path.read_bytes() for path in paths):
            continue
        dossier = desk.open(other)
        section = dossier.current.article.body.find("Related Articles")
        lines = section.text.splitlines() if section else []
        kept = [line for line in lines if not line.endswith((f"({article_id}.md)", f"/{article_id}.md)"))]
        if kept != lines:
            yield dossier, "\n".join(kept)


def reject_fact(desk: Desk, article_id: str, fact_id: str, *, by: Hand, reason: str) -> Decision:
    """Take a fact out of an article for good, and with it the sentences of the body that say the same.

    A later conversion of the page brings neither back.

    Raises:
        ReviewError: There is no reason, no such fact, or the article has changed since it was seen.
    """
    _check_reason(reason)

    def draft(dossier: Dossier) -> dict[str, Any]:
        facts = dossier.current.article.to_data().get("atomic_facts") or ()
        found = next((fact for fact in facts if isinstance(fact, dict) and fact.get("id") == fact_id), None)
        body = dossier.current.article.body
        cut = found is not None and cut_echoes(dossier, found, fact_id) != body
        return {
            "action": "reject",
            "fact": fact_id,
            "before": found,
            "body": body.render() if cut else None,
            "reason": reason.strip(),
        }

    return _decide(desk, article_id, by=by, draft=draft)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReviewError("A rejection needs a reason.", code="review.no-reason", hint="Say in a few words what is wrong.")


def edit_value(desk: Desk, article_id: str, location: str, text: str, *, by: Hand) -> Decision:
    """Change one value of an article; ``edits.plan_edit`` says how the location and the text are read.

    Raises:
        ReviewError: There is no such value, it does not fit the model, or the article has changed since it was seen.
    """

    def draft(dossier: Dossier) -> dict[str, Any]:
        return {"action": "edit", **plan_edit(dossier.current.article, location, text)._asdict()}

    return _decide(desk, article_id, by=by, draft=draft)


def promote_fact(desk: Desk, article_id: str, candidate: int, *, by: Hand) -> Decision:
    """Make an atomic fact of a candidate sentence, named by its position among the facts of the record.

    Raises:
        ReviewError: There is no such candidate, its source is not listed, or the article has six facts.
    """

    def draft(dossier: Dossier) -> dict[str, Any]:
        fact = make_fact(dossier, candidate)
        return {"action": "accept", "fact": fact["id"], "after": fact}

    return _decide(desk, article_id, by=by, draft=draft)


def undo_last(desk: Desk, *, by: Hand, article_id: str | None = None) -> tuple[Decision, ...]:
    """Take back the last act that stands: of this reviewer, or, if an article is named, of anybody about that article.

    An act over many articles is taken back as a whole, but for articles in which something else was decided since; where an
    article is named, only its share of it is, unless the act was to reject an article and the links to it.

    Raises:
        ReviewError: There is nothing to undo, or the article has changed since it was seen.
    """
    with desk.hold():
        if article_id:
            _open(desk, article_id, by)
        last = _find_last(desk, by.reviewer, article_id)
        act = (last.time, last.reviewer)
        tops = [standing.history[-1] for standing in desk.standings.values() if standing.history]
        alone = article_id and (last.action != "reject" or last.fact)
        wanted = [last] if alone else [top for top in tops if (top.time, top.reviewer) == act]
        room = desk.make_room()
        prepared = []
        for decision in _order_restorations(wanted):
            dossier = desk.open(decision.article)
            one = _prepare(desk, dossier, _draft_restoration(desk, dossier, decision), by=by, room=room)
            paths = tuple(path for path, text in one.change.files.items() if text is not None)
            room = room.suppose(dossier.id, paths, dossier.standing)
            prepared.append(one)
        return desk.commit(prepared)


def _order_restorations(decisions: Sequence[Decision]) -> list[Decision]:
    """Put rejected articles back before the links to them."""
    return sorted(decisions, key=lambda decision: bool(decision.field or decision.fact))


def _find_last(desk: Desk, reviewer: str, article_id: str | None) -> Decision:
    standing = {id(one) for history in desk.standings.values() for one in history.history[-1:]}
    for decision in reversed(desk.decisions):
        mine = decision.article == article_id if article_id else decision.reviewer == reviewer
        if mine and id(decision) in standing:
            return decision
    raise ReviewError("There is nothing to undo.", code="review.nothing-to-undo", hint="See extractor status.")


def _draft_restoration(desk: Desk, dossier: Dossier, decision: Decision) -> dict[str, Any]:
    """Turn a decision around: what it put in goes, what it took away comes back."""
    draft = {"action": "restore", "fact": decision.fact, "field": decision.field}
    if decision.fact or decision.field:
        return {**draft, "before": decision.after, "after": decision.before, "body": decision.body}
    files = dict(decision.before or {})
    if decision.action == "accept":
        files = {"pending": _unaccept(desk, dossier), **files}
    return {**draft, "after": files}


def _unaccept(desk: Desk, dossier: Dossier) -> str:
    """Make a draft of an accepted article again."""
    sheet = dossier.accepted
    if sheet is None:
        raise ReviewError(f"'{dossier.id}' is not accepted.", code="review.not-accepted", hint="Look at it again.")
    return demote(dossier, sheet, desk.root)


def _decide(desk: Desk, article_id: str, *, by: Hand, draft: Draft) -> Decision:
    with desk.hold():
        dossier = _open(desk, article_id, by)
        return desk.commit([_prepare(desk, dossier, draft(dossier), by=by, room=desk.make_room())])[0]


def _prepare(desk: Desk, dossier: Dossier, draft: dict[str, Any], *, by: Hand, room: Room) -> Prepared:
    decision = Decision.model_validate({"time": by.time, "reviewer": by.reviewer, "article": dossier.id, **draft})
    return desk.prepare(decision, dossier, room=room)


def _open(desk: Desk, article_id: str, by: Hand) -> Dossier:
    """Read an article, if it still is what the reviewer saw."""
    dossier = desk.open(article_id)
    if by.seen not in {None, dossier.version}:
        last = dossier.standing.history[-1:]
        who = f" {last[0].reviewer} decided about it at {last[0].time}." if last else ""
        raise ReviewError(
            f"'{article_id}' has changed since you saw it.{who}",
            code="review.stale",
            hint="Look at what is different and decide again.",
            article=article_id,
            version=dossier.version,
        )
    return dossier
