"""What the page keeps while it runs: the desk, the queue, the versions that were shown, and how pages are rendered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from extractor.review.desk import Desk, Hand
from extractor.review.dossiers import Dossier, Sheet
from extractor.review.page.filters import Wish
from extractor.review.page.guard import Keys
from extractor.review.page.highlights import write_spans
from extractor.review.queue import Entry, Queue, count_states

FOLDER = Path(__file__).resolve().parent
_KEPT_VERSIONS = 200
_FRESH_SECONDS = 1.0


@dataclass
class Office:
    """One running page.

    Attributes:
        desk: Where decisions are taken.
        keys: The secrets of this server.
        reviewer: Who decides here.
    """

    desk: Desk
    keys: Keys
    reviewer: str
    _shown: OrderedDict[str, Sheet] = field(default_factory=OrderedDict)
    _listed: tuple[float, object, list[Entry]] = (0.0, None, [])

    @cached_property
    def _queue(self) -> Queue:
        return Queue(self.desk)

    @cached_property
    def _templates(self) -> Environment:
        loader = FileSystemLoader(FOLDER / "templates")
        environment = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )
        environment.filters["spans"] = write_spans
        return environment

    def list_entries(self) -> list[Entry]:
        """Give the queue. It is listed anew after every decision, and once a second for what others change."""
        listed_at, decisions, entries = self._listed
        if decisions is not self.desk.decisions or monotonic() - listed_at > _FRESH_SECONDS:
            entries = self._queue.list_entries()
            self._listed = (monotonic(), self.desk.decisions, entries)
        return entries

    def make_hand(self, seen: str | None = None) -> Hand:
        """Say who decides, that it is now, and on what they saw."""
        now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        return Hand(self.reviewer, now, seen or None)

    def keep_version(self, dossier: Dossier) -> None:
        """Remember what a reviewer was shown, to show later what has become different."""
        self._shown[dossier.version] = dossier.current
        while len(self._shown) > _KEPT_VERSIONS:
            self._shown.popitem(last=False)

    def find_version(self, version: str) -> Sheet | None:
        """Give what was shown under a version's name, if it is still remembered."""
        return self._shown.get(version)

    def render(self, name: str, *, wish: Wish, values: Mapping[str, Any]) -> str:
        """Render a template with what every page shows."""
        counts = count_states(self.list_entries())
        total = sum(counts.values())
        decided = counts["accepted"] + counts["rejected"]
        mine = any(one.history and one.history[-1].reviewer == self.reviewer for one in self.desk.standings.values())
        frame = {
            "filter": wish,
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
