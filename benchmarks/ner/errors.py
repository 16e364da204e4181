"""Where the bundled pipeline errs on the development corpora: wrong label, wrong boundary, missed, found where nothing is.

python -m benchmarks.ner.errors
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from extractor import find_mentions
from extractor.knowledge import default_knowledge
from extractor.training.corpora import Name, read_examples

KNOWLEDGE = default_knowledge()

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "dev"
Found = Mapping[tuple[int, int], str]


def main() -> None:
    """Print the kinds of errors of each corpus, and the most frequent ones by label."""
    for path in sorted(DATA.glob("ner_*.jsonl")):
        examples = read_examples(path)
        kinds: Counter[str] = Counter()
        details: Counter[str] = Counter()
        for example, mentions in zip(
            examples, find_mentions([example.text for example in examples], knowledge=KNOWLEDGE), strict=True
        ):
            found = {(mention.start, mention.end): mention.coarse for mention in mentions}
            for kind, detail in list_outcomes(example.names, found):
                kinds[kind] += 1
                details[f"{kind} {detail}"] += kind != "right"
        print(path.stem, dict(kinds.most_common()))
        print("   ", ", ".join(f"{detail} {count}" for detail, count in details.most_common(12)))


def list_outcomes(names: Sequence[Name], found: Found) -> list[tuple[str, str]]:
    """Give the outcome of each annotated name, and of each name found that touches none: kind and labels."""
    gold = {(start, end): label for start, end, label in names}
    outcomes = []
    for span, label in gold.items():
        if span in found:
            outcomes.append(("right", label) if found[span] == label else ("label", f"{label} as {found[span]}"))
        else:
            outcomes.append(("boundary" if touches(span, found) else "missed", label))
    return outcomes + [("spurious", label) for span, label in found.items() if not touches(span, gold)]


def touches(span: tuple[int, int], others: Found) -> bool:
    """Say whether a range shares characters with any other."""
    return any(start < span[1] and span[0] < end for start, end in others)


if __name__ == "__main__":
    main()
