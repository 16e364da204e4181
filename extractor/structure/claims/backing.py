"""What of the machine-written record do the sources say too? Claims are laid beside evidence sentences.

backed        a sentence says it of the entity, in whatever words, units and notation
contradicted  a sentence says the same with another figure or date of the same kind
unbacked      no sentence says it, and none is near enough that it could
unclear       some sentence is near: nothing is said of such a claim

The verdict is a weighed sum of what ``comparison`` finds; the weights are fitted on labelled claims
(``python -m benchmarks.claims.fit``, ``extractor/models/claims.json``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, fsum
from typing import Literal, NamedTuple

from extractor.config import package_file
from extractor.structure.claims.comparison import FEATURES, compare
from extractor.structure.claims.evidence import Claim, EvidenceIndex, Sentence
from extractor.types import Attribute, Event, PartialDate, Text

Status = Literal["backed", "unbacked", "contradicted", "unclear"]

_CLAUSE = re.compile(r"(?:[^,;()]|,(?=\s*\d)|\([^()]*\))+")
_DATA = re.compile(r"^\s*[\[{]|://")
_LEADING = re.compile(r"^\s*(?:and|or|as well as)\s+", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]{2}")
_FULL_STOP = re.compile(r"(?<!\b[A-Za-z])\.$")
_MOST_PARTS = 2 / 3
_SAME = 0.85


@dataclass(frozen=True, slots=True)
class Backing:
    """A claim of the record and what the sources make of it.

    Attributes:
        claim: Its words.
        status: The verdict.
        evidence: The sentence that it rests on, if it rests on one.
        chance: How surely it does, from 0 to 1.
        best: The sentence nearest to it, whether it backs it or not.
        seen: The claim taken apart, and the sentences it was laid beside.
    """

    claim: Text
    status: Status
    evidence: tuple[Sentence, ...] = ()
    chance: float = 0.0
    best: Sentence | None = field(default=None, repr=False)
    seen: tuple[Claim, EvidenceIndex] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class AttributeBacking:
    """An attribute with each clause of its value judged."""

    attribute: Attribute
    clauses: tuple[Backing, ...]

    @property
    def is_backed(self) -> bool:
        """Two thirds of its clauses or more are backed."""
        backed = sum(clause.status == "backed" for clause in self.clauses)
        return bool(self.clauses) and backed >= _MOST_PARTS * len(self.clauses)

    @property
    def is_unbacked(self) -> bool:
        """Some clause of it has no support, and it is not backed as a whole."""
        return not self.is_backed and any(clause.status == "unbacked" for clause in self.clauses)

    @property
    def evidence(self) -> tuple[Sentence, ...]:
        """The sentences that back its clauses, each once, in the order of the clauses."""
        found = (sentence for clause in self.clauses if clause.status == "backed" for sentence in clause.evidence)
        return tuple({(sentence.source, sentence.text.start): sentence for sentence in found}.values())


class _Weights(NamedTuple):
    weights: Mapping[str, float]
    backed: float
    unbacked: float


@cache
def _load_weights() -> _Weights:
    data = json.loads(package_file("models/claims.json").read_text(encoding="utf-8"))
    return _Weights({name: float(data["weights"].get(name, 0.0)) for name in FEATURES}, data["backed"], data["unbacked"])


def back_attribute(attribute: Attribute, evidence: EvidenceIndex) -> AttributeBacking:
    """Judge each item of an attribute's value by itself; data and addresses as a whole."""
    clauses = () if _DATA.search(attribute.value.text) else tuple(cut_clauses(attribute.value, evidence))
    judged = (back_claim(clause, evidence, kind="attribute", key=attribute.key) for clause in clauses or (attribute.value,))
    return AttributeBacking(attribute, tuple(judged))


def cut_clauses(value: Text, evidence: EvidenceIndex) -> Iterator[Text]:
    """Cut a value at commas and semicolons outside brackets; the ``and`` before the last one is left out."""
    for match in _CLAUSE.finditer(value.text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if leading := _LEADING.match(match.group()):
            start = match.start() + leading.end()
        end = match.start() + len(_FULL_STOP.sub("", match.group().rstrip()))
        if start < end and evidence.reader.read(value.text[start:end]).words:
            yield value.part(start, end)


def back_claim(
    text: Text, evidence: EvidenceIndex, *, kind: str = "summary", key: Text | None = None, when: PartialDate | None = None
) -> Backing:
    """Judge one claim.

    Args:
        text: Its words.
        evidence: The sentences that may back it.
        kind: Where it stands: ``attribute``, ``event`` or ``summary``.
        key: The key of the attribute whose value it is.
        when: The date of the event that it tells.
    """
    claim = make_claim(text.text, evidence, kind=kind, key=key.text if key else None, when=when)
    seen = (claim, evidence)
    if _UNSPACED.search(text.text) and (found := evidence.find_verbatim(text.text.strip(" 。.、，,"))):
        return Backing(text, "backed", (found,), 1.0, found, seen)
    judged = judge(claim, evidence)
    weights = _load_weights()
    if judged and judged[0].chance >= weights.backed:
        return Backing(text, "backed", (judged[0].sentence,), judged[0].chance, judged[0].sentence, seen)
    opposed = next((each for each in judged if each.sentence.is_about and _contradicts(each.features)), None)
    if key is None and opposed:
        return Backing(text, "contradicted", (opposed.sentence,), opposed.chance, opposed.sentence, seen)
    if not judged:
        return Backing(text, "unbacked", seen=seen)
    status: Status = "unbacked" if judged[0].chance <= weights.unbacked else "unclear"
    return Backing(text, status, (), judged[0].chance, judged[0].sentence, seen)


def _contradicts(features: Mapping[str, float]) -> bool:
    """The sentence says the same of the entity with another figure, or another date, and nothing else is missing."""
    same = features.get("words", 0.0) >= _SAME and not features.get("name_missing")
    guarded = any(features.get(name) for name in ("denied", "hedged", "others", "other_first"))
    figure = features.get("figure_differs") and not features.get("date_missing")
    date = features.get("date_differs") and not features.get("figure_missing")
    return bool(same and not guarded and (figure or date))


def make_claim(
    text: str, evidence: EvidenceIndex, *, kind: str, key: str | None = None, when: PartialDate | None = None
) -> Claim:
    """Take a claim apart."""
    return Claim(evidence.reader.read(text), kind, evidence.reader.read(key) if key else None, when)


class Judged(NamedTuple):
    """A sentence beside a claim.

    Attributes:
        chance: How surely it backs the claim, from 0 to 1.
        sentence: The sentence.
        features: What that was weighed from.
    """

    chance: float
    sentence: Sentence
    features: Mapping[str, float]


def judge(claim: Claim, evidence: EvidenceIndex) -> list[Judged]:
    """Weigh the nearest sentences, the surest first."""
    weights = _load_weights().weights
    found = []
    for sentence in evidence.find(claim):
        features = compare(claim, sentence, evidence)
        total = fsum(weights[name] * value for name, value in features.items())
        found.append(Judged(round(1 / (1 + exp(-max(min(total, 30), -30))), 6), sentence, features))
    return sorted(found, key=lambda each: -each.chance)


def back_sentences(claims: Sequence[Text], evidence: EvidenceIndex) -> tuple[Backing, ...]:
    """Judge whole sentences, such as those of the summary."""
    return tuple(back_claim(claim, evidence) for claim in claims)


def back_events(events: Sequence[Event], evidence: EvidenceIndex) -> tuple[Backing, ...]:
    """Judge what the events of a timeline tell, each by its longest part that is shown."""
    told = ((max(event.shown, key=lambda text: len(text.text)), event.date) for event in events if event.shown)
    return tuple(back_claim(text, evidence, kind="event", when=when) for text, when in told)
