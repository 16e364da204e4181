"""How quickly the reviewer's page answers over many articles: the server's own time, without a browser or a network.

Copies the articles of a converted workspace under new ids until there are as many as wanted, and asks the application
itself, through ASGI, for the queue (twice: cold and warm) and for articles. ``python -m benchmarks.review.queue [NUMBER]``.
"""

from __future__ import annotations

import asyncio
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from extractor.review.desk import Desk
from extractor.review.page.guard import Keys
from extractor.review.page.office import Office
from extractor.review.page.server import make_app

ROOT = Path(__file__).resolve().parents[2]
QUEUE_SECONDS, ARTICLE_SECONDS = 1.0, 0.150


def make_workspace(root: Path, number: int) -> list[str]:
    """Convert the sample pages and multiply them; give the ids."""
    subprocess.run([sys.executable, "-m", "extractor", "convert", ROOT / "raw", "-o", root, "--jobs", "1", "-q"], check=False)
    originals = [(path, path.read_text("utf-8")) for path in sorted(root.glob("pending/*/*.md"))]
    names = [path.stem for path, _ in originals]
    for copy in range(number // len(originals) + 1):
        for path, text in originals:
            if len(names) >= number:
                return names
            name = f"{path.stem}-copy-{copy}"
            swap = re.compile(rf"\b{re.escape(path.stem)}\b")
            path.with_name(f"{name}.md").write_text(swap.sub(name, text), "utf-8")
            record = root / "records" / f"{path.stem}.json"
            record.with_name(f"{name}.json").write_text(swap.sub(name, record.read_text("utf-8")), "utf-8")
            names.append(name)
    return names


async def ask(app, path: str, keys: Keys) -> tuple[int, float]:
    """Give the status and the seconds of one request."""
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

    started = perf_counter()
    await app(scope, receive, send)
    return status, perf_counter() - started


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        names = make_workspace(Path(folder) / "output", number)
        keys = Keys(8000)
        started = perf_counter()
        app = make_app(Office(Desk(Path(folder) / "output", raw=ROOT / "raw"), keys, "benchmark"))
        status, _ = asyncio.run(ask(app, "/queue", keys))
        first = perf_counter() - started
        again = asyncio.run(ask(app, "/queue", keys))[1]
        asyncio.run(ask(app, f"/article/{names[0]}", keys))
        answers = [asyncio.run(ask(app, f"/article/{name}", keys)) for name in names[:: max(1, len(names) // 100)]]
    seconds = [taken for _, taken in answers]
    middle, worst = statistics.median(seconds), max(seconds)
    print(f"{len(names)} articles: the queue opens in {first:.2f} s after start (then {again:.2f} s), limit {QUEUE_SECONDS} s")
    print(f"an article in {middle * 1000:.0f} ms (worst of {len(seconds)}: {worst * 1000:.0f} ms), limit {ARTICLE_SECONDS} s")
    if {status, *(one for one, _ in answers)} != {200} or first > QUEUE_SECONDS or middle > ARTICLE_SECONDS:
        sys.exit(1)


if __name__ == "__main__":
    main()
