"""Which lines are headings: each heading once, in a plausible order, alone on its line.

Heading words occur inside values ("Timeline" as an attribute key, "Summary" in a snippet), and parts come in any order, so
no single rule decides. Every line that reads as a label is weighed by what follows it (``labels.weigh_label``). Of each
name the best reading wins; between equals the one that keeps the page in its usual order, then the first. A reading that
is merely possible and breaks the order stands only where the part around it has no room for loose words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.segment.attributes import share_lines
from extractor.segment.labels import CERTAIN, IMPOSSIBLE, LIKELY, POSSIBLE, Label, read_label, weigh_label
from extractor.segment.lines import Line
from extractor.segment.vocabulary import Grammar

_ROOMY = frozenset({"attributes", "web_results", "content", "other"})
"""Parts whose values may hold a heading's words on a line of their own."""


class Heading(NamedTuple):
    """A line accepted as the label or heading of a part."""

    at: int
    label: Label
    weight: int

    @property
    def name(self) -> str:
        """Name of the part."""
        return self.label.name


def choose_headings(lines: Sequence[Line], grammar: Grammar, *, knowledge: Knowledge) -> dict[int, Heading]:
    """Give the accepted headings by line number, in page order."""
    readings = [reading for reading in _find_readings(lines, grammar, knowledge=knowledge) if reading.weight > IMPOSSIBLE]
    unknown = [reading for reading in readings if reading.name == "other"]
    chosen = _choose_best(_group_best(readings), grammar)
    sure = [heading for heading in chosen if heading.weight >= LIKELY]
    weak = sorted(heading for heading in chosen if heading.weight < LIKELY)
    declared = sum(heading.weight == CERTAIN and not heading.label.raw for heading in sure) >= 2
    for heading in () if declared else weak:
        if _is_plausible(heading, sorted(sure), lines, grammar):
            sure.append(heading)
    return {heading.at: heading for heading in sorted([*sure, *unknown])}


def _find_readings(lines: Sequence[Line], grammar: Grammar, *, knowledge: Knowledge) -> Iterable[Heading]:
    for at, line in enumerate(lines):
        label = read_label(line, grammar, knowledge=knowledge)
        if label is not None:
            yield Heading(at, label, weigh_label(label, lines, at, knowledge=knowledge))


def _group_best(readings: Iterable[Heading]) -> dict[str, list[Heading]]:
    """The readings of each name that share its greatest weight."""
    best: dict[str, list[Heading]] = {}
    for reading in readings:
        rivals = best.get(reading.name)
        if rivals is None or reading.weight > rivals[0].weight:
            best[reading.name] = [reading]
        elif reading.weight == rivals[0].weight:
            rivals.append(reading)
    best.pop("other", None)
    return best


def _choose_best(best: Mapping[str, list[Heading]], grammar: Grammar) -> list[Heading]:
    anchors = [rivals[0] for rivals in best.values() if len(rivals) == 1 and rivals[0].weight >= LIKELY]
    return [min(rivals, key=lambda rival: (_count_inversions(rival, anchors, grammar), rival.at)) for rivals in best.values()]


def _count_inversions(heading: Heading, others: Iterable[Heading], grammar: Grammar) -> int:
    """How many other headings stand on the wrong side of this one, by the usual order."""
    rank = grammar.rank(heading.name)
    return sum((other.at < heading.at) != (grammar.rank(other.name) < rank) for other in others if other.name != heading.name)


def _is_plausible(heading: Heading, sure: Sequence[Heading], lines: Sequence[Line], grammar: Grammar) -> bool:
    around = next((other for other in reversed(sure) if other.at < heading.at), None)
    if around is not None and around.name == "attributes":
        table = lines[around.at + 1 : heading.at]
        if share_lines(table):
            return True
        if heading.weight < POSSIBLE or _is_value_next(table):
            return False
    if _count_inversions(heading, sure, grammar) == 0:
        return True
    permuted = any(_count_inversions(other, sure, grammar) for other in sure)
    return permuted or around is None or around.name not in _ROOMY


def _is_value_next(table: Sequence[Line]) -> bool:
    """Whether the next line of a table of attributes is a value: keys and values alternate."""
    if any(line.bullet or line.block.kind in {"key", "value"} for line in table):
        return False
    return sum(bool(line.text.text) for line in table) % 2 == 1
