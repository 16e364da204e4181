"""What the page keeps while it runs: the session, the queue, the versions that were shown, and how pages are rendered."""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from extractor.review.context import ArticleContext
from extractor.review.gate import pause_collection
from extractor.review.queue import Entry, Queue, count_states
from extractor.review.session import Actor, ReviewSession
from extractor.review.web.filters import QueueFilter
from extractor.review.web.guard import Keys
from extractor.review.web.highlights import write_spans
from extractor.schema import Article
from extractor.workspace.decisions import Decision
from extractor.write import read_article

FOLDER = Path(__file__).resolve().parent
_KEPT_VERSIONS = 200
_FRESH_SECONDS = 1.0
_TRUSTED_SECONDS = 10.0


class Listed(NamedTuple):
    """The queue as it was listed last, by the decisions of that time; ``looked_at`` is when every record was looked at."""

    entries: Sequence[Entry] = ()
    decisions: Sequence[Decision] | None = None
    at: float = float("-inf")
    looked_at: float = float("-inf")


@dataclass
class WebApp:
    """One running page.

    Attributes:
        session: Where decisions are taken.
        keys: The secrets of this server.
        reviewer: Who decides here.
    """

    session: ReviewSession
    keys: Keys
    reviewer: str
    _shown: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _listed: Listed = field(default_factory=Listed)

    @cached_property
    def _queue(self) -> Queue:
        return Queue(self.session)

    @cached_property
    def _templates(self) -> Environment:
        loader = FileSystemLoader(FOLDER / "templates")
        environment = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )
        environment.filters["spans"] = write_spans
        return environment

    def prepare(self) -> None:
        """Do before the first visit what it would have to wait for: compile the pages, read the queue.

        What is kept for good is taken out of the garbage collector's sight: over thousands of entries, its walk is the
        longest wait that a reader would meet.

        Raises:
            ReviewError: A line of ``decisions.jsonl`` is not a decision.
        """
        with pause_collection():
            for name in self._templates.list_templates():
                self._templates.get_template(name)
            self.list_entries()
        gc.freeze()

    def list_entries(self) -> Sequence[Entry]:
        """Give the queue.

        It is listed anew after every decision, and once a second for what others change; whether a record that was read has
        changed is looked up every ten seconds. Every decision looks at the files themselves, whatever the queue says.
        """
        now, decisions = monotonic(), self.session.decisions
        if decisions is not self._listed.decisions or now - self._listed.at > _FRESH_SECONDS:
            trust = now - self._listed.looked_at < _TRUSTED_SECONDS
            entries = self._queue.list_entries(trust=trust)
            self._listed = Listed(entries, decisions, now, self._listed.looked_at if trust else now)
        return self._listed.entries

    def make_actor(self, seen: str | None = None) -> Actor:
        """Say who decides, that it is now, and on what they saw."""
        now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        return Actor(self.reviewer, now, seen or None)

    def keep_version(self, context: ArticleContext) -> None:
        """Remember what a reviewer was shown, to show later what has become different."""
        self._shown[context.version] = context.current.text
        while len(self._shown) > _KEPT_VERSIONS:
            self._shown.popitem(last=False)

    def find_version(self, version: str) -> Article | None:
        """Give what was shown under a version's name, if it is still remembered."""
        text = self._shown.get(version)
        return None if text is None else read_article(text).article

    def render(self, name: str, *, wanted: QueueFilter, values: Mapping[str, Any]) -> str:
        """Render a template with what every page shows."""
        counts = count_states(self.list_entries())
        total = sum(counts.values())
        decided = counts["accepted"] + counts["rejected"]
        mine = any(one.history and one.history[-1].reviewer == self.reviewer for one in self.session.review_states.values())
        frame = {
            "filter": wanted,
            "progress": {"total": total, "decided": decided},
            "counts": counts,
            "last": mine,
            "hidden": self._write_hidden,
            "notice": "",
            "problem": None,
        }
        return self._templates.get_template(name).render({**frame, **values})

    def _write_hidden(self, version: str = "") -> Markup:
        fields = Markup('<input type="hidden" name="form" value="{}">').format(self.keys.form)
        return fields + Markup('<input type="hidden" name="seen" value="{}">').format(version) if version else fields
