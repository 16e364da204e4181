"""What an entity has one of at one time (a population, a founding date, a height): who gives which value, and who differs.

Measures are in ``configs/languages/<tag>/disputes.yaml``; a key of the record that none of them knows is a measure of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.structure.claims.evidence import EvidenceIndex, Sentence
from extractor.structure.claims.parts import ClaimReader, Parts, overlap
from extractor.structure.claims.quantities import Quantity, agree
from extractor.structure.claims.words import list_words, load_light
from extractor.types import Attribute, PartialDate

_REACH = 60
_MOST = 4
_MOST_POSITIONS = 40
_ABOUT = timedelta(days=800)
_FEW_DIGITS = 4
_TOLD = 0.75
_WORDS_BEHIND = 3
_TIMES = 30
_COUNTED = ("count", "money")
_BESIDE = 24
_YEARS = (1400, 2100)
_YEAR = re.compile(r"\d{3,4}")


class Measure(NamedTuple):
    """What one value is given of.

    Attributes:
        name: Its name.
        kind: ``date``, ``count``, or what its unit measures.
        stems: Stems of the words that tell of it.
        all_stems: All of these must stand beside the figure, not one of them.
    """

    name: str
    kind: str
    stems: frozenset[str]
    all_stems: bool = False


class Position(NamedTuple):
    """A value that somebody gives.

    Attributes:
        measure: Of what.
        date: The value, if it is a date.
        quantity: The value, if it is a figure.
        time: When it was so, if that is said.
        scopes: Words that narrow what is counted.
        sentence: The sentence that gives it, else ``attribute`` does.
        attribute: The attribute that gives it.
    """

    measure: Measure
    date: PartialDate | None = None
    quantity: Quantity | None = None
    time: tuple[PartialDate, ...] = ()
    scopes: frozenset[str] = frozenset()
    sentence: Sentence | None = None
    attribute: Attribute | None = None


@derived
def _load_measures(knowledge: Knowledge, language: str) -> tuple[Measure, ...]:
    known = knowledge.gather(lambda each: each.disputes, tags=("en", language)).measures
    return tuple(Measure(each.name, each.kind, _stem_all(each.words, language, knowledge)) for each in known)


@derived
def _load_scopes(knowledge: Knowledge, language: str) -> frozenset[str]:
    return frozenset(knowledge.gather(lambda each: each.disputes, tags=("en", language)).scopes)


def _stem_all(words: Iterable[str], language: str, knowledge: Knowledge) -> frozenset[str]:
    found = list_words(" ".join(words), language=language, knowledge=knowledge)
    return frozenset(word.stem for word in found if word.stem)


def find_conflicts(evidence: EvidenceIndex, attributes: Sequence[Attribute]) -> Iterator[tuple[Position, ...]]:
    """Give the values of one measure that cannot all be right, each by the first who gives it; four at most."""
    reader = evidence.reader
    for measure, told in _list_measures(attributes, reader):
        positions = [position for attribute in told if (position := _read_attribute(measure, attribute, reader))]
        for sentence in evidence.find_stems(_list_stems(measure, evidence)):
            positions.extend(_read_sentence(measure, sentence, evidence))
            if len(positions) >= _MOST_POSITIONS:
                break
        apart: list[Position] = []
        for position in positions:
            if all(_are_apart(position, known) and _differ(position, known) for known in apart):
                apart.append(position)
        if len(apart) > 1:
            yield tuple(apart[:_MOST])


def _list_measures(attributes: Sequence[Attribute], reader: ClaimReader) -> Iterator[tuple[Measure, list[Attribute]]]:
    """Give every known measure with the attributes that it is the key of, then those that only an attribute names."""
    told: dict[str, list[Attribute]] = {}
    light = load_light(reader.knowledge, reader.language)
    known = {measure.name: measure for measure in _load_measures(reader.knowledge, reader.language)}
    others: list[tuple[Measure, Attribute]] = []
    for attribute in attributes:
        scopes = _load_scopes(reader.knowledge, reader.language)
        words = reader.read(attribute.key.text).words
        stems = frozenset(word.stem for word in words if word.written.lower() not in scopes) - light - {""}
        names = [name for name, measure in known.items() if stems & measure.stems and _has_kind(measure, attribute, reader)]
        for name in names:
            told.setdefault(name, []).append(attribute)
        kind = _find_kind(attribute, reader)
        if not names and stems and kind:
            others.append((Measure(attribute.key.text, kind, stems, all_stems=True), attribute))
    yield from ((measure, told.get(name, [])) for name, measure in known.items())
    yield from ((measure, [attribute]) for measure, attribute in others)


def _has_kind(measure: Measure, attribute: Attribute, reader: ClaimReader) -> bool:
    return bool(list(_list_values(measure, reader.read(attribute.value.text))))


def _find_kind(attribute: Attribute, reader: ClaimReader) -> str:
    """Say what an attribute's one value is: a figure by its unit; nothing for several."""
    parts = reader.read(attribute.value.text)
    kinds = [each.readings[0].kind or "count" for each in parts.quantities if each.unit != "share"]
    if not kinds and len(parts.dates) == 1 and _names_year(parts.dates[0]):
        return "date"
    return kinds[0] if len(kinds) == 1 and kinds[0] not in {"clock", "percent"} else ""


def _names_year(date: PartialDate) -> bool:
    return date.edtf is not None and _YEAR.search(date.raw) is not None


def _list_values(measure: Measure, parts: Parts) -> Iterator[PartialDate | Quantity]:
    if measure.kind == "date":
        yield from (date for date in parts.dates if _names_year(date) and (date.earliest or date.latest))
        return
    for quantity in parts.quantities:
        kind = quantity.readings[0].kind
        if (measure.kind == "count" and not kind and quantity.unit != "share" and not _is_of_name(quantity, parts)) or (
            kind and kind.startswith(measure.kind)
        ):
            yield quantity


def _is_of_name(quantity: Quantity, parts: Parts) -> bool:
    """A number word with a capital inside a sentence is part of a name: ``Tour des Trois Cols``."""
    return quantity.start > 0 and parts.text[quantity.start].isupper()


def _read_attribute(measure: Measure, attribute: Attribute, reader: ClaimReader) -> Position | None:
    parts = reader.read(attribute.value.text)
    value = next(_list_values(measure, parts), None)
    if value is None:
        return None
    key = reader.read(attribute.key.text)
    scopes = _find_scopes(key, reader) | _find_scopes(parts, reader)
    return _make(measure, value, parts, scopes, attribute=attribute)


def _make(
    measure: Measure,
    value: PartialDate | Quantity,
    parts: Parts,
    scopes: frozenset[str],
    *,
    sentence: Sentence | None = None,
    attribute: Attribute | None = None,
) -> Position:
    if isinstance(value, PartialDate):
        return Position(measure, value, None, (), scopes, sentence, attribute)
    time = tuple(date for date in parts.dates if date.edtf and date.earliest)
    return Position(measure, None, value, time, scopes, sentence, attribute)


def _find_scopes(parts: Parts, reader: ClaimReader, at: int | None = None) -> frozenset[str]:
    """Give the words that narrow what is counted: all of a key or a value, or those right before and behind a place."""
    held = (word.written.lower() for word in parts.words if at is None or -_BESIDE <= word.start - at <= _BESIDE // 2)
    return frozenset(held) & _load_scopes(reader.knowledge, reader.language)


def _list_stems(measure: Measure, evidence: EvidenceIndex) -> frozenset[str]:
    if not measure.all_stems:
        return measure.stems
    return frozenset(
        stem for mine in measure.stems for stem, sure in evidence.vocabulary.match_stem(mine).items() if sure >= _TOLD
    )


def _read_sentence(measure: Measure, sentence: Sentence, evidence: EvidenceIndex) -> Iterator[Position]:
    """Read the value beside the words of a measure, in the same clause."""
    parts = sentence.parts
    places = _find_places(measure, parts, evidence)
    if not places or not _is_of_entity(measure, sentence):
        return
    values = list(_list_values(measure, parts))
    for at in places:
        clause = parts.find_clause(at)
        near = [value for value in values if parts.find_clause(value.start) == clause and abs(value.start - at) <= _REACH]
        value = _find_beside(near, parts, at) or _choose(near, at)
        if value is not None and not _is_of_other(measure, parts, at) and not _is_doubtful(parts, clause, max(at, value.start)):
            yield _make(measure, value, parts, _find_scopes(parts, parts.reader, at), sentence=sentence)
            return


def _find_places(measure: Measure, parts: Parts, evidence: EvidenceIndex) -> list[int]:
    """Say where the words of a measure stand; of one that an attribute names, all of them, in whatever words."""
    if not measure.all_stems:
        return [word.start for word in parts.words if word.stem in measure.stems]
    rows = [evidence.vocabulary.match_stem(stem) for stem in sorted(measure.stems)]
    near = [[word.start for word in parts.words if row.get(word.stem, 0.0) >= _TOLD] for row in rows]
    if all(near):
        return sorted(at for places in near for at in places)
    values = list(_list_values(measure, parts))
    return [at for places in near for at in places if _find_beside(values, parts, at)]


def _find_beside(near: Sequence[PartialDate | Quantity], parts: Parts, at: int) -> Quantity | None:
    """Give the figure right before the words, or right behind: ``21 tunnels``, ``employs 260``."""
    for value in near:
        if isinstance(value, Quantity) and not _may_be_year(value):
            between = parts.text[value.end : at] if value.end <= at else parts.text[at : value.start]
            if len(between.split()) <= (1 if value.end <= at else _WORDS_BEHIND):
                return value
    return None


def _choose(near: Sequence[PartialDate | Quantity], at: int) -> PartialDate | Quantity | None:
    """Take the first date behind the words, or the one figure beside them; of several figures none is sure."""
    dates = [value for value in near if isinstance(value, PartialDate)]
    if dates:
        behind = [date for date in dates if date.start > at]
        return behind[0] if behind else dates[-1]
    figures = [value for value in near if isinstance(value, Quantity)]
    figures = [each for each in figures if not _may_be_year(each)] or figures
    if not figures or any(not agree(figures[0], each) for each in figures[1:]):
        return None
    return figures[0]


def _may_be_year(quantity: Quantity) -> bool:
    return (
        quantity.is_plain
        and quantity.end - quantity.start == _FEW_DIGITS
        and _YEARS[0] <= quantity.readings[0].low <= _YEARS[1]
    )


def _is_doubtful(parts: Parts, clause: int, at: int) -> bool:
    """The clause denies or supposes something before a place."""
    return any(cue.start < at and parts.find_clause(cue.start) == clause for cue in (*parts.denials, *parts.hedges))


def _is_of_entity(measure: Measure, sentence: Sentence) -> bool:
    """It names the entity or leans on it; or its source tells of the entity."""
    parts = sentence.parts
    if parts.others or (sentence.is_about is True and parts.names_other_thing):
        return False
    return sentence.is_about is True or (
        sentence.is_source_about and (parts.reader.knows_names or measure.kind.startswith(_COUNTED))
    )


def _is_of_other(measure: Measure, parts: Parts, at: int) -> bool:
    """Another name stands last before the words of a measure: ``Brennan Labs, founded in 2018``."""
    before = [name[0].start for name in parts.names if name[0].start < at and not parts.is_governed(name[0].start)]
    if not before:
        return False
    if measure.kind == "date":
        return parts.topic_at < max(before) or parts.topic_at >= len(parts.text)
    return parts.topic_at > at


def _are_apart(one: Position, other: Position) -> bool:
    """Two sources, or a source and the record."""
    if one.sentence is None or other.sentence is None:
        return one.sentence is not other.sentence
    return one.sentence.source != other.sentence.source


def _differ(one: Position, other: Position) -> bool:
    """Say whether two values of one measure cannot both be right."""
    if one.scopes != other.scopes:
        return False
    if one.date and other.date:
        return not overlap(_loosen(one.date), _loosen(other.date))
    if one.quantity is None or other.quantity is None or _tells_both(one, other):
        return False
    if one.time and other.time and not any(overlap(mine, theirs) for mine in one.time for theirs in other.time):
        return False
    return _may_be_one(one.quantity, other.quantity) and not agree(_round(one.quantity), _round(other.quantity))


def _may_be_one(one: Quantity, other: Quantity) -> bool:
    """Figures of which one is many times the other are of two things."""
    low, high = sorted(abs(each.readings[0].high) for each in (one, other))
    return high <= _TIMES * low


def _tells_both(one: Position, other: Position) -> bool:
    """A sentence that holds the other's figure too disputes nothing."""
    return any(
        agree(each, theirs.quantity)
        for mine, theirs in ((one, other), (other, one))
        if mine.sentence is not None and theirs.quantity is not None
        for each in mine.sentence.parts.quantities
    )


def _loosen(date: PartialDate) -> PartialDate:
    """Widen a date that is only about right."""
    if not date.qualifier or date.earliest is None or date.latest is None or date.earliest.year <= _FEW_DIGITS:
        return date
    return date._replace(earliest=date.earliest - _ABOUT, latest=date.latest + _ABOUT)


def _round(quantity: Quantity) -> Quantity:
    """Take noughts at the end of a whole figure for rounding."""
    return quantity._replace(
        readings=tuple(
            reading._replace(step=max(reading.step, _half_of_noughts(reading.low / quantity.factor) * quantity.factor))
            for reading in quantity.readings
        )
    )


def _half_of_noughts(value: float) -> float:
    digits = f"{value:.0f}" if value == int(value) else ""
    noughts = len(digits) - len(digits.rstrip("0"))
    return 0.5 * 10.0**noughts if noughts else 0.0
