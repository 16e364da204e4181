"""Fixtures that every test may use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.drawing import register_profiles
from tests.needs import describe_skips, lack, mark_needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

register_profiles()

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_needs(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were skipped, and why; a reason is not to be looked for."""
    skipped = terminalreporter.stats.get("skipped", [])
    terminalreporter.write_line(describe_skips(report.longrepr[2] for report in skipped if isinstance(report.longrepr, tuple)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of seeds and corpora beside the checkout."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        lack(f"../{folder.name}", "the seeds and corpora beside the checkout are missing")
    return folder


@pytest.fixture(scope="session")
def seed_page(shared: Path) -> Path:
    """The one real page."""
    return shared / "seeds" / "003_b4d7f7ce04dfd0d2.txt"


@pytest.fixture(scope="session")
def seed_article(shared: Path) -> Path:
    """The one real article."""
    return shared / "seeds" / "000_cd5d136966997d7d.txt"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for the session."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        lack("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _workers_find_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "out"
    yield folder
    assert not list(folder.rglob(".new")), "a file was left half written"
