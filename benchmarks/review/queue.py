"""How quickly the reviewer's page answers over many articles: the server's own time, without a browser or a network.

Copies the articles of a converted workspace under new ids until there are as many as wanted, and asks the application
itself, through ASGI, for the queue, for articles, and for articles right after a decision about each, which changes the
queue. ``python -m benchmarks.review.queue [NUMBER]``.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.gate import fill_workspace
from extractor.review.actions import accept_article
from extractor.review.session import ReviewSession
from extractor.review.web.app import WebApp
from extractor.review.web.guard import Keys
from extractor.review.web.server import make_app
from extractor.workspace.paths import Workspace

ROOT = Path(__file__).resolve().parents[2]
QUEUE_SECONDS, ARTICLE_SECONDS = 1.0, 0.150
ARTICLES, DECISIONS = 500, 100


def make_workspace(root: Path, number: int) -> list[str]:
    """Convert the sample pages and multiply their articles; give the ids."""
    converted = root.with_name("converted")
    subprocess.run(
        [sys.executable, "-m", "extractor", "convert", ROOT / "raw", "-o", converted, "--jobs", "1", "-q"], check=False
    )
    return [path.stem for path in fill_workspace(Workspace(converted), Workspace(root), number)]


async def ask(app, path: str, keys: Keys) -> tuple[int, float, float]:
    """Give the status of one request, the seconds until it was answered, and the processor's share of them."""
    headers = [(b"host", f"127.0.0.1:{keys.port}".encode()), (b"cookie", f"{keys.cookie}={keys.token}".encode())]
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers,
        "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", keys.port), "client": None, "root_path": "",
    }  # fmt: skip
    status = 0

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        nonlocal status
        status = message.get("status", status)

    started, worked = perf_counter(), process_time()
    await app(scope, receive, send)
    return status, perf_counter() - started, process_time() - worked


def tell(name: str, visits: list[tuple[float, float]]) -> None:
    """Print how long answers took, in milliseconds, and how long the processor worked for them."""
    for what, taken in zip(("by the clock", "of the processor"), zip(*visits, strict=True), strict=True):
        ordered = sorted(taken)
        places = (taken[0], statistics.median(ordered), ordered[(len(ordered) * 99 - 1) // 100], ordered[-1])
        first, middle, most, worst = (f"{1000 * place:.0f}" for place in places)
        words = f"first {first}, median {middle}, 99 % within {most}, worst of {len(ordered)} {worst} ms {what}"
        print(f"{name:<28} {words}")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        names = make_workspace(output, number)
        keys = Keys(8000)
        started = perf_counter()
        app = WebApp(ReviewSession(output, raw=ROOT / "raw"), keys, "benchmark")
        app.prepare()
        app = make_app(app)
        statuses, queue = [], []

        def visit(path: str) -> tuple[float, float]:
            status, *seconds = asyncio.run(ask(app, path, keys))
            statuses.append(status)
            return tuple(seconds)

        queue.append(visit("/queue"))
        opened = perf_counter() - started
        articles = [visit(f"/article/{name}") for name in names[:: max(1, number // ARTICLES)]]
        queue += [visit("/queue") for _ in range(20)]
        after = []
        for name in names[: number : max(1, number // DECISIONS)]:
            accept_article(app.session, name, by=app.make_actor())
            after.append(visit(f"/article/{name}"))
    print(f"{number} articles: the queue opens {opened:.2f} s after start, limit {QUEUE_SECONDS} s")
    tell("the queue", queue)
    tell("an article", articles)
    tell("an article just decided about", after)
    print(f"limit of an article: {1000 * ARTICLE_SECONDS:.0f} ms")
    if set(statuses) != {200} or opened > QUEUE_SECONDS or max(*articles, *after)[0] > ARTICLE_SECONDS:
        sys.exit(1)


if __name__ == "__main__":
    main()
