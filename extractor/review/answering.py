"""A workspace that other programs ask, over the Model Context Protocol: JSON-RPC, a message a line.

Nothing can be changed by it. Every answer about a statement holds its quotation: the words of the raw page, their place and the
source they come from. https://modelcontextprotocol.io says what the messages are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from extractor.config import Config, __version__
from extractor.errors import ExtractorError, UnknownNameError, suggest
from extractor.review.context import ArticleContext
from extractor.review.explanation import explain_article, explain_fact
from extractor.review.queue import Filter, Queue
from extractor.review.session import ReviewSession
from extractor.review.workspace import RawText
from extractor.schema import AtomicFact, Record
from extractor.schema.ids import read_number
from extractor.spans import Span, quote_spans
from extractor.workspace.articles import ArticleFile, find_article

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
"""Versions of the protocol whose messages these are, the newest first."""
MOST = 50
"""Articles that one answer names at most."""
_PARSE, _METHOD, _PARAMS = -32700, -32601, -32602


class Tool(NamedTuple):
    """What can be asked: a sentence for whoever asks, the arguments with theirs, those that are needed, and who answers."""

    description: str
    arguments: Mapping[str, str]
    needed: tuple[str, ...]
    answer: Callable[[Library, Mapping[str, str]], str]


class Library:
    """A workspace to read in; each answer tells it as it is at that moment."""

    def __init__(self, output: Path, *, raw: Path | None = None, config: Config) -> None:
        self._session = ReviewSession(output, raw=raw, config=config)
        self._queue = Queue(self._session)

    def find(self, words: str) -> str:
        """List articles whose title or id holds some words: id, title, state, confidence."""
        found = self._queue.list_entries(Filter(words=words))
        lines = [f"{one.id}: {one.title} ({one.category}, {one.state}, confidence {one.level})" for one in found[:MOST]]
        more = [f"… and {len(found) - MOST} more: give more words"] if len(found) > MOST else []
        return "\n".join(lines + more) or "No article has these words in its title or id."

    def read(self, article: str) -> str:
        """Give the file of an article: the accepted one, else the draft."""
        return _find_file(self._open(article)).text

    def cite(self, article: str, fact: str) -> str:
        """Give the facts of an article, or one of them, each with its quotation, its place and its source.

        Raises:
            ReviewError: It has no such fact.
        """
        context = self._open(article)
        facts = _find_file(context).article.atomic_facts
        wanted = [one for one in facts if fact in {"", one.id, str(read_number(one.id))}]
        if not wanted:
            known = ", ".join(one.id for one in facts) or "none"
            raise UnknownNameError(f"{context.id} has no fact '{fact}'.", code="review.no-fact", hint=f"Its facts: {known}.")
        raw = self._read_raw(context)
        return "\n\n".join(_cite(context.record, one, raw.text if raw and raw.unchanged else None) for one in wanted)

    def explain(self, article: str, fact: str) -> str:
        """Say why an article, or a fact of it, says what it says."""
        context = self._open(article)
        raw = self._read_raw(context)
        text = raw.text if raw else None
        return explain_fact(context.record, fact, text) if fact else explain_article(context.record, text)

    def _open(self, article: str) -> ArticleContext:
        return self._session.open(find_article(self._session.root, article))

    def _read_raw(self, context: ArticleContext) -> RawText | None:
        return self._session.make_view().read_raw(context.record.page)


def _find_file(context: ArticleContext) -> ArticleFile:
    return context.accepted or context.current


def _cite(record: Record, fact: AtomicFact, raw: str | None) -> str:
    """Give a fact with the words that it rests on; one that a person wrote rests on none."""
    lines = [f"{fact.id}: {fact.statement}"]
    known = next((one for one in record.facts if one.id == fact.id and one.statement == fact.statement), None)
    if known is None:
        lines.append("quotation: none; a person wrote this")
    else:
        spans = [Span(*span) for span in known.evidence.spans]
        words = quote_spans(raw, spans) if raw else known.evidence.raw or known.evidence.exact
        lines += [f'quotation: "{words}"', f"place: {record.page.path}, characters {spans[0].start}-{spans[-1].end}"]
    source = next((one for one in record.sources if one.title == fact.source_title), None)
    told = [fact.source_title, *((source.institution, source.url, str(source.year or "")) if source else ())]
    return "\n".join([*lines, f"source: {', '.join(part for part in told if part)}"])


_ARTICLE = {"article": "The article's id, or its title."}
_FACT = {**_ARTICLE, "fact": "The fact's id or number; all facts if it is left out."}
TOOLS = {
    "find": Tool(
        "Find articles by words of their titles.",
        {"words": "Words that must all stand in the title or the id; none lists all."},
        (),
        lambda library, told: library.find(told.get("words", "")),
    ),
    "read": Tool(
        "Read an article: YAML front matter and Markdown.",
        _ARTICLE,
        ("article",),
        lambda library, told: library.read(told["article"]),
    ),
    "cite": Tool(
        "Give the facts of an article with their quotations: the words of the raw page, their place, their source.",
        _FACT,
        ("article",),
        lambda library, told: library.cite(told["article"], told.get("fact", "")),
    ),
    "explain": Tool(
        "Say why an article says what it says: the words behind every value, the rule, the arithmetic.",
        _FACT,
        ("article",),
        lambda library, told: library.explain(told["article"], told.get("fact", "")),
    ),
}


def answer_lines(lines: Iterable[bytes], library: Library) -> Iterator[bytes]:
    """Answer messages, a line each; what asks for no answer gets none, and what is no message an error."""
    for line in lines:
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            yield _render(None, error={"code": _PARSE, "message": "This is no JSON-RPC message."})
        elif "id" in message and "method" in message:
            yield _answer(message, library)


def _answer(message: Mapping[str, Any], library: Library) -> bytes:
    method, told = str(message["method"]), message.get("params") or {}
    results: Mapping[str, Callable[[], dict[str, Any]]] = {
        "initialize": lambda: _introduce(told),
        "ping": dict,
        "tools/list": lambda: {"tools": [_describe(name, tool) for name, tool in TOOLS.items()]},
        "tools/call": lambda: _call(told, library),
    }
    if method not in results:
        return _render(message["id"], error={"code": _METHOD, "message": f"There is no method {method}."})
    try:
        return _render(message["id"], result=results[method]())
    except ValueError as error:
        return _render(message["id"], error={"code": _PARAMS, "message": str(error)})


def _introduce(told: Mapping[str, Any]) -> dict[str, Any]:
    wanted = told.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "extractor", "version": __version__},
        "instructions": "Articles whose every statement is quoted from a page. Cite what you say by its quotation.",
    }


def _describe(name: str, tool: Tool) -> dict[str, Any]:
    arguments = {argument: {"type": "string", "description": meaning} for argument, meaning in tool.arguments.items()}
    return {
        "name": name,
        "description": tool.description,
        "inputSchema": {
            "type": "object",
            "properties": arguments,
            "required": list(tool.needed),
            "additionalProperties": False,
        },
        "annotations": {"readOnlyHint": True, "openWorldHint": False},
    }


def _call(told: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """Ask a tool; what it cannot answer is an answer, too, which says why.

    Raises:
        ValueError: There is no such tool, or it has other arguments.
    """
    name, arguments = str(told.get("name")), told.get("arguments") or {}
    if name not in TOOLS:
        raise ValueError(f"There is no tool {name}. {suggest(name, TOOLS)}")
    tool = TOOLS[name]
    are_texts = all(isinstance(value, str) for value in arguments.values())
    if not are_texts or not set(tool.needed) <= arguments.keys() <= tool.arguments.keys():
        raise ValueError(f"The arguments of {name} are texts: {', '.join(tool.arguments)}.")
    try:
        text, failed = tool.answer(library, arguments), False
    except ExtractorError as error:
        text, failed = str(error), True
    return {"content": [{"type": "text", "text": text}], "isError": failed}


def _render(message_id: object, **outcome: Any) -> bytes:
    return (json.dumps({"jsonrpc": "2.0", "id": message_id, **outcome}, ensure_ascii=False) + "\n").encode("utf-8", "replace")
