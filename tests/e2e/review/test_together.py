"""More than one of everything: two reviewers, two servers in turn, only a keyboard, no script at all."""

from __future__ import annotations

import re
import signal

import pytest
from playwright.sync_api import expect

from tests.e2e.review.test_reviewing import open_article, press, read_current

pytestmark = pytest.mark.browser


def test_two_reviewers_do_not_overwrite_each_other(server, page, enter):
    other = enter(server)
    open_article(page, server)
    open_article(other, server)
    other.locator("#v-title details.edit summary").click()
    other.locator("#v-title input[name=value]").fill("Nintendo Co., Ltd.")
    other.keyboard.press("Enter")
    expect(other.locator(".notice")).to_contain_text("Saved")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("alert")).to_contain_text("has changed since you saw it. R. Ito decided")
    expect(page.locator(".stale ins")).to_contain_text("Co., Ltd.")
    assert read_current(server)[0] == "pending"
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".notice")).to_contain_text("Accepted nintendo.")
    assert read_current(server)[1].title == "Nintendo Co., Ltd."


def test_a_decision_on_the_command_line_shows_on_the_page(server, page, extractor):
    extractor("accept", "nintendo", "-o", server.output, "--raw", server.root / "raw", "--reviewer", "B. Okafor")
    page.wait_for_timeout(1100)
    page.goto(f"{server.origin}/queue?status=accepted")
    expect(page.locator(".entry .title")).to_have_text("Nintendo")
    expect(page.locator("#undo button")).to_be_disabled()  # it was not theirs
    page.locator(".entry .title").click()
    page.locator(".history summary").click()
    expect(page.locator(".history")).to_contain_text("B. Okafor: accept")


def test_a_killed_server_loses_no_decision(server, page, enter):
    open_article(page, server)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".notice")).to_be_visible()
    old = server.url
    server.stop(signal.SIGKILL)
    server.start()
    again = enter(server)
    again.goto(f"{server.origin}/queue?status=accepted")
    expect(again.locator(".entry .title")).to_have_text("Nintendo")
    press(again, "u")
    expect(again.locator(".notice")).to_contain_text("Took back")
    assert server.ask("GET", f"/queue?token={old.partition('token=')[2]}", known=False).status == 401


def test_everything_is_done_with_keys_alone(server, page):
    press(page, "/")
    page.keyboard.type("nintendo")
    press(page, "Enter")
    expect(page.locator(".entry")).to_have_count(1)
    press(page, "j")
    expect(page.locator(".entry.current")).to_contain_text("Nintendo")
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text("Nintendo")
    press(page, "j")
    press(page, "k")
    press(page, "e")
    expect(page.locator(".current textarea")).to_be_focused()
    press(page, "Escape")
    expect(page.locator(".current textarea")).to_be_hidden()
    press(page, "e")
    page.keyboard.press("Control+a")
    page.keyboard.type("Nintendo made plastic playing cards before any other company in Japan did.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice")).to_contain_text("Saved nintendo.")
    press(page, "r")
    page.keyboard.type("not in the source")
    press(page, "Enter")
    expect(page.locator(".notice")).to_contain_text("Rejected a fact")
    press(page, "u")
    expect(page.locator(".notice")).to_contain_text("Took back")
    press(page, "d")
    expect(page.locator(".change")).to_have_count(1)
    press(page, "d")
    expect(page.locator(".group-facts").first).to_be_visible()
    press(page, "?")
    expect(page.get_by_role("dialog")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    press(page, "a")
    expect(page.locator(".notice")).to_contain_text("Accepted nintendo.")
    press(page, "q")
    page.wait_for_url(re.compile("/queue"))
    assert read_current(server)[0] == "articles"


def test_n_walks_through_the_queue(server, page):
    page.goto(f"{server.origin}/queue")
    page.wait_for_load_state()
    titles = page.locator(".entry .title").all_text_contents()
    page.locator(".entry .title").first.click()
    for title in titles[1:3]:
        press(page, "n")
        expect(page.locator("h1")).to_have_text(title)


def test_it_works_without_a_script(server, enter):
    page = enter(server, java_script_enabled=False)
    page.get_by_role("link", name="Nintendo", exact=True).click()
    page.locator("#v-completeness details.edit summary").click()
    page.locator("#v-completeness input[name=value]").fill("0.4")
    page.locator("#v-completeness").get_by_role("button", name="Save").click()
    expect(page.locator(".notice")).to_contain_text("Saved")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".notice")).to_contain_text("Accepted")
    shelf, article = read_current(server)
    assert (shelf, article.completeness, article.generation_method) == ("articles", 0.4, "ai_assisted")
