"""Decisions are appended, read back and added up."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from extractor.errors import ReviewError
from extractor.schema.parts import read_words
from extractor.workspace.decisions import Decision, append_decisions, fold_decisions, read_decisions


def decide(action: str, **values: object) -> Decision:
    return Decision.model_validate(
        {
            "time": "2025-03-05T10:00:00Z",
            "reviewer": "R. Ito",
            "article": "tide-mills",
            "action": action,
            "reason": "so",
            **values,
        }
    )


def test_decisions_are_read_back_in_order(tmp_path):
    path = tmp_path / "decisions.jsonl"
    first, second = decide("accept"), decide("edit", field="title", before="a", after={"\u00e9": ["\u2028\n"]})
    append_decisions(path, [first])
    append_decisions(path, [second])
    assert read_decisions(path) == (first, second)
    assert path.read_text("utf-8").count("\n") == 2


def test_no_file_is_no_decision(tmp_path):
    assert read_decisions(tmp_path / "decisions.jsonl") == ()


def test_a_line_that_a_crash_cut_does_not_swallow_the_next(tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"time": "2025-')
    append_decisions(path, [decide("accept")])
    assert path.read_text().splitlines()[1].startswith('{"time": "2025-03-05T10:00:00Z"')
    with pytest.raises(ReviewError, match=r"Line 1 of .* is not a decision"):
        read_decisions(path)


@pytest.mark.parametrize(
    "values",
    [
        {"action": "reject", "reason": " "},
        {"action": "delete"},
        {"time": "yesterday"},
        {"reviewer": ""},
        {"article": "../a"},
        {"mood": "good"},
    ],
)
def test_what_is_no_decision_is_refused(values):
    with pytest.raises(ValidationError):
        decide(**{"action": "accept", **values})


def test_a_fact_is_known_again_by_its_words():
    assert read_words("The Mill, at  Woodhaven!") == read_words({"statement": "the mill at woodhaven"})
    assert read_words("The mill") != read_words("The mills")


def test_the_last_word_about_an_article_counts():
    review_state = fold_decisions(
        [decide("accept", article_sha256="a" * 64), decide("reject"), decide("restore"), decide("accept")]
    )
    assert review_state["tide-mills"].accepted
    assert review_state["tide-mills"].rejected is None
    assert fold_decisions([decide("accept"), decide("reject")])["tide-mills"].accepted is None


def test_an_edit_leaves_an_acceptance_review_state_and_renews_the_hash():
    decisions = [decide("accept", article_sha256="a" * 64), decide("edit", field="title", after="b", article_sha256="b" * 64)]
    review_state = fold_decisions(decisions)["tide-mills"]
    assert (bool(review_state.accepted), review_state.sha256, review_state.edited) == (True, "b" * 64, {"title"})


def test_a_promoted_candidate_is_no_longer_rejected():
    review_state = fold_decisions(
        [decide("reject", fact="af-1", before="It closed."), decide("accept", fact="af-2", after="It closed.")]
    )
    assert review_state["tide-mills"].rejected_facts == {}
