"""Train the category model from AnchorFact articles rendered backwards into pages.

    python -m benchmarks.category.train            cross-validate, then write extractor/models/category.json
    python -m benchmarks.category.train --check    cross-validate only

A linear support vector machine, one category against the rest, over the terms of a page
(``extractor.structure.category.read_terms``) times their rarity, scaled to length one. Our own word lists (``seeds.yaml``) join
the training as short pages of four words. scikit-learn is used here only; the shipped model is a table of weights.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from benchmarks.facts.articles import ROOT, GoldArticle, load_articles
from benchmarks.facts.measure import HELD_OUT, read_page
from benchmarks.facts.pages import render_page
from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.structure.category import fold_term, read_terms

KNOWLEDGE = default_knowledge()

MODEL = ROOT / "extractor" / "models" / "category.json"
_SEEDS = (21, 22)
_TEST_SEED = 23
_FEWEST = 3
_SCALE = 100
_STRENGTH = 0.5
_BALANCE = 0.7
_SEED_PAGE = 4
_SEED_COUNT = 2.0

Row = tuple[Mapping[str, float], str]


def read_page_terms(article: GoldArticle, articles: Sequence[GoldArticle], *, seed: int, half: int) -> dict[str, float]:
    """Render an article and give the terms of its page with their counts."""
    page = render_page(article, articles, seed=seed, half=half)
    return {
        term: found.weight for term, found in read_terms(read_page(page.text, default_config()), knowledge=KNOWLEDGE).items()
    }


def list_seed_pages() -> list[Row]:
    """Give the words of our own as short pages, each word also in the title."""
    seeds = yaml.safe_load(Path(__file__).with_name("seeds.yaml").read_text("utf-8"))
    pages: list[Row] = []
    for category, text in seeds.items():
        words = [fold_term(word) for word in text.split()]
        for at in range(0, len(words), _SEED_PAGE):
            part = words[at : at + _SEED_PAGE]
            pages.append((dict.fromkeys([*part, *(f"title:{word}" for word in part)], _SEED_COUNT), category))
    return pages


def fit_model(rows: Sequence[Row]) -> dict[str, Any]:
    """Fit the model; terms of fewer than three pages are left out, unless they are ours."""
    counts = Counter(term for terms, _ in rows for term in terms)
    seeds = list_seed_pages()
    keep = {term for term, count in counts.items() if count >= _FEWEST} | {term for terms, _ in seeds for term in terms}
    pages = [*rows, *seeds]
    frequency = Counter(term for terms, _ in pages for term in terms if term in keep)
    rarity = {term: math.log(len(pages) / (1 + frequency[term])) + 0.3 for term in keep}
    vectorizer = DictVectorizer()
    counted = [{term: count * rarity[term] for term, count in sorted(terms.items()) if term in keep} for terms, _ in pages]
    x = normalize(vectorizer.fit_transform(counted))
    sizes = Counter(category for _, category in rows)
    balance = [(len(rows) / len(sizes) / sizes[category]) ** _BALANCE for _, category in rows] + [1.0] * len(seeds)
    model = LinearSVC(C=_STRENGTH, random_state=0).fit(x, [category for _, category in pages], sample_weight=balance)
    names = vectorizer.get_feature_names_out()
    return {
        "categories": list(model.classes_),
        "scale": _SCALE,
        "bias": [round(float(value), 4) for value in model.intercept_],
        "rows": {
            str(name): [round(rarity[name] * _SCALE), *np.rint(row * _SCALE).astype(int).tolist()]
            for name, row in zip(names, model.coef_.T, strict=True)
        },
    }


def predict(model: dict[str, Any], terms: Mapping[str, float]) -> str:
    """Give the best category, by the arithmetic of ``extractor.structure.category``."""
    known = [
        (count * model["rows"][term][0], model["rows"][term][1:]) for term, count in terms.items() if term in model["rows"]
    ]
    counts = np.array([count for count, _ in known])
    sums = np.array(model["bias"]) + (counts / np.linalg.norm(counts)) @ np.array([row for _, row in known]) / _SCALE
    return str(model["categories"][int(np.argmax(sums))])


def read_training_pages(articles: Sequence[GoldArticle]) -> list[list[dict[str, float]]]:
    """Render every article a few times."""
    return [[read_page_terms(article, articles, seed=seed, half=seed % 2) for seed in _SEEDS] for article in articles]


def cross_validate(articles: Sequence[GoldArticle]) -> Counter[str]:
    """Count right guesses by category over five folds of articles; the held pages are rendered with other noise."""
    labels = [article.category for article in articles]
    train = read_training_pages(articles)
    right: Counter[str] = Counter()
    for fit, held in StratifiedKFold(5, shuffle=True, random_state=0).split(labels, labels):
        model = fit_model([(terms, labels[at]) for at in fit for terms in train[at]])
        for at in held:
            terms = read_page_terms(articles[at], articles, seed=_TEST_SEED, half=HELD_OUT)
            right[labels[at]] += predict(model, terms) == labels[at]
    return right


def main() -> None:
    """Cross-validate and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    options = parser.parse_args()
    articles = load_articles()
    sizes = Counter(article.category for article in articles)
    right = cross_validate(articles)
    print(f"accuracy {right.total() / len(articles):.4f}")
    print({category: f"{right[category]}/{size}" for category, size in sorted(sizes.items())})
    if not options.check:
        pages = zip(articles, read_training_pages(articles), strict=True)
        model = fit_model([(terms, article.category) for article, renderings in pages for terms in renderings])
        MODEL.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
        print(f"{MODEL.name}: {len(model['rows'])} terms, {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
