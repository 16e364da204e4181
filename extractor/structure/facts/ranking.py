"""Which candidates become facts, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import fsum

from extractor.config import Config, FactKnobs
from extractor.knowledge import Knowledge
from extractor.structure.facts.candidates import Candidate, Topic, list_candidates, read_topic
from extractor.structure.facts.features import measure_features
from extractor.structure.facts.reduction import reduce_sentence
from extractor.structure.facts.refusals import find_refusal
from extractor.structure.facts.statements import group_duplicates
from extractor.structure.wording import plain_words
from extractor.types import Fact, Sections, Source

_DEFINES = "defines_entity"
_WEAK = ("modal", "promotion", "vague", "nameless", "off_topic")
_DUPLICATE = "says the same as a better sentence"


def choose_facts(
    sections: Sections, sources: Sequence[Source], *, config: Config, is_entity: bool, knowledge: Knowledge
) -> tuple[Fact, ...]:
    """Judge every sentence of the evidence and choose the facts of the article (ARTICLE 2).

    First the best sentence of each source and the definition of the entity, from the best downward, then further good
    ones, up to ``facts.max_facts``. A sentence that another source says too is chosen once and corroborated.

    Args:
        sections: The page.
        sources: Its sources, as ``read_sources`` gives them.
        config: ``config.facts`` holds weights, thresholds and limits.
        is_entity: The encyclopedia extract is about the page's entity, so it may carry facts.
        knowledge: What the program knows besides the page.

    Returns:
        All candidates in reading order, chosen and rejected, each with its features, score and reason.
    """
    knobs = config.facts
    topic = read_topic(sections, sources, knowledge=knowledge)
    candidates = list_candidates(sources, eligible=_list_eligible(sections, sources, is_entity=is_entity), knowledge=knowledge)
    judged = [_judge(candidate, topic, knobs, knowledge=knowledge) for candidate in candidates]
    return choose_best(_keep_one_definition(_merge(judged, knobs, knowledge=knowledge), knobs), knobs)


def _list_eligible(sections: Sections, sources: Sequence[Source], *, is_entity: bool) -> tuple[int, ...]:
    """Primary sources may carry facts; the encyclopedia only where it is about the entity.

    The page's own extract may be about something else while a web result shows the entity's article.
    """
    return tuple(
        at
        for at, source in enumerate(sources)
        if source.role == "primary"
        and (
            is_entity
            or source.type != "encyclopedia"
            or source.institution != "Wikipedia"
            or _is_about_entity(sections, source)
        )
    )


def _is_about_entity(sections: Sections, source: Source) -> bool:
    """Whether an encyclopedia's article is about the page's entity: a result of its title, or the page itself."""
    if source.raw_title == sections.title:
        return True
    is_result = any(result.title == source.raw_title for result in sections.web_results)
    return is_result and plain_words(sections.title.text).casefold() == source.title.casefold()


def _judge(candidate: Candidate, topic: Topic, knobs: FactKnobs, *, knowledge: Knowledge) -> Fact:
    statement, edits = reduce_sentence(candidate, topic, longest=knobs.preferred_chars[1], knowledge=knowledge)
    refusal = find_refusal(candidate, statement, topic, knobs, knowledge=knowledge)
    features = {} if refusal else measure_features(candidate, statement, topic, knobs, knowledge=knowledge)
    score = score_features(features, knobs.weights)
    return Fact(statement, candidate.sentence, candidate.source, features, score, "rejected", refusal, edits)


def score_features(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Sum up features times weights, to four decimals; a feature without a weight counts nothing."""
    return round(fsum(value * weights.get(name, 0.0) for name, value in features.items()), 4)


def _merge(facts: Sequence[Fact], knobs: FactKnobs, *, knowledge: Knowledge) -> list[Fact]:
    """Let the best of each group of near-duplicates stand for it, corroborated by the sources of the others."""
    merged = list(facts)
    open_ = [at for at, fact in enumerate(facts) if not fact.reason]
    for group in group_duplicates([facts[at].statement for at in open_], knowledge=knowledge):
        members = [open_[at] for at in group]
        best = max(members, key=lambda at: (facts[at].score, -at))
        others = sorted({facts[at].source for at in members} - {facts[best].source})
        corroborated = {**facts[best].features, "corroborated": 1.0} if others else facts[best].features
        score = score_features(corroborated, knobs.weights)
        merged[best] = replace(facts[best], features=corroborated, score=score, corroborated_by=tuple(others))
        for at in members:
            if at != best:
                merged[at] = replace(facts[at], reason=_DUPLICATE)
    return merged


def _keep_one_definition(facts: Sequence[Fact], knobs: FactKnobs) -> list[Fact]:
    """Credit only the best definition of the entity as one: a page that is defined already gains little by a second."""
    defining = [at for at, fact in enumerate(facts) if not fact.reason and _DEFINES in fact.features]
    best = max(defining, key=lambda at: (facts[at].score, -at), default=None)
    kept = list(facts)
    for at in defining:
        if at != best:
            features = {name: value for name, value in facts[at].features.items() if name != _DEFINES}
            kept[at] = replace(facts[at], features=features, score=score_features(features, knobs.weights))
    return kept


def choose_best(facts: Sequence[Fact], knobs: FactKnobs) -> tuple[Fact, ...]:
    """Settle status and reason of the scored candidates of one page; those with a reason already stay as they are."""
    settled = list(facts)
    ranked = sorted((at for at, fact in enumerate(facts) if not fact.reason), key=lambda at: (-facts[at].score, at))
    first, further = _deal(ranked, facts)
    chosen = [at for at in first if facts[at].score >= _need(facts[at], knobs)]
    chosen += [at for at in further if facts[at].score >= knobs.further_score]
    kept, leading = set(chosen[: knobs.max_facts]), frozenset(first)
    for at in ranked:
        reason = _explain(at, facts[at], kept, leading, knobs)
        settled[at] = replace(facts[at], status="chosen" if at in kept else "rejected", reason=reason)
    return tuple(settled)


def _need(fact: Fact, knobs: FactKnobs) -> float:
    """A short sentence that says plainly what the entity is, or when or how much, needs less than any other."""
    features = fact.features
    plain = features.get("topic") == 1.0 and features.get("named_subject") and not any(features.get(name) for name in _WEAK)
    told = any(features.get(name) for name in ("dated", "figure", "definitional"))
    return knobs.plain_score if plain and told else knobs.min_score


def _deal(ranked: Iterable[int], facts: Sequence[Fact]) -> tuple[list[int], list[int]]:
    """Part the ranked candidates into the best of each source with the page's one definition, and the rest."""
    seen: set[int] = set()
    first: list[int] = []
    further: list[int] = []
    for at in ranked:
        (first if facts[at].source not in seen or _DEFINES in facts[at].features else further).append(at)
        seen.add(facts[at].source)
    return first, further


def _explain(at: int, fact: Fact, kept: set[int], first: frozenset[int], knobs: FactKnobs) -> str:
    needed = _need(fact, knobs) if at in first else knobs.further_score
    if at in kept:
        return f"score {fact.score} >= {needed}" + (", best of its source" if at in first else "")
    if fact.score < needed:
        return f"score {fact.score} < {needed}"
    return f"{knobs.max_facts} better facts were chosen"
