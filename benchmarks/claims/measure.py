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


def measure_dates(page: LabelledPage, material: Material, remarks: list[str]) -> Counter[str]:
    """Count the events whose date a source states more finely: settled as it says, otherwise than that, or left coarser."""
    counts: Counter[str] = Counter()
    for statement, edtf in page.dates.items():
        words = plain_words(statement).rstrip(".")
        event = next((each for each in material.events if words in plain_words(each.statement.text)), None)
        told = event.date.edtf if event else None
        kind = "right" if told == edtf else "coarse" if told is None or edtf.startswith(told) else "wrong"
        counts[kind] += 1
        if kind != "right":
            remarks.append(f"  date {kind} {page.name}: {statement} is {told}, not {edtf}")
    return counts


class Figures(NamedTuple):
    """What was measured, each from 0 to 1, and remarks on what went wrong."""

    figures: dict[str, float]
    kinds: Counter[tuple[str, str]]
    remarks: list[str]


def measure(names: Sequence[str] = ()) -> Figures:
    """Measure all labelled pages, or some."""
    table: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    dated: Counter[str] = Counter()
    told: Counter[str] = Counter()
    remarks: list[str] = []
    for page in load_pages(names):
        material = read_material(page)
        for verdict in judge_page(page, material):
            table[verdict.claim.label, verdict.status] += 1
            kinds[f"{verdict.claim.label} {verdict.claim.kind}", verdict.status] += 1
            if verdict.claim.label not in {"unclear", verdict.status}:
                remarks.append(_remark(verdict))
        dated.update(measure_dates(page, material, remarks))
        found, wanted, invented, notes = measure_disputes(page)
        told.update(found=found, wanted=wanted, invented=invented)
        remarks += notes
    return Figures(_sum_up(table, dated, told), kinds, remarks)


def _remark(verdict: Verdict) -> str:
    claim = verdict.claim
    key = f"{claim.key}: " if claim.key else ""
    evidence = " | ".join(each.text.text for each in verdict.backing.evidence) if verdict.backing else ""
    said = f"{key}{claim.claim}{' <- ' + evidence if evidence else ''}"
    return f"  {verdict.page} {claim.label} {{{claim.kind}}} as {verdict.status}: {said}"


def _sum_up(table: Counter[tuple[str, str]], dated: Counter[str], told: Counter[str]) -> dict[str, float]:
    """Give precision and recall; a contradicted claim is neither backed nor unbacked."""

    def share(part: int, whole: int) -> float:
        return round(part / max(whole, 1), 4)

    figures: dict[str, float] = {}
    for kind, other in (("unbacked", "backed"), ("backed", "unbacked")):
        right = table[kind, kind]
        figures[f"{kind}_precision"] = share(right, right + table[other, kind])
        figures[f"{kind}_recall"] = share(right, sum(count for (label, _), count in table.items() if label == kind))
    figures["disputes_precision"] = share(told["found"], told["found"] + told["invented"])
    figures["disputes_recall"] = share(told["found"], told["wanted"])
    figures["dates_precision"] = share(dated["right"], dated["right"] + dated["wrong"])
    figures["dates_recall"] = share(dated["right"], dated.total())
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--pages", nargs="*", default=())
    options = parser.parse_args()
    measured = measure(options.pages)
    if options.show:
        print("\n".join(measured.remarks))
    print("\n".join(f"{name:20} {value:.3f}" for name, value in measured.figures.items()))
    for kind in sorted({kind for kind, _ in measured.kinds}):
        print(f"  {kind:28} { ({status: count for (each, status), count in sorted(measured.kinds.items()) if each == kind}) }")


if __name__ == "__main__":
    main()
