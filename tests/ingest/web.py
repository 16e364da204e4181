"""A real web server on loopback that serves pages and misbehaves on command."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from extractor.ingest.fetch.addresses import resolve_name

HOST = "pages.example.org"
WORDS = [
    "mill",
    "weir",
    "dam",
    "lock",
    "sluice",
    "quay",
    "ferry",
    "pump",
    "gate",
    "wheel",
    "race",
    "pond",
    "bank",
    "stone",
    "timber",
]


def write_page(number: int, version: int = 0) -> str:
    """Write a page that the odd conversion takes, with words enough to be no shell."""
    lines = "\n".join(f"{word} {number} {version if at == 0 else 0}" for at, word in enumerate(WORDS))
    return f"Page {number}\nok\n{lines}\n"


@dataclass
class Answer:
    """What an address answers: a body with its type, or a status, or trouble of some kind."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    trouble: str = ""


Site = Callable[[str], Answer]


class Web:
    """The server's side of a test: what it serves, and what it was asked."""

    def __init__(self) -> None:
        self.site: Site = lambda path: Answer(status=404)  # noqa: ARG005
        self.asked: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.agents: set[str] = set()
        self.told: list[bytes] = []
        self.url = ""
        self.lock = threading.Lock()

    def resolve(self, host: str, port: int) -> list[str]:
        """Know the test's own names, as a name server would."""
        if host.endswith("example.org"):
            return ["127.0.0.1"]
        return resolve_name(host, port)

    def forget(self) -> None:
        self.asked.clear()
        self.statuses.clear()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web

    def do_GET(self) -> None:
        with self.web.lock:
            self.web.asked[self.path] += 1
            self.web.agents.add(self.headers["User-Agent"])
        answer = self.web.site(self.path)
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        status = 304 if answer.status == 200 and self.headers.get("If-None-Match") == tag else answer.status
        with self.web.lock:
            self.web.statuses[status] += 1
        body = b"" if status == 304 else answer.body
        self.send_response(status)
        self.send_header("Content-Type", answer.kind)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status == 200 and not answer.trouble:
            self.send_header("ETag", tag)
        if answer.trouble:
            self.close_connection = True
            self.misbehave(answer.trouble)
            return
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        told = self.rfile.read(int(self.headers["Content-Length"]))
        with self.web.lock:
            self.web.told.append(told)
        self.send_response(204)
        self.end_headers()

    def misbehave(self, trouble: str) -> None:
        self.end_headers()
        try:
            if trouble == "slow":
                for _ in range(200):
                    self.wfile.write(b"drip\n")
                    time.sleep(0.05)
            elif trouble == "endless":
                while True:
                    self.wfile.write(b"x" * 65536)
        except OSError:
            pass  # the other side has had enough

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serve() -> Iterator[Web]:
    """Serve until the test is over."""
    web = Web()
    handler = type("Handler", (_Handler,), {"web": web})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    web.url = f"http://{HOST}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
