"""For everybody: axe-core finds nothing serious, on a wide screen and a phone, by day and by night."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.review.conftest import PHONE
from tests.e2e.review.test_reviewing import read_lit
from tests.needs import lack

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def axe(pytestconfig: pytest.Config) -> str:
    """The source of axe-core, installed into pytest's cache."""
    folder = Path(pytestconfig.cache.mkdir("axe-core"))
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    npm = shutil.which("npm")
    if npm and not script.is_file():
        command = [npm, "install", "--no-audit", "--no-fund", "--no-save", "--prefix", str(folder), "axe-core@4"]
        subprocess.run(command, capture_output=True, check=False, timeout=120)
    if not script.is_file():
        lack("axe-core", "npm could not install it")
    return script.read_text("utf-8")


PATHS = ["/queue", "/queue?words=none", "/article/right-to-repair", "/article/nintendo/diff", "/accept-all", "/article/none"]
LOOKS = {"wide": {}, "dark": {"color_scheme": "dark"}, "phone": {"viewport": PHONE, "has_touch": True}}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation(server, enter, extractor, axe, look):
    where = ("-o", server.output, "--raw", server.root / "raw")
    extractor("edit", "nintendo", "title", "Nintendo Co., Ltd.", *where)
    page = enter(server, **LOOKS[look])
    for path in PATHS:
        page.goto(server.origin + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        bad = [(one["id"], one["impact"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found["violations"]]
        assert not bad, f"{path}: {bad}"
    page.goto(f"{server.origin}/queue")
    page.locator("#open-help").evaluate("one => one.click()")
    page.evaluate(axe)
    assert not page.evaluate("axe.run(document)")["violations"]


def test_a_phone_shows_the_words_under_the_value(server, enter):
    page = enter(server, viewport=PHONE, has_touch=True)
    page.goto(f"{server.origin}/article/nintendo")
    page.locator("#v-event-1").tap(position={"x": 20, "y": 10})
    assert read_lit(page)
    expect(page.locator("#raw .on").first).to_be_in_viewport()
    expect(page.locator("#v-event-1")).to_be_in_viewport()
    for path in ("/queue", "/article/nintendo", "/article/right-to-repair", "/accept-all"):
        page.goto(server.origin + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_screen_reader_hears_names_and_where_it_is(server, page):
    page.goto(f"{server.origin}/article/nintendo")
    for role in ("banner", "main", "complementary"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("region", name="Raw page", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nintendo")
    expect(page.get_by_role("progressbar", name="Articles decided")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(page.get_by_role("status").first).to_contain_text("In the page:")
