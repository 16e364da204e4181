"""Who is not served: other origins, other names, strangers, forged forms, ids that lead elsewhere; and pages that attack."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from extractor.write import parse_article
from tests.e2e.review.conftest import Server, convert

pytestmark = pytest.mark.browser
ACCEPT = "/article/nintendo/accept"

TITLE = "{{7*7}} Sandbox \"><script>document.title='owned'</script>${7*7}"
TITLE_TYPED = "\"]'><script>alert(1)</script> {{7*7}}: x # y"
ATTACKS = {
    "Homepage": "javascript:alert(1)",
    'Key"><script>alert(2)</script>': '!!python/object/apply:os.system ["true"]',
    "Anchor": "&a [*a, *a] {% for x in y %} {{ config }}",
}
RESULTS = {
    "Sandboxes </title></textarea></script><script>alert(3)</script> - Example Press": (
        'https://example.org/a?b="onmouseover="alert(4)',
        'Sandboxes are described by the Example Press in 2019 as <a href="javascript:alert(5)">places</a> for code.',
    ),
    "data:text/html,<script>alert(6)</script> - Second Press": (
        "javascript:alert(7)",
        "A sandbox was built by the Second Press in 2021: title: injected, status: published, {{ 'a'.__class__ }} and more.",
    ),
}


def write_hostile_page() -> str:
    """A page whose every text is an attempt, written as a site that escapes what it shows would write it."""
    rows = [f"<div><dt>{escape(key)}</dt><dd>{escape(value)}</dd></div>" for key, value in ATTACKS.items()]
    results = [
        f'<div class="result"><h3><a href="{escape(url)}">{escape(title)}</a></h3><p>{escape(text)}</p></div>'
        for title, (url, text) in RESULTS.items()
    ]
    return f"""<!doctype html>
<html><head><title>x</title><script>alert(8)</script></head><body><main>
<h1>{escape(TITLE)}</h1>
<p class="entity-description">{escape("<img src=x onerror=alert(9)> is a 'description' &lt;b&gt;")}</p>
<dl class="entity-stamps"><div><dt>Created</dt><dd>9/2/2025, 2:20:05 PM</dd></div></dl>
<section><h2>Summary</h2><p>{escape("Sandbox <svg onload=alert(10)> is a word.")}</p></section>
<section><h2>Attributes</h2><dl>{"".join(rows)}</dl></section>
<section><h2>Web Search Results</h2><div class="results">{"".join(results)}</div></section>
</main></body></html>
"""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, converted) -> Iterator[Server]:
    """A server that nobody gets anything out of, for all the tests that try in vain."""
    server = Server(Path(shutil.copytree(converted, tmp_path_factory.mktemp("guarded") / "root")))
    server.start()
    yield server
    server.stop()
    assert not (server.output / "decisions.jsonl").exists()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory):
    root = tmp_path_factory.mktemp("hostile")
    (root / "raw").mkdir()
    (root / "raw" / "attack.html").write_text(write_hostile_page(), "utf-8")
    convert(root)
    return root


def test_a_page_full_of_attacks_is_shown_as_words(serve: Callable[..., Server], enter, hostile):
    server = serve(hostile)
    page = enter(server)
    expect(page.locator(".entry")).to_have_count(1)
    page.locator(".entry .title").click()
    page.wait_for_load_state()
    assert page.locator("#raw").text_content() == write_hostile_page()
    page.keyboard.press("c")
    for _ in range(60):
        page.keyboard.press("j")
    assert page.locator("main :is(script, img, svg, iframe, style), #raw :is(a, script, img, svg)").count() == 0
    assert (
        page.evaluate(
            "[...document.querySelectorAll('a')].filter(a => !/^(https?:|\\/|#)/.test(a.getAttribute('href'))).length"
        )
        == 0
    )
    assert (
        page.evaluate("[...document.querySelectorAll('*')].filter(n => [...n.attributes].some(a => /^on/.test(a.name))).length")
        == 0
    )
    assert page.locator("h1").text_content().startswith("{{7*7}}")
    assert page.title().startswith("{{7*7}}")
    page.locator("#v-title details.edit summary").click()
    page.locator("#v-title input[name=value]").fill(TITLE_TYPED)
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Saved")
    page.wait_for_load_state()
    article = parse_article(next(server.output.glob("pending/*/*.md")).read_text("utf-8"))
    assert article.title == TITLE_TYPED
    assert article.status == "draft"
    page.keyboard.press("d")
    expect(page.locator(".change ins").first).to_be_visible()
    assert server.seen == []


def form(server: Server, **fields: str) -> str:
    """A form as the page writes it: with its own token, taken from the page."""
    text = server.ask("GET", "/queue").text  # type: ignore[attr-defined]
    token = text.split('name="form" value="')[1].split('"')[0]
    return urlencode({"form": token, **fields})


def own(server: Server, **more: str) -> dict[str, str]:
    return {"Origin": server.origin, **more}


def test_who_asks_as_the_page_itself_is_served(server):
    answer = server.ask("POST", ACCEPT, own(server), form(server))
    assert answer.status == 303
    assert list(server.output.glob("articles/*/nintendo.md"))


@pytest.mark.parametrize("path", ["/", "/queue", "/article/nintendo", "/accept-all", "/static/page.js", "/nothing"])
def test_without_the_token_nothing_is_shown(guarded, path):
    for answer in (guarded.ask("GET", path, known=False), guarded.ask("GET", f"{path}?token=guess", known=False)):
        assert answer.status == 401
        assert "Nintendo" not in answer.text


def test_the_token_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(guarded):
    answer = guarded.ask("GET", f"/queue?token={guarded.token}", known=False)
    assert (answer.status, answer.headers["location"]) == (303, "/queue")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost.evil.example:{port}", ""])
def test_another_name_for_this_machine_reaches_nothing(guarded, host):
    answer = guarded.ask("GET", "/queue", {"Host": host.format(port=guarded.port)})
    assert answer.status in {400, 421}
    assert "Nintendo" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "{origin}", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "{origin}", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_request_from_another_origin_changes_nothing(guarded, headers):
    headers = {key: value.format(origin=guarded.origin) for key, value in headers.items()}
    assert guarded.ask("POST", ACCEPT, headers, form(guarded)).status == 403
    assert not (guarded.output / "decisions.jsonl").exists()


@pytest.mark.parametrize("fields", ["", "form=", "form=guess", "seen=x"])
def test_a_form_without_the_pages_own_token_changes_nothing(guarded, fields):
    answer = guarded.ask("POST", ACCEPT, {**own(guarded), "Content-Length": str(len(fields))}, fields)
    assert answer.status == 403
    assert not (guarded.output / "decisions.jsonl").exists()


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "../nintendo",
        "..%2f..%2fraw",
        "%2e%2e%2fnintendo",
        "..%5c..%5cx",
        "Nintendo",
        "nintendo%00",
        "nintendo.md",
        "nin%20tendo",
        "x" * 300,
    ],
)
def test_an_id_that_leads_elsewhere_is_refused(guarded, name):
    for answer in (
        guarded.ask("GET", f"/article/{name}"),
        guarded.ask("GET", f"/article/{name}/diff"),
        guarded.ask("POST", f"/article/{name}/reject", own(guarded), form(guarded, reason="because")),
    ):
        assert answer.status in {404, 405}
    assert not (guarded.output / "decisions.jsonl").exists()


@pytest.mark.parametrize(
    "path", ["/static/../server.py", "/static/%2e%2e/server.py", "/static/..%2fguard.py", "/static//etc/passwd"]
)
def test_no_other_file_is_served(guarded, path):
    assert guarded.ask("GET", path).status == 404


def test_a_form_that_is_too_long_is_refused(guarded):
    assert guarded.ask("POST", ACCEPT, {**own(guarded), "Content-Length": "5000000"}, "x").status == 413
    assert guarded.ask("POST", "/article/nintendo/explode", own(guarded), form(guarded)).status == 404


@pytest.mark.parametrize("path", ["/queue", "/article/nintendo", "/static/page.css", "/article/none", "/"])
def test_every_answer_forbids_foreign_code_frames_and_caches(guarded, path):
    for known in (True, False):
        headers = guarded.ask("GET", path, known=known).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_a_form_on_another_site_sent_by_the_reviewers_own_browser_is_refused(server, page):
    target = f"{server.origin}{ACCEPT}"
    page.goto(f"data:text/html,<form action='{target}' method='post'><button>win a prize</button></form>")
    with page.expect_response(target) as sent:
        page.get_by_role("button").click()
    assert sent.value.status in {401, 403}
    assert not (server.output / "decisions.jsonl").exists()


def test_the_record_of_a_decision_holds_what_was_seen(server):
    server.ask("POST", ACCEPT, own(server), form(server))
    decision = json.loads((server.output / "decisions.jsonl").read_text("utf-8"))
    assert decision["action"] == "accept"
    assert len(decision["record_sha256"]) == len(decision["article_sha256"]) == 64
    shutil.rmtree(server.output / "records")
    assert server.ask("GET", "/article/nintendo").status == 404
