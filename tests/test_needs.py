"""The tests about the tests: the same examples every time, and no skip in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import settings

from tests.needs import describe_skips, lack


@pytest.mark.parametrize(("profile", "same"), [("quick", True), ("test", True), ("fuzz", False)])
def test_only_fuzzing_draws_other_examples_each_time(profile: str, same: bool) -> None:  # noqa: FBT001
    assert settings.get_profile(profile).derandomize is same


def test_without_a_choice_the_examples_are_the_same_every_time() -> None:
    assert settings().derandomize or settings.get_current_profile_name() == "fuzz"


def test_every_test_leaves_it_to_the_profile_how_many_examples_are_drawn() -> None:
    folder = Path(__file__).parent
    own = [
        path.name for path in folder.rglob("test_*.py") if re.search(r"^\s*@settings\(", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert own == []


def test_skips_are_counted_by_what_is_missing() -> None:
    reasons = ["Skipped: needs ../shared: it is missing", "needs chromium", "Skipped: needs chromium"]
    assert describe_skips(reasons) == "3 skipped: needs chromium (2), needs ../shared (1)"
    assert describe_skips([]) == "none skipped"


def test_what_is_missing_is_an_error_under_ci_and_a_skip_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="needs npm: it is not installed"):
        lack("npm", "it is not installed")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="needs npm"):
        lack("npm")
