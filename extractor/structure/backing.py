"""What of the machine-written record do the sources say too? Claims are laid beside evidence sentences.

backed        a sentence holds most of the claim's words, and every figure and name of it
contradicted  a sentence says the same with another figure of the same kind
unbacked      no sentence does either, and none is near enough that it could
unclear       some sentence is near: nothing is said of such a claim
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.knowledge import Knowledge
from extractor.structure.evidence import EvidenceIndex, Sentence, list_names, list_numbers
from extractor.structure.facts.lexicon import stem_words
from extractor.types import Attribute, Text

Status = Literal["backed", "unbacked", "contradicted", "unclear"]

_CLAUSE = re.compile(r"(?:[^,;()]|,(?=\s*\d)|\([^()]*\))+")
_DATA = re.compile(r"^\s*[\[{]|://")
_LEADING = re.compile(r"^\s*(?:and|or|as well as)\s+", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]{2}")
_FULL_STOP = re.compile(r"(?<!\b[A-Za-z])\.$")
_SPECIFIC = re.compile(r"(?!(?:1\d|20)\d\d$)\d{3,}(?:\.\d+)?|\d+\.\d+")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_FIGURE = re.compile(r"\d+(?:[:.,/]\d+)*")
_ALIKE = 5
_NEAR = 0.4
_NEAR_WITH_FIGURES = 0.0
_MOST_LOOKED = 400
_SHARE = 0.6
_WHOLE_SHARE = 0.8
_SAME_SHARE = 0.85
_SAME_WORDS = 4
_FEW_WORDS = 3
_MOST_PARTS = 2 / 3


@dataclass(frozen=True, slots=True)
class Backing:
    """A claim of the record and what the sources make of it."""

    claim: Text
    status: Status
    evidence: tuple[Sentence, ...] = ()


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


def back_attribute(attribute: Attribute, evidence: EvidenceIndex, *, knowledge: Knowledge) -> AttributeBacking:
    """Judge an attribute as a whole, else clause by clause; one word counts only together with those of its key."""
    key = stem_words(attribute.key.text, knowledge=knowledge)
    whole = back_claim(attribute.value, evidence, key=key, share=_WHOLE_SHARE, knowledge=knowledge)
    if whole.status in {"backed", "contradicted"} or _DATA.search(attribute.value.text):
        return AttributeBacking(attribute, (whole,))
    clauses = tuple(cut_clauses(attribute.value, knowledge=knowledge)) or (attribute.value,)
    return AttributeBacking(attribute, tuple(back_claim(clause, evidence, key=key, knowledge=knowledge) for clause in clauses))


def cut_clauses(value: Text, *, knowledge: Knowledge) -> Iterator[Text]:
    """Cut a value at commas and semicolons outside brackets; the ``and`` before the last one is left out."""
    for match in _CLAUSE.finditer(value.text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if leading := _LEADING.match(match.group()):
            start = match.start() + leading.end()
        end = match.start() + len(_FULL_STOP.sub("", match.group().rstrip()))
        if start < end and stem_words(value.text[start:end], knowledge=knowledge):
            yield value.part(start, end)


def back_claim(
    claim: Text, evidence: EvidenceIndex, *, key: frozenset[str] = frozenset(), share: float = _SHARE, knowledge: Knowledge
) -> Backing:
    """Judge one claim.

    Args:
        claim: Its words.
        evidence: The sentences that may back it.
        key: Words that a sentence must share too where the claim has only one.
        share: The share of the claim's content words that a sentence must hold.
        knowledge: What the program knows besides the page.
    """
    stems, numbers, names = stem_words(claim.text, knowledge=knowledge), list_numbers(claim.text), list_names(claim.text)
    if _UNSPACED.search(claim.text) and (found := evidence.find_verbatim(claim.text.strip(" 。.、，,"))):
        return Backing(claim, "backed", (found,))
    if len(stems) <= 1 and not any(_SPECIFIC.fullmatch(number) for number in numbers):
        stems |= key
    contradicting: list[Sentence] = []
    for sentence in evidence.find(stems):
        held = _measure_share(stems - numbers, sentence)
        if (
            held >= (share if len(stems) > _FEW_WORDS else 1.0)
            and numbers <= sentence.numbers
            and _holds_names(names, sentence)
        ):
            return Backing(claim, "backed", (sentence,))
        alike = len(stems - numbers) >= _SAME_WORDS and held >= _SAME_SHARE and _holds_names(names, sentence)
        if alike and _differs(numbers, sentence.numbers):
            contradicting.append(sentence)
    if contradicting:
        return Backing(claim, "contradicted", (contradicting[0],))
    return Backing(claim, "unclear" if _is_near(claim.text, stems - numbers, evidence) else "unbacked")


def _is_near(claim: str, stems: frozenset[str], evidence: EvidenceIndex) -> bool:
    """Whether the evidence holds what could be the claim in other words: its figures, its names, or a good part of its words.

    A figure that stands nowhere, in digits or in its parts (``2:00:35``, ``2 hours and 35 seconds``), is near nothing.
    """
    figures = [part for number in _FIGURE.findall(claim) for part in re.split(r"[:.,/]", number) if part.strip("0")]
    if not all(evidence.holds_figure(figure.lstrip("0")) for figure in figures):
        return False
    best = max((_measure_likeness(stems, sentence) for sentence in evidence.sentences[:_MOST_LOOKED]), default=0.0)
    return best >= (_NEAR_WITH_FIGURES if figures else _NEAR)


def _measure_likeness(stems: frozenset[str], sentence: Sentence) -> float:
    """The share of a claim's words of which a sentence holds one that begins alike."""
    held = sum(any(_begin_alike(stem, other) for other in sentence.stems) for stem in stems)
    return held / len(stems) if stems else 1.0


def _begin_alike(stem: str, other: str) -> bool:
    return stem == other or (min(len(stem), len(other)) >= _ALIKE and stem[:_ALIKE] == other[:_ALIKE])


def _measure_share(stems: frozenset[str], sentence: Sentence) -> float:
    held = sum(stem in sentence.stems or (len(stem) > 3 and f" {stem}" in sentence.stem_line) for stem in stems)
    return held / len(stems) if stems else 0.0


def _holds_names(names: frozenset[str], sentence: Sentence) -> bool:
    return all(name in sentence.text.text for name in names)


def _differs(numbers: frozenset[str], others: frozenset[str]) -> bool:
    """Both hold a year and no year is shared, or both hold one other figure each, and not the same."""
    years, other_years = ({number for number in side if _YEAR.fullmatch(number)} for side in (numbers, others))
    if years and other_years:
        return not years & other_years
    figures, other_figures = numbers - years, others - other_years
    return len(figures) == len(other_figures) == 1 and figures != other_figures


def back_sentences(claims: Sequence[Text], evidence: EvidenceIndex, *, knowledge: Knowledge) -> tuple[Backing, ...]:
    """Judge whole sentences, such as those of the summary or the timeline."""
    return tuple(back_claim(claim, evidence, knowledge=knowledge) for claim in claims)
