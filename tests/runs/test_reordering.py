"""Deliveries leave in the order of the plan, whatever the order they come in and wherever they wait."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from extractor.issues import Issue
from extractor.merge.versions import Conversion
from extractor.runs.inputs import Input
from extractor.runs.ledger import Ledger
from extractor.runs.planning import Selection, make_plan
from extractor.runs.reordering import ReorderBuffer
from extractor.runs.results import Delivery, PageDone, PageResult, TaskDone
from extractor.spans import Span, TracedText
from extractor.types import RawPage
from extractor.write import seal_record
from tests.drawing import draws
from tests.runs.odd_pages import make_article, make_record

ARTICLE = make_article("Mühle", "é" * 50)
PAGE = RawPage("p", "text/plain", "utf-8", "0" * 64, "é" * 50, TracedText.verbatim("é" * 50))
NEW = Conversion(ARTICLE, seal_record(make_record("Mühle", PAGE), ARTICLE))
NOW = datetime(2030, 1, 1, tzinfo=UTC)


@contextmanager
def plan_inputs(path: Path, count: int) -> Iterator[tuple[Ledger, int]]:
    """Open a ledger with a plan over some inputs, as a run would."""
    with closing(Ledger.open(path)) as ledger:
        inputs = [Input(f"p{n:03}", f"/p{n:03}", 1, 1) for n in range(count)]
        plan = make_plan(ledger, inputs, Selection(places=(), fingerprint="f", started=NOW))
        yield ledger, plan.held


def make_delivery(position: int, index: int) -> PageDone:
    issue = Issue("x.y", "x", "info", "words \ud800", (Span(1, 2), Span(3, 4)))
    return PageDone(
        position, index, PageResult(f"{position}-{index}", "ok", conversion=NEW, issues=(issue,), dates=("2020", None))
    )


@draws(60)
@given(
    pages=st.lists(st.integers(1, 4), min_size=1, max_size=12), seed=st.integers(0, 99), room=st.sampled_from([0, 2_000, 10**6])
)
def test_deliveries_leave_in_order(pages: list[int], seed: int, room: int) -> None:
    streams: list[list[Delivery]] = [
        [*(make_delivery(position, index) for index in range(count)), TaskDone(position, count, "hash")]
        for position, count in enumerate(pages)
    ]
    expected = [delivery for stream in streams for delivery in stream]
    rng = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as folder, plan_inputs(Path(folder) / "ledger.db", len(pages)) as (ledger, _):
        buffer = ReorderBuffer(ledger, fingerprint="f", memory_bytes=room)
        left: list[Delivery] = []
        waiting = [list(stream) for stream in streams]
        while any(waiting):
            stream = rng.choice([stream for stream in waiting if stream])
            buffer.add(stream.pop(0))
            left += [delivery for _, _, delivery in buffer.release()]
    assert left == expected


def test_what_waits_in_the_ledger_survives_and_what_is_not_whole_is_dropped(tmp_path: Path) -> None:
    with plan_inputs(tmp_path / "ledger.db", 3) as (ledger, _):
        buffer = ReorderBuffer(ledger, fingerprint="f", memory_bytes=0)
        for delivery in (make_delivery(1, 0), TaskDone(1, 1, "hash"), make_delivery(2, 0)):
            buffer.add(delivery)
        assert not list(buffer.release()), "the first has not come yet"
        ledger.commit()
    with plan_inputs(tmp_path / "ledger.db", 3) as (ledger, held):
        buffer = ReorderBuffer(ledger, fingerprint="f")
        assert held == 1
        assert [result.path for result in buffer.read_left()] == ["1-0"]
        for delivery in (make_delivery(0, 0), TaskDone(0, 1, "hash")):
            buffer.add(delivery)
        assert [task.path for task, _, _ in buffer.release()] == ["p000", "p000", "p001", "p001"]
