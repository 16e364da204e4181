"""Score ``find_dates`` on TIMEX3 corpora in their usual metrics.

    python -m benchmarks.dates.timex ../shared/data/dev/timex_wikiwars_12-16.jsonl [--errors spans|values]

A span counts as found when it overlaps a gold span (relaxed) or equals it (strict); value F1 counts relaxed matches
with the right value, as in TempEval-3. Gold values that are empty leave the value unscored: such an expression then
counts neither for nor against the value figures.

From EDTF to TIMEX3, in this order:

    2015-12-01, 2015-12, 2015        the same
    -0043                            BC0044 (EDTF counts astronomically)
    201X, 18XX                       201, 18 (decade, century); GUM leaves both without a value
    2021-21 .. 2021-24               2021-SP, 2021-SU, 2021-FA, 2021-WI
    2024-07/2024-09, 2024-01/2024-06 2024-Q3, 2024-H1 when the expression names the quarter or half
    2024-03-18/2024-03-24            2024-W12 when it names a week
    a/b, a/.., ../b                  its ends: TIMEX3 annotates each end of a range as an expression of its own
    marks ~ and ?                    dropped (TIMEX3 has them as mod)

Two sets are reported. *All*: every gold expression, of every type. *Calendar*: gold expressions that name a calendar
unit, that is whose value is a calendar value (a year, month, day, season, decade, century, possibly before Christ), or
whose words hold a year or a month where the corpus gives no value; expressions counted from an event ("two days later",
"the time of the battle") name none. A prediction that overlaps a gold expression outside the set is left out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from extractor import PartialDate, find_dates
from extractor.knowledge import default_knowledge

KNOWLEDGE = default_knowledge()

_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
_CALENDAR_VALUE = re.compile(r"(?:BC|-)?\d{2,4}(?:-(?:\d\d|SP|SU|FA|AU|WI|Q\d|H\d|W\d\d))?(?:-\d\d)?")
_NAMED = re.compile(
    r"\d{3,4}|\d0s|BC|century|decade|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|day|month|year"
    r"|spring|summer|autumn|fall|winter|today|tomorrow|ninet|eight|sevent|sixt|fift|fort|thirt|twent|^\W?\d\d$"
    r"|\d(?:st|nd|rd|th)$|this|last|next",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"\d{3,4}|\d0['’]?s|BC|centur|Jan|Feb|Mar|Apr|May\b|Jun|Jul|Aug|Sep|Oct|Nov|Dec|sixties|seventies|eighties|nineties"
)
_OFFSET = re.compile(
    r"later|earlier|ago|previously|\bafter\b|\bbefore\b|time|period|anniversary|bloodiest|Black day|first day of the|old days",
    re.IGNORECASE,
)
_NO_POINT = re.compile(r"-year|years? old|^\d+ years|^for |past \d+ days|followed")


class Expression(NamedTuple):
    """A temporal expression: its range and its TIMEX3 value."""

    start: int
    end: int
    value: str


class Score(NamedTuple):
    """Counts of one set: gold, predicted, matched relaxed and strict, values right, and the two sides of value scoring."""

    gold: int = 0
    predicted: int = 0
    relaxed: int = 0
    relaxed_predicted: int = 0
    strict: int = 0
    values: int = 0
    valued_gold: int = 0
    valued_predicted: int = 0

    def __add__(self, other: Score) -> Score:  # type: ignore[override]
        return Score(*(left + right for left, right in zip(self, other, strict=True)))

    @property
    def relaxed_f1(self) -> float:
        """Relaxed span F1."""
        return _f1(self.relaxed, self.gold, self.relaxed_predicted, self.predicted)

    @property
    def strict_f1(self) -> float:
        """Strict span F1."""
        return _f1(self.strict, self.gold, self.strict, self.predicted)

    @property
    def value_f1(self) -> float:
        """Value F1 over relaxed matches."""
        return _f1(self.values, self.valued_gold, self.values, self.valued_predicted)


def _f1(found: int, gold: int, right: int, predicted: int) -> float:
    recall, precision = found / max(gold, 1), right / max(predicted, 1)
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def map_date(found: PartialDate) -> Iterator[Expression]:
    """Give the TIMEX3 expressions of one date: one, or the ends of an interval."""
    if found.edtf is None:
        return
    if found.parts:
        for part in found.parts:
            yield Expression(part.start, part.end, map_value(part))
    else:
        yield Expression(found.start, found.end, map_value(found))


def map_value(found: PartialDate) -> str:
    """Give the TIMEX3 value of a date that is no interval."""
    edtf = (found.edtf or "").replace("~", "").replace("?", "")
    first = edtf.split("/")[0]
    if found.precision in ("century", "decade") and first.startswith("-"):
        return f"BC{int(first[1:]) // 100:02d}" if found.precision == "century" else f"BC{int(first[1:]) // 10:03d}"
    if first.endswith("X"):
        return first.rstrip("X")
    return _map_part(found, first) if "/" in edtf else _map_point(first)


def _map_point(edtf: str) -> str:
    sign = "-" if edtf.startswith("-") else ""
    year, mark, rest = edtf.removeprefix("-").partition("-")
    return _map_year(sign + year) + mark + _SEASONS.get(rest, rest)


def _map_part(found: PartialDate, first: str) -> str:
    """Name the quarter, half or week that EDTF writes as an interval."""
    if len(first) == 10:
        year, week, _ = date.fromisoformat(first).isocalendar()
        return f"{year}-W{week:02d}"
    month = int(first[-2:])
    return f"{_map_year(first[:-3])}-" + (f"Q{(month + 2) // 3}" if found.precision == "quarter" else f"H{1 + month // 7}")


def _map_year(year: str) -> str:
    return f"BC{1 - int(year):04d}" if int(year) <= 0 else year


def normalise_gold(value: str) -> str:
    """Write GUM's years before Christ (-0508) as WikiWars does (BC0508)."""
    return f"BC{value[1:]}" if re.match(r"-\d{4}", value) else value


def is_calendar(words: str, value: str) -> bool:
    """Tell whether a gold expression names a calendar unit."""
    if value:
        return bool(_CALENDAR_VALUE.fullmatch(value)) and bool(_NAMED.search(words)) and not _OFFSET.search(words)
    return bool(_WRITTEN.search(words)) and not _OFFSET.search(words) and not _NO_POINT.search(words)


def score_document(gold: list[Expression], predicted: list[Expression], kept: list[bool]) -> Score:
    """Score one document on the gold expressions that are kept."""
    inside = [expression for expression, keep in zip(gold, kept, strict=True) if keep]
    outside = [expression for expression, keep in zip(gold, kept, strict=True) if not keep]
    guesses = [guess for guess in predicted if _overlapping(guess, inside) or not _overlapping(guess, outside)]
    pairs = [(expression, _overlapping(expression, guesses)) for expression in inside]
    matched = [(expression, guess) for expression, guess in pairs if guess]
    values = sum(expression.value == guess.value for expression, guess in matched if expression.value)
    unvalued = [guess for guess in guesses if (hit := _overlapping(guess, inside)) and not hit.value]
    return Score(
        gold=len(inside),
        predicted=len(guesses),
        relaxed=len(matched),
        relaxed_predicted=sum(_overlapping(guess, inside) is not None for guess in guesses),
        strict=len({expression[:2] for expression in inside} & {guess[:2] for guess in guesses}),
        values=values,
        valued_gold=sum(bool(expression.value) for expression in inside),
        valued_predicted=len(guesses) - len(unvalued),
    )


def _overlapping(expression: Expression, others: Iterable[Expression]) -> Expression | None:
    return next((other for other in others if other.start < expression.end and expression.start < other.end), None)


class Document(NamedTuple):
    """A document of a corpus."""

    id: str
    base: date
    text: str
    gold: list[Expression]


def read_corpus(paths: Iterable[Path]) -> Iterator[Document]:
    """Read documents from JSON Lines files."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            entry = json.loads(line)
            gold = sorted(Expression(start, end, normalise_gold(value)) for start, end, value, _ in entry["timex"])
            base = (
                date.fromisoformat(entry["dct"]) if re.fullmatch(r"\d{4}-\d\d-\d\d", entry["dct"] or "") else date(2020, 1, 1)
            )
            yield Document(entry["id"], base, entry["text"], gold)


def predict(document: Document) -> list[Expression]:
    """Find a document's dates as TIMEX3 expressions."""
    found = find_dates(document.text, base=document.base, knowledge=KNOWLEDGE)
    return [expression for when in found for expression in map_date(when)]


def score_corpus(paths: Iterable[Path], *, calendar: bool) -> Score:
    """Score whole files, pooled."""
    total = Score()
    for document in read_corpus(paths):
        kept = [not calendar or is_calendar(document.text[g.start : g.end], g.value) for g in document.gold]
        total += score_document(document.gold, predict(document), kept)
    return total


def list_errors(paths: Iterable[Path]) -> Iterator[str]:
    """Describe every calendar expression that is missed, misread or invented, with the words around it."""
    for document in read_corpus(paths):
        text, predicted = document.text, predict(document)
        for gold in document.gold:
            words = text[gold.start : gold.end]
            if not is_calendar(words, gold.value):
                continue
            guess = _overlapping(gold, predicted)
            around = text[max(gold.start - 50, 0) : gold.start] + "[" + words + "]" + text[gold.end : gold.end + 30]
            around = " ".join(around.split())
            if guess is None:
                yield f"MISSED {gold.value:12} {document.id:20} {around}"
            elif gold.value and gold.value != guess.value:
                yield f"VALUE  {gold.value:12} {guess.value:12} {document.id:20} {around}"
        for guess in predicted:
            if not _overlapping(guess, document.gold):
                around = (
                    text[max(guess.start - 50, 0) : guess.start]
                    + "["
                    + text[guess.start : guess.end]
                    + "]"
                    + text[guess.end : guess.end + 30]
                )
                yield f"FALSE  {guess.value:12} {document.id:20} {' '.join(around.split())}"


def main() -> None:
    """Print the figures, and on demand every error."""
    parser = argparse.ArgumentParser(description="TIMEX3 scores of find_dates")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    for name, calendar in (("all", False), ("calendar", True)):
        score = score_corpus(options.files, calendar=calendar)
        print(
            f"{name:9} relaxed {score.relaxed_f1:.3f}  strict {score.strict_f1:.3f}  value {score.value_f1:.3f}  {tuple(score)}"
        )
    if options.errors:
        print("\n".join(list_errors(options.files)))


if __name__ == "__main__":
    main()
