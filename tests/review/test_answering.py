"""What a workspace answers to a program that asks over the Model Context Protocol: with quotations, and changing nothing."""

from __future__ import annotations

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from extractor.config import default_config
from extractor.review.actions import accept_article, edit_value, reject_fact
from extractor.review.answering import TOOLS, VERSIONS, Library, answer_lines
from extractor.review.session import Actor, ReviewSession
from tests.conftest import ROOT
from tests.review.conftest import PAGE

BY = Actor("R. Ito", "2025-03-05T10:00:00Z")
FACT = "af-history-tide-mills-1"


def ask(output: Path, method: str, **params: Any) -> dict[str, Any]:
    line = json.dumps({"jsonrpc": "2.0", "id": 7, "method": method, "params": params}).encode()
    (answer,) = answer_lines([line], Library(output, config=default_config()))
    told: dict[str, Any] = json.loads(answer)
    assert (told["jsonrpc"], told["id"], answer.count(b"\n")) == ("2.0", 7, 1)
    return told


def call(output: Path, name: str, **arguments: str) -> str:
    result = ask(output, "tools/call", name=name, arguments=arguments)["result"]
    text: str = result["content"][0]["text"]
    return f"error: {text}" if result["isError"] else text


def test_every_fact_is_cited_with_words_that_the_page_has_at_the_place_that_is_told(pair):
    told = call(pair.output, "cite", article="Tide Mills")
    for block in told.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines()[1:])
        start, end = map(int, lines["place"].rpartition(" ")[2].split("-"))
        assert lines["quotation"] == f'"{PAGE[start:end]}"'
        assert lines["place"].startswith("tide-mills.txt, characters ")
    assert call(pair.output, "cite", article="tide-mills", fact="1") == told.split("\n\n")[0]


def test_a_fact_that_a_person_changed_is_not_given_the_words_of_the_page_and_a_rejected_one_not_at_all(pair):
    session = ReviewSession(pair.output)
    edit_value(session, "tide-mills", f"{FACT}.statement", "Tide mills are driven by the tide, which rises and falls.", by=BY)
    reject_fact(session, "tide-mills", "af-history-tide-mills-2", by=BY, reason="wrong")
    told = call(pair.output, "cite", article="tide-mills")
    assert told.startswith(
        f"{FACT}: Tide mills are driven by the tide, which rises and falls.\nquotation: none; a person wrote this\n"
    )
    assert "af-history-tide-mills-2" not in told
    assert call(pair.output, "cite", article="tide-mills", fact="2").startswith("error: tide-mills has no fact '2'. Its facts:")


def test_articles_are_found_read_and_explained_as_they_stand(pair):
    assert (
        call(pair.output, "find", words="mills tide")
        == "tide-mills: Tide Mills: Grain from the Sea (history, pending, confidence low)"
    )
    assert len(call(pair.output, "find").splitlines()) == 2
    assert call(pair.output, "find", words="zzz") == "No article has these words in its title or id."
    assert call(pair.output, "read", article="tide-mills") == pair.pending.read_text("utf-8")
    accept_article(ReviewSession(pair.output), "tide-mills", by=BY)
    assert call(pair.output, "read", article="tide-mills") == pair.accepted.read_text("utf-8")
    assert call(pair.output, "explain", article="tide-mills", fact="1").startswith(f"{FACT}\n  says")
    assert call(pair.output, "explain", article="tide-mils") == (
        f"error: There is no article 'tide-mils' in {pair.output}. Did you mean 'tide-mills'?"
    )


def test_asking_changes_no_file(pair):
    before = {path: path.read_bytes() for path in pair.root.rglob("*") if path.is_file()}
    for name in TOOLS:
        call(pair.output, name, **({} if name == "find" else {"article": "tide-mills"}))
    assert {path: path.read_bytes() for path in pair.root.rglob("*") if path.is_file()} == before


def test_the_version_of_the_protocol_is_the_clients_where_it_is_known(pair):
    assert ask(pair.output, "initialize", protocolVersion="2025-06-18")["result"]["protocolVersion"] == "2025-06-18"
    assert ask(pair.output, "initialize", protocolVersion="1999-01-01")["result"]["protocolVersion"] == VERSIONS[0]
    assert ask(pair.output, "ping")["result"] == {}


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("resources/list", {}, -32601),
        ("tools/call", {"name": "delete"}, -32602),
        ("tools/call", {"name": "read"}, -32602),
        ("tools/call", {"name": "read", "arguments": {"article": 3}}, -32602),
        ("tools/call", {"name": "read", "arguments": {"article": "a", "path": "/etc/passwd"}}, -32602),
    ],
)
def test_what_cannot_be_asked_is_an_error(method, params, code, pair):
    assert ask(pair.output, method, **params)["error"]["code"] == code


def test_what_asks_for_no_answer_gets_none_and_what_is_no_message_an_error(pair):
    library = Library(pair.output, config=default_config())
    quiet = json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}).encode()
    answers = [json.loads(answer) for answer in answer_lines([quiet, b"\n", b"{no json\n", b"[]\n", b"\xff\n"], library)]
    assert [answer["error"]["code"] for answer in answers] == [-32700] * 3


@pytest.mark.process
def test_the_protocols_own_client_understands_the_answers():
    from mcp import ClientSession, StdioServerParameters, stdio_client

    command = ["-m", "extractor", "serve", "--mcp", "-o", "output"]

    async def ask_as_client() -> tuple[list[str], str]:
        server = StdioServerParameters(command=sys.executable, args=command, cwd=str(ROOT), env={"PYTHONPATH": str(ROOT)})
        async with stdio_client(server) as (read, write), ClientSession(read, write) as client:
            await client.initialize()
            tools = [tool.name for tool in (await client.list_tools()).tools]
            result = await client.call_tool("cite", {"article": "ada-lovelace", "fact": "2"})
            return tools, result.content[0].text

    with ThreadPoolExecutor(1) as pool:  # the browser's driver leaves a loop running in the thread of the tests
        tools, told = pool.submit(lambda: asyncio.run(ask_as_client())).result()
    assert tools == list(TOOLS)
    assert 'quotation: "Ada Lovelace was born in London on December 10, 1815' in told
