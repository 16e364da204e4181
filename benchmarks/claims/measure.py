"""Measure what articles say about their evidence, on labelled pages.

python -m benchmarks.claims.measure                 precision and recall of "unbacked", of disputes, and backing by kind
python -m benchmarks.claims.measure --show          with every claim that was judged wrongly
python -m benchmarks.claims.measure --pages p01 p02
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.claims.pages import LabelledClaim, LabelledPage, load_pages
from benchmarks.facts.measure import read_page
from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.structure.calendar import read_page_dates
from extractor.structure.claims import Backing
from extractor.structure.flow import find_material, structure_sections
from extractor.structure.material import Material
from extractor.structure.sources import read_sources
from extractor.structure.wording import plain_words

KNOWLEDGE = default_knowledge()
CONFIG = default_config()


class Verdict(NamedTuple):
    """A labelled claim and what the program makes of it."""

    page: str
    claim: LabelledClaim
    status: str
    backing: Backing | None


def read_material(page: LabelledPage) -> Material:
    """Take a page as far as its material."""
    sections = read_page(page.text, CONFIG)
    dates, _ = read_page_dates(sections, config=CONFIG, knowledge=KNOWLEDGE)
    sources, _ = read_sources(sections, config=CONFIG, knowledge=KNOWLEDGE)
    return find_material(sections, sources, dates, config=CONFIG, knowledge=KNOWLEDGE)[0]


def judge_page(page: LabelledPage, material: Material) -> Iterator[Verdict]:
    """Give what becomes of each claim of a page."""
    attributes = {plain_words(each.attribute.key.text): each for each in material.attributes}
    told: Sequence[Backing]
    for claim in page.claims:
        words = plain_words(claim.claim)
        if claim.of == "attribute":
            told = attributes[plain_words(claim.key)].clauses if plain_words(claim.key) in attributes else ()
        else:
            told = material.timeline if claim.of == "event" else material.summary
        found = next((each for each in told if plain_words(each.claim.text).rstrip(".") == words.rstrip(".")), None)
        found = found or next((each for each in told if words.rstrip(".") in plain_words(each.claim.text)), None)
        yield Verdict(page.name, claim, found.status if found else "lost", found)


def measure_disputes(page: LabelledPage) -> tuple[int, int, int, list[str]]:
    """Give how many disputes of a page are found, how many it has, how many are told that are none, and remarks."""
    _, article = structure_sections(read_page(page.text, CONFIG), config=CONFIG, knowledge=KNOWLEDGE)
    told = [dispute.statement for dispute in article.disputed_statements]
    remarks: list[str] = []
    right: set[str] = set()
    found = 0
    for _, *positions in page.disputes:
        holding = [each for each in told if sum(position in each for position in positions) >= min(len(positions), 2)]
        together = all(any(position in each for each in told) for position in positions)
        if holding and together:
            found += 1
            right.update(each for each in told if any(position in each for position in positions))
        else:
            remarks.append(f"  missed dispute {page.name}: {positions}")
    invented = [each for each in told if each not in right]
    remarks += [f"  invented dispute {page.name}: {each}" for each in invented]
    return found, len(page.disputes), len(invented), remarks


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--pages", nargs="*", default=())
    options = parser.parse_args()
    table: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    remarks: list[str] = []
    found = wanted = invented = 0
    for page in load_pages(options.pages):
        for verdict in judge_page(page, read_material(page)):
            table[verdict.claim.label, verdict.status] += 1
            kinds[f"{verdict.claim.label} {verdict.claim.kind}", verdict.status] += 1
            if verdict.claim.label not in {"unclear", verdict.status}:
                key = f"{verdict.claim.key}: " if verdict.claim.key else ""
                evidence = " | ".join(each.text.text for each in verdict.backing.evidence) if verdict.backing else ""
                remarks.append(
                    f"  {verdict.page} {verdict.claim.label} {{{verdict.claim.kind}}} as {verdict.status}: "
                    f"{key}{verdict.claim.claim}{' <- ' + evidence if evidence else ''}"
                )
        told = measure_disputes(page)
        found, wanted, invented = found + told[0], wanted + told[1], invented + told[2]
        remarks += told[3]
    if options.show:
        print("\n".join(remarks))
    called = sum(
        count for (label, status), count in table.items() if status == "unbacked" and label not in {"unclear", "contradicted"}
    )
    unbacked = sum(count for (label, _), count in table.items() if label == "unbacked")
    right = table["unbacked", "unbacked"]
    backed = sum(count for (label, _), count in table.items() if label == "backed")
    said = sum(count for (label, status), count in table.items() if status == "backed" and label != "unclear")
    print(f"claims {sum(table.values())}, lost {sum(count for (_, status), count in table.items() if status == 'lost')}")
    print(f"unbacked: precision {right / max(called, 1):.3f}, recall {right / max(unbacked, 1):.3f}")
    sure = table["backed", "backed"]
    print(f"backed:   precision {sure / max(said, 1):.3f}, recall {sure / max(backed, 1):.3f}")
    print(f"disputes: precision {found / max(found + invented, 1):.3f}, recall {found / max(wanted, 1):.3f} of {wanted}")
    for kind in sorted({kind for kind, _ in kinds}):
        row = {
            status: kinds[kind, status]
            for status in ("backed", "unclear", "unbacked", "contradicted", "lost")
            if kinds[kind, status]
        }
        print(f"  {kind:28} {row}")


if __name__ == "__main__":
    main()
