"""Small articles, and what happens to them over time: pages change, people edit and decide, the machine runs again."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

from extractor.knowledge import default_knowledge
from extractor.merge import Merge, MergePolicy, merge_articles
from extractor.merge.facts import Versions, find_removed, list_dropped, restore_dropped
from extractor.merge.matching import find_changed, sight_facts
from extractor.merge.naming import swap_ids
from extractor.merge.numbering import Highest, settle_ids
from extractor.merge.versions import read_version
from extractor.schema import Article, Body, BodySection, inspect_article
from extractor.schema.parts import read_words
from extractor.structure.facts.statements import is_covered

KNOWLEDGE = default_knowledge()

NOUNS = ("mill", "weir", "dam", "lock", "sluice", "quay", "ferry", "pump", "gate", "wheel")
HEADINGS = ("TL;DR", "Core Explanation", "Detailed Analysis")

SENTENCES = (
    "The tide mill at the ford has ground {} sacks of wheat a week since its repair.",
    "Engineers counted {} cracks below the weir after that winter's flood.",
    "A dam of {} metres holds back the western lake.",
    "Barges wait {} minutes on average before the upper lock opens.",
    "In its best year the sluice served {} farms on either bank.",
    "Merchants paid for {} mooring rings along the quay.",
    "Until the bridge came, one ferry carried {} travellers every market day.",
    "Two pumps lift {} litres a second out of the marsh.",
    "Nobody lived by the gate before {} families settled there.",
    "Its wooden wheel turns on {} iron spokes.",
    "Parish books name {} millers who drowned.",
    "Eels from these ponds fetched {} pence at the fair.",
)


def say(sentence: int, figure: int) -> str:
    return SENTENCES[sentence].format(figure)


def read_sentence(words: str) -> str:
    """Give what a fact is about, whatever its figure."""
    return re.sub(r"\d+", "", words)


def make_page(rng: random.Random) -> dict[str, Any]:
    """Make what a page says: plain values that an article is composed of."""
    return {
        "facts": rng.sample(range(12), rng.randint(1, 5)),
        "figures": [rng.randint(20, 23) for _ in SENTENCES],
        "sources": ["A survey", "Valley notes"],
        "gaps": rng.sample(range(6), rng.randint(0, 3)),
        "completeness": rng.choice((0.3, 0.4, 0.5)),
        "verified": rng.choice(("2025-07-01", "2025-07-02")),
        "lines": {heading: rng.sample(range(9), 1 if heading == "TL;DR" else rng.randint(1, 4)) for heading in HEADINGS},
    }


def change_page(page: Mapping[str, Any], other: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    """Change some of a page into another, so that what has gone may well return."""
    return {**page, **{key: other[key] for key in rng.sample(sorted(page), rng.randint(1, 3))}}


def compose(page: Mapping[str, Any]) -> Article:
    """Compose a page's article, as the machine does: numbers from 1, in order."""
    facts = [
        {
            "id": f"af-science-valley-{at}", "statement": say(n, page["figures"][n]), "source_title": page["sources"][n % 2],
            "source_ref": f"ps-valley-{n % 2 + 1}", "confidence": "low",
        }
        for at, n in enumerate(page["facts"], 1)
    ]  # fmt: skip
    sources = [{"id": f"ps-valley-{at}", "title": title, "type": "article"} for at, title in enumerate(page["sources"], 1)]
    sections = tuple(
        BodySection(heading=heading, text="\n".join(f"Line {n} is about the {NOUNS[n]}." for n in lines))
        for heading, lines in page["lines"].items()
    )
    fixed = {
        "id": "valley", "title": "Valley", "schema_type": "article", "category": "science", "language": "en",
        "created_date": "2025-06-01", "updated": "2025-07-26", "generation_method": "ai_structured", "data_period": "static",
        "derived_from_human_seed": False, "conflict_of_interest": "none_declared", "is_live_document": False,
        "disputed_statements": [], "secondary_sources": [], "confidence": "low", "status": "draft",
    }  # fmt: skip
    data = fixed | {
        "last_verified": page["verified"],
        "completeness": page["completeness"],
        "atomic_facts": facts,
        "primary_sources": sources,
        "known_gaps": [f"Gap {n} -- the {NOUNS[n]} has no date" for n in page["gaps"]],
    }
    article, faults = inspect_article(data, Body(sections=sections))
    assert not [fault for fault in faults if fault.severity == "error"], faults
    return article


class History:
    """One article in its workspace, without the files.

    ``words`` holds what people wrote, by place; ``taken`` the words of facts that people took
    out; ``out`` those that a decision or the merge knows of.
    """

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.page, self.other = make_page(rng), make_page(rng)
        self.base = compose(self.page)
        self.mine = self.base
        self.accepted = False
        self.words: dict[tuple[str, ...], Any] = {}
        self.out: set[str] = set()
        self.taken: set[str] = set()
        self.kept: set[str] = set()
        self.dropped: list[dict[str, Any]] = []
        self.left_out: set[str] = set()
        self.highest = Highest(len(self.base.atomic_facts), 2)

    def turn(self) -> None:
        """Change the page."""
        self.page, self.other = change_page(self.page, self.other, self.rng), self.page

    def rerun(self) -> tuple[Article, Merge]:
        """Convert the page again and merge; return what the machine said, with settled ids, and the merge."""
        theirs = compose(self.page)
        base, mine = read_version(self.base), read_version(self.mine)
        known = [base, mine, base.with_facts(self.dropped)]
        said = {read_words(fact.statement) for fact in theirs.atomic_facts}
        self.out |= self.kept - {read_words(fact.statement) for fact in self.mine.atomic_facts}
        out = (find_removed(base, mine) - self.left_out) | self.out
        kept = {fact.id for fact in self.mine.atomic_facts}
        old = [one for one in (*sight_facts(base), *sight_facts(base.with_facts(self.dropped))) if one.id in kept]
        new = [one for one in sight_facts(read_version(theirs)) if not is_covered(one.words, out, knowledge=KNOWLEDGE)]
        changed = find_changed(old, new, said, knowledge=KNOWLEDGE)
        ids, self.highest = settle_ids(read_version(theirs), known, self.highest, changed)
        theirs = swap_ids(theirs, ids)
        policy = MergePolicy(self.accepted, frozenset(self.out), evidence=frozenset(said), left_out=frozenset(self.left_out))
        restored = restore_dropped(Versions(base, mine, read_version(theirs)), self.dropped)
        old = inspect_article(restored.fields, self.base.body)[0]
        merge = merge_articles(old, self.mine, theirs, policy=policy, knowledge=KNOWLEDGE)
        earlier = [*base.facts.values(), *self.dropped]
        self.base, self.mine = theirs, merge.article
        self.dropped = list_dropped(read_version(theirs), earlier, [read_version(self.mine)])
        self.out |= set(merge.removed)
        had = {read_words(fact.statement) for fact in self.mine.atomic_facts}
        self.left_out = {words for words in self.left_out.union(merge.left_out) if words in said - had}
        self.kept = {read_words(fact.statement) for fact in self.mine.atomic_facts} - said
        return theirs, merge

    def edit(self) -> None:
        """Let a person do something to the file."""
        self.rng.choice(
            (self.edit_scalar, self.edit_fact, self.remove_fact, self.add_gap, self.add_line, self.add_key, self.add_fact)
        )()

    def change(self, **values: Any) -> None:
        data = {**self.mine.to_data(), **values}
        body = data.pop("body", self.mine.body)
        article, faults = inspect_article(data, body)
        if not [fault for fault in faults if fault.severity == "error"]:
            self.mine = article

    def edit_scalar(self) -> None:
        value = self.rng.choice((0.81, 0.92))
        self.change(completeness=value)
        self.words["completeness",] = value

    def add_key(self) -> None:
        self.change(reviewed_by="R. Ito")
        self.words["reviewed_by",] = "R. Ito"

    def edit_fact(self) -> None:
        facts = self.mine.to_data()["atomic_facts"]
        if facts:
            at = self.rng.randrange(len(facts))
            text = f"In a person's words, {facts[at]['id']} has stood there for {self.rng.randint(2, 99)} years."
            facts[at] = {**facts[at], "statement": text}
            self.change(atomic_facts=facts)
            self.words["atomic_facts", facts[at]["id"]] = text

    def add_fact(self) -> None:
        facts = self.mine.to_data()["atomic_facts"]
        if len(facts) < 6:
            self.highest = self.highest._replace(facts=self.highest.facts + 1)
            number = f"af-science-valley-{self.highest.facts}"
            text = f"A person found number {self.highest.facts} in the parish archive of the valley."
            source = self.mine.primary_sources[0]
            own = {"id": number, "statement": text, "source_title": source.title, "source_ref": source.id, "confidence": "low"}
            self.change(atomic_facts=[*facts, own])
            self.words["atomic_facts", number] = text

    def remove_fact(self) -> None:
        facts = self.mine.to_data()["atomic_facts"]
        if facts:
            gone = facts.pop(self.rng.randrange(len(facts)))
            self.change(atomic_facts=facts)
            self.words.pop(("atomic_facts", gone["id"]), None)
            self.taken.add(read_words(gone["statement"]))
            if self.rng.random() < 0.5:
                self.out.add(read_words(gone["statement"]))  # a decision; otherwise the merge must see it

    def add_gap(self) -> None:
        text = f"Archive -- a person misses volume {self.rng.randint(1, 50)}"
        self.change(known_gaps=[*self.mine.known_gaps, text])
        self.words["known_gaps", text] = text

    def add_line(self) -> None:
        heading = self.rng.choice(HEADINGS[1:])
        text = f"A person adds note {self.rng.randint(1, 999)}."
        sections = [
            section.model_copy(update={"text": f"{section.text}\n\n{text}"}) if section.heading == heading else section
            for section in self.mine.body.sections
        ]
        self.change(body=self.mine.body.model_copy(update={"sections": tuple(sections)}))
        self.words["body", heading, text] = text

    def find_lost(self) -> list[tuple[str, ...]]:
        """List the places where the article no longer says what a person wrote."""
        data = self.mine.to_data()
        facts = {fact["id"]: fact["statement"] for fact in data["atomic_facts"]}
        lost = []
        for place, text in self.words.items():
            section = self.mine.body.find(place[1]) if place[0] == "body" else None
            found = {
                "atomic_facts": lambda place=place: facts.get(place[1]),
                "known_gaps": lambda text=text: text if text in data["known_gaps"] else None,
                "body": lambda section=section, text=text: text if section and text in section.text else None,
            }.get(place[0], lambda place=place: data.get(place[0]))()
            if found != text:
                lost.append(place)
        return lost
