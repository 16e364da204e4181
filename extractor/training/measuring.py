"""Scores of a pipeline on annotated corpora: exact-span micro F1 of coarse labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ConfigError
from extractor.training.corpora import COARSE, Example, Name, read_examples, score_names
from extractor.types import Mention

Finder = Callable[[Sequence[str]], Iterable[Sequence[Mention]]]
"""Finds the names of each text."""


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one corpus, or of one part of it, in per cent.

    Attributes:
        corpus: Name of the file, and of the part where the corpus has parts: ``ner_crossner_dev/ai``.
        labels: The labels that the corpus annotates; names with another label are left out of the count.
        values: ``f1``, ``precision``, ``recall``, and F1 by label.
        strict: F1 with the names of labels that the corpus does not annotate counted as wrong.
    """

    corpus: str
    labels: tuple[str, ...]
    values: Mapping[str, float]
    strict: float


def list_corpora(folder: Path) -> list[Path]:
    """List the development corpora of a folder.

    Raises:
        ConfigError: There are none.
    """
    pattern = "dev/ner_*.jsonl"
    if paths := sorted(folder.glob(pattern)):
        return paths
    raise ConfigError(
        f"There is no corpus {folder / pattern} to measure on.",
        code="config.no-corpora",
        hint="Name the folder that holds dev/ with --corpora.",
        path=str(folder),
    )


def measure_corpora(paths: Iterable[Path], finder: Finder) -> Iterator[Score]:
    """Measure on each corpus, and on the parts of those that have several sources.

    Raises:
        ConfigError: A corpus cannot be read.
    """
    for path in paths:
        examples = read_examples(path)
        found = [
            tuple((mention.start, mention.end, mention.coarse) for mention in mentions if mention.coarse)
            for mentions in finder([example.text for example in examples])
        ]
        yield _score(path.stem, examples, found)
        sources = list(dict.fromkeys(example.source for example in examples))
        for source in sources if len(sources) > 1 else ():
            part = [at for at, example in enumerate(examples) if example.source == source]
            yield _score(f"{path.stem}/{source}", [examples[at] for at in part], [found[at] for at in part])


def _score(corpus: str, examples: Sequence[Example], found: Sequence[tuple[Name, ...]]) -> Score:
    gold = [example.names for example in examples]
    labels = tuple(label for label in COARSE if any(name[2] == label for names in gold for name in names))
    values = score_names(gold, found, labels)
    return Score(corpus, labels, values, score_names(gold, found)["f1"])


def average_scores(scores: Iterable[Score]) -> float:
    """Give the macro average of micro F1 over whole corpora."""
    whole = [score.values["f1"] for score in scores if "/" not in score.corpus]
    return round(sum(whole) / len(whole), 2) if whole else 0.0


def format_score(score: Score) -> str:
    """Give a line of a report: F1, precision, recall, and F1 by label."""
    values = score.values
    parts = "  ".join(f"{label} {values[label]:5.1f}" for label in score.labels)
    strict = "" if set(score.labels) == set(COARSE) else f"  (all labels counted: {score.strict:.1f})"
    return (
        f"{score.corpus:<38} F1 {values['f1']:5.1f}  P {values['precision']:5.1f}  R {values['recall']:5.1f}  {parts}{strict}"
    )
