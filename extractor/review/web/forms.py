"""The forms of the page: each is one of the review's actions, and answers with where to go next."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from extractor.errors import ReviewError
from extractor.review import actions
from extractor.review.web.app import WebApp
from extractor.review.web.filters import QueueFilter, read_count
from extractor.review.web.views import find_following, list_waiting

_ANCHOR = re.compile(r"v-[\w.-]{1,200}", re.ASCII)


class Sent(NamedTuple):
    """A form as it came: the filter that the reviewer works through, and its fields."""

    wanted: QueueFilter
    fields: Mapping[str, str]

    def read(self, name: str) -> str:
        """Give a field; empty if it is not there."""
        return self.fields.get(name, "")


def take_decision(app: WebApp, article_id: str, verb: str, sent: Sent) -> str:
    """Do what a form about one article asks, and give the address to go on to.

    Raises:
        ExtractorError: It cannot be done; nothing was changed.
        KeyError: There is no such verb.
    """
    following = find_following(app.list_entries(), article_id, sent.wanted)
    VERBS[verb](app, article_id, sent)
    done = {"did": verb, "was": article_id}
    if sent.read("back") == "queue":
        return write_address("/queue", sent.wanted, done)
    if verb in {"accept", "reject"}:
        return write_address(f"/article/{following}" if following else "/queue", sent.wanted, done)
    anchor = sent.read("at")
    fragment = f"#{anchor}" if _ANCHOR.fullmatch(anchor) else ""
    return write_address(f"/article/{article_id}", sent.wanted, done) + fragment


def _accept(app: WebApp, article_id: str, sent: Sent) -> None:
    actions.accept_article(app.session, article_id, by=app.make_actor(sent.read("seen")))


def _reject(app: WebApp, article_id: str, sent: Sent) -> None:
    actions.reject_article(app.session, article_id, by=app.make_actor(sent.read("seen")), reason=sent.read("reason"))


def _reject_fact(app: WebApp, article_id: str, sent: Sent) -> None:
    actor = app.make_actor(sent.read("seen"))
    actions.reject_fact(app.session, article_id, sent.read("fact"), by=actor, reason=sent.read("reason"))


def _edit(app: WebApp, article_id: str, sent: Sent) -> None:
    actor = app.make_actor(sent.read("seen"))
    actions.edit_value(app.session, article_id, sent.read("location"), sent.read("value"), by=actor)


def _promote(app: WebApp, article_id: str, sent: Sent) -> None:
    candidate = sent.read("candidate")
    if (number := read_count(candidate)) is None:
        raise ReviewError("That is no candidate.", code="review.no-candidate", hint="Choose one of the list.")
    actions.promote_fact(app.session, article_id, number, by=app.make_actor(sent.read("seen")))


def _undo(app: WebApp, article_id: str, sent: Sent) -> None:
    actions.undo_last(app.session, by=app.make_actor(sent.read("seen")), article_id=article_id)


VERBS: Mapping[str, Callable[[WebApp, str, Sent], None]] = {
    "accept": _accept,
    "reject": _reject,
    "reject-fact": _reject_fact,
    "edit": _edit,
    "promote": _promote,
    "undo": _undo,
}


def undo_decision(app: WebApp, sent: Sent) -> str:
    """Take back the reviewer's last act, wherever it was.

    Raises:
        ExtractorError: There is none, or it cannot be taken back.
    """
    restored = actions.undo_last(app.session, by=app.make_actor())
    done = {"did": "undo", "was": restored[0].article}
    path = f"/article/{restored[0].article}" if len(restored) == 1 else "/queue"
    return write_address(path, sent.wanted, done)


def accept_matching(app: WebApp, sent: Sent) -> str:
    """Accept the articles that the reviewer was asked about.

    Raises:
        ExtractorError: They are not the same any more, or none can be accepted.
    """
    entries = list_waiting(app, sent.wanted)[: actions.MAX_TOGETHER]
    if sent.read("count") != str(len(entries)):
        raise ReviewError("The queue has changed since you were asked.", code="review.stale", hint="Look at the list again.")
    accepted = actions.accept_articles(app.session, (entry.id for entry in entries), by=app.make_actor(sent.read("seen")))
    done: dict[str, Any] = {"did": "accept-all", "count": len(accepted.decisions), "refused": len(accepted.refused)}
    return write_address("/queue", sent.wanted, done)


def write_address(path: str, wanted: QueueFilter, done: Mapping[str, Any]) -> str:
    """Give an address with the filter and what was done."""
    query = wanted.query
    return f"{path}{query}{'&' if query else '?'}{urlencode(done)}"


def describe_done(parameters: Mapping[str, str]) -> str:
    """Say what was done, from the parameters of an address; only words of ours and ids."""
    from extractor.workspace.paths import check_slug

    did, was = parameters.get("did", ""), parameters.get("was", "")
    if did == "accept-all":
        count, refused = (read_count(parameters.get(key, "0")) for key in ("count", "refused"))
        if count is not None and refused is not None:
            return f"{count} accepted." + (f" {refused} could not be accepted and stay." if refused else "")
    if did not in _SAYINGS:
        return ""
    return _SAYINGS[did].format(check_slug(was))


_SAYINGS = {
    "accept": "Accepted {}.",
    "reject": "Rejected {}.",
    "reject-fact": "Rejected a fact of {}.",
    "edit": "Saved {}.",
    "promote": "Promoted a candidate of {} to a fact.",
    "undo": "Took back the last decision about {}.",
}
