"""Fit the weights of fact choice to AnchorFact articles rendered backwards.

    python -m benchmarks.facts.fit            prints the weights and thresholds for configs/default.yaml

Logistic regression over the features of every candidate that no rule refuses: 1 for a gold statement, 0 for noise. Features
that speak for a fact are kept from turning against it and the other way round (``_SIGNS``), since the corpus, not the
phenomenon, would decide there. The two thresholds are then searched for the best recall among those that hold a
precision of 0.95 by five-fold cross-validation over articles.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from benchmarks.facts.articles import load_articles
from benchmarks.facts.measure import find_gold, read_page
from benchmarks.facts.pages import render_page
from extractor.config import default_config
from extractor.records import Fact
from extractor.structure.facts import choose_facts
from extractor.structure.sources import read_sources

FITTING = 0
_SEEDS = (11, 12)
_PENALTY = 0.02
_BODY_WEIGHT = 0.5
_FOR = ("definitional", "reported", "figure", "dated", "named_subject", "names", "topic", "source_topic", "subject_topic", "profile",
        "agreement", "corroborated")  # fmt: skip
_AGAINST = ("nameless", "short", "long", "promotion", "vague", "modal", "modal_weak", "inner_anaphora", "off_topic", "adverb")


def collect_rows(seeds: Sequence[int]) -> list[tuple[str, Fact, bool, str]]:
    """Give every candidate that no rule refuses: article, fact, gold or not, kind of noise."""
    config = default_config()
    articles = load_articles()
    rows: list[tuple[str, Fact, bool, str]] = []
    for seed in seeds:
        for article in articles:
            page = render_page(article, articles, seed=seed, half=FITTING)
            if not page.statements:
                continue
            sections = read_page(page.text, config)
            sources, _ = read_sources(sections, config=config)
            for fact in choose_facts(sections, sources, config=config, is_entity=False):
                if fact.features:
                    rows.append(
                        (article.id, fact, find_gold(fact.statement, page) is not None, page.noise.get(fact.sentence.text, ""))
                    )
    return rows


def fit_weights(rows: Sequence[tuple[str, Fact, bool, str]]) -> dict[str, float]:
    """Minimise the logistic loss under the signs that the features must have."""
    import numpy as np
    from scipy.optimize import minimize

    names = ["bias", *_FOR, *_AGAINST]
    x = np.array([[fact.features.get(name, 0.0) for name in names] for _, fact, _, _ in rows])
    y = np.array([gold for _, _, gold, _ in rows], dtype=float)
    weight = np.array([_BODY_WEIGHT if kind == "body" else 1.0 for _, _, _, kind in rows])
    weight /= weight.sum()

    def loss(beta: Any) -> tuple[float, Any]:
        z = x @ beta
        p = 1 / (1 + np.exp(-z))
        value = float(weight @ (np.logaddexp(0, z) - y * z)) + _PENALTY / 100 * float(beta[1:] @ beta[1:])
        slope = x.T @ (weight * (p - y))
        slope[1:] += _PENALTY / 50 * beta[1:]
        return value, slope

    bounds = [(None, None), *[(0, None)] * len(_FOR), *[(None, 0)] * len(_AGAINST)]
    best = minimize(loss, np.zeros(len(names)), jac=True, bounds=bounds, method="L-BFGS-B")
    return {name: round(float(value), 2) for name, value in zip(names, best.x, strict=True)}


def main() -> None:
    """Fit and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    rows = collect_rows(_SEEDS)
    for name, value in fit_weights(rows).items():
        print(f"    {name}: {value}")


if __name__ == "__main__":
    main()
