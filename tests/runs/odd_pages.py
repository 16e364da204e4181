"""A conversion for tests: real articles and records of pages that say, in their second line, how they misbehave.

Workers import it by name, so the tests put this folder on ``sys.path``.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import time
from collections.abc import Iterator

from extractor.config import Config
from extractor.issues import make_issue
from extractor.knowledge import Knowledge
from extractor.pipeline import Outcome
from extractor.schema import Article, Body, BodySection, Record
from extractor.spans import TracedText
from extractor.types import RawPage
from extractor.write import seal_record

LOG = "CONVERSIONS_LOG"
"""Environment variable: a file to which every conversion appends the page's path."""


def convert_odd(
    data: bytes,
    path: str,
    *,
    config: Config,  # noqa: ARG001
    knowledge: Knowledge,  # noqa: ARG001
    charset: str | None = None,
    skip: int = 0,
) -> Iterator[Outcome]:
    """Convert the pages of a file, which are set apart by lines of ``===``."""
    parts = data.decode(charset or "utf-8").split("===\n")
    for index, text in enumerate(parts):
        if index >= skip:
            yield _convert_page(text, path if len(parts) == 1 else f"{path}#{index + 1}")


def _convert_page(text: str, path: str) -> Outcome:
    if log := os.environ.get(LOG):
        with open(log, "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write(path + "\n")
    title, _, order = text.partition("\n")
    word, _, value = order.split("\n")[0].partition(" ")
    page = RawPage(path, "text/plain", "utf-8", hashlib.sha256(text.encode()).hexdigest(), text, TracedText.verbatim(text))
    if word == "sleep":
        time.sleep(float(value))
    elif word == "exit":
        os._exit(int(value))
    elif word == "hang":
        re.fullmatch(r"(a+)+b", "a" * 64)  # holds the GIL for longer than anyone will wait
    elif word == "segfault":
        os.kill(os.getpid(), 11)
    elif word == "eat":
        waste = [bytearray(10_000_000) for _ in range(int(value) // 10)]
        time.sleep(60)
        del waste
    elif word == "print":
        sys.stdout.write("a library that talks\n")
    elif word == "fail":
        failure = {"code": "structure.no-sources", "stage": "structure", "message": "No source.", "hint": "", "facts": ""}
        return Outcome(path, "failed", issues=(make_issue("structure.no-sources"),), raw=page, failure=failure)
    article = make_article(title, text)
    record = seal_record(make_record(title, page), article)
    return Outcome(path, "ok", article, record, seconds={"structure": 0.001}, raw=page)


def make_article(title: str, text: str) -> Article:
    """Make the article of a page; its one fact quotes a hash of the text, so that every change shows."""
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Article(
        id=slug,
        title=title,
        schema_type="article",
        category="science",
        language="en",
        confidence="low",
        last_verified="2025-07-26",
        created_date="2025-07-26",
        generation_method="ai_structured",
        derived_from_human_seed=False,
        conflict_of_interest="none_declared",
        is_live_document=False,
        data_period="static",
        completeness=0.5,
        atomic_facts=[
            {
                "id": f"af-science-{slug}-1",
                "statement": f"{title} was measured as {digest} in the survey of that year.",
                "source_title": "A survey",
                "source_ref": f"ps-{slug}-1",
                "confidence": "low",
            }
        ],
        primary_sources=[{"id": f"ps-{slug}-1", "title": "A survey", "type": "article"}],
        known_gaps=["Sources -- the page gives no locator"],
        disputed_statements=[],
        secondary_sources=[],
        updated="2025-07-26",
        status="draft",
        body=Body(
            sections=(
                BodySection(heading="TL;DR", text=f"{title} is a thing that was measured."),
                BodySection(heading="Core Explanation", text=f"{title} was measured as {digest}."),
                BodySection(heading="Detailed Analysis", text="Nothing more is known."),
            )
        ),
    )


def make_record(title: str, page: RawPage) -> Record:
    """Make the record of a page."""
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return Record.model_validate(
        {
            "id": slug,
            "page": {
                "path": page.path, "media_type": page.media_type, "encoding": page.encoding, "sha256": page.sha256,
                "chars": len(page.raw),
            },
            "fingerprint": {"version": "0", "config": "0", "model": None},
            "title": {"text": title, "spans": [[0, len(title)]]},
            "metadata": {},
            "category": {"value": "science", "margin": 1.0},
            "confidence": {"score": 0.4, "level": "low", "inputs": {}},
            "completeness": {"value": 0.5, "slots": {}},
            "coverage": {"share": 1.0},
            "sources": [{"id": f"ps-{slug}-1", "role": "primary", "title": "A survey", "type": "article", "spans": []}],
            "sections": [{"kind": "title", "heading": None, "spans": [[0, len(title)]]}],
        }
    )  # fmt: skip
