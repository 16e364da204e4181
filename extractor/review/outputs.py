"""The gate's report for people, programs and GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict

from extractor.review.findings import Finding, GateReport
from extractor.review.interchange import render_junit, render_sarif

MAX_ANNOTATIONS = 10
"""GitHub shows this many annotations of a kind for a step."""


def summarise(report: GateReport) -> str:
    """Say in one line what the gate decided."""
    counts = (
        f"{_count(len(report.articles), 'article')}, {_count(report.errors, 'error')}, {_count(report.warnings, 'warning')}"
    )
    return f"{counts}: the gate is {'open' if report.is_open else 'closed'}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def render_text(report: GateReport) -> str:
    """Give one line a finding, as compilers do, so that editors and terminals can jump there."""
    lines = [_describe(finding) for finding in report.findings]
    return "\n".join((*lines, summarise(report))) + "\n"


def _describe(finding: Finding) -> str:
    raw = f" (page: {finding.raw.path}:{finding.raw.line})" if finding.raw else ""
    return f"{finding.path}:{finding.line}: {finding.severity}: {_flatten(finding.message)} [{finding.code}]{raw}"


def _flatten(message: str) -> str:
    return " ".join(message.split())


def render_json(report: GateReport) -> str:
    """Give the report as one JSON object."""
    findings = [{**asdict(finding), "severity": finding.severity, "raw": _place(finding)} for finding in report.findings]
    codes = Counter(finding.code for finding in report.findings)
    data = {
        "articles": len(report.articles),
        "errors": report.errors,
        "warnings": report.warnings,
        "codes": dict(sorted(codes.items())),
        "findings": findings,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _place(finding: Finding) -> dict[str, str | int] | None:
    return {"path": finding.raw.path, "line": finding.raw.line} if finding.raw else None


def render_github(report: GateReport) -> str:
    """Give GitHub's workflow commands: errors first, ten at most, then how many more there are."""
    lines = [_annotate(finding) for finding in report.findings[:MAX_ANNOTATIONS]]
    if (more := len(report.findings) - MAX_ANNOTATIONS) > 0:
        lines.append(f"and {more} more")
    return "\n".join((*lines, summarise(report))) + "\n"


def _annotate(finding: Finding) -> str:
    raw = f" (page: {finding.raw.path}, line {finding.raw.line})" if finding.raw else ""
    properties = {"file": finding.path, "line": str(finding.line), "title": finding.code}
    listed = ",".join(f"{key}={_escape(value, ':,')}" for key, value in properties.items())
    return f"::{finding.severity} {listed}::{_escape(finding.message + raw)}"


def _escape(text: str, also: str = "") -> str:
    """Escape as GitHub's toolkit does: data keeps its line, properties keep their borders."""
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMATS: Mapping[str, Callable[[GateReport], str]] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
    "junit": render_junit,
}
