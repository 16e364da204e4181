"""The sentences of a page that state dates, and which of them are about the same event as a timeline entry."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from math import fsum, log
from operator import attrgetter
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.structure.dates.wordings import Wording, load_events, make_wording, read_wording
from extractor.structure.sentences import split_sentences
from extractor.types import PartialDate, Sections, Text

Reader = Callable[[str], tuple[PartialDate, ...]]
"""Gives the dates of a text."""

_BRACKETED = re.compile(r"\([^()]{0,60}\d")
_MOST_CANDIDATES = 60
_LEAST_COVER = 0.3
_SUPPORT = 0.6
"""Share of a clause's words that one sentence must hold to support it."""


class Passage:
    """A text of the page with its dates, which are read when a sentence of it is first asked for its own.

    Most sentences are about no event of the timeline, so most passages are never read.
    """

    __slots__ = ("_dates", "_read", "_text")

    def __init__(self, text: str, read: Reader) -> None:
        """Keep the text and what reads its dates."""
        self._text, self._read = text, read
        self._dates: tuple[PartialDate, ...] | None = None

    def list_dates(self, start: int, end: int) -> tuple[PartialDate, ...]:
        """Give the dates that start in a range of the text; their offsets count in it."""
        if self._dates is None:
            self._dates = self._read(self._text)
        low, high = (bisect_left(self._dates, place, key=attrgetter("start")) for place in (start, end))
        return self._dates[low:high]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the page.

    Attributes:
        text: The sentence, in the clean text.
        wording: Its names, verbs and other words.
        passage: The text around it, where it starts at ``at``.
        sourced: A web result, an extract or a document holds it, and not the machine-written record.
        life: Its first date is a range that tells the days of birth and death.
    """

    text: Text
    wording: Wording
    passage: Passage
    sourced: bool
    at: int = 0
    life: bool = False

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        """Its dates; their offsets count in the passage."""
        found = self.passage.list_dates(self.at, self.at + len(self.text.text))
        return found[0].parts + found[1:] if self.life else found


class Rank(NamedTuple):
    """How well a sentence fits an event.

    Attributes:
        cover: Share of the event's words that it holds, each by its rarity in the page.
        statement: The sentence.
        sure: It shares what tells this event from others of the page's topic: a name of its own, and a further word.
    """

    cover: float
    statement: Statement
    sure: bool


@dataclass(slots=True)
class Evidence:
    """Every sentence outside the timeline, with an index from words to the sentences that hold them.

    ``topic`` is the names in the page's title and in its encyclopedia text's.
    """

    topic: frozenset[str] = frozenset()
    statements: list[Statement] = field(default_factory=list)
    index: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, statement: Statement) -> None:
        """Take in the next sentence."""
        number = len(self.statements)
        self.statements.append(statement)
        for key in statement.wording.keys:  # their order leaves no trace: each key has a list of its own
            self.index[key].append(number)

    def weigh(self, key: str) -> float:
        """Give the weight of a word: the rarer in the page, the more it tells."""
        return log(1 + (len(self.statements) + 1) / (1 + len(self.index.get(key, ()))))

    def supports(self, clause: Wording) -> bool:
        """Tell whether one sentence of a source holds most of a clause's words."""
        candidates = self.list_candidates(clause)
        found = (
            len(clause.keys & self.statements[number].wording.keys) for number in candidates if self.statements[number].sourced
        )
        return any(count >= _SUPPORT * len(clause.keys) for count in found) and bool(clause.keys)

    def list_candidates(self, wording: Wording) -> list[int]:
        """Give sentences that share the rarest words, few enough that a hostile page stays linear."""
        found: dict[int, None] = {}
        for key in sorted(wording.keys, key=lambda key: (len(self.index.get(key, ())), key)):
            for number in self.index.get(key, ())[:_MOST_CANDIDATES]:
                found[number] = None
            if len(found) >= _MOST_CANDIDATES:
                break
        return list(found)


def gather_evidence(sections: Sections, read: Reader, *, knowledge: Knowledge) -> Evidence:
    """Index every sentence of a page outside its timeline; ``read`` gives the dates of a text when they are needed."""
    title = read_wording(sections.title.text, knowledge=knowledge).names
    extract = sections.wikipedia.title if sections.wikipedia else None
    evidence = Evidence(title | (read_wording(extract.text, knowledge=knowledge).names if extract else frozenset()))
    for text, sourced, topic in _list_texts(sections):
        names = read_wording(topic.text, knowledge=knowledge).names if topic else title
        passage = Passage(text.text, read)
        for start, end in split_sentences(text.text, knowledge=knowledge):
            sentence = text.part(start, end)
            wording = _add_topic(sentence.text, read_wording(sentence.text, knowledge=knowledge), names, knowledge=knowledge)
            evidence.add(_read_life(Statement(sentence, wording, passage, sourced, start), knowledge=knowledge))
    return evidence


def _list_texts(sections: Sections) -> Iterator[tuple[Text, bool, Text | None]]:
    """Give the page's prose: the text, whether a source says it, and the title of what it is about."""
    if sections.wikipedia and sections.wikipedia.extract:
        yield sections.wikipedia.extract, True, sections.wikipedia.title
    for result in sections.web_results:
        yield from ((fragment, True, None) for fragment in result.fragments)
    yield from ((text, True, None) for text in sections.content)
    yield from ((text, False, None) for text in sections.summary)
    if sections.description:
        yield sections.description, False, None
    yield from ((attribute.value, False, None) for attribute in sections.attributes)


def _add_topic(text: str, wording: Wording, topic: frozenset[str], *, knowledge: Knowledge) -> Wording:
    """Let a pronoun stand for what its text is about."""
    if load_events(knowledge)["pronouns"].search(text):
        return make_wording(wording.names | topic, wording.verbs, wording.others)
    return wording


def _read_life(statement: Statement, *, knowledge: Knowledge) -> Statement:
    """Take "(7 May 1833 – 3 April 1897)" after a name as the days of birth and death."""
    if not _BRACKETED.search(statement.text.text):
        return statement
    first = statement.dates[0] if statement.dates else None
    at = first.start - statement.at if first else 0
    if first is None or len(first.parts) != 2 or at == 0 or statement.text.text[at - 1] != "(":
        return statement
    if any(part.precision != "day" for part in first.parts):
        return statement
    names, verbs, others, _ = statement.wording
    return replace(statement, wording=make_wording(names, verbs | load_events(knowledge)["once"], others), life=True)


def rank_statements(event: Wording, evidence: Evidence, *, knowledge: Knowledge) -> list[Rank]:
    """Give the sentences that are about an event, the best first.

    A sentence is about it when it shares a name and a name with a digit (if the event has any) and an event verb, or two
    further words, and what they share weighs enough of the event's words, each by its rarity in the page.
    """
    weights = {key: evidence.weigh(key) for key in sorted(event.keys)}
    total = fsum(weights.values())
    own, versions = event.names - evidence.topic, event.versions
    ranked = []
    for number in evidence.list_candidates(event):
        statement = evidence.statements[number]
        wording = statement.wording
        cover = fsum(weight for key, weight in weights.items() if key in wording.keys) / total if total else 0.0
        if cover >= _LEAST_COVER and _is_about(event, wording, versions):
            once = bool(event.verbs & wording.verbs & load_events(knowledge)["once"])
            shared = (not own or own & wording.names) and (not event.others or event.others & wording.others)
            ranked.append(Rank(cover, statement, sure=once or bool(shared)))
    return sorted(ranked, key=lambda rank: (-rank.cover, rank.statement.text.start))


def _is_about(event: Wording, wording: Wording, versions: frozenset[str]) -> bool:
    named = not event.names or bool(event.names & wording.names)
    told = bool(event.verbs & wording.verbs) or len(event.others & wording.others) >= 2
    return named and told and (not versions or bool(versions & wording.names))
