"""Measure the bundled pipeline on annotated corpora, beside baselines and published figures.

    python -m benchmarks.ner.measure                         every ner_*.jsonl of ../shared/data/dev
    python -m benchmarks.ner.measure --data FOLDER           those of another folder (test sets)
    python -m benchmarks.ner.measure --write-floors          also raise the floors of tests/quality/ner_floors.json

F1 is micro-averaged over exact spans. A corpus that does not annotate a label (MISC in Universal NER) is scored over the
labels that it has; the figure with every label counted stands in brackets.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extractor import find_mentions, load_config
from extractor.knowledge import default_knowledge
from extractor.spans import Span
from extractor.structure.entities import model_name
from extractor.structure.entities.rules import make_mention
from extractor.training.corpora import read_examples
from extractor.training.measuring import Score, average_scores, format_score, measure_corpora
from extractor.types import Mention

KNOWLEDGE = default_knowledge()

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "tests" / "quality" / "ner_floors.json"
MARGIN = 0.5
PUBLISHED = """\
Figures of others, from the data folder's README (exact-span micro F1, mostly on test sets):
  B  tok2vec + transition NER, 25 to 45 minutes, width 128, 17 MB
     Re-DocRED 72.5  wikigold 60.8  UNER-EWT 62.4  UNER-PUD 63.9  BTC 66.1  WNUT17 30.8
     CrossNER: ai 57.1  science 64.9  politics 74.6  literature 66.7  music 62.3
  C  the same with floret vectors, 25 MB
     Re-DocRED 74.1  wikigold 61.6  UNER-EWT 59.5  UNER-PUD 66.0  BTC 69.9  WNUT17 31.1
     CrossNER: ai 52.9  science 62.3  politics 74.0  literature 67.4  music 58.9
  GLiNER-large, zero-shot: CrossNER ai 53.5    NuNER-Zero: CrossNER ai 59.1, science 66.6
  XLM-R: UNER-EWT 86.0, PUD 80.1    Flair: WNUT17 49.5    en_core_web_sm, lg, trf on OntoNotes: 84.3, 85.5, 89.9"""


def main() -> None:
    """Print the report."""
    options = _read_options()
    paths = sorted(options.data.glob("ner_*.jsonl"))
    config = load_config(None, [f"entities.model={options.model}"])
    started = time.process_time()
    scores = _report(
        f"{model_name(config)}, rules on top", paths, lambda texts: find_mentions(texts, config=config, knowledge=KNOWLEDGE)
    )
    print(f"  {time.process_time() - started:.0f} s of CPU time\n")
    rules = load_config(None, ["entities.model=none"])
    _report(
        "rules and lists alone (entities.model: none)",
        paths,
        lambda texts: find_mentions(texts, config=rules, knowledge=KNOWLEDGE),
    )
    lexicon = learn_names(options.train.glob("ner_*.jsonl"))
    _report("gazetteer only: names of the training corpora, longest match", paths, lambda texts: match_names(texts, lexicon))
    print(PUBLISHED)
    if options.write_floors:
        write_floors(scores)


def _read_options() -> argparse.Namespace:
    data = ROOT.parent / "shared" / "data"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data / "dev")
    parser.add_argument("--train", type=Path, default=data / "train")
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--write-floors", action="store_true")
    return parser.parse_args()


def _report(title: str, paths: Iterable[Path], finder) -> list[Score]:
    print(title)
    scores = []
    for score in measure_corpora(paths, finder):
        scores.append(score)
        print(f"  {format_score(score)}", flush=True)
    print(f"  macro average {average_scores(scores):.2f}\n")
    return scores


def learn_names(paths: Iterable[Path]) -> dict[str, str]:
    """Give each annotated name of some corpora its most frequent label."""
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(paths):
        for example in read_examples(path):
            for start, end, label in example.names:
                labels[example.text[start:end]][label] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in labels.items()}


def match_names(texts: Sequence[str], names: dict[str, str]) -> Iterator[tuple[Mention, ...]]:
    """Find listed names of up to six words, the longest first, from left to right."""
    fine = {"PER": "PERSON"}
    for text in texts:
        words = [Span(*match.span()) for match in re.finditer(r"\w+|[^\w\s]", text)]
        found: list[Mention] = []
        at = 0
        while at < len(words):
            spans = (Span(words[at].start, words[last].end) for last in range(min(at + 5, len(words) - 1), at - 1, -1))
            span = next((span for span in spans if text[span.start : span.end] in names), None)
            if span is not None:
                label = names[text[span.start : span.end]]
                found.append(make_mention(text, span, fine.get(label, label), knowledge=KNOWLEDGE))
            while span is not None and at + 1 < len(words) and words[at + 1].start < span.end:
                at += 1
            at += 1
        yield tuple(found)


def write_floors(scores: Iterable[Score]) -> None:
    """Raise the floors to what was measured, less a margin for rounding; a floor never falls."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    for score in scores:
        floors[score.corpus] = max(floors.get(score.corpus, 0.0), round(score.values["f1"] - MARGIN, 1))
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
