"""A whole story over the real command line and the real pipeline: people decide, pages change, nothing of theirs is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

from extractor.schema import Article
from extractor.write import parse_article
from tests.ingest.conftest import run_command
from tests.runs.conftest import ROOT

PAGE = (ROOT / "raw" / "012_9f3c2a71d04be815.txt").read_text("utf-8")


def read_draft(home: Path) -> Article:
    (path,) = (home / "output" / "pending").rglob("*.md")
    return parse_article(path.read_text("utf-8"))


def test_a_conversion_obeys_what_people_decided_about_single_facts(home: Path) -> None:
    page = home / "raw" / "ada.txt"
    page.write_text(PAGE, "utf-8")
    run = ("convert", "raw", "--executor", "serial", "--set", "entities.model=none")
    assert run_command(home, *run).returncode == 0
    facts = {fact.id.rpartition("-")[2]: fact for fact in read_draft(home).atomic_facts}
    rejected = next(fact for fact in facts.values() if "Note G calculates" in fact.statement)
    edited = next(fact for fact in facts.values() if "in 2009" in fact.statement)
    own = "Suw Charman-Anderson founded Ada Lovelace Day in 2009."
    assert run_command(home, "reject", f"ada-lovelace#{rejected.id}", "-m", "not checkable").returncode == 0
    assert run_command(home, "edit", "ada-lovelace", f"{edited.id}.statement", own).returncode == 0

    page.write_text(PAGE.replace("Bernoulli number, which Lovelace", "Bernoulli number which Lovelace"), "utf-8")
    assert run_command(home, *run).returncode == 0, "the rejected fact in another wording is rejected"
    said = [fact.statement for fact in read_draft(home).atomic_facts]
    assert own in said
    assert not [words for words in said if "Note G calculates" in words]

    page.write_text(PAGE.replace("in 2009 and is held", "in 2010 and is held"), "utf-8")
    assert run_command(home, *run).returncode == 4, "a person and the page have both changed one fact"
    assert own in [fact.statement for fact in read_draft(home).atomic_facts]
    (conflict,) = json.loads((home / "output" / "records" / "ada-lovelace.json").read_text("utf-8"))["merge"]["conflicts"]
    assert conflict["mine"] == own
    assert re.findall(r"\d{4}", conflict["theirs"]) == ["2010"]
    assert "in 2009" in conflict["mine_evidence"]["exact"]
    assert "in 2010" in conflict["theirs_evidence"]["exact"]
