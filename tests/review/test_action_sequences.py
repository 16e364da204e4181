"""Whatever people decide, in whatever order: the gate stays open, and all of it can be taken back to the byte."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ReviewError
from extractor.review import actions
from extractor.review.gate import check_paths
from extractor.review.session import Actor, ReviewSession
from tests.drawing import draws

ARTICLES = st.sampled_from(["tide-mills", "harbour-notes"])
EDITS = st.sampled_from(
    [
        ("title", "Tide Mills"), ("title", "no"), ("category", "science"), ("category", "ai"), ("completeness", "0.5"),
        ("completeness", "2"), ("primary_sources.0.year", "2020"), ("primary_sources.0.year", ""), ("known_gaps.0", ""),
        ("known_gaps.1", "Year -- none is given"), ("disputed_statements.0.statement", "Two years are given."),
        ("body.TL;DR", "A tide mill turns by the tide."), ("body.Related Articles", ""), ("body", "## TL;DR\nShort."),
        ("confidence", "medium"), ("confidence", "low"), ("data_period", "1999-2004"), ("generation_method", "human_only"),
    ]
)  # fmt: skip
VERBS = {"accept", "reject", "reject-fact", "edit", "promote", "undo"}
STEPS = st.one_of(
    st.tuples(st.just("accept"), ARTICLES, st.none()),
    st.tuples(st.just("reject"), ARTICLES, st.none()),
    st.tuples(st.just("reject-fact"), ARTICLES, st.integers(1, 4)),
    st.tuples(st.just("edit"), ARTICLES, EDITS),
    st.tuples(st.just("promote"), st.just("tide-mills"), st.integers(1, 3)),
    st.tuples(st.just("undo"), ARTICLES, st.none()),
)


def take(session: ReviewSession, step, by: Actor) -> None:
    verb, article, detail = step
    if verb == "accept":
        actions.accept_article(session, article, by=by)
    elif verb == "reject":
        actions.reject_article(session, article, by=by, reason="not notable")
    elif verb == "reject-fact":
        category = session.open(article).current.article.category
        actions.reject_fact(session, article, f"af-{category}-{article}-{detail}", by=by, reason="vague")
    elif verb == "edit":
        actions.edit_value(session, article, *detail, by=by)
    elif verb == "promote":
        actions.promote_fact(session, article, detail, by=by)
    else:
        actions.undo_last(session, by=by)


def read_files(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for shelf in ("pending", "articles") for path in output.glob(f"{shelf}/*/*.md")}


@dataclass
class Tally:
    """What the sequences of a test have done, so that a test whose actions are all refused does not pass."""

    sequences: int = 0
    changed: int = 0
    done: Counter[str] = field(default_factory=Counter)

    def take(self, session: ReviewSession, number: int, step) -> None:
        """Take a step; one that is refused does nothing."""
        with suppress(ReviewError):
            take(session, step, Actor("R. Ito", f"2025-03-05T10:00:{number:02}Z"))
            self.done[step[0]] += 1

    def end(self, *, changed: bool) -> None:
        self.sequences += 1
        self.changed += changed

    def check(self) -> None:
        """Every kind of action was taken several times, and most sequences changed a file."""
        assert {verb for verb, times in self.done.items() if times >= 3} == VERBS, self
        assert self.changed > self.sequences / 2, self


def test_the_gate_stays_open_and_everything_can_be_taken_back(pair):
    tally = Tally()

    @draws(40, least=40)
    @given(steps=st.lists(STEPS, min_size=1, max_size=8))
    def live(steps):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(shutil.copytree(pair.root, Path(folder) / "root"))
            output = root / "output"
            session, before = ReviewSession(output), read_files(output)
            for number, step in enumerate(steps):
                tally.take(session, number, step)
                errors = [found for found in check_paths([output]).findings if found.severity == "error"]
                assert not errors
            tally.end(changed=read_files(output) != before)
            while any(review_state.history for review_state in session.review_states.values()):
                actions.undo_last(session, by=Actor("R. Ito", f"2025-03-05T11:00:{len(session.decisions):02}Z"))
            assert read_files(output) == before

    live()
    tally.check()


def test_a_crash_between_a_decision_and_its_files_loses_nothing(pair):
    tally = Tally()

    @draws(40, least=40)
    @given(steps=st.lists(STEPS, min_size=1, max_size=5), cut=st.integers(0, 3))
    def live(steps, cut):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(shutil.copytree(pair.root, Path(folder) / "root"))
            output, saved = root / "output", Path(folder) / "saved"
            session, before = ReviewSession(output), read_files(output)
            for number, step in enumerate(steps):
                shutil.rmtree(saved, ignore_errors=True)
                shutil.copytree(output, saved)
                tally.take(session, number, step)
            after, decided = read_files(output), (output / "decisions.jsonl").exists()
            tally.end(changed=after != before)
            if decided:  # the files as they were before the last decision, or half way
                shutil.copy(output / "decisions.jsonl", saved / "decisions.jsonl")
                for path in list(output.glob("articles/*/*.md"))[:cut]:
                    (saved / path.relative_to(output).parent).mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, saved / path.relative_to(output))
                with ReviewSession(saved).hold():
                    assert read_files(saved) == after

    live()
    tally.check()
