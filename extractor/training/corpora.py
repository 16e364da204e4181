"""Annotated texts for training and measuring: JSON Lines of ``{"text", "spans": [[start, end, label]], "src"}``."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ConfigError

COARSE = ("LOC", "MISC", "ORG", "PER")
"""The labels that are learnt and measured. Others of the corpora (DATE, NUM) are not names and are left out."""

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“(])")
_SHORTEST = 15

Name = tuple[int, int, str]
"""Start, end and label of a name; offsets in characters of its text."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its names; ``source`` is the corpus and split it comes from."""

    text: str
    names: tuple[Name, ...]
    source: str


def read_examples(path: Path) -> list[Example]:
    """Read a corpus.

    Raises:
        ConfigError: The file is missing or a line of it is not an example.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
        return [_read_example(json.loads(line)) for line in lines if line.strip()]
    except OSError as error:
        raise ConfigError(
            f"The corpus {path.name} cannot be read: {error.strerror}.",
            code="config.no-corpus",
            hint="Name its folder with --corpora.",
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"The corpus {path.name} holds a line that is no example: {error}.", code="config.bad-corpus"
        ) from None


def _read_example(row: dict[str, object]) -> Example:
    text, spans = row["text"], row["spans"]
    if not isinstance(text, str) or not isinstance(spans, list):
        raise TypeError("text or spans is missing")
    names = tuple((int(start), int(end), str(label)) for start, end, label in spans if label in COARSE)
    return Example(text, names, str(row.get("src", "")))


def split_sentences_of(example: Example, nationalities: Collection[str]) -> Iterator[Example]:
    """Cut a passage into its sentences, as snippets and headlines stand alone; no cut goes through a name.

    Corpora of single sentences call a nationality MISC where DocRED calls it LOC, so here it becomes MISC.
    """
    inside = {at for start, end, _ in example.names for at in range(start + 1, end)}
    cuts = [match.end() for match in _SENTENCE_END.finditer(example.text) if match.end() not in inside]
    for start, end in zip([0, *cuts], [*cuts, len(example.text)], strict=True):
        text = example.text[start:end].rstrip()
        if len(text) >= _SHORTEST:
            names = (name for name in example.names if start <= name[0] and name[1] <= end)
            yield Example(text, tuple(_shift(example.text, name, start, nationalities) for name in names), example.source)


def _shift(text: str, name: Name, start: int, nationalities: Collection[str]) -> Name:
    low, high, label = name
    return low - start, high - start, "MISC" if label == "LOC" and text[low:high].lower() in nationalities else label


def score_names(
    gold: Iterable[Collection[Name]], found: Iterable[Collection[Name]], labels: Collection[str] = COARSE
) -> dict[str, float]:
    """Give exact-span micro F1 (``f1``), ``precision`` and ``recall`` over some labels, and F1 of each, in per cent."""
    counts = dict.fromkeys((*labels, "all"), (0, 0, 0))
    for expected, got in zip(gold, found, strict=True):
        for label in counts:
            wanted = {name for name in expected if name[2] == label or (label == "all" and name[2] in labels)}
            given = {name for name in got if name[2] == label or (label == "all" and name[2] in labels)}
            right, want, give = counts[label]
            counts[label] = (right + len(wanted & given), want + len(wanted), give + len(given))
    right, want, give = counts["all"]
    scores = {"f1": _percent(2 * right, want + give), "precision": _percent(right, give), "recall": _percent(right, want)}
    return scores | {label: _percent(2 * counts[label][0], counts[label][1] + counts[label][2]) for label in labels}


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
