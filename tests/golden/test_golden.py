"""Every sample page and its expected article. ``REGENERATE_GOLDEN=1`` rewrites the files; CI refuses the switch."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor import Outcome, render_article
from extractor.config import default_config
from extractor.pipeline import convert_pages

HERE = Path(__file__).resolve().parent
PAGES = sorted(path for path in (HERE.parents[1] / "raw").iterdir() if path.is_file())
REGENERATE = bool(os.environ.get("REGENERATE_GOLDEN"))


def render_outcome(outcome: Outcome) -> str:
    assert outcome.article is not None, f"{outcome.path}: {outcome.failure}"
    return render_article(outcome.article)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_sample_page_gives_its_expected_article(page: Path) -> None:
    for outcome in convert_pages(page.read_bytes(), page.name, config=default_config()):
        article = render_outcome(outcome)
        golden = HERE / f"{outcome.path.replace('#', '-')}.md"
        if REGENERATE:
            golden.write_text(article, "utf-8")
        assert golden.exists(), f"no golden file for {outcome.path}: run REGENERATE_GOLDEN=1 make test and read the result"
        assert article == golden.read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    paths = {outcome.path for page in PAGES for outcome in convert_pages(page.read_bytes(), page.name, config=default_config())}
    assert {path.name for path in HERE.glob("*.md")} == {f"{path.replace('#', '-')}.md" for path in paths}


def test_the_regenerate_switch_is_off_under_ci() -> None:
    assert not (REGENERATE and os.environ.get("CI")), "REGENERATE_GOLDEN rewrites what the tests compare with"
