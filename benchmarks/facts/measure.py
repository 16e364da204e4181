"""Measure fact choice, publishers and categories on AnchorFact articles rendered backwards.

python -m benchmarks.facts.measure                 the whole corpus, held-out noise, and the figures
python -m benchmarks.facts.measure --show 40       with examples of what was missed or wrongly chosen
python -m benchmarks.facts.measure --unlisted      publishers that no list knows, in more places
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from benchmarks.facts.articles import GoldArticle, load_articles
from benchmarks.facts.pages import GoldPage, render_page
from extractor.config import Config, default_config
from extractor.knowledge import default_knowledge
from extractor.scrub import scrub_page
from extractor.segment import segment_page
from extractor.spans import TracedText
from extractor.structure.facts import choose_facts
from extractor.structure.sources import read_sources
from extractor.structure.sources.publishers import fold_name
from extractor.structure.wording import plain_words
from extractor.types import Fact, RawPage, Sections, Source

KNOWLEDGE = default_knowledge()

HELD_OUT = 1
_SAME = 92
SEED = 2026


@dataclass
class Tally:
    """Counts over pages, and examples of what went wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        """Give one count by another."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0

    def figures(self) -> dict[str, float]:
        """Give the measures, each from 0 to 1."""
        return {
            "precision": round(self.share("right", "chosen"), 4),
            "recall": round(self.share("found", "gold"), 4),
            "publisher_accuracy": round(self.share("publisher_right", "publishers"), 4),
            "publishers_invented": self.counts["publisher_invented"],
        }


def read_page(text: str, config: Config) -> Sections:
    """Take a page's text as far as its sections."""
    raw = RawPage("page.txt", "text/plain", "utf-8", "0" * 64, text, TracedText.verbatim(text))
    return segment_page(scrub_page(raw, config=config, knowledge=KNOWLEDGE), config=config, knowledge=KNOWLEDGE)


def is_same(statement: str, gold: str) -> bool:
    """Whether a chosen statement is a gold one, edits and typesetting aside."""
    return fuzz.ratio(plain_words(statement).casefold(), plain_words(gold).casefold()) >= _SAME


def find_gold(statement: str, page: GoldPage) -> str | None:
    """Give the gold statement that a statement is."""
    return next((gold for gold in page.statements if is_same(statement, gold)), None)


def measure_pages(articles: Sequence[GoldArticle], *, seeds: Sequence[int] = (SEED,), half: int = HELD_OUT) -> Tally:
    """Render the articles, run the pipeline and compare."""
    tally = Tally()
    config = default_config()
    for seed in seeds:
        for article in articles:
            page = render_page(article, articles, seed=seed, half=half)
            sections = read_page(page.text, config)
            sources, _ = read_sources(sections, config=config, knowledge=KNOWLEDGE)
            if page.statements:
                compare_facts(page, choose_facts(sections, sources, config=config, is_entity=False, knowledge=KNOWLEDGE), tally)
            compare_publishers(page, sources, tally)
            tally.counts["pages"] += 1
    return tally


def compare_facts(page: GoldPage, facts: Sequence[Fact], tally: Tally) -> None:
    """Count chosen facts that are gold, and gold statements that were chosen."""
    chosen = [fact for fact in facts if fact.status == "chosen"]
    hits = {gold for fact in chosen if (gold := find_gold(fact.statement, page))}
    tally.counts["gold"] += len(page.statements)
    tally.counts["found"] += len(hits)
    tally.counts["chosen"] += len(chosen)
    for fact in chosen:
        if find_gold(fact.statement, page):
            tally.counts["right"] += 1
        else:
            kind = _name_kind(fact, page)
            tally.wrong[kind] += 1
            tally.examples.append(f"WRONG {kind} [{page.article.title}] {fact.score} {fact.statement} {dict(fact.features)}")
    tally.examples += [
        f"MISSED [{page.article.title}] {gold} <- {_explain(gold, facts)}" for gold in page.statements if gold not in hits
    ]


def _name_kind(fact: Fact, page: GoldPage) -> str:
    best = max(page.noise, key=lambda sentence: fuzz.partial_ratio(sentence, fact.sentence.text), default="")
    return page.noise.get(best, "unknown") if fuzz.partial_ratio(best, fact.sentence.text) > 80 else "unknown"


def _explain(gold: str, facts: Sequence[Fact]) -> str:
    near = max(facts, key=lambda fact: fuzz.ratio(fact.statement, gold), default=None)
    return f"{near.reason} {near.score} | {near.statement} {dict(near.features)}" if near else "no candidate"


def compare_publishers(page: GoldPage, sources: Sequence[Source], tally: Tally) -> None:
    """Count web results whose publisher was read rightly; one where the page names none is invented."""
    for title, gold in page.publishers.items():
        source = _find_source(title, gold, sources)
        found = source.institution if source else None
        tally.counts["publishers"] += 1
        right = fold_name(found or "") == fold_name(gold or "")
        tally.counts["publisher_right"] += right
        tally.counts["named"] += gold is not None
        tally.counts["named_right"] += gold is not None and right
        if found and not right and fold_name(found) not in fold_name(page.text):
            tally.counts["publisher_invented"] += 1
        if not right:
            tally.wrong["publisher"] += 1
            tally.examples.append(f"PUBLISHER {title!r}: {gold!r} read as {found!r}")


def _find_source(title: str, publisher: str | None, sources: Sequence[Source]) -> Source | None:
    wanted = fold_name(f"{title}{publisher or ''}")
    primary = [source for source in sources if source.role == "primary"]
    return max(primary, key=lambda source: fuzz.ratio(fold_name(source.raw_title.text), wanted), default=None)


def _list_report(tally: Tally, categories: float, show: int) -> Iterator[str]:
    yield json.dumps({**tally.figures(), "category_accuracy": round(categories, 4)}, indent=2)
    yield f"counts {dict(tally.counts)}"
    yield f"wrong {dict(tally.wrong.most_common())}"
    yield from tally.examples[:show]


def main() -> None:
    """Measure the whole corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--every", type=int, default=1, help="take every nth article only")
    parser.add_argument("--seeds", type=int, nargs="*", default=[SEED])
    parser.add_argument("--half", type=int, default=HELD_OUT, help="0 fitted, 1 held out, 2 other hand, 3 web chatter")
    parser.add_argument("--unlisted", action="store_true", help="measure publishers only, each forgotten on its own pages")
    options = parser.parse_args()
    if options.unlisted:
        from benchmarks.facts.publishers import measure_all

        print(json.dumps(measure_all(load_articles()[:: options.every]), indent=2))
        return
    from benchmarks.category.train import cross_validate

    tally = measure_pages(load_articles()[:: options.every], seeds=options.seeds, half=options.half)
    print("\n".join(_list_report(tally, sum(cross_validate(load_articles()).values()) / len(load_articles()), options.show)))


if __name__ == "__main__":
    main()
