"""Pages to read their articles by: one rendered page of each category, written to a folder as raw files.

python -m benchmarks.facts.show pages/ --seed 21
extractor convert pages/ -o read/ && extractor check read/
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from benchmarks.facts.articles import GoldArticle, load_articles
from benchmarks.facts.imprints import WIDE
from benchmarks.facts.pages import CHATTER, render_page


def pick_articles(articles: tuple[GoldArticle, ...], *, seed: int) -> list[GoldArticle]:
    """Give one article of each category."""
    draw = random.Random(seed)  # noqa: S311 - reproducible, not secret
    kinds = sorted({article.category for article in articles})
    return [draw.choice([article for article in articles if article.category == kind]) for kind in kinds]


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=21)
    options = parser.parse_args()
    articles = load_articles()
    options.folder.mkdir(parents=True, exist_ok=True)
    for article in pick_articles(articles, seed=options.seed):
        page = render_page(article, articles, seed=options.seed, half=CHATTER, places=WIDE)
        (options.folder / f"{article.id}.txt").write_text(page.text, "utf-8")


if __name__ == "__main__":
    main()
