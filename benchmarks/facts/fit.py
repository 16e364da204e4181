"""Fit the weights and thresholds of fact choice to AnchorFact articles rendered backwards.

    python -m benchmarks.facts.fit            prints what belongs under ``facts:`` in configs/default.yaml

Logistic regression over the features of every candidate that no rule refuses: 1 for a gold statement, 0 for noise. Features
that speak for a fact are kept from turning against it and the other way round, since the corpus, not the phenomenon, would
decide there; each counts at least a little, since the rules name them all, and those that the corpus hardly holds, or that
the refusals leave little of, count more (``_LEAST``). The thresholds are those that leave most room above the goals of 0.9
precision and 0.8 recall, by five-fold cross-validation over articles.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, product
from typing import Any, NamedTuple

from benchmarks.facts.articles import load_articles
from benchmarks.facts.measure import find_gold, read_page
from benchmarks.facts.pages import GoldPage, render_page
from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.structure.facts import choose_facts
from extractor.structure.facts.candidates import list_candidates, read_topic
from extractor.structure.facts.features import measure_features
from extractor.structure.facts.ranking import choose_best, score_features
from extractor.structure.sources import read_sources
from extractor.types import Fact

KNOWLEDGE = default_knowledge()

FITTING = 0
_SEEDS = (11, 12)
_FOLDS = 5
_PENALTY = 0.002
_KIND_WEIGHTS = {"body": 0.5, "unseen": 0.5}
_LITTLE = 0.1
_UNSEEN_EVERY = 3
_LEAST = {
    "definitional": 0.3, "defines_entity": 2.0, "reported": 1.0, "quoted": 1.0, "corroborated": 0.5, "topic": 0.5,
    "promotion": 1.0, "vague": 1.0, "modal": 0.5, "inner_anaphora": 0.3, "short": 0.5,
}  # fmt: skip
_FOR = (
    "definitional", "defines_entity", "reported", "quoted", "figure", "dated", "named_subject", "names", "topic",
    "source_topic", "subject_topic", "substance", "specific", "profile", "agreement", "corroborated",
)  # fmt: skip
_AGAINST = (
    "nameless", "thin", "short", "long", "promotion", "vague", "modal", "speech", "inner_anaphora", "off_topic",
)  # fmt: skip
_NAMES = ("bias", *_FOR, *_AGAINST)
_GOALS = (0.9, 0.8)
_EQUAL = 0.05
_LEXICAL = ("promotion", "nothing to check", "an opinion", "modal prose", "first or second person")
_WORD_LISTS = ("promotion", "vague", "modal", "speech")


class Row(NamedTuple):
    """One candidate; ``page`` numbers the rendered page, ``gold`` the statements that the page holds in all."""

    page: int
    fact: Fact
    is_gold: bool
    kind: str
    gold: int


def collect_rows(seeds: Sequence[int]) -> list[Row]:
    """Give every candidate that no rule refuses, page by page; the pages of one article follow one another.

    Noise that a word list refuses is in too, as if no list knew its words (kind ``unseen``): pages to come will use others.
    """
    articles = [article for article in load_articles() if any(source.statements for source in article.sources)]
    pages = (render_page(article, articles, seed=seed, half=FITTING) for article in articles for seed in seeds)
    return [row for number, page in enumerate(pages) for row in _list_rows(number, page)]


def _list_rows(number: int, page: GoldPage) -> Iterator[Row]:
    config = default_config()
    sections = read_page(page.text, config)
    sources, _ = read_sources(sections, config=config, knowledge=KNOWLEDGE)
    topic = read_topic(sections, sources, knowledge=KNOWLEDGE)
    primary = [at for at, source in enumerate(sources) if source.role == "primary"]
    candidates = list_candidates(sources, eligible=primary, knowledge=KNOWLEDGE)
    facts = choose_facts(sections, sources, config=config, is_entity=False, knowledge=KNOWLEDGE)
    for candidate, fact in zip(candidates, facts, strict=True):
        is_gold = find_gold(fact.statement, page) is not None
        kind = page.noise.get(fact.sentence.text, "")
        if fact.features and not fact.reason.startswith("says the same"):
            yield Row(number, fact, is_gold, kind, len(page.statements))
        elif fact.reason.startswith(_LEXICAL) and not is_gold:
            features = measure_features(candidate, fact.statement, topic, config.facts, knowledge=KNOWLEDGE)
            blind = {name: value for name, value in features.items() if name not in _WORD_LISTS}
            yield Row(number, replace(fact, features=blind), is_gold, "unseen", len(page.statements))


def fit_weights(rows: Sequence[Row]) -> dict[str, float]:
    """Minimise the logistic loss under the signs that the features must have."""
    import numpy as np
    from scipy.optimize import minimize

    x = np.array([[row.fact.features.get(name, 0.0) for name in _NAMES] for row in rows])
    y = np.array([row.is_gold for row in rows], dtype=float)
    weight = np.array([_KIND_WEIGHTS.get(row.kind, 1.0) for row in rows])
    weight /= weight.sum()

    def loss(beta: Any) -> tuple[float, Any]:
        z = x @ beta
        slope = x.T @ (weight * (1 / (1 + np.exp(-z)) - y))
        slope[1:] += 2 * _PENALTY * beta[1:]
        return float(weight @ (np.logaddexp(0, z) - y * z)) + _PENALTY * float(beta[1:] @ beta[1:]), slope

    least = {name: _LEAST.get(name, _LITTLE) for name in _NAMES}
    bounds = [(None, None), *((least[name], None) for name in _FOR), *((None, -least[name]) for name in _AGAINST)]
    best = minimize(loss, np.zeros(len(_NAMES)), jac=True, bounds=bounds, method="L-BFGS-B")
    return {name: round(float(value), 2) for name, value in zip(_NAMES, best.x, strict=True)}


def score_held_out(rows: Sequence[Row]) -> list[Row]:
    """Score every candidate by weights fitted without its article."""
    scored: list[Row] = []
    for fold in range(_FOLDS):
        held = [row for row in rows if row.page // len(_SEEDS) % _FOLDS == fold]
        weights = fit_weights([row for row in rows if row.page // len(_SEEDS) % _FOLDS != fold])
        scored += [row._replace(fact=_rescore(row.fact, weights)) for row in held]
    return sorted(scored, key=lambda row: row.page)


def _rescore(fact: Fact, weights: Mapping[str, float]) -> Fact:
    return replace(fact, score=score_features(fact.features, weights), reason="", status="rejected")


def find_thresholds(rows: Sequence[Row]) -> tuple[float, float, float, float]:
    """Give the thresholds with most room above the goals, and the precision and recall there; of equals, the lowest."""
    seen = [row for row in rows if row.kind != "unseen" or row.page % _UNSEEN_EVERY == 0]
    pages = [list(group) for _, group in groupby(seen, key=lambda row: row.page)]
    gold = sum(page[0].gold for page in pages)
    grid = [step / 4 for step in range(-2, 13)]
    tried = [(low, high, *_measure(pages, low, high, gold)) for low, high in product(grid, grid) if low <= high]
    most = max(_find_room(*one[2:]) for one in tried)
    return min(one for one in tried if _find_room(*one[2:]) >= most - _EQUAL)


def _find_room(precision: float, recall: float) -> float:
    """How much of the way from the goals to perfection is left behind, on the shorter of both ways."""
    return min((value - goal) / (1 - goal) for value, goal in zip((precision, recall), _GOALS, strict=True))


def _measure(pages: Sequence[Sequence[Row]], low: float, high: float, gold: int) -> tuple[float, float]:
    knobs = default_config().facts.model_copy(update={"min_score": low, "further_score": high})
    chosen = right = 0
    for page in pages:
        for row, fact in zip(page, choose_best([row.fact for row in page], knobs), strict=True):
            chosen += fact.status == "chosen"
            right += fact.status == "chosen" and row.is_gold
    return (right / chosen if chosen else 0.0), right / gold


def main() -> None:
    """Fit and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    rows = collect_rows(_SEEDS)
    low, high, precision, recall = find_thresholds(score_held_out(rows))
    print(f"# {len(rows)} candidates; cross-validated precision {precision:.4f}, recall {recall:.4f}")
    print(f"  min_score: {low}\n  further_score: {high}\n  weights:")
    for name, value in fit_weights(rows).items():
        print(f"    {name}: {value}")


if __name__ == "__main__":
    main()
