"""The verbs of a review: accept, reject, edit, promote, undo. The command line and the page call the same functions.

Each takes the session of a workspace and a actor (who, when, on what they saw), refuses what the gate would refuse, and
returns the decisions it took.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from extractor.errors import ExtractorError, ReviewError
from extractor.review.candidates import make_fact
from extractor.review.changes import cut_echoes, write_for_shelf
from extractor.review.context import ArticleContext
from extractor.review.edits import plan_edit
from extractor.review.session import Actor, Prepared, ReviewSession
from extractor.review.workspace import WorkspaceView
from extractor.workspace.articles import hash_text
from extractor.workspace.decisions import Decision
from extractor.workspace.paths import name_command
from extractor.write import mend_style

MAX_TOGETHER = 200
"""Articles that one act accepts at most: as many as a person can have in mind."""


class Accepted(NamedTuple):
    """What became of articles that were accepted together: decisions, and the reasons of those that were refused."""

    decisions: tuple[Decision, ...]
    refused: dict[str, str]


def accept_article(session: ReviewSession, article_id: str, *, by: Actor) -> Decision:
    """Publish a pending article: it moves to ``articles/`` and is a draft no longer.

    Raises:
        ReviewError: It is not pending, has changed since it was seen, or would not pass the gate.
    """
    with session.hold():
        context = session.open(article_id, by=by)
        return session.commit([session.prepare(context, _draft_acceptance(context), by=by)])[0]


def is_out_of_style(context: ArticleContext) -> bool:
    """Tell whether accepting brings the draft into the house style, in which it is not."""
    return context.pending is not None and mend_style(context.pending.text) != context.pending.text


def _draft_acceptance(context: ArticleContext) -> dict[str, Any]:
    return {"action": "accept", "before": {"articles": context.accepted.text} if context.accepted else None}


def accept_articles(session: ReviewSession, article_ids: Iterable[str], *, by: Actor) -> Accepted:
    """Publish many articles as one act, which is undone as one. Those that cannot be accepted stay, with the reason.

    Raises:
        ReviewError: Some of them changed since they were seen (``name_versions``).
    """
    with session.hold():
        contexts = [session.open(article_id) for article_id in article_ids]
        if by.seen not in {None, name_versions(contexts)}:
            raise ReviewError(
                "Some of these articles have changed since you saw them.", code="review.stale", hint="Look at the list again."
            )
        view = session.make_view()
        prepared: list[Prepared] = []
        refused: dict[str, str] = {}
        for context in contexts:
            try:
                prepared.append(session.prepare(context, _draft_acceptance(context), by=by, view=view))
            except ExtractorError as error:
                refused[context.id] = error.message
        return Accepted(session.commit(prepared) if prepared else (), refused)


def name_versions(contexts: Iterable[ArticleContext]) -> str:
    """Give one name for the versions of many articles; it changes when any of them does."""
    return hash_text("\n".join(f"{context.id} {context.version}" for context in contexts))[:16]


def reject_article(session: ReviewSession, article_id: str, *, by: Actor, reason: str) -> tuple[Decision, ...]:
    """Take an article out, and the links to it out of the other articles.

    Raises:
        ReviewError: There is no reason, no such article, or it has changed since it was seen.
    """
    _check_reason(reason)
    with session.hold():
        context = session.open(article_id, by=by)
        files = context.files or (context.current,)
        draft = {"action": "reject", "reason": reason.strip(), "before": {file.shelf: file.text for file in files}}
        view = session.make_view()
        prepared = [session.prepare(context, draft, by=by, view=view)]
        for other, text in _find_links(session, article_id, view):
            plan = plan_edit(other.current.article, "body.Related Articles", text)
            edit = {"action": "edit", **plan._asdict(), "reason": f"{article_id} was rejected"}
            prepared.append(session.prepare(other, edit, by=by, view=view))
        return session.commit(prepared)


def _find_links(session: ReviewSession, article_id: str, view: WorkspaceView) -> Iterator[tuple[ArticleContext, str]]:
    """Yield the articles that link to one, and what their related articles are without it."""
    link = f"{article_id}.md)".encode()
    for other, paths in view.files.items():
        if other == article_id or not any(link in path.read_bytes() for path in paths):
            continue
        context = session.open(other)
        section = context.current.article.body.find("Related Articles")
        lines = section.text.splitlines() if section else []
        kept = [line for line in lines if not line.endswith((f"({article_id}.md)", f"/{article_id}.md)"))]
        if kept != lines:
            yield context, "\n".join(kept)


def reject_fact(session: ReviewSession, article_id: str, fact_id: str, *, by: Actor, reason: str) -> Decision:
    """Take a fact out of an article for good, and with it the sentences of the body that say the same.

    A later conversion of the page brings neither back.

    Raises:
        ReviewError: There is no reason, no such fact, or the article has changed since it was seen.
    """
    _check_reason(reason)

    with session.hold():
        context = session.open(article_id, by=by)
        article = context.current.article
        facts = article.to_data().get("atomic_facts") or ()
        found = next((fact for fact in facts if isinstance(fact, dict) and fact.get("id") == fact_id), None)
        cut = found is not None and cut_echoes(context, found, fact_id, knowledge=session.knowledge) != article.body
        draft = {
            "action": "reject",
            "fact": fact_id,
            "before": found,
            "body": article.body.render() if cut else None,
            "reason": reason.strip(),
        }
        return session.commit([session.prepare(context, draft, by=by)])[0]


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReviewError("A rejection needs a reason.", code="review.no-reason", hint="Say in a few words what is wrong.")


def edit_value(session: ReviewSession, article_id: str, location: str, text: str, *, by: Actor) -> Decision:
    """Change one value of an article; ``edits.plan_edit`` says how the location and the text are read.

    Raises:
        ReviewError: There is no such value, it does not fit the model, or the article has changed since it was seen.
    """
    with session.hold():
        context = session.open(article_id, by=by)
        draft = {"action": "edit", **plan_edit(context.current.article, location, text)._asdict()}
        return session.commit([session.prepare(context, draft, by=by)])[0]


def promote_fact(session: ReviewSession, article_id: str, candidate: int, *, by: Actor) -> Decision:
    """Make an atomic fact of a candidate sentence, named by its position among the facts of the record.

    Raises:
        ReviewError: There is no such candidate, its source is not listed, or the article has six facts.
    """
    with session.hold():
        context = session.open(article_id, by=by)
        fact = make_fact(context, candidate)
        return session.commit([session.prepare(context, {"action": "accept", "fact": fact["id"], "after": fact}, by=by)])[0]


def undo_last(session: ReviewSession, *, by: Actor, article_id: str | None = None) -> tuple[Decision, ...]:
    """Take back the last act that stands: of this reviewer, or, if an article is named, of anybody about that article.

    An act over many articles is taken back as a whole, but for articles in which something else was decided since; where an
    article is named, only its share of it is, unless the act was to reject an article and the links to it.

    Raises:
        ReviewError: There is nothing to undo, or the article has changed since it was seen.
    """
    with session.hold():
        if article_id:
            session.open(article_id, by=by)
        last = _find_last(session, by.reviewer, article_id)
        act = (last.time, last.reviewer)
        tops = [review_state.history[-1] for review_state in session.review_states.values() if review_state.history]
        alone = article_id and (last.action != "reject" or last.fact)
        wanted = [last] if alone else [top for top in tops if (top.time, top.reviewer) == act]
        view = session.make_view()
        prepared = []
        for decision in _order_restorations(wanted):
            context = session.open(decision.article)
            one = session.prepare(context, _draft_restoration(context, decision), by=by, view=view)
            view = view.suppose(context.id, session.list_paths(one.change), context.review_state)
            prepared.append(one)
        return session.commit(prepared)


def _order_restorations(decisions: Sequence[Decision]) -> list[Decision]:
    """Put rejected articles back before the links to them."""
    return sorted(decisions, key=lambda decision: bool(decision.field or decision.fact))


def _find_last(session: ReviewSession, reviewer: str, article_id: str | None) -> Decision:
    review_state = {id(one) for history in session.review_states.values() for one in history.history[-1:]}
    for decision in reversed(session.decisions):
        mine = decision.article == article_id if article_id else decision.reviewer == reviewer
        if mine and id(decision) in review_state:
            return decision
    raise _refuse_undo(session, reviewer, article_id, [one for one in session.decisions if id(one) in review_state])


def _refuse_undo(session: ReviewSession, reviewer: str, article_id: str | None, standing: Sequence[Decision]) -> ReviewError:
    """Say that nothing of a reviewer is left to undo, and whose decision the last one is, if there is one."""
    problem, hint = "There is nothing to undo.", f"See {name_command('status', output=session.root)}"
    if standing and article_id is None:
        last = standing[-1]
        whose = f"the last decision is {last.reviewer}'s, about {last.article}"
        problem = f"Nothing that {reviewer} decided is left to undo; {whose}."
        hint = f"To take it back: {name_command('undo', '--reviewer', last.reviewer, output=session.root)}"
    return ReviewError(problem, code="review.nothing-to-undo", hint=hint)


def _draft_restoration(context: ArticleContext, decision: Decision) -> dict[str, Any]:
    """Turn a decision around: what it put in goes, what it took away comes back."""
    draft = {"action": "restore", "fact": decision.fact, "field": decision.field}
    if decision.fact or decision.field:
        return {**draft, "before": decision.after, "after": decision.before, "body": decision.body}
    files = dict(decision.before or {})
    if decision.action == "accept":
        files = {"pending": _unaccept(context), **files}
    return {**draft, "after": files}


def _unaccept(context: ArticleContext) -> str:
    """Make a draft of an accepted article again."""
    file = context.accepted
    if file is None:
        raise ReviewError(f"'{context.id}' is not accepted.", code="review.not-accepted", hint="Look at it again.")
    return write_for_shelf(context, file, file.article, shelf="pending")[1]
