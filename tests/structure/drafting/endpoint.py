"""A real HTTP endpoint on loopback that answers as a test wants: well, badly, slowly, maliciously."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler, list[dict[str, Any]]], None]


@dataclass
class Endpoint:
    """Where it listens, and what it was asked."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@contextmanager
def serve(answer: Answer) -> Iterator[Endpoint]:
    """Serve one way of answering, in a thread of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.asked.append(body)
            endpoint.keys.append(self.headers["Authorization"])
            with suppress(OSError):
                answer(self, json.loads(body["messages"][1]["content"]))

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(handler: BaseHTTPRequestHandler, content: str, *, status: int = 200) -> None:
    """Answer as chat completions do."""
    data = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def rephrase(change: Callable[[str], str], *, spans: Any = None) -> Answer:
    """Answer in the right form, each sentence changed; ``spans`` replaces those that were named."""

    def answer(handler: BaseHTTPRequestHandler, sentences: list[dict[str, Any]]) -> None:
        drafted = [{**item, "text": change(item["text"]), "spans": spans or item["spans"]} for item in sentences]
        reply(handler, json.dumps({"sentences": drafted}))

    return answer
