"""Facts and their sources: known again by number, a number being given to words (``numbering``, ``matching``).

A person's wording stays, what a person took out stays out, and a source stays as long as a fact rests on it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from extractor.knowledge import Knowledge
from extractor.merge.fields import Conflict, MergeLog, MergePolicy, merge_entries, merge_mapping, weave_keys
from extractor.merge.versions import FACTS, SOURCES, ArticleVersion, Part, Parts, key_part
from extractor.schema import LEVELS
from extractor.schema.parts import MAX_FACTS, read_words
from extractor.structure.facts.statements import is_covered
from extractor.write.layouts import is_same


class Versions(NamedTuple):
    """What the machine last said, what lies on disk, what the machine says now."""

    base: ArticleVersion
    mine: ArticleVersion
    theirs: ArticleVersion


class Evidence(NamedTuple):
    """The merged facts and primary sources."""

    facts: list[Part]
    sources: list[Part]


def merge_evidence(versions: Versions, policy: MergePolicy, log: MergeLog, *, knowledge: Knowledge) -> Evidence:
    """Merge the facts and the sources they rest on."""
    mine, theirs = versions.mine, versions.theirs
    rule = _FactRule(versions, policy, log, knowledge)
    facts = merge_entries((versions.base.facts, mine.facts, theirs.facts), rule)
    used = {mine.find_source(fact) for fact in facts}
    sources = merge_entries((versions.base.sources, mine.sources, theirs.sources), _SourceRule(used, log))
    listed = {key_part(source): source for source in sources}
    resting = [fact for fact in facts if key_part(fact) in mine.facts or theirs.find_source(fact) in {None, *listed}]
    log.left_out += [read_words(fact) for fact in facts if fact not in resting]
    return Evidence([_follow_source(fact, mine, listed) for fact in resting], sources)


def find_removed(base: ArticleVersion, mine: ArticleVersion) -> frozenset[str]:
    """Give the words of the facts that a person took out of the file."""
    return frozenset(words for number, words in base.words.items() if number not in mine.facts)


def list_dropped(stated: ArticleVersion, earlier: Sequence[Part], files: Sequence[ArticleVersion]) -> list[Part]:
    """List facts that the machine no longer states while a file keeps them, as the machine stated them last.

    Args:
        stated: What the machine states now.
        earlier: Facts that it stated before, the last version first.
        files: What the files say.
    """
    found: dict[Hashable, Part] = {}
    for fact in earlier:
        number = key_part(fact)
        if number not in stated.facts and any(number in file.facts for file in files):
            found.setdefault(number, fact)
    return list(found.values())


def restore_dropped(versions: Versions, dropped: Sequence[Part]) -> ArticleVersion:
    """Put facts that the machine states again back among those it stated last: what a person did to them is an edit still.

    They stand where they stand in mine, so that nothing looks moved.
    """
    base, mine, theirs = versions
    again = ((key_part(fact), fact) for fact in dropped)
    back: Parts = {number: fact for number, fact in again if number in theirs.facts and number not in base.facts}
    if not back:
        return base
    known: Parts = {**base.facts, **back}
    order = weave_keys([*base.facts], [number for number in mine.facts if number in known])
    return base.with_facts(known[number] for number in dict.fromkeys((*order, *back)))


class _FactRule:
    """What becomes of one fact. Called with its number and its three versions."""

    def __init__(self, versions: Versions, policy: MergePolicy, log: MergeLog, knowledge: Knowledge) -> None:
        base, mine, theirs = versions
        self.knowledge = knowledge
        self._policy = policy
        self._log = log
        self._said = set(mine.words.values())
        self._out = policy.rejected | (find_removed(base, mine) - policy.left_out)
        self._room = MAX_FACTS - len(mine.facts)
        if not policy.accepted:
            going = (number for number in mine.facts if number not in theirs.facts)
            self._room += sum(is_same(base.facts.get(number), mine.facts[number]) for number in going)

    def __call__(self, number: Hashable, base: Part | None, mine: Part | None, theirs: Part | None) -> Part | None:
        if mine is None:
            return self._take(base, theirs)
        if theirs is not None:
            start = base or theirs  # what only a person had stays theirs when the machine comes to say it
            return merge_mapping((FACTS, str(number)), (start, mine, theirs), self._log)
        return self._keep(number, base, mine)

    def _take(self, base: Part | None, theirs: Part | None) -> Part | None:
        """A fact that the file does not have: it comes in if it is new, nobody wants it out, and there is room."""
        if base is not None and read_words(base) not in self._policy.left_out:
            self._log.removed.append(read_words(base))
            return None
        words = read_words(theirs)
        if theirs is None or is_covered(words, self._out, knowledge=self.knowledge) or words in self._said:
            return None
        if self._room <= 0:
            self._log.left_out.append(words)
            return None
        self._said.add(words)
        self._room -= 1
        return theirs

    def _keep(self, number: Hashable, base: Part | None, mine: Part) -> Part | None:
        """A fact that the machine does not choose, or no longer: one that is a person's, accepted or edited stays."""
        words = {read_words(part) for part in (base, mine) if part is not None}
        gone = not words & self._policy.evidence
        if base is None:
            if gone and words & self._policy.before:
                self._log.gone.append(str(mine.get("statement", "")))
            return mine
        edited = not is_same(base, mine)
        if not edited and not self._policy.accepted:
            return None
        if gone:
            self._log.gone.append(str(mine.get("statement", "")))
        if edited and not self._policy.accepted:
            self._log.conflicts.append(Conflict((FACTS, str(number)), base, mine, None))
        return mine


class _SourceRule:
    """What becomes of one source. Called with its number and its three versions."""

    def __init__(self, used: set[Hashable | None], log: MergeLog) -> None:
        self._used = used
        self._log = log

    def __call__(self, number: Hashable, base: Part | None, mine: Part | None, theirs: Part | None) -> Part | None:
        if mine is None:
            return None if base is not None and number not in self._used else theirs
        if theirs is not None:
            return merge_mapping((SOURCES, str(number)), (base or mine, mine, theirs), self._log)
        if base is None or number in self._used:
            return mine
        if is_same(base, mine):
            return None
        self._log.conflicts.append(Conflict((SOURCES, str(number)), base, mine, None))
        return mine


def _follow_source(fact: Part, mine: ArticleVersion, listed: Mapping[Any, Part]) -> Part:
    """Let a fact follow its source, where it followed it before and the source has got another title or address."""
    number = mine.find_source(fact)
    old, new = mine.sources.get(number), listed.get(number)
    if old is None or new is None or old == new or fact.get("source_title") != old.get("title"):
        return fact
    pointed = {**fact, "source_title": new.get("title")}
    if "source_url" in fact and fact["source_url"] != new.get("url"):
        del pointed["source_url"]
        pointed |= {"source_url": new["url"]} if new.get("url") else {"source_ref": new.get("id")}
    return pointed


def lower_confidence(facts: Sequence[Part], level: Any) -> list[Part]:
    """Take facts down to the article's confidence, above which none may be."""
    if level not in LEVELS:
        return list(facts)
    return [
        {**fact, "confidence": level}
        if fact.get("confidence") in LEVELS and LEVELS.index(fact["confidence"]) > LEVELS.index(level)
        else fact
        for fact in facts
    ]
