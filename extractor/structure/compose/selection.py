"""Which sentences stand where in an article: each once, the definition first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from extractor.knowledge import Knowledge, derived
from extractor.structure.claims.quantities import read_claim_words
from extractor.structure.facts.lexicon import stem_words
from extractor.structure.material import Material
from extractor.structure.phrasing import find_prose
from extractor.structure.wording import fold_marks
from extractor.types import Fact

_SAME = 88.0
_FLOOR = -2.0
_EMPTY_FLOOR = -0.9
_LEAD_FLOOR = -1.5
_MOST_SENSES = 6
_LEAST_CORE = 3
_MOST_CORE = 5
_MOST_DETAILS = 10
_LONGEST_LEAD = 50
_SAME_WORDS = 0.65
_FEW_STEMS = 5
_VAGUE = 0.5
_FEWEST_ALIKE = 2
_ASIDE = re.compile(r"^\s*(?:\([^()]{0,120}\)|,[^,]{0,80},)")


class _Patterns(NamedTuple):
    article: re.Pattern[str]
    sense: re.Pattern[str]
    purpose: re.Pattern[str]
    empty: re.Pattern[str]
    pronouns: re.Pattern[str]
    benefit: tuple[re.Pattern[str], re.Pattern[str]]
    concern: tuple[re.Pattern[str], re.Pattern[str]]


@derived
def _read_patterns(knowledge: Knowledge, language: str) -> _Patterns:
    prose = find_prose(knowledge, language)
    return _Patterns(
        article=re.compile(rf"^(?:{_either((*prose.definite, *prose.indefinite))}) ", re.IGNORECASE),
        sense=re.compile(rf"\b(?:{_either(prose.sense_verbs)})\b"),
        purpose=re.compile(
            rf"(?:(?:{_either(prose.definite)}) )?(?:\w+ ){{0,3}}(?:{_either(prose.purposes)}) {prose.of} ", re.IGNORECASE
        ),
        empty=re.compile(_either(prose.empty_cues), re.IGNORECASE),
        pronouns=re.compile(rf"\b(?:{_either(read_claim_words(knowledge, language).inner_pronouns)})\b"),
        benefit=(
            re.compile(_either(prose.benefit_cues), re.IGNORECASE), re.compile(_either(prose.benefit_words), re.IGNORECASE)
        ),
        concern=(
            re.compile(_either(prose.concern_cues), re.IGNORECASE), re.compile(_either(prose.concern_words), re.IGNORECASE)
        ),
    )  # fmt: skip


def _either(patterns: Sequence[str]) -> str:
    """Join alternatives; without any, nothing matches."""
    return "|".join(patterns) or "(?!)"


@dataclass
class Said:
    """What the article says already, so that nothing is said twice."""

    knowledge: Knowledge
    statements: list[str] = field(default_factory=list)

    def take(self, statement: str, *, loose: bool = False) -> bool:
        """Note a statement; False if it, or one much like it, stands in the article already.

        ``loose`` lets pass what says much the same in other words.
        """
        if self.holds(statement, loose=loose):
            return False
        self.statements.append(_key(statement))
        return True

    def holds(self, statement: str, *, loose: bool = False) -> bool:
        """Say whether the article says this, or much the same, already."""
        key, stems = _key(statement), stem_words(statement, knowledge=self.knowledge)
        return any(
            fuzz.token_sort_ratio(key, said) >= _SAME
            or (len(key) > 30 and key in said)
            or (not loose and _overlap(stems, stem_words(said, knowledge=self.knowledge)))
            for said in self.statements
        )


def _key(statement: str) -> str:
    return re.sub(r"[^\w ]", "", fold_marks(statement).casefold())


def _overlap(stems: frozenset[str], others: frozenset[str]) -> bool:
    """Most of the words of the shorter one stand in the other."""
    fewer = min(len(stems), len(others))
    return fewer >= _FEW_STEMS and len(stems & others) >= _SAME_WORDS * fewer


@dataclass(frozen=True)
class Selection:
    """The sentences of each part of the body, in the order of the page."""

    definition: Fact | None
    senses: tuple[Fact, ...]
    core: tuple[Fact, ...]
    benefits: tuple[Fact, ...]
    concerns: tuple[Fact, ...]
    further: tuple[Fact, ...]


def select_sentences(material: Material, said: Said) -> Selection:
    """Deal the usable sentences to the parts of the body.

    Usable is what was refused for no fault of its own: it is a whole sentence that says something checkable.
    """
    patterns = _read_patterns(material.knowledge, material.voice.language)
    knowledge, title = material.knowledge, material.title
    usable = [fact for fact in material.facts if _is_usable(fact, title, patterns, about=_is_about(material, fact.source))]
    sure = [fact for fact in usable if fact.status == "chosen" or fact.score >= _LEAD_FLOOR]
    undisputed = [fact for fact in sure if fact.sentence.start not in material.disputed]
    definition = _pick_definition(undisputed, title, patterns, knowledge=knowledge)
    if definition is None:
        plain = [fact for fact in material.facts if _is_plain_definition(fact, title, patterns)]
        undisputed = [fact for fact in plain if fact.sentence.start not in material.disputed]
        definition = _pick_definition(undisputed, title, patterns, knowledge=knowledge)
    if definition is not None:
        said.take(definition.statement)
    defining = (fact for fact in usable if _is_sense(fact, title, patterns, knowledge=knowledge))
    senses = _take(defining, said, _MOST_SENSES, loose=True)
    more = max(_LEAST_CORE - len(senses), 0)
    named = [fact for fact in usable if _after_name(fact.statement, title, patterns) is not None]
    core = _take(_best(named, _MOST_CORE), said, more)
    core += _take(_best(usable, _MOST_CORE, near_topic=True), said, more - len(core))
    details = _take(_best(usable, _MOST_DETAILS + len(senses) + len(core)), said, _MOST_DETAILS)
    concerns = _group(details, *patterns.concern)
    benefits = _group([fact for fact in details if fact not in concerns], *patterns.benefit)
    further = tuple(fact for fact in details if fact not in concerns and fact not in benefits)
    return Selection(definition, senses, core, benefits, concerns, further)


def _group(facts: Sequence[Fact], cues: re.Pattern[str], words: re.Pattern[str]) -> tuple[Fact, ...]:
    """The sentences about benefits or concerns: several, or one that says so in as many words."""
    found = tuple(fact for fact in facts if _matches(cues, fact))
    return found if len(found) >= _FEWEST_ALIKE or any(_matches(words, fact) for fact in found) else ()


def _matches(pattern: re.Pattern[str], fact: Fact) -> bool:
    return pattern.search(fold_marks(fact.statement)) is not None


def _is_sense(fact: Fact, title: str, patterns: _Patterns, *, knowledge: Knowledge) -> bool:
    """It says what the subject, or a side of it, is or is for: words of the title stand before the verb."""
    verb = patterns.sense.search(fact.statement)
    if verb is None:
        return False
    subject = stem_words(fact.statement[: verb.start()], knowledge=knowledge)
    defines = fact.features.get("definitional") or patterns.purpose.match(fact.statement)
    return bool(defines and stem_words(title, knowledge=knowledge) & subject)


def _after_name(statement: str, title: str, patterns: _Patterns) -> str | None:
    """What follows the title where a sentence begins with it; None where it does not."""
    name = patterns.article.sub("", fold_marks(title)).casefold()
    words = patterns.article.sub("", fold_marks(statement).lstrip("["))
    return words[len(name) :].lstrip("]") if words.casefold().startswith(name) else None


def _is_about(material: Material, source: int) -> bool:
    """Every sentence of an encyclopedia text about the entity is on the topic."""
    return material.is_entity is True and material.sources[source].type == "encyclopedia"


def _is_usable(fact: Fact, title: str, patterns: _Patterns, *, about: bool) -> bool:
    """A chosen fact, or one that only better ones kept out: whole, on the topic, and neither vague nor promotion."""
    if fact.status == "chosen":
        return True
    strays = fact.features.get("off_topic") and not about
    named = title.casefold() in fact.statement.casefold()
    leans = fact.features.get("off_topic") and not named and patterns.pronouns.search(fact.statement)
    refused = not fact.features or "says the same" in fact.reason or strays or leans
    praise = fact.features.get("vague", 0) + fact.features.get("promotion", 0)
    weak = praise >= _VAGUE or _matches(patterns.empty, fact)
    return not refused and not weak and fact.score >= (_FLOOR if _is_concrete(fact) else _EMPTY_FLOOR)


def _is_concrete(fact: Fact) -> bool:
    """It holds something that can be looked up: a figure, a year, a name beside the topic's."""
    return any(fact.features.get(name) for name in ("figure", "dated", "names"))


def _take(facts: Iterable[Fact], said: Said, most: int, *, loose: bool = False) -> tuple[Fact, ...]:
    taken: list[Fact] = []
    for fact in facts:
        if len(taken) == most:
            break
        if said.take(fact.statement, loose=loose):
            taken.append(fact)
    return tuple(taken)


def _best(facts: Sequence[Fact], most: int, *, near_topic: bool = False) -> list[Fact]:
    """The best ones, in the order of the page: what became a fact before what did not.

    ``near_topic`` puts first what holds most words of the title.
    """

    def rank(at: int) -> tuple[float, bool, float, int]:
        fact = facts[at]
        return -round(fact.features.get("topic", 0.0), 1) * near_topic, fact.status != "chosen", -fact.score, at

    return [facts[at] for at in sorted(sorted(range(len(facts)), key=rank)[:most])]


def _opens_with_definition(fact: Fact, title: str, patterns: _Patterns) -> bool:
    """``Tide mill is``: the subject's name, and next the verb that says what it is."""
    rest = _after_name(fact.statement, title, patterns)
    return rest is not None and patterns.sense.match(_ASIDE.sub("", rest).lstrip(" ,")) is not None


def _is_plain_definition(fact: Fact, title: str, patterns: _Patterns) -> bool:
    """It opens with what the subject is and praises nothing: too little for a fact may be enough for a first line."""
    praise = fact.features.get("vague", 0) + fact.features.get("promotion", 0)
    return bool(fact.features) and praise < _VAGUE and _opens_with_definition(fact, title, patterns)


def _pick_definition(facts: Sequence[Fact], title: str, patterns: _Patterns, *, knowledge: Knowledge) -> Fact | None:
    """The sentence that opens the article: it defines the subject and names it as the title does, if one can be had."""
    stems = stem_words(title, knowledge=knowledge)

    def rank(fact: Fact) -> tuple[bool, bool, bool, float]:
        named = fold_marks(title).casefold() in fold_marks(fact.statement).casefold()
        opens = _after_name(fact.statement, title, patterns) is not None
        return _opens_with_definition(fact, title, patterns), opens, named, fact.score

    fitting = [
        fact
        for fact in facts
        if fact.features.get("definitional")
        and stems <= stem_words(fact.statement, knowledge=knowledge)
        and len(fact.statement.split()) <= _LONGEST_LEAD
    ]
    return max(fitting, key=rank, default=None)
