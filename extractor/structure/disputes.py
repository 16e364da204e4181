"""Where the page itself disagrees, and who says what (ARTICLE 6). A page that does not disagree has no disputes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.schema.prose import is_damaged
from extractor.structure.assertions import Assertion, differ, load_traits, read_assertions
from extractor.structure.claims import Backing, Position
from extractor.structure.claims.quantities import list_numbers
from extractor.structure.cues import Cues, read_cues
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.phrasing import Voice, close, join_clause
from extractor.structure.wording import fold_marks, plain_words
from extractor.types import Attribute, Fact, Sections, Source

_MOST = 5
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_ELISION = re.compile(r"[\s.\u2026\[\]()]*")


class Dispute(NamedTuple):
    """A disagreement in one sentence; ``source`` is the position of the one source that says so, if it is one.

    ``sentences`` and ``attributes`` are the starts of those that take part.
    """

    statement: str
    source: int | None = None
    sentences: tuple[int, ...] = ()
    attributes: tuple[int, ...] = ()


def find_disputes(
    sections: Sections,
    sources: Sequence[Source],
    facts: Sequence[Fact],
    *,
    voice: Voice,
    claims: Sequence[Backing] = (),
    conflicts: Sequence[tuple[Position, ...]] = (),
) -> tuple[Dispute, ...]:
    """Find the page's disagreements, five at most.

    Two sources (or a source and the entity record) give different values for what the entity has only one of; two sources
    report opposite effects of it; or a source says that the matter is open.

    Args:
        sections: The page.
        sources: Its sources.
        facts: Every candidate sentence, chosen or not.
        voice: How the page's sentences are quoted.
        conflicts: Values of one measure that cannot all be right.
        claims: Sentences of the record laid beside the evidence; a contradicted one is a disagreement.
    """
    found = (
        *_tell_conflicts(conflicts, sources, facts, voice),
        *_find_values(sections, sources, facts, voice),
        *_find_contradictions(sources, claims, voice),
        *_find_opposites(sections, sources, facts, voice),
        *_find_open_questions(sections, sources, facts, voice),
    )
    unique = {dispute.statement: dispute for dispute in found if not is_damaged(dispute.statement)}
    return tuple(unique.values())[:_MOST]


def _tell_conflicts(
    conflicts: Sequence[tuple[Position, ...]], sources: Sequence[Source], facts: Sequence[Fact], voice: Voice
) -> Iterator[Dispute]:
    """Tell every position, each with who holds it; the record, which is no source, comes last."""
    statements = {fact.sentence.start: fact.statement for fact in facts}
    for positions in conflicts:
        told = sorted(positions, key=lambda position: position.sentence is None)
        sentences = [each.sentence for each in told if each.sentence]
        said = [voice.say(sources[each.source], statements.get(each.text.start, each.text.text)) for each in sentences]
        said += [_name_attribute(each.attribute, voice) for each in told if each.attribute]
        yield Dispute(
            _contrast(voice, *said),
            sentences=tuple(each.text.start for each in sentences),
            attributes=tuple(each.attribute.value.start for each in told if each.attribute),
        )


def _find_values(sections: Sections, sources: Sequence[Source], facts: Sequence[Fact], voice: Voice) -> Iterator[Dispute]:
    by_trait: dict[str, list[Assertion]] = {}
    traits = load_traits(voice.knowledge, voice.language)
    for assertion in read_assertions(
        sections.title.text, sources, facts, sections.attributes, traits=traits, knowledge=voice.knowledge
    ):
        by_trait.setdefault(assertion.trait.name, []).append(assertion)
    for assertions in by_trait.values():
        pairs = (pair for pair in combinations(assertions[: 2 * _MOST], 2) if _are_apart(*pair) and differ(*pair))
        if pair := next(pairs, None):
            yield Dispute(_contrast(voice, *(_phrase_assertion(assertion, sources, voice) for assertion in pair)))


def _are_apart(one: Assertion, other: Assertion) -> bool:
    """Two sources, or a source and the record; one source may well give two values for two things."""
    if one.fact is None or other.fact is None:
        return one.fact is not other.fact
    return one.fact.source != other.fact.source


def _phrase_assertion(assertion: Assertion, sources: Sequence[Source], voice: Voice) -> str:
    if assertion.fact is not None:
        return voice.say(sources[assertion.fact.source], assertion.fact.statement)
    if assertion.attribute is None:
        return ""
    return _name_attribute(assertion.attribute, voice)


def _name_attribute(attribute: Attribute, voice: Voice) -> str:
    value, key = plain_words(attribute.value.text), plain_words(attribute.key.text)
    return voice.prose.record_gives.format(value=value.rstrip("."), key=key)


def _contrast(voice: Voice, one: str, other: str, *others: str) -> str:
    told = join_clause(voice.open(one), voice.prose.whereas, other)
    for more in others:
        told = join_clause(told, voice.prose.and_last, more)
    return close(told)


def _find_contradictions(sources: Sequence[Source], claims: Sequence[Backing], voice: Voice) -> Iterator[Dispute]:
    for claim in claims:
        if claim.status == "contradicted":
            (sentence,) = claim.evidence
            said = voice.prose.record_says.format(sentence=voice.embed(claim.claim.text))
            yield Dispute(_contrast(voice, said, voice.say(sources[sentence.source], sentence.text.text)))


class _Axis(NamedTuple):
    poles: tuple[Cues, Cues]


class _Words(NamedTuple):
    axes: tuple[_Axis, ...]
    open: Cues
    anaphora: re.Pattern[str]


@derived
def _words(knowledge: Knowledge, language: str) -> _Words:
    """Read what tells a disagreement in English, which sources of any page may be written in, and in the page's language."""
    words = knowledge.gather(lambda language: language.disputes, tags=("en", language))
    return _Words(
        tuple(_Axis((read_cues(axis.for_), read_cues(axis.against))) for axis in words.opposites),
        read_cues(words.open_questions),
        re.compile(rf"\b(?:{'|'.join(words.anaphora)})\b", re.IGNORECASE),
    )


def _find_opposites(sections: Sections, sources: Sequence[Source], facts: Sequence[Fact], voice: Voice) -> Iterator[Dispute]:
    topic = stem_words(sections.title.text, knowledge=voice.knowledge)
    about = [fact for fact in facts if topic & stem_words(fact.sentence.text, knowledge=voice.knowledge)]
    said = _fold_all(about)
    for axis in _words(voice.knowledge, voice.language).axes:
        if not all(pole.may_match(said) for pole in axis.poles):
            continue
        one, other = (_find_speakers(about, pole) for pole in axis.poles)
        pairs = ((a, b) for a in one for b in other if a.source != b.source and not _are_elsewhere(a, b))
        if pair := next(pairs, None):
            yield Dispute(_contrast(voice, *(voice.say(sources[fact.source], fact.statement) for fact in pair)))


def _are_elsewhere(one: Fact, other: Fact) -> bool:
    """Both tell when, or both count, and not the same: effects of two times or in two places are no contradiction."""
    years, others = (set(_YEAR.findall(fact.sentence.text)) for fact in (one, other))
    figures, other_figures = (list_numbers(fact.sentence.text) for fact in (one, other))
    return bool((years and others and not years & others) or (figures and other_figures and not figures & other_figures))


def _fold_all(facts: Sequence[Fact]) -> str:
    return "\n".join(fold_marks(fact.sentence.text) for fact in facts).casefold()


def _find_speakers(facts: Sequence[Fact], pole: Cues) -> list[Fact]:
    """The first sentence of each source that speaks for one side."""
    found: dict[int, Fact] = {}
    for fact in facts:
        if fact.source not in found and pole.search(fold_marks(fact.sentence.text)):
            found[fact.source] = fact
    return list(found.values())


def _find_open_questions(
    sections: Sections, sources: Sequence[Source], facts: Sequence[Fact], voice: Voice
) -> Iterator[Dispute]:
    cues = _words(voice.knowledge, voice.language)
    for at, fact in enumerate(facts if cues.open.may_match(_fold_all(facts)) else ()):
        words = fold_marks(fact.sentence.text)
        if words.endswith("?") or not cues.open.search(words):
            continue
        before = facts[at - 1] if at and _touches(sections, facts[at - 1], fact) else None
        if not cues.anaphora.search(words):
            yield Dispute(close(voice.open(voice.say(sources[fact.source], fact.statement))), fact.source)
        elif before is not None:
            stated = voice.open(voice.say(sources[fact.source], before.statement))
            yield Dispute(close(join_clause(stated, voice.prose.but_that, voice.embed(fact.statement))), fact.source)


def _touches(sections: Sections, before: Fact, fact: Fact) -> bool:
    """One sentence follows the other in the page with nothing but blanks, or the mark of an elision, between."""
    gap = sections.page.text.text[before.sentence.end : fact.sentence.start]
    return before.source == fact.source and before.sentence.end <= fact.sentence.start and bool(_ELISION.fullmatch(gap))
