"""What was learnt from a batch, as a profile to edit."""

from __future__ import annotations

import json
from collections.abc import Iterable

from extractor.config import Config
from extractor.inspection.cutting import clean_pages
from extractor.knowledge import Knowledge
from extractor.segment import LearntLabel, learn_labels
from extractor.types import CleanPage

PARTS = ("summary", "attributes", "timeline", "web_results")
_LONGEST_EXAMPLE = 80


def learn_profile(places: Iterable[str], *, config: Config, knowledge: Knowledge) -> tuple[int, str]:
    """Give how many pages were looked at, and the profile that they propose; empty where they propose nothing."""
    pages = clean_pages(places, config=config, knowledge=knowledge)
    count, labels = learn_labels((page for page in pages if isinstance(page, CleanPage)), knowledge=knowledge)
    return count, render_profile(count, labels) if labels else ""


def render_profile(pages: int, labels: Iterable[LearntLabel]) -> str:
    """Write labels as a profile, each with its support and examples as comments."""
    lines = [
        f"# Learnt from {pages} pages: lines that recur, each under the part that what follows it has the form of.",
        "# Look it over, move or delete what is wrong, and give it to convert with --profile.",
        "site:",
        "  labels:",
    ]
    found = list(labels)
    for part in PARTS:
        own = [label for label in found if label.part == part]
        lines += [f"    {part}:"] if own else []
        for label in own:
            lines.append(f"      # on {label.pages} of {pages} pages; the form fits on {label.fitting}")
            lines += [f"      #   {_quote(example.path)}: {_quote(example.words)}" for example in label.examples]
            lines.append(f"      - {_quote(label.words)}")
    return "\n".join(lines) + "\n"


def _quote(words: str) -> str:
    """Quote words so that they end no line, of YAML or of a terminal."""
    shown = words if len(words) <= _LONGEST_EXAMPLE else f"{words[:_LONGEST_EXAMPLE]}…"
    return json.dumps("".join(sign if sign.isprintable() else " " for sign in shown), ensure_ascii=False)
