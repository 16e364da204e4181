"""What a reviewer does with the page: look, filter, accept, edit, reject, promote, undo."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from extractor.write import parse_article
from tests.e2e.review.conftest import Server

pytestmark = pytest.mark.browser
ARTICLE = "nintendo"


def open_article(page: Page, server: Server, article: str = ARTICLE) -> None:
    page.goto(f"{server.origin}/article/{article}")


def press(page: Page, key: str) -> None:
    """Press a key once the page has loaded its script."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def read_current(server: Server, article: str = ARTICLE):
    path = next(server.output.glob(f"*/*/{article}.md"))
    return path.relative_to(server.output).parts[0], parse_article(path.read_text("utf-8"))


def read_lit(page: Page) -> str:
    return "".join(page.locator("#raw .on").all_text_contents())


def read_raw(server: Server, record: dict) -> str:
    name = record["page"]["path"].split("#")[0]
    return (server.root / name).read_bytes().decode(record["page"]["encoding"])


def test_the_queue_shows_the_most_doubtful_first(page, server):
    doubts = [float(text) for text in page.locator(".entry .doubt .number").all_text_contents()]
    assert len(doubts) == len(list(server.output.glob("pending/*/*.md")))
    assert doubts == sorted(doubts, reverse=True)
    expect(page.locator("#progress-text")).to_have_text(f"0 of {len(doubts)} decided")


def test_filters_narrow_the_queue_and_travel_along(page, server):
    category = next(server.output.glob("pending/*/nintendo.md")).parent.name
    page.locator("select[name=category]").select_option(category)
    page.wait_for_url(re.compile(f"category={category}"))
    titles = page.locator(".entry .title").all_text_contents()
    assert "Nintendo" in titles
    assert len(titles) == len(list(server.output.glob(f"pending/{category}/*.md")))
    page.get_by_role("link", name="Nintendo", exact=True).click()
    assert f"category={category}" in page.url
    press(page, "/")
    page.keyboard.type("nint")
    press(page, "Enter")
    expect(page.locator(".entry")).to_have_count(1)
    page.goto(f"{server.origin}/queue?code=dates.padded-page")
    for codes in page.locator(".entry .codes").all_text_contents():
        assert "dates.padded-page" in codes
    page.goto(f"{server.origin}/queue?words=nothing-like-it")
    expect(page.get_by_text("No article matches")).to_be_visible()


def test_moving_to_a_fact_lights_up_exactly_its_words(page, server):
    open_article(page, server)
    record = json.loads((server.output / "records" / f"{ARTICLE}.json").read_text("utf-8"))
    raw = read_raw(server, record)
    facts = {fact["id"]: fact["evidence"] for fact in record["facts"] if fact["id"]}
    for number, (name, evidence) in enumerate(facts.items()):
        if number:
            press(page, "j")
        expect(page.locator(".current")).to_have_attribute("data-fact", name)
        assert read_lit(page) == "".join(raw[start:end] for start, end in evidence["spans"])
        if "raw" not in evidence:
            assert read_lit(page) == evidence["exact"]
        expect(page.locator("#raw .on").first).to_be_in_viewport()


def test_words_from_several_places_light_up_together(page, server):
    open_article(page, server)
    record = json.loads((server.output / "records" / f"{ARTICLE}.json").read_text("utf-8"))
    raw, event = read_raw(server, record), record["timeline"][0]
    spans = sorted([*event["date"]["spans"], *event["spans"]])
    page.locator("#v-event-0").hover()
    assert read_lit(page) == "".join(raw[start:end] for start, end in spans)
    assert len(spans) > 1
    page.locator("#v-event-0 a.place").first.focus()
    press(page, "Enter")
    expect(page.locator("#live")).to_contain_text("In the page:")


def test_a_date_shows_what_decided_it(page, server):
    found = False
    for path in sorted(server.output.glob("records/*.json")):
        record = json.loads(path.read_text("utf-8"))
        for at, event in enumerate(record["timeline"]):
            if event["date"]["evidence"]["quotes"]:
                open_article(page, server, record["id"])
                note = page.locator(f"#v-event-{at} .notes")
                expect(note).to_contain_text("decided by")
                expect(note).to_contain_text(event["date"]["evidence"]["quotes"][0]["text"])
                found = True
                break
    assert found


def test_accepting_goes_on_to_the_next_and_can_be_undone(page, server):
    open_article(page, server)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".notice")).to_contain_text(f"Accepted {ARTICLE}.")
    assert f"/article/{ARTICLE}" not in page.url
    assert read_current(server)[0] == "articles"
    expect(page.locator("#progress-text")).to_contain_text("1 of")
    page.get_by_role("button", name="Undo u").click()
    expect(page.locator(".notice")).to_contain_text("Took back")
    assert read_current(server)[0] == "pending"


def test_an_edit_that_does_not_fit_says_why_and_keeps_what_was_typed(page, server):
    open_article(page, server)
    before = read_current(server)[1]
    row = page.locator("#v-completeness")
    row.locator("details.edit summary").click()
    row.locator("input[name=value]").fill("7")
    row.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("not a share from 0 to 1")
    wrong = page.locator("#v-completeness input[name=value]")
    expect(wrong).to_have_value("7")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    assert read_current(server)[1] == before
    wrong.fill("0.31")
    press(page, "Enter")
    expect(page.locator("#v-completeness .text")).to_contain_text("0.31")
    assert read_current(server)[1].completeness == 0.31
    press(page, "d")
    expect(page.locator(".change ins")).to_have_text("31")


def test_a_fact_is_rejected_with_a_reason(page, server):
    open_article(page, server)
    name = read_current(server)[1].atomic_facts[0].id
    row = page.locator(f"[id='v-{name}']")
    row.locator("details.reject summary").click()
    row.get_by_role("button", name="Reject the fact").click()
    assert read_current(server)[1].atomic_facts[0].id == name  # the browser asks for the reason
    row.get_by_label("Why is this fact wrong?").fill("the year is 1954")
    press(page, "Enter")
    expect(page.locator(".notice")).to_contain_text("Rejected a fact")
    assert name not in [fact.id for fact in read_current(server)[1].atomic_facts]
    decision = json.loads((server.output / "decisions.jsonl").read_text("utf-8"))
    assert (decision["reason"], decision["reviewer"]) == ("the year is 1954", "R. Ito")


def test_a_candidate_is_one_key_away_and_can_be_promoted(page, server):
    open_article(page, server)
    name = read_current(server)[1].atomic_facts[0].id
    press(page, "r")
    page.keyboard.type("too vague")
    press(page, "Enter")
    expect(page.locator(".notice")).to_contain_text("Rejected a fact")
    press(page, "c")
    candidate = page.locator("#candidates [data-value]").nth(1)
    words = candidate.locator(".text").text_content().split("line")[0].strip()
    candidate.get_by_role("button", name="Promote").click()
    expect(page.locator(".notice")).to_contain_text("Promoted")
    facts = read_current(server)[1].atomic_facts
    assert words in [fact.statement for fact in facts]
    assert name not in [fact.id for fact in facts]


def test_many_are_accepted_by_a_filter_after_a_question(page, server):
    wanted = {path.stem for path in server.output.glob("pending/history/*.md")}
    page.goto(f"{server.origin}/queue?category=history")
    page.locator("#bulk").click()
    expect(page.get_by_role("heading", name=f"Accept {len(wanted)} article")).to_be_visible()
    page.locator("#confirm").click()
    expect(page.locator(".notice")).to_contain_text(f"{len(wanted)} accepted.")
    assert {path.stem for path in server.output.glob("articles/history/*.md")} == wanted
    press(page, "u")
    expect(page.locator(".notice")).to_contain_text("Took back")
    assert not list(server.output.glob("articles/*/*.md"))


def test_an_article_is_rejected_and_put_back(page, server):
    open_article(page, server, "marathon")
    page.locator("#reject summary").click()
    page.get_by_label("Why is the whole article wrong?").fill("not notable")
    press(page, "Enter")
    expect(page.locator(".notice")).to_contain_text("Rejected marathon.")
    assert not list(server.output.glob("*/*/marathon.md"))
    page.goto(f"{server.origin}/queue?status=rejected")
    page.get_by_role("link", name="Marathon").click()
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(".notice")).to_contain_text("Took back")
    assert read_current(server, "marathon")[0] == "pending"


def test_the_gate_is_open_after_a_session(page, server, extractor):
    for article in ("nintendo", "marathon"):
        open_article(page, server, article)
        page.get_by_role("button", name="Accept").click()
    done = extractor("check", server.output, "--raw", server.root / "raw")
    assert done.returncode == 0, done.stdout
