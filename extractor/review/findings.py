"""What the gate found, each thing with its line in the article and in the raw page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractor.schema import RULES
from extractor.schema.rules import FaultSeverity

_SURROGATE = re.compile("[\ud800-\udfff]")


class RawPlace(NamedTuple):
    """A line of a raw page, counted from 1."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule.

    Attributes:
        code: The rule's code, a key of ``extractor.schema.RULES``.
        message: What is wrong, in one sentence.
        path: The file, as the caller named it or below what the caller named.
        line: The line in it, counted from 1.
        article: The article's id, where there is one.
        raw: The line in the raw page that the value was read from.
    """

    code: str
    message: str
    path: str
    line: int = 1
    article: str = ""
    raw: RawPlace | None = None

    @property
    def severity(self) -> FaultSeverity:
        """How grave it is, from the table of rules."""
        return RULES[self.code].severity


@dataclass(frozen=True, slots=True)
class GateReport:
    """What the gate saw: how many articles, and its findings, errors first, then by file and line."""

    articles: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings close the gate."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings ask a person to look."""
        return len(self.findings) - self.errors

    @property
    def is_open(self) -> bool:
        """The articles may be merged."""
        return not self.errors


def make_report(articles: Iterable[str], findings: Iterable[Finding]) -> GateReport:
    """Put findings in order, each once, without the lone surrogates that no output can hold."""
    clean = {replace(finding, message=_SURROGATE.sub("\ufffd", finding.message)) for finding in findings}
    order = sorted(clean, key=lambda found: (found.severity != "error", found.path, found.line, found.code, found.message))
    return GateReport(tuple(articles), tuple(order))
