"""A workspace of one article, its record, its raw page and its decisions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from extractor.schema import MachineArticle, Record
from extractor.workspace.decisions import Decision, append_decisions
from extractor.write import parse_article, render_record

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "tide-mills.md"

PAGE = """\
Tide Mills: Grain from the Sea
Mills that turn by the tide.
entitydetail.created_at
3/1/2025, 8:00:00 AM
entitydetail.last_updated
3/4/2025, 9:30:00 AM
Web Search Results
- Milling by the Moon: A Survey - Estuary Trust
A tide mill is a water mill driven by tidal rise and fall, with a dam and a sluice across a tidal inlet.
- Woodhaven Harbour Notes
The mill at Woodhaven ground barley until 1957.
Wikipedia
Water mill
"""


def find_spans(words: str) -> list[list[int]]:
    """Where words stand in the page."""
    start = PAGE.index(words)
    return [[start, start + len(words)]]


def quote(words: str) -> dict[str, Any]:
    return {"text": words, "spans": find_spans(words)}


def read_stamp(words: str, iso: str) -> dict[str, Any]:
    return {"raw": words, "iso": iso, "spans": find_spans(words)}


@dataclass
class ReviewSession:
    """The workspace and what a test does to it."""

    root: Path

    @property
    def pending(self) -> Path:
        return self.root / "output" / "pending" / "history" / "tide-mills.md"

    @property
    def accepted(self) -> Path:
        return self.root / "output" / "articles" / "history" / "tide-mills.md"

    @property
    def record(self) -> Path:
        return self.root / "output" / "records" / "tide-mills.json"

    @property
    def page(self) -> Path:
        return self.root / "raw" / "tide-mills.txt"

    @property
    def output(self) -> Path:
        return self.root / "output"

    def put(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def change(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text
        self.put(path, text.replace(old, new, 1))

    def accept(self) -> None:
        """Move the article to the accepted ones, as a decision of a person."""
        text = self.pending.read_text("utf-8").replace("status: draft\n", "")
        self.put(self.accepted, text)
        self.pending.unlink()
        self.decide(action="accept", article_sha256=hashlib.sha256(text.encode()).hexdigest())

    def decide(self, **values: Any) -> None:
        decision = {"time": "2025-03-05T10:00:00Z", "reviewer": "R. Ito", "article": "tide-mills", **values}
        append_decisions(self.output / "decisions.jsonl", [Decision.model_validate(decision)])


def make_record(text: str) -> Record:
    article = parse_article(text)
    facts = [
        {
            "id": fact.id, "statement": fact.statement, "source_id": f"ps-{article.id}-{at}", "source_title": fact.source_title,
            "evidence": {"spans": find_spans(fact.statement), "exact": fact.statement, "prefix": "", "suffix": ""},
            "score": 1.0, "score_inputs": {}, "status": "chosen", "reason": "best of its source",
        }
        for at, fact in enumerate(article.atomic_facts, 1)
    ]  # fmt: skip
    sources = [
        {**source.to_data(), "id": source.id, "role": role, "spans": find_spans(source.title)}
        for role, listed in (("primary", article.primary_sources), ("secondary", article.secondary_sources))
        for source in listed
    ]
    inputs = {"tier": 0.6, "count": 0.8, "verified": 0.7, "freshness": 0.5, "decay": 0.3}
    return Record.model_validate(
        {
            "id": article.id,
            "page": {
                "path": "tide-mills.txt", "media_type": "text/plain", "encoding": "utf-8",
                "sha256": hashlib.sha256(PAGE.encode()).hexdigest(), "chars": len(PAGE),
            },
            "fingerprint": {"version": "0.1.0", "config": "c"},
            "title": quote(article.title),
            "description": quote("Mills that turn by the tide."),
            "metadata": {
                "created_at": read_stamp("3/1/2025, 8:00:00 AM", "2025-03-01T08:00:00"),
                "last_updated": read_stamp("3/4/2025, 9:30:00 AM", "2025-03-04T09:30:00"),
            },
            "facts": facts,
            "sources": sources,
            "category": {"value": article.category, "margin": 0.3},
            "confidence": {"score": 0.565, "level": "low", "inputs": inputs},
            "completeness": {"value": article.completeness, "slots": {"a": 0.7, "b": 0.7, "c": None}},
            "coverage": {"share": 1.0},
            "article": MachineArticle(
                sha256=hashlib.sha256(text.encode()).hexdigest(), front_matter=article.to_data(), body=article.body
            ),
        }
    )  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    """A clean workspace with one pending article."""
    text = SAMPLE.read_text("utf-8").replace("confidence: medium", "confidence: low")
    text = text.replace('updated: "2025-03-04"\n', 'updated: "2025-03-04"\nstatus: draft\n')
    session = ReviewSession(tmp_path)
    session.put(session.pending, text)
    session.put(session.record, render_record(make_record(text)))
    session.put(session.page, PAGE)
    return session


@pytest.fixture
def pair(session: ReviewSession) -> ReviewSession:
    """Two pending articles: one with a candidate sentence, and one that links to it."""
    text = session.pending.read_text("utf-8")
    candidate = {
        "id": None, "statement": "Mills that turn by the tide.", "source_id": "ps-tide-mills-2",
        "source_title": "Woodhaven Harbour Notes",
        "evidence": {"spans": find_spans("Mills that turn by the tide."), "exact": "Mills that turn by the tide.",
                     "prefix": "", "suffix": ""},
        "score": 0.4, "score_inputs": {"short": -0.4}, "status": "rejected", "reason": "below the least score",
    }  # fmt: skip
    record = make_record(text).model_dump(mode="json")
    session.put(session.record, render_record(Record.model_validate({**record, "facts": [*record["facts"], candidate]})))
    other = text.replace("tide-mills", "harbour-notes").replace(
        '"Tide Mills: Grain from the Sea"', "Woodhaven Harbour Notes", 1
    )
    other += "\n## Related Articles\n- [Tide Mills](tide-mills.md)\n"
    session.put(session.pending.with_name("harbour-notes.md"), other)
    session.put(session.record.with_name("harbour-notes.json"), render_record(make_record(other)))
    return session
