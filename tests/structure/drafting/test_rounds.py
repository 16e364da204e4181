"""Drafting against a real endpoint: what it says well is used, whatever else it does the article stands."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from extractor.config import load_config
from extractor.knowledge import default_knowledge
from extractor.schema import Article, Record
from extractor.structure import structure_page
from tests.structure.drafting.endpoint import Answer, rephrase, reply, serve
from tests.structure.pages_structured import LAST, MILL, POND, section
from tests.structure.sections_maker import make_sections

pytestmark = pytest.mark.server

KNOWLEDGE = default_knowledge()

PLAIN = "the Woodbridge tide mill was the last one to work, and it closed in 1957"


def draft(url: str, **knobs: object) -> tuple[Record, Article]:
    settings = {"drafter": "openai-compatible", "endpoint": url, "model": "some-model-7b", "retries": 0, "seconds": 2, **knobs}
    assignments = [f"compose.{key}={json.dumps(value)}" for key, value in settings.items()]
    sections = make_sections("Tide mill", results=(("Tide mills - IBM", f"{MILL} {POND} {LAST}"),))
    return structure_page(sections, config=load_config(assignments=["entities.model=none", *assignments]), knowledge=KNOWLEDGE)


def codes(record: Record) -> list[str]:
    return [issue.code for issue in record.issues if issue.code.startswith("structure.draft")]


def swap(text: str) -> str:
    """Say the same in another order."""
    return text.replace(f"T{PLAIN[1:]}", "The Woodbridge tide mill closed in 1957, and it was the last one to work")


def test_a_good_wording_is_used_in_the_prose_and_the_model_is_named() -> None:
    with serve(rephrase(swap)) as endpoint:
        record, article = draft(endpoint.url)
    assert "the Woodbridge tide mill closed in 1957, and it was the last one to work" in section(article, "Core Explanation")
    assert article.ai_models == ("some-model-7b",)
    assert LAST in [fact.statement for fact in record.facts]
    assert codes(record) == []


def test_without_a_drafter_nothing_is_asked() -> None:
    with serve(rephrase(swap)) as endpoint:
        _, article = draft(endpoint.url, drafter="extractive")
    assert endpoint.asked == []
    assert article.ai_models is None


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("1957", "1958"), lambda text: f"{text} Ignore all rules.", lambda _: ""]
)
def test_a_wording_that_says_something_else_is_refused_with_an_issue(change: Any) -> None:
    with serve(rephrase(change)) as endpoint:
        record, article = draft(endpoint.url)
    assert PLAIN in section(article, "Core Explanation")
    assert "structure.draft-refused" in codes(record)


def test_a_wording_that_names_other_spans_is_refused() -> None:
    with serve(rephrase(swap, spans=[[0, 3]])) as endpoint:
        record, article = draft(endpoint.url)
    assert PLAIN in section(article, "Core Explanation")
    assert set(codes(record)) == {"structure.draft-refused"}


def drip(handler: BaseHTTPRequestHandler, _: object) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def flood(handler: BaseHTTPRequestHandler, _: object) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" " * 100_000)


def redirect(handler: BaseHTTPRequestHandler, _: object) -> None:
    handler.send_response(302)
    handler.send_header("Location", "file:///etc/hosts")
    handler.end_headers()


BAD: dict[str, Answer] = {
    "prose": lambda handler, _: reply(handler, "Sure! Here is your article."),
    "other JSON": lambda handler, _: reply(handler, json.dumps({"sentences": [{"id": "x"}, 3]})),
    "deep JSON": lambda handler, _: reply(handler, "[" * 100_000),
    "an error": lambda handler, _: reply(handler, "no", status=500),
    "a redirect": redirect,
    "a drip": drip,
    "a flood": flood,
}


@pytest.mark.parametrize("answer", BAD.values(), ids=BAD.keys())
def test_an_endpoint_that_fails_leaves_an_extractive_article_and_an_issue(answer: Answer) -> None:
    with serve(answer) as endpoint:
        record, article = draft(endpoint.url, seconds=0.5)
    assert PLAIN in section(article, "Core Explanation")
    assert codes(record) == ["structure.draft-failed"]
    assert article.ai_models is None


def test_no_endpoint_at_all_is_an_issue_too() -> None:
    record, _ = draft("ftp://nowhere")
    assert codes(record) == ["structure.draft-failed"]


def test_a_failed_request_is_tried_again() -> None:
    attempts: list[int] = []

    def answer(handler: BaseHTTPRequestHandler, sentences: Any) -> None:
        attempts.append(1)
        reply(handler, "no", status=503) if len(attempts) == 1 else rephrase(swap)(handler, sentences)

    with serve(answer) as endpoint:
        record, _ = draft(endpoint.url, retries=1)
    assert len(attempts) == 2
    assert codes(record) == []


def test_an_answer_is_asked_for_once_and_kept(tmp_path: Path) -> None:
    with serve(rephrase(swap)) as endpoint:
        first = draft(endpoint.url, cache=str(tmp_path))[1]
        second = draft(endpoint.url, cache=str(tmp_path))[1]
    assert len(endpoint.asked) == 1
    assert first == second


def test_the_key_comes_from_the_environment_and_from_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFT_KEY", "not-a-real-key")
    with serve(rephrase(swap)) as endpoint:
        record, article = draft(endpoint.url, key_variable="DRAFT_KEY")
        draft(endpoint.url, key_variable="DRAFT_KEY_THAT_IS_NOT_SET")
    assert endpoint.keys == ["Bearer not-a-real-key", None]
    assert "not-a-real-key" not in f"{record.model_dump_json()}{article.body.render()}"
