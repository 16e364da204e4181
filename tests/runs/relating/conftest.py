"""Workspaces whose articles are related by the words of their titles."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from extractor.review.gate import check_paths
from extractor.review.session import Actor
from extractor.workspace.decisions import Decision
from extractor.write import parse_article

ADA = Actor("Ada", "2030-01-01T00:00:00.000000Z")
MILLS = {
    "eling.txt": "Eling Tidewheel Millrace\nok\n",
    "woodbridge.txt": "Woodbridge Tidewheel Millrace\nok\n",
    "carew.txt": "Carew Tidewheel Millrace\nok\n",
    **{f"other{n:02}.txt": f"Quarry {'abcdefghijklmnopqrst'[n % 20] * (4 + n // 20)}\nok\n" for n in range(40)},
}
"""Three pages that share two rare words, and enough others that share none."""


def find_draft(out: Path, article_id: str) -> Path:
    return next((out / "pending").rglob(f"{article_id}.md"))


def read_links(path: Path) -> list[str]:
    """Give the targets of an article's related articles, as they are written."""
    section = parse_article(path.read_text("utf-8")).body.find("Related Articles")
    return re.findall(r"\]\(([^)]+)\)", section.text) if section else []


def list_findings(out: Path) -> set[str]:
    """Give what the gate finds, but for what the odd pages lack anyway."""
    known = ("the record does not know", "raw/")
    return {finding.code for finding in check_paths([out]).findings if not finding.message.startswith(known)}


def accept(out: Path, article_id: str) -> Path:
    """Do what accepting does: move the draft, without its status, to the accepted articles, and write that down."""
    draft = find_draft(out, article_id)
    accepted = out / "articles" / draft.relative_to(out / "pending")
    accepted.parent.mkdir(parents=True, exist_ok=True)
    text = draft.read_text("utf-8").replace("status: draft\n", "")
    accepted.write_text(text, "utf-8")
    draft.unlink()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    decision = Decision(time=ADA.time, reviewer=ADA.reviewer, action="accept", article=article_id, article_sha256=sha256)
    with (out / "decisions.jsonl").open("a", encoding="utf-8") as file:
        file.write(decision.render())
    return accepted
