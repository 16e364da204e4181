"""AnchorFact articles as gold: title, category, sources and the statements that each source carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "data" / "anchorfact-dev"
OTHER_PAGES = ROOT.parent / "shared" / "data" / "train" / "ner_docred_1000.jsonl"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SENTENCE = re.compile(r"(?<=[a-z0-9)]\.)\s+(?=[A-Z])")
_NOBODY = {"", "TBD", "Unknown", "N/A"}


@dataclass(frozen=True)
class GoldSource:
    """A source with its publisher, if it has one, and its statements."""

    title: str
    institution: str | None
    url: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True)
class GoldArticle:
    """One article: ``lead`` and ``body`` are sentences of its prose that no source is said to hold."""

    id: str
    title: str
    category: str
    sources: tuple[GoldSource, ...]
    lead: tuple[str, ...]
    body: tuple[str, ...]


def load_articles(folder: Path = CORPUS) -> tuple[GoldArticle, ...]:
    """Read every article of the corpus, by path."""
    paths = sorted(folder.glob("*/*.md"))
    if not paths:
        raise SystemExit(f"No articles under {folder}: the corpora live in shared/ beside the checkout.")
    return tuple(_read_article(path) for path in paths)


def _read_article(path: Path) -> GoldArticle:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    matter = yaml.load(front, Loader=_LOADER)  # noqa: S506 - a safe loader
    facts = [(fact["statement"].strip(), fact.get("source_title")) for fact in matter["atomic_facts"]]
    parts = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", body, flags=re.MULTILINE | re.DOTALL))
    return GoldArticle(
        id=path.stem,
        title=str(matter["title"]),
        category=path.parent.name,
        sources=tuple(_read_source(source, facts) for source in matter["primary_sources"]),
        lead=_split(parts.get("TL;DR", "")),
        body=_split(parts.get("Core Explanation", "") + " " + parts.get("Detailed Analysis", "")),
    )


def _read_source(source: dict, facts: list[tuple[str, str | None]]) -> GoldSource:
    institution = str(source.get("institution") or "").strip()
    return GoldSource(
        title=str(source["title"]),
        institution=None if institution in _NOBODY else institution,
        url=source.get("url"),
        statements=tuple(statement for statement, title in facts if title == source["title"] and is_statement(statement)),
    )


def is_statement(text: str) -> bool:
    """One sentence of a length that the rules allow: what a fact can be at all."""
    return 30 <= len(text) <= 300 and text.endswith(".") and not _SENTENCE.search(text)


def _split(prose: str) -> tuple[str, ...]:
    prose = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", prose)
    if any("\u4e00" <= char <= "\u9fff" for char in prose):
        return ()
    lines = (line for line in prose.splitlines() if not line.lstrip().startswith(("-", ">", "|", "#", "*")))
    return tuple(sentence.strip() for sentence in _SENTENCE.split(" ".join(" ".join(lines).split())) if sentence.strip())
