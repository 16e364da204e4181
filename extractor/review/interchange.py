"""The gate's report in the formats that other tools read: SARIF 2.1.0 (OASIS) and JUnit XML."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from pathlib import PurePath
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from extractor.review.findings import Finding, GateReport
from extractor.schema import RULES

_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_sarif(report: GateReport) -> str:
    """Give a SARIF log with one run: the rules that were broken, a result a finding, the raw page as related location."""
    from extractor.config import __version__

    codes = sorted({finding.code for finding in report.findings})
    driver = {"name": "extractor", "semanticVersion": __version__, "rules": [_describe_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_describe_result(finding, codes.index(finding.code)) for finding in report.findings],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _describe_rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    return {"id": code, "shortDescription": {"text": rule.meaning}, "defaultConfiguration": {"level": rule.severity}}


def _describe_result(finding: Finding, rule: int) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [_describe_location(finding.path, finding.line)],
        "partialFingerprints": {"extractorFinding/v1": _fingerprint(finding)},
    }
    if finding.raw:
        place = _describe_location(finding.raw.path, finding.raw.line)
        result["relatedLocations"] = [{"id": 0, **place, "message": {"text": "the raw page"}}]
    return result


def _describe_location(path: str, line: int) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _make_uri(path)}, "region": {"startLine": line}}}


def _make_uri(path: str) -> str:
    """Give a path as a URI reference (RFC 3986); relative ones stay relative."""
    posix = PurePath(path).as_posix()
    return ("file://" if posix.startswith("/") else "") + quote(posix.encode("utf-8", "surrogateescape"), safe="/")


def _fingerprint(finding: Finding) -> str:
    """Know a finding again when its line has moved."""
    words = f"{finding.code}\0{finding.article}\0{finding.message}"
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def render_junit(report: GateReport) -> str:
    """Give JUnit XML: a test case an article, failed by its errors; warnings go to its output."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_file[finding.path].append(finding)
    files = list(dict.fromkeys((*report.articles, *by_file)))
    failed = sum(any(finding.severity == "error" for finding in by_file[path]) for path in files)
    suite = ET.Element(
        "testsuite", name="extractor check", tests=str(len(files)), failures=str(failed), errors="0", skipped="0"
    )
    for path in files:
        case = ET.SubElement(suite, "testcase", classname="extractor.check", name=_clean(path), file=_clean(path))
        errors = [finding for finding in by_file[path] if finding.severity == "error"]
        warnings = [finding for finding in by_file[path] if finding.severity == "warning"]
        if errors:
            failure = ET.SubElement(case, "failure", message=_clean(errors[0].message), type=errors[0].code)
            failure.text = _clean("\n".join(_list_line(finding) for finding in errors))
        if warnings:
            ET.SubElement(case, "system-out").text = _clean("\n".join(_list_line(finding) for finding in warnings))
    suites = ET.Element("testsuites", name="extractor", tests=str(len(files)), failures=str(failed), errors="0")
    suites.append(suite)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _list_line(finding: Finding) -> str:
    raw = f" (page: {finding.raw.path}:{finding.raw.line})" if finding.raw else ""
    return f"{finding.path}:{finding.line}: {finding.code}: {finding.message}{raw}"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
