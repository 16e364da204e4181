"""How much the bundled pipeline loses on texts in one case, in headlines, and on texts with slips of the keyboard.

python -m benchmarks.ner.robustness

Every development text is altered (altering.py); its names keep their places. F1 as in measure.py.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.ner.altering import ALTERATIONS, alter_examples
from extractor import find_mentions
from extractor.knowledge import default_knowledge
from extractor.training.corpora import COARSE, Example, read_examples, score_names

KNOWLEDGE = default_knowledge()

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "dev"


def main() -> None:
    """Print F1 of each corpus, altered in each way."""
    corpora = {path.stem: read_examples(path) for path in sorted(DATA.glob("ner_*.jsonl"))}
    for variant, alter in ALTERATIONS.items():
        scores = [measure_examples(list(alter_examples(examples, alter, every=1))) for examples in corpora.values()]
        parts = "  ".join(f"{name.removeprefix('ner_')} {score:.1f}" for name, score in zip(corpora, scores, strict=True))
        print(f"{variant.removeprefix('with-'):<10} {parts}  macro {sum(scores) / len(scores):.1f}", flush=True)


def measure_examples(examples: list[Example]) -> float:
    """Give exact-span micro F1 over the labels that the examples have."""
    gold = [example.names for example in examples]
    found = [
        [(mention.start, mention.end, mention.coarse) for mention in mentions if mention.coarse]
        for mentions in find_mentions([example.text for example in examples], knowledge=KNOWLEDGE)
    ]
    labels = [label for label in COARSE if any(name[2] == label for names in gold for name in names)]
    return score_names(gold, found, labels)["f1"]


if __name__ == "__main__":
    main()
