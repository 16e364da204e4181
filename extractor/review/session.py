"""Where decisions are taken: one at a time in a workspace, written down before anything is done.

The order of writing makes a crash harmless. First the decision reaches the disk, whole, in ``decisions.jsonl``; then the
article's files change. A decision holds all that is needed to carry it out, and the hash of the file that comes out. So
whatever a crash leaves undone, the next one at the session finishes: it carries the last decisions out again, in thought, and
writes the files of those that give the recorded hash. The other way round, a crash would leave an edited article that no
decision vouches for, and the next re-ingest would take the person's words for an error.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from extractor.config import Config, default_config
from extractor.errors import ReviewError
from extractor.knowledge import knowledge_for
from extractor.review.changes import Change, carry_out
from extractor.review.context import ArticleContext, read_context
from extractor.review.findings import Finding
from extractor.review.gate import check_content
from extractor.review.journal import Reading, Stamp, follow_decisions, stamp_file
from extractor.review.workspace import WorkspaceView
from extractor.workspace.decisions import Decision, ReviewState, append_decisions, close_last_line, fold_decisions
from extractor.workspace.lock import REVIEW, REVIEW_SECONDS
from extractor.workspace.paths import Workspace
from extractor.workspace.storage import open_workspace, refuse_link
from extractor.write import write_atomic

_LOG = logging.getLogger("extractor")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who decides, when, and on what they saw.

    Attributes:
        reviewer: Their name.
        time: The moment, in UTC: ``2026-11-22T20:30:00.123456Z``. Decisions of one moment are one act.
        seen: The version of the article that they saw (``ArticleContext.version``); absent if they decide on whatever there is.
    """

    reviewer: str
    time: str
    seen: str | None = None


class Prepared(NamedTuple):
    """A decision that may be taken, and what it makes of the files."""

    decision: Decision
    change: Change


class ReviewSession:
    """A workspace in which people decide."""

    def __init__(self, root: Path, *, raw: Path | None = None, config: Config | None = None) -> None:
        self.workspace = Workspace(root)
        self.raw = raw
        self._config = config or default_config()
        self.knowledge = knowledge_for(self._config)
        self._reading = Reading()
        self._finished: Stamp | None = None

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.workspace.root

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision so far, read again when the file has changed.

        Raises:
            ReviewError: A line of the file is not a decision.
        """
        return self._follow().decisions

    @property
    def review_states(self) -> Mapping[str, ReviewState]:
        """What the decisions add up to, by article."""
        return self._follow().review_states

    def _follow(self) -> Reading:
        if self._reading.stamp is None or self._reading.stamp != stamp_file(self.workspace.decisions):
            self._reading = follow_decisions(self.workspace.decisions, self._reading)
        return self._reading

    def open(self, article_id: str, *, by: Actor | None = None) -> ArticleContext:
        """Read all that is known about an article, if it still is what somebody saw who is about to decide.

        Raises:
            ReviewError: There is no record of it, or it has changed since it was seen.
            WriteError: The id is not a slug, or a file cannot be read.
        """
        context = read_context(self.workspace, article_id, self.review_states.get(article_id))
        if by is not None and by.seen not in {None, context.version}:
            raise _refuse_stale(context)
        return context

    def make_view(self) -> WorkspaceView:
        """Give the workspace as the gate sees it."""
        return WorkspaceView(self.root, raw=self.raw, config=self._config, review_states=self.review_states)

    def require_workspace(self) -> None:
        """Make sure that there is a workspace, rather than show an empty one where a folder was misspelt.

        Raises:
            ConfigError: There is none.
        """
        open_workspace(str(self.root))

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep everybody else from deciding meanwhile, after finishing what a crash left undone.

        Raises:
            ReviewError: Somebody else has held the session for too long.
        """
        from filelock import FileLock, Timeout

        self.require_workspace()
        refuse_link(self.root / REVIEW)
        lock = FileLock(self.root / REVIEW, timeout=REVIEW_SECONDS)
        try:
            lock.acquire()
        except Timeout:
            raise ReviewError(
                f"Another process holds {self.root / REVIEW}.", code="review.locked", hint="Try again in a moment."
            ) from None
        try:
            if told := close_last_line(self.workspace.decisions):
                _LOG.warning(told)
            self.finish()
            yield
        finally:
            lock.release()

    def finish(self) -> None:
        """Carry out what the last act decided, where a crash came between its decisions and the files."""
        stamp = stamp_file(self.workspace.decisions)
        if stamp == self._finished or not self.decisions:
            return
        last = self.decisions[-1]
        act = takewhile(lambda one: (one.time, one.reviewer) == (last.time, last.reviewer), reversed(self.decisions))
        for decision in list(act):
            self._finish_decision(decision)
        self._finished = stamp

    def _finish_decision(self, decision: Decision) -> None:
        context = self.open(decision.article)
        files = context.files
        if len(files) < 2 and any(file.sha256 == decision.article_sha256 for file in files):
            return
        whole = decision.fact is None and decision.field is None
        if whole and decision.action == "reject" and {file.shelf: file.text for file in files} != decision.before:
            return
        try:
            change = carry_out(context, decision, knowledge=self.knowledge)
        except ReviewError:
            return
        if change.sha256 == decision.article_sha256:
            self._write(change)

    def prepare(
        self, context: ArticleContext, draft: Mapping[str, Any], *, by: Actor, view: WorkspaceView | None = None
    ) -> Prepared:
        """Complete a decision and make sure that the gate lets its outcome pass.

        Args:
            context: The article that it is about.
            draft: What is decided, as fields of a ``Decision``.
            by: Who decides.
            view: The workspace as the gate sees it; as it lies there, if absent.

        Raises:
            ReviewError: The gate would be closed by it, and was not before.
        """
        view = view or self.make_view()
        whole = {"time": by.time, "reviewer": by.reviewer, "article": context.id, **draft}
        decision = Decision.model_validate(whole | {"record_sha256": context.record_sha256})
        change = carry_out(context, decision, knowledge=self.knowledge)
        decision = decision.model_copy(update={"article_sha256": change.sha256})
        put_back = decision.action == "restore" and not decision.fact and not decision.field
        if change.main is not None and not put_back:
            history = (*(one for one in self.decisions if one.article == context.id), decision)
            after = view.suppose(context.id, self.list_paths(change), fold_decisions(history)[context.id])
            worse = self._find_errors(change.main, change.files[change.main] or "", after)
            if decision.action != "accept" or decision.fact:
                file = context.current
                known = {(one.code, one.message) for one in self._find_errors(file.name, file.text, view)}
                worse = [one for one in worse if (one.code, one.message) not in known]
            if worse:
                raise _refuse(context.id, worse)
        return Prepared(decision, change)

    def list_paths(self, change: Change) -> tuple[Path, ...]:
        """Give the files that there are after a change."""
        return tuple(self.root / name for name, text in change.files.items() if text is not None)

    def _find_errors(self, name: str, text: str, view: WorkspaceView) -> list[Finding]:
        data = text.encode("utf-8", "surrogatepass")
        findings = check_content(data, self.root / name, view=view, config=self._config)[1]
        return [finding for finding in findings if finding.severity == "error"]

    def commit(self, prepared: Sequence[Prepared]) -> tuple[Decision, ...]:
        """Take decisions: write them down, then carry them out."""
        append_decisions(self.workspace.decisions, [one.decision for one in prepared])
        for one in prepared:
            self._write(one.change)
        self._finished = stamp_file(self.workspace.decisions)
        return tuple(one.decision for one in prepared)

    def _write(self, change: Change) -> None:
        for name, text in change.files.items():
            if text is not None:
                write_atomic(self.root / name, text, root=self.root)
        for name, text in change.files.items():
            if text is None:
                (self.root / name).unlink(missing_ok=True)


def _refuse_stale(context: ArticleContext) -> ReviewError:
    last = context.review_state.history[-1:]
    who = f" {last[0].reviewer} decided about it at {last[0].time}." if last else ""
    return ReviewError(
        f"'{context.id}' has changed since you saw it.{who}",
        code="review.stale",
        hint="Look at what is different and decide again.",
        article=context.id,
        version=context.version,
    )


def _refuse(article_id: str, findings: Sequence[Finding]) -> ReviewError:
    first = findings[0]
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return ReviewError(
        f"The gate refuses it: {first.message} [{first.code}]{more}.",
        code="review.gate-closed",
        hint="Correct the value, or reject it.",
        article=article_id,
        findings="\n".join(f"{finding.code}: {finding.message}" for finding in findings),
    )
