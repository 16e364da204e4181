"""js-yaml 4 as the oracle, and articles made at random."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.schema import Article, Body, BodySection
from tests.needs import lack

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "tide-mills.md"
SCRIPT = """
const yaml = require("js-yaml"), fs = require("fs");
const work = JSON.parse(fs.readFileSync(0, "utf8"));
const dump = data => yaml.dump(data, {lineWidth: 100, noRefs: true, quotingType: '"'});
process.stdout.write(JSON.stringify(work.map(process.argv[1] === "dump" ? dump : text => yaml.load(text))));
"""

Oracle = Callable[[str, list[Any]], list[Any]]


@pytest.fixture(scope="session")
def js_yaml(pytestconfig: pytest.Config) -> Oracle:
    """``js_yaml("dump", documents)`` gives texts, ``js_yaml("load", texts)`` documents; installed into pytest's cache."""
    folder = Path(pytestconfig.cache.mkdir("js-yaml"))
    if not (folder / "node_modules" / "js-yaml").is_dir():
        _install_js_yaml(folder)

    def ask(work: str, items: list[Any]) -> list[Any]:
        done = subprocess.run(
            ["node", "-e", SCRIPT, work],
            input=json.dumps(items),
            capture_output=True,
            text=True,
            check=True,
            cwd=folder,
            timeout=60,
        )
        answers: list[Any] = json.loads(done.stdout)
        return answers

    return ask


def _install_js_yaml(folder: Path) -> None:
    npm = shutil.which("npm")
    reason = "npm is not installed"
    if npm:
        command = [npm, "install", "--no-audit", "--no-fund", "--no-save", "--prefix", str(folder), "js-yaml@4"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        if done.returncode == 0:
            return
        reason = f"npm cannot install js-yaml: {done.stderr[-300:]}"
    lack("js-yaml", reason)


@pytest.fixture(scope="session")
def sample() -> str:
    """The text of a valid article."""
    return SAMPLE.read_text("utf-8")


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    """300 valid articles full of words that YAML minds."""
    return [ArticleMaker(seed).make() for seed in range(300)]


WORDS = [
    "the", "mill", "stone", "of", "and", "water", "a", "wheel", "harbour", "tide", "barley", "1957", "true", "no", "null", "~",
    "12:30", "1e3", "0x1f", "007", "2024-01-01", ".5", "1.000.000", "yes", "C#", "#1", "x: y", "key:", "-", "- item", "?", "!",
    "[1]", "{a}", "*", "&", "|", ">", "%", "@", "`x`", '"quoted"', "'single'", "back\\slash", "\u00e9t\u00e9", "M\u00fcnchen",
    "\u6c34\u8eca", "\u05de\u05d9\u05dd", "\U0001f30a", "http://example.org/a#b", "=", "<<", "...", "a,b", "so-called", "50%",
]  # fmt: skip


class ArticleMaker:
    """Makes one article from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - not for secrets

    def text(self, least: int, most: int) -> str:
        """Words up to a length, in which a double blank may stand."""
        length = self.random.randint(least, most)
        words = ["Mill"] if self.random.random() < 0.5 else []
        while len(" ".join(words)) < length:
            words.append(self.random.choice(WORDS[:11] if self.random.random() < 0.7 else WORDS))
            if self.random.random() < 0.02:
                words.append("")
        return " ".join(words)[:most].strip() or "Mill"

    def slug(self) -> str:
        return "-".join(
            self.random.choice(["mill", "tide", "1957", "no", "true", "0", "e3"]) for _ in range(self.random.randint(1, 4))
        )

    def source(self, **values: Any) -> dict[str, Any]:
        pick = self.random
        if pick.random() < 0.5:
            values["year"] = pick.randint(1700, 2024)
        if pick.random() < 0.3:
            values["authors"] = [self.text(4, 30) + "x" for _ in range(pick.randint(1, 3))]
        if pick.random() < 0.5:
            values["institution"] = self.text(4, 60) + "x"
        if pick.random() < 0.3:
            values["doi"] = f"10.{pick.randint(1000, 9999)}/{self.slug()}"
        if pick.random() < 0.5:
            values["url"] = f"https://{self.slug()}.example.org/{self.slug()}#{pick.randint(1, 99)}"
        return values

    def make(self) -> Article:
        pick = self.random
        name, category = self.slug(), self.slug()
        primary = [
            self.source(id=f"ps-{name}-{at}", title=f"{self.text(3, 130)} {at}", type="article")
            for at in range(1, pick.randint(1, 5) + 1)
        ]
        facts = []
        for at in range(1, pick.randint(0, 6) + 1):
            source = pick.choice(primary)
            evidence = {"source_url": source["url"]} if "url" in source else {"source_ref": source["id"]}
            fact = {"id": f"af-{category}-{name}-{at}", "statement": f"{self.text(10, 280)} {at}."}
            facts.append({**fact, "source_title": source["title"], **evidence, "confidence": "low"})
        day = f"2024-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
        article = {
            "id": name, "title": self.text(1, 150) + "x", "schema_type": "article", "category": category, "language": "en",
            "confidence": "low", "last_verified": day, "created_date": day, "generation_method": "ai_structured",
            "derived_from_human_seed": pick.random() < 0.5, "conflict_of_interest": "none_declared",
            "is_live_document": False, "data_period": pick.choice(["static", "1999-2004"]),
            "completeness": pick.randint(0, 100) / 100, "atomic_facts": facts, "primary_sources": primary,
            "known_gaps": [self.text(5, 250) + " -- x" for _ in range(pick.randint(0, 4))],
            "disputed_statements": [{"statement": self.text(5, 250) + "x"} for _ in range(pick.randint(0, 2))],
            "secondary_sources": [self.source(title=f"{self.text(2, 90)} {at}", type="book") for at in pick.choice(["", "12"])],
            "updated": day, "body": self.body(),
        }  # fmt: skip
        if pick.random() < 0.7:
            article["ai_models"] = [self.text(2, 20) + "x"]
        if pick.random() < 0.5:
            article["status"] = "draft"
        return Article.model_validate(article)

    def body(self) -> Body:
        headings = ("TL;DR", "Core Explanation", "Detailed Analysis")
        return Body(sections=tuple(BodySection(heading=heading, text=self.text(5, 150)) for heading in headings))
