"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def find_shared() -> Path:
    """Give the folder of seeds and corpora beside the checkout; without it, fail under CI and skip elsewhere."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        reason = f"needs the seeds and corpora in {folder.name}/ beside the checkout, which is missing"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of seeds and corpora beside the checkout."""
    return find_shared()


@pytest.fixture(scope="session")
def seed_page(shared: Path) -> Path:
    """The one real page."""
    return shared / "seeds" / "003_b4d7f7ce04dfd0d2.txt"


@pytest.fixture(scope="session")
def seed_article(shared: Path) -> Path:
    """The one real article."""
    return shared / "seeds" / "000_cd5d136966997d7d.txt"
