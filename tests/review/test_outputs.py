"""The gate speaks text, JSON, GitHub, SARIF and JUnit."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import validators

from extractor.review.findings import Finding, GateReport, RawPlace, make_report
from extractor.review.outputs import FORMATS, render_github, render_json, render_junit, render_sarif, render_text
from tests.needs import lack

HOSTILE = "100% of: a,b\nnext ::error::line \x01 <b> ]]> \u2028 \ud800"


@pytest.fixture
def report() -> GateReport:
    findings = [
        Finding("article.gap-form", "no dashes", "out/a b.md", 4, "a-b"),
        Finding("article.mojibake", HOSTILE, "out/a b.md", 9, "a-b", RawPlace("a#b.txt", 3)),
        *(Finding("article.bad-url", f"{at} is none", "out/c,d:e%.md", at, "c") for at in range(1, 12)),
    ]
    return make_report(["out/a b.md", "out/c,d:e%.md", "out/fine.md"], findings)


def test_the_formats_are_five():
    assert sorted(FORMATS) == ["github", "json", "junit", "sarif", "text"]


def test_text_gives_a_line_a_finding_and_the_place_in_the_page(report):
    lines = render_text(report).splitlines()
    assert len(lines) == 14
    assert lines[0].startswith("out/a b.md:9: error: 100% of: a,b next ::error::line")
    assert lines[0].endswith("[article.mojibake] (page: a#b.txt:3)")
    assert lines[-1] == "3 articles, 12 errors, 1 warning: the gate is closed"


def test_json_holds_every_finding(report):
    data = json.loads(render_json(report))
    assert (data["articles"], data["errors"], data["warnings"]) == (3, 12, 1)
    assert data["findings"][0]["raw"] == {"path": "a#b.txt", "line": 3}
    assert data["codes"] == {"article.bad-url": 11, "article.gap-form": 1, "article.mojibake": 1}


def test_github_shows_errors_first_ten_at_most_and_says_how_many_more(report):
    lines = render_github(report).split("\n")
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == 10
    assert all(re.fullmatch(r"::error file=[^,:]+,line=\d+,title=[^,:]+::[^\n]*", line) for line in commands)
    assert commands[0].startswith("::error file=out/a b.md,line=9,title=article.mojibake::100%25 of: a,b%0Anext ::error::line")
    assert commands[1].startswith("::error file=out/c%2Cd%3Ae%25.md,line=1,")
    assert lines[10] == "and 3 more"


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_whatever_a_page_says_can_be_printed(report, form):
    FORMATS[form](report).encode("utf-8")


def test_junit_has_a_case_an_article(report):
    root = ET.fromstring(render_junit(report))  # noqa: S314 - our own text
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert root.get("failures") == "2"
    assert list(cases) == ["out/a b.md", "out/c,d:e%.md", "out/fine.md"]
    assert "a#b.txt:3" in (cases["out/a b.md"].findtext("failure") or "")
    assert "no dashes" in (cases["out/a b.md"].findtext("system-out") or "")
    assert list(cases["out/fine.md"]) == []


def find_sarif_schema(folder: Path) -> Path:
    found = sorted(folder.rglob("sarif-2.1.0*.json"))
    npm = shutil.which("npm")
    reason = "npm is not installed"
    if not found and npm:
        command = [npm, "install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix", str(folder)]
        done = subprocess.run([*command, "@microsoft/jest-sarif"], capture_output=True, text=True, check=False, timeout=180)
        found, reason = sorted(folder.rglob("sarif-2.1.0*.json")), done.stderr[-300:]
    if not found:
        lack("the SARIF schema of an npm package", reason)
    return found[0]


@pytest.mark.process
def test_sarif_follows_the_official_schema(report, pytestconfig):
    path = find_sarif_schema(Path(pytestconfig.cache.mkdir("sarif")))
    schema = json.loads(path.read_text("utf-8-sig"))
    validator = validators.validator_for(schema)(schema)
    for log in (render_sarif(report), render_sarif(make_report([], []))):
        assert [error.message for error in validator.iter_errors(json.loads(log))] == []
    assert list(validator.iter_errors({"version": "2.1.0", "runs": [{}]}))


def test_sarif_points_at_the_line_of_the_article_and_of_the_page(report):
    (run,) = json.loads(render_sarif(report))["runs"]
    first = run["results"][0]
    rules = run["tool"]["driver"]["rules"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "article.mojibake"
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "out/a%20b.md"}, "region": {"startLine": 9}}
    assert first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%23b.txt"
    assert {result["level"] for result in run["results"]} == {"error", "warning"}
