"""What tests need beyond the package: how that is marked, and what becomes of a test where it is missing.

``make quick`` leaves out whatever bears one of the marks of ``pyproject.toml``. A test that takes a fixture of ``MARKS`` bears
its mark by that; others say theirs themselves.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from typing import NoReturn

import pytest

MARKS = {
    "browser": "browser",
    "converted": "server",
    "web": "server",
    "s3": "server",
    "scheduler": "cluster",
    "shared": "corpus",
    "extractor": "process",
    "js_yaml": "process",
}


def mark_needs(items: Iterable[pytest.Item]) -> None:
    """Mark tests by the fixtures that they take, directly or through another."""
    for item in items:
        for mark in {MARKS[name] for name in getattr(item, "fixturenames", ()) if name in MARKS}:
            item.add_marker(mark)


def lack(what: str, why: str = "") -> NoReturn:
    """End a test that needs something that is not there: fail it under CI, skip it elsewhere."""
    reason = f"needs {what}" + (f": {why}" if why else "")
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def describe_skips(reasons: Iterable[str]) -> str:
    """Count skipped tests by their reasons: ``3 skipped: needs chromium (2), needs ../shared (1)``."""
    counted = Counter(reason.removeprefix("Skipped: ").partition(": ")[0] for reason in reasons)
    shown = (f"{reason} ({count})" for reason, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])))
    return f"{counted.total()} skipped: {', '.join(shown)}" if counted else "none skipped"
