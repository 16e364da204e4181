"""A claim beside one sentence: what of it the sentence tells, part by part, as numbers that a verdict is weighed from."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from extractor.structure.claims.evidence import Claim, EvidenceIndex, Sentence
from extractor.structure.claims.names import find_name, is_people_of
from extractor.structure.claims.parts import Cue, Parts, overlap
from extractor.structure.claims.quantities import agree, comparable
from extractor.structure.claims.words import Word
from extractor.types import PartialDate

FEATURES = (
    "bias", "words", "all_words", "most_words", "lone_word", "key", "no_key", "key_missing", "names", "name_missing",
    "has_names", "figures", "figure_missing", "figure_differs", "has_figures", "dates", "date_missing", "date_differs",
    "when_agrees", "when_differs", "about", "not_about", "other_first", "others", "denied", "hedged", "spread", "is_event",
    "is_summary", "key_alone", "whole", "clean", "clean_key", "specific", "figure_nowhere", "name_nowhere",
    "words_nowhere", "about_other", "source_about", "others_behind", "bare",
    "denied_behind", "denied_elsewhere", "hedged_behind", "hedged_elsewhere",
)  # fmt: skip
"""What a verdict is weighed from, in the order of the weights."""

_TELLING = (
    "key",
    "about",
    "source_about",
    "when_agrees",
    "specific",
    "lone_word",
    "all_words",
    "most_words",
    "spread",
    "no_key",
)
"""What speaks for a claim only as far as its parts are told."""
_TOPIC_WEIGHT = 0.25
_SPECIFIC = 100
_LIGHT = 0.4
_FRONT = 12
_HEAD = 6
_PEOPLE = 0.9
_NAMED = 0.9


def compare(claim: Claim, sentence: Sentence, evidence: EvidenceIndex) -> dict[str, float]:
    """Give the features of a claim beside a sentence; a feature that is nought is left out."""
    reader, mine, theirs = evidence.reader, claim.parts, sentence.parts
    found: dict[str, float] = {"bias": 1.0}
    told = {word.stem: _tell(word, theirs, evidence) for word in mine.content}
    _compare_names(mine, theirs, found, told)
    weights = {
        word.stem: _TOPIC_WEIGHT if word.stem in reader.topic else _LIGHT if word.stem in reader.light else 1.0
        for word in mine.content
    }
    total = fsum(weights.values())
    share = fsum(weights[stem] * sure for stem, (sure, _) in told.items()) / total if total else 0.0
    if told:
        found["words"] = share
        found["all_words"] = float(share > 0.95)
        found["most_words"] = float(share > 0.7)
    found["lone_word"] = float(len(told) <= 1)
    places = [at for sure, at in told.values() if sure >= 0.5]
    places += [other.start for one in mine.quantities for other in theirs.quantities if agree(one, other)]
    if claim.key is not None:
        content = [word for word in claim.key.words if word.stem]
        keys = [_tell(word, theirs, evidence) for word in content]
        best = max((sure for sure, _ in keys), default=0.0)
        mean = fsum(sure for sure, _ in keys) / len(keys) if keys else 0.0
        found["key"] = (best + mean) / 2
        found["key_missing"] = float(best < 0.45)
        places = places or [at for sure, at in keys if sure >= 0.5]
    else:
        found["no_key"] = 1.0
    _compare_figures(mine, theirs, found)
    _compare_dates(claim, mine, theirs, found)
    _compare_subjects(claim, sentence, places, found)
    _sum_up(claim, evidence, found)
    return {name: round(value, 6) for name, value in found.items() if value}


def _sum_up(claim: Claim, evidence: EvidenceIndex, found: dict[str, float]) -> None:
    """Say how much of the weakest part is told, whether nothing speaks against it, and what of the claim stands nowhere."""
    parts = [
        found[name]
        for name, has in (("names", "has_names"), ("figures", "has_figures"), ("dates", "mine_dated"))
        if has in found
    ]
    whole = min([*parts, *([found["words"]] if "words" in found else [])], default=0.0)
    guarded = any(found.get(name) for name in ("others", "denied", "hedged", "other_first", "not_about"))
    found["whole"] = whole
    found["clean"] = 0.0 if guarded else whole
    found["clean_key"] = 0.0 if guarded else whole * found.get("key", 1.0)
    found["key_alone"] = float(claim.key is not None and found.get("key", 0.0) >= 0.45 and whole < 0.4)
    found.pop("mine_dated", None)
    few = len({word.stem for word in claim.parts.content}) + len(claim.parts.quantities) <= 1
    found["bare"] = whole if few and found.get("key_missing") else 0.0
    for name in _TELLING:
        found[name] = found.get(name, 0.0) * whole
    nowhere = evidence.find_missing(claim.parts)
    found["figure_nowhere"], found["name_nowhere"], found["words_nowhere"] = nowhere


def _tell(word: Word, theirs: Parts, evidence: EvidenceIndex) -> tuple[float, int]:
    """How surely a sentence tells a word, and where."""
    row, places = evidence.vocabulary.match(word), theirs.places
    found = [(sure, -places[stem]) for stem, sure in row.items() if stem in places]
    best, at = max(found, default=(0.0, 0))
    at = -at
    reader = evidence.reader
    foreign = reader.language != "en" and word.written.islower()
    if not best and foreign and is_people_of(word, theirs.words, reader.demonyms):
        return _PEOPLE, at
    return best, at


def _compare_names(mine: Parts, theirs: Parts, found: dict[str, float], told: dict[str, tuple[float, int]]) -> None:
    """Compare names; the words of one that stands there in short, or by its surname, count as told."""
    if not mine.names:
        return
    reader = mine.reader
    held = [find_name(name, theirs.words, topic=reader.topic, demonyms=reader.demonyms) for name in mine.names]
    for name, sure in zip(mine.names, held, strict=True):
        if sure >= _NAMED:
            told.update({word.stem: (max(told[word.stem][0], sure), told[word.stem][1]) for word in name if word.stem in told})
    found["has_names"] = 1.0
    found["names"] = fsum(held) / len(held)
    found["name_missing"] = float(min(held) < 0.5)


def _compare_figures(mine: Parts, theirs: Parts, found: dict[str, float]) -> None:
    if not mine.quantities:
        return
    held = [any(agree(one, other) for other in theirs.quantities) for one in mine.quantities]
    found["has_figures"] = 1.0
    found["figures"] = fsum(held) / len(held)
    exact = (one for one, is_held in zip(mine.quantities, held, strict=True) if is_held)
    found["specific"] = float(any(one.unit not in {"clock", "share"} and one.readings[0].low >= _SPECIFIC for one in exact))
    found["figure_missing"] = float(not all(held))
    lost = [one for one, is_held in zip(mine.quantities, held, strict=True) if not is_held]
    found["figure_differs"] = float(any(comparable(one, other) for one in lost for other in theirs.quantities))


def _compare_dates(claim: Claim, mine: Parts, theirs: Parts, found: dict[str, float]) -> None:
    dates = (*mine.dates, *(claim.key.dates if claim.key else ()))
    if dates:
        held = [max((_fit(one, other) for other in theirs.dates), default=0.0) for one in dates]
        found["mine_dated"] = 1.0
        found["dates"] = fsum(held) / len(held)
        found["date_missing"] = float(min(held) < 0.5)
        found["date_differs"] = float(min(held) < 0.5 and bool(theirs.dates))
    if claim.when is not None and claim.when.earliest and theirs.dates:
        fits = any(overlap(claim.when, other) for other in theirs.dates)
        found["when_agrees" if fits else "when_differs"] = 1.0


def _fit(one: PartialDate, other: PartialDate) -> float:
    """1 where the other says all that the one says, 0.5 where it says it less finely, 0 where it says something else."""
    if one.edtf is not None and one.edtf == other.edtf:
        return 1.0
    if not overlap(one, other):
        return 0.0
    if one.earliest and one.latest and other.earliest and other.latest:
        inside = one.earliest <= other.earliest and other.latest <= one.latest
        return 1.0 if inside else 0.5
    return 0.5


def _compare_subjects(claim: Claim, sentence: Sentence, places: Sequence[int], found: dict[str, float]) -> None:
    mine, theirs = claim.parts, sentence.parts
    found["about"] = float(sentence.is_about is True)
    found["not_about"] = float(sentence.is_about is False)
    at, last = min(places, default=len(theirs.text)), max(places, default=0)
    held = {word.stem for word in mine.words if word.stem}
    foreign = [
        name
        for name in theirs.names
        if not held & {word.stem for word in name}
        and (not theirs.is_governed(name[0].start) or (name[0].start <= _FRONT and sentence.is_about is not True))
    ]
    first = next((name for name in foreign if name[0].start < at), None)
    found["other_first"] = float(first is not None and theirs.topic_at > first[0].start)
    named = any(not held & {word.stem for word in name} for name in theirs.names)
    found["about_other"] = float(sentence.is_about is not True and named)
    found["source_about"] = float(sentence.is_source_about)
    clauses = {theirs.find_clause(place) for place in places}
    _compare_turns(claim, theirs, clauses, (at, last), found)
    found["spread"] = min((last - at) / 120, 2.0) if places else 0.0
    found["is_event"] = float(claim.kind == "event")
    found["is_summary"] = float(claim.kind == "summary")


def _compare_turns(claim: Claim, theirs: Parts, clauses: set[int], ends: tuple[int, int], found: dict[str, float]) -> None:
    """Compare what denies, supposes, or means somebody else: before or behind the claim's words, or in another clause."""
    mine, (at, last) = claim.parts, ends
    own = f"{mine.text} {claim.key.text if claim.key else ''}".casefold()

    def list_places(cues: Sequence[Cue]) -> list[int]:
        return [cue.start for cue in cues if cue.word[:_HEAD] not in own]

    others = list_places(theirs.others)
    found["others"] = float(any(place <= at for place in others) and not mine.others)
    found["others_behind"] = float(any(place > at and theirs.find_clause(place) in clauses for place in others))
    for name, cues, has in (("denied", theirs.denials, mine.denials), ("hedged", theirs.hedges, mine.hedges)):
        places = list_places(cues)
        inside = [place for place in places if theirs.find_clause(place) in clauses]
        before = any(place <= last for place in inside)
        found[name] = float(before != bool(has)) if name == "denied" else float(before and not has)
        found[f"{name}_behind"] = float(any(place > last for place in inside) and not has)
        found[f"{name}_elsewhere"] = float(len(places) > len(inside) and not has)
