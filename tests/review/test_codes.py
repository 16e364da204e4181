"""The table of rules and the code that enforces it agree."""

from __future__ import annotations

import re
from pathlib import Path

from extractor.schema import RULES

PACKAGE = Path(__file__).resolve().parents[2] / "extractor"


def test_every_rule_is_enforced_somewhere():
    sources = [path for name in ("schema", "review") for path in (PACKAGE / name).glob("*.py") if path.name != "rules.py"]
    used = {code for path in sources for code in re.findall(r'"((?:article|record|review)\.[a-z-]+)"', path.read_text("utf-8"))}
    assert set(RULES) - used == set()


def test_a_rule_says_what_it_asks_for():
    for code, rule in RULES.items():
        assert re.fullmatch(r"(article|record|review)\.[a-z]+(-[a-z]+)*", code)
        assert rule.meaning.endswith("."), code
