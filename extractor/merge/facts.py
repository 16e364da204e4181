"""Facts and their sources: known again by number, a number being given to words (``numbering``, ``matching``).

A person's wording stays, what a person took out stays out, and a source stays as long as a fact rests on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractor.knowledge import Knowledge
from extractor.merge.fields import Conflict, MergeLog, MergePolicy, merge_mapping
from extractor.merge.order import index_entries, merge_list, weave_keys
from extractor.merge.statements import is_covered
from extractor.schema import LEVELS
from extractor.schema.parts import MAX_FACTS
from extractor.workspace.decisions import read_words
from extractor.write.layouts import is_same

Part = dict[str, Any]
Versions = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]
"""The front matter in base, mine and theirs."""

FACTS, SOURCES = "atomic_facts", "primary_sources"


class Merged(NamedTuple):
    """The merged facts and primary sources."""

    facts: list[Part]
    sources: list[Part]


def merge_evidence(versions: Versions, policy: MergePolicy, log: MergeLog, *, knowledge: Knowledge) -> Merged:
    """Merge the facts and the sources they rest on."""
    mine = versions[1]
    facts = merge_list(_list_all(versions, FACTS), read_number, _FactRule(versions, policy, log, knowledge))
    used = {number for fact in facts if (number := find_source(fact, mine)) is not None}
    sources = merge_list(_list_all(versions, SOURCES), read_number, _SourceRule(used, log))
    listed = {read_number(source): source for source in sources}
    before = {read_number(source): source for source in list_parts(mine, SOURCES)}
    own = {read_number(fact) for fact in list_parts(mine, FACTS)}
    resting = [fact for fact in facts if read_number(fact) in own or _rests(fact, versions[2], listed)]
    log.left_out += [read_words(fact) for fact in facts if fact not in resting]
    return Merged([_point(fact, mine, before, listed) for fact in resting], sources)


def _list_all(versions: Versions, key: str) -> tuple[list[Part], list[Part], list[Part]]:
    base, mine, theirs = (list_parts(version, key) for version in versions)
    return base, mine, theirs


def list_parts(data: Mapping[str, Any], key: str) -> list[Part]:
    """Give the mappings of a list of the front matter."""
    value = data.get(key)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def read_number(part: Mapping[str, Any] | str | None) -> int | str:
    """Give the number at the end of an id; the id itself where there is none."""
    name = str(part.get("id")) if isinstance(part, Mapping) else str(part)
    end = name.rpartition("-")[2]
    return int(end) if end.isascii() and end.isdecimal() else name


def find_removed(base: Mapping[str, Any], mine: Mapping[str, Any]) -> frozenset[str]:
    """Give the words of the facts that a person took out of the file."""
    own = {read_number(fact) for fact in list_parts(mine, FACTS)}
    return frozenset(read_words(fact) for fact in list_parts(base, FACTS) if read_number(fact) not in own)


def list_dropped(stated: Sequence[Part], earlier: Sequence[Part], kept: Sequence[Part]) -> list[Part]:
    """List facts that the machine no longer states while a file keeps them, as the machine stated them last.

    Args:
        stated: Facts that the machine states now.
        earlier: Facts that it stated before, the last version first.
        kept: Facts of the files.
    """
    numbers = {read_number(fact) for fact in kept} - {read_number(fact) for fact in stated}
    found: dict[int | str, Part] = {}
    for fact in earlier:
        if read_number(fact) in numbers:
            found.setdefault(read_number(fact), fact)
    return list(found.values())


def restore_dropped(versions: Versions, dropped: Sequence[Part]) -> dict[str, Any]:
    """Put facts that the machine states again back among those it stated last: what a person did to them is an edit still.

    They stand where they stand in mine, so that nothing looks moved.
    """
    base, mine, theirs = (index_entries(list_parts(version, FACTS), read_number) for version in versions)
    back = {number: fact for fact in dropped if (number := read_number(fact)) in theirs and number not in base}
    if not back:
        return dict(versions[0])
    known = base | back
    order = weave_keys([*base], [number for number in mine if number in known])
    return {**versions[0], FACTS: [known[number] for number in dict.fromkeys((*order, *back))]}


class _FactRule:
    """What becomes of one fact. Called with its number and its three versions."""

    def __init__(self, versions: Versions, policy: MergePolicy, log: MergeLog, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._policy = policy
        self._log = log
        own = list_parts(versions[1], FACTS)
        self._said = {read_words(fact) for fact in own}
        self._out = policy.rejected | (find_removed(versions[0], versions[1]) - policy.left_out)
        self._room = MAX_FACTS - len(own)
        kept = {read_number(fact) for fact in list_parts(versions[2], FACTS)}
        if not policy.accepted:
            base = {read_number(fact): fact for fact in list_parts(versions[0], FACTS)}
            self._room += sum(read_number(fact) not in kept and is_same(base.get(read_number(fact)), fact) for fact in own)

    def __call__(self, number: Any, base: Part | None, mine: Part | None, theirs: Part | None) -> Part | None:
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

    def _keep(self, number: Any, base: Part | None, mine: Part) -> Part | None:
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

    def __init__(self, used: set[int | str], log: MergeLog) -> None:
        self._used = used
        self._log = log

    def __call__(self, number: Any, base: Part | None, mine: Part | None, theirs: Part | None) -> Part | None:
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


def read_locator(source: Mapping[str, Any]) -> tuple[str, str]:
    """Give what a source is known by: its DOI or address, else its title."""
    locator = source.get("doi") or source.get("url")
    return ("at", str(locator)) if locator else ("named", read_words(source.get("title", "")))


def find_source(fact: Mapping[str, Any], data: Mapping[str, Any]) -> int | str | None:
    """Give the number of the primary source that a fact rests on; ``None`` if the article lists none such."""
    if fact.get("source_ref"):
        return read_number(str(fact["source_ref"]))
    matches = (
        source for source in list_parts(data, SOURCES) if fact.get("source_url") and source.get("url") == fact["source_url"]
    )
    found: Part | None = next(matches, None)
    return read_number(found) if found else None


def _rests(fact: Part, theirs: Mapping[str, Any], listed: Mapping[int | str, Part]) -> bool:
    """Tell whether the source of a fact that is new to the file is listed; a person may have taken it out."""
    number = find_source(fact, theirs)
    return number is None or number in listed


def _point(fact: Part, mine: Mapping[str, Any], before: Mapping[int | str, Part], listed: Mapping[int | str, Part]) -> Part:
    """Let a fact follow its source, where it followed it before and the source has got another title or address."""
    number = find_source(fact, mine)
    old = before.get(number) if number is not None else None
    new = listed.get(number) if number is not None else None
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
