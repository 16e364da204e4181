"""Fit the weights of ``extractor/models/claims.json`` on the labelled pages.

python -m benchmarks.claims.fit              fit on all pages and write the weights
python -m benchmarks.claims.fit --folds 5    measure on pages that were left out of the fit, five times over; nothing is written

A claim that its sources back has one sentence that says so, and which one is not labelled: the one that the present weights
find best. A claim without support has none, so that each sentence near it speaks against. Both are settled in turns.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.claims.measure import judge_page, read_material
from benchmarks.claims.pages import LabelledClaim, load_pages
from extractor.config import package_file
from extractor.structure.claims.comparison import FEATURES, compare

ROUNDS = 8
STRENGTH = 1.0
NEAREST = 6


class Example(NamedTuple):
    """A claim and the features of the sentences near it."""

    page: str
    claim: LabelledClaim
    rows: np.ndarray


def list_examples() -> list[Example]:
    """Lay each labelled claim beside the sentences of its page."""
    found = []
    for page in load_pages():
        material = read_material(page)
        for verdict in judge_page(page, material):
            if verdict.backing is None or verdict.claim.label in {"unclear", "contradicted"}:
                continue
            if verdict.backing.seen is None:
                continue
            claim, evidence = verdict.backing.seen
            sentences = evidence.find(claim)
            rows = [[compare(claim, sentence, evidence).get(name, 0.0) for name in FEATURES] for sentence in sentences]
            found.append(Example(page.name, verdict.claim, np.array(rows).reshape(-1, len(FEATURES))))
    return found


def fit(examples: Sequence[Example], start: np.ndarray) -> np.ndarray:
    """Give the weights."""
    weights = start
    for _ in range(ROUNDS):
        rows, labels, shares = [], [], []
        for example in examples:
            if not len(example.rows):
                continue
            order = np.argsort(-(example.rows @ weights), kind="stable")
            if example.claim.label == "backed":
                rows.append(example.rows[order[0]])
                labels.append(1)
                shares.append(1.0)
            else:
                near = order[:NEAREST]
                rows.extend(example.rows[near])
                labels.extend([0] * len(near))
                shares.extend([1.0, *[0.3] * (len(near) - 1)])
        model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000)
        model.fit(np.array(rows), labels, sample_weight=shares)
        weights = model.coef_[0]
    return weights


def chances(examples: Sequence[Example], weights: np.ndarray) -> list[float]:
    """Give the chance of each claim: that of its best sentence."""
    return [float(1 / (1 + np.exp(-(each.rows @ weights).max()))) if len(each.rows) else 0.0 for each in examples]


def report(examples: Sequence[Example], scores: Sequence[float]) -> None:
    """Print precision and recall of "unbacked" and of "backed" by threshold."""
    labels = [each.claim.label for each in examples]
    for low in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        called = [label for label, score in zip(labels, scores, strict=True) if score <= low]
        right = called.count("unbacked")
        said = [label for label, score in zip(labels, scores, strict=True) if score >= 1 - low]
        sure = said.count("backed")
        print(
            f"{low:.2f}: unbacked {right / max(len(called), 1):.3f} {right / labels.count('unbacked'):.3f}"
            f"   at {1 - low:.2f}: backed {sure / max(len(said), 1):.3f} {sure / labels.count('backed'):.3f}"
        )


def main() -> None:
    """Fit, or measure the fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    file = package_file("models/claims.json")
    known: Mapping[str, object] = json.loads(file.read_text(encoding="utf-8"))
    old = dict(known["weights"]) if isinstance(known["weights"], dict) else {}
    start = np.array([float(old.get(name, 0.0)) for name in FEATURES])
    examples = list_examples()
    if options.folds:
        pages = sorted({each.page for each in examples})
        scores: dict[int, float] = {}
        for fold in range(options.folds):
            held = set(pages[fold :: options.folds])
            weights = fit([each for each in examples if each.page not in held], start)
            mine = [at for at, each in enumerate(examples) if each.page in held]
            scores.update(zip(mine, chances([examples[at] for at in mine], weights), strict=True))
        told = [scores[at] for at in range(len(examples))]
    else:
        weights = fit(examples, start)
        told = chances(examples, weights)
        for name, weight in zip(FEATURES, weights, strict=True):
            print(f"  {name:16} {weight:+.3f}")
        data = {**known, "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}}
        file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    if options.show:
        for each, score in sorted(zip(examples, told, strict=True), key=lambda pair: pair[1]):
            print(f"{score:.3f} {each.page} {each.claim.label} {{{each.claim.kind}}} {each.claim.key}: {each.claim.claim}")
    report(examples, told)


if __name__ == "__main__":
    main()
