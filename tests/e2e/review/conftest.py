"""The reviewer's page as it is: the real server process on a converted workspace, driven by a real Chromium."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from extractor.cli import run

ROOT = Path(__file__).resolve().parents[3]
WIDE = {"width": 1360, "height": 850}
PHONE = {"width": 390, "height": 844}


@dataclass
class Server:
    """A running ``extractor review`` and the workspace behind it."""

    root: Path
    reviewer: str = "R. Ito"
    process: subprocess.Popen[str] | None = None
    url: str = ""
    seen: list[str] = field(default_factory=list)

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def origin(self) -> str:
        return self.url.split("/?")[0]

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    @property
    def token(self) -> str:
        return self.url.partition("token=")[2]

    def start(self) -> None:
        command = [sys.executable, "-m", "extractor", "review", "-o", self.output, "--raw", self.root / "raw", "--no-browser"]
        self.process = subprocess.Popen(
            [*map(str, command), "--reviewer", self.reviewer], stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self.process.stdout
        self.url = self.process.stdout.readline().removeprefix("Review at ").strip()
        assert self.url.startswith("http://127.0.0.1:")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=10)
            if self.process.stdout:
                self.process.stdout.close()
            self.process = None

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: str = "", *, known: bool = True
    ) -> http.client.HTTPResponse:
        """Send a request as it is, with nothing that a browser would add; ``known`` brings the cookie along."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        cookie = {"Cookie": f"extractor-{self.port}={self.token}"} if known else {}
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, path, body or None, {**cookie, **form, **(headers or {})})
        answer = connection.getresponse()
        answer.text = answer.read().decode()  # type: ignore[attr-defined]
        connection.close()
        return answer


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample pages and what the command makes of them, once; copied for every test."""
    root = tmp_path_factory.mktemp("review")
    shutil.copytree(ROOT / "raw", root / "raw")
    convert(root)
    return root


def convert(root: Path) -> None:
    """Convert ``raw/`` to ``output/`` in a folder."""
    with chdir(root):
        run(["convert", "raw", "-o", "output", "--executor", "serial", "-q"])
    assert list(root.glob("output/pending/*/*.md"))


@pytest.fixture
def serve(tmp_path: Path, converted: Path) -> Iterator[Callable[..., Server]]:
    """Start a server on a copy of a workspace; it ends with the test."""
    started: list[Server] = []

    def start(source: Path = converted, reviewer: str = "R. Ito") -> Server:
        root = Path(shutil.copytree(source, tmp_path / f"copy{len(started)}"))
        server = Server(root, reviewer)
        started.append(server)
        server.start()
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def server(serve: Callable[..., Server]) -> Server:
    """A server on the sample workspace."""
    return serve()


@pytest.fixture
def enter(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a server's page in a browser of its own."""
    contexts: list[BrowserContext] = []

    def open_page(server: Server, **options: object) -> Page:
        context = browser.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: server.seen.append(str(error)))
        page.on("dialog", lambda dialog: (server.seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: _check_request(server, request.url))
        page.goto(server.url)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _check_request(server: Server, url: str) -> None:
    if not url.startswith(("http://127.0.0.1:", "data:")):
        server.seen.append(f"network {url}")


@pytest.fixture
def page(server: Server, enter: Callable[..., Page]) -> Iterator[Page]:
    """A browser on the sample workspace; whatever it does, no script fails, no dialog opens, no other host is asked."""
    yield enter(server)
    assert server.seen == []
