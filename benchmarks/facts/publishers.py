"""Publishers that no list knows: every article rendered with its own publishers forgotten.

``python -m benchmarks.facts.measure --unlisted`` prints, for the places of the seed and for those of search engines, how
many publishers are read rightly by what the page alone shows, and how many titles lose a tail that is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from benchmarks.facts.articles import GoldArticle
from benchmarks.facts.imprints import PLAIN, WIDE
from benchmarks.facts.measure import HELD_OUT, SEED, Tally, compare_publishers, read_page
from benchmarks.facts.pages import render_page
from extractor.config import default_config
from extractor.knowledge import Knowledge, default_knowledge
from extractor.structure.sources import read_sources
from extractor.structure.sources.publishers import fold_name
from extractor.structure.sources.titles import cut_publisher
from extractor.types import Text

KNOWLEDGE = default_knowledge()

PLACES = {"plain": PLAIN, "wide": WIDE}
_TITLES = yaml.safe_load((Path(__file__).with_name("titles.yaml")).read_text("utf-8"))


def forget_publishers(names: Iterable[str]) -> Knowledge:
    """Give what the program knows without some publishers."""
    gone = {fold_name(name) for name in names}
    shipped = KNOWLEDGE.publishers
    listed = {kind: [name for name in names if fold_name(name) not in gone] for kind, names in shipped.publishers.items()}
    return KNOWLEDGE.model_copy(update={"publishers": shipped.model_copy(update={"publishers": listed})})


def measure_unlisted(articles: Sequence[GoldArticle], *, places: Sequence[str], seed: int = SEED) -> dict[str, float]:
    """Give the accuracy over all web results, and over those that name their publisher, without knowing any of them."""
    tally = Tally()
    config = default_config()
    for article in articles:
        page = render_page(article, articles, seed=seed, half=HELD_OUT, places=places)
        knowledge = forget_publishers(name for name in page.publishers.values() if name)
        sources, _ = read_sources(read_page(page.text, config), config=config, knowledge=knowledge)
        compare_publishers(page, sources, tally)
    return {
        "accuracy": round(tally.share("publisher_right", "publishers"), 4),
        "named": round(tally.share("named_right", "named"), 4),
        "invented": tally.counts["publisher_invented"],
    }


def measure_tails() -> dict[str, float]:
    """Of our own titles, give the share of subtitles that stay whole, and of unlisted publishers that are cut off."""
    whole = [_cut(title) is None for title in _TITLES["subtitles"]]
    cut = [_cut(title) is not None for title in _TITLES["publishers"]]
    return {"subtitles_kept": round(sum(whole) / len(whole), 4), "tails_cut": round(sum(cut) / len(cut), 4)}


def _cut(title: str) -> str | None:
    name = title.rpartition(" - ")[2]
    cut = cut_publisher(Text(0, len(title), title), about="Something else", knowledge=forget_publishers([name]))
    return cut.publisher.text if cut.publisher else None


def measure_all(articles: Sequence[GoldArticle]) -> dict[str, dict[str, float]]:
    """Measure every set of places, and the titles."""
    return {
        **{name: measure_unlisted(articles, places=places) for name, places in PLACES.items()},
        "titles": measure_tails(),
    }
