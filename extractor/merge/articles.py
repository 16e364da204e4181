"""Three versions of an article become one. READ ``merge_articles``.

Facts and sources are matched by number (``facts``), other lists by what their entries say, prose by paragraph and line;
everything else is one value. What only mine has stays; what only theirs has comes in; where both changed, mine stays and
the conflict is told. The result is as valid as mine was: a change of the machine that would break a rule waits.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from extractor.knowledge import Knowledge
from extractor.merge.facts import Versions, lower_confidence, merge_evidence
from extractor.merge.fields import (
    Conflict,
    Merge,
    MergeLog,
    MergePolicy,
    Place,
    merge_entries,
    merge_mapping,
    merge_value,
    order_keys,
)
from extractor.merge.numbering import move_ids
from extractor.merge.prose import merge_prose
from extractor.merge.versions import FACTS, SOURCES, index_entries, list_parts, read_locator, read_version
from extractor.schema import Article, Body, BodySection, find_faults, inspect_article
from extractor.schema.parts import read_words
from extractor.write.layouts import is_same

_OWN = ("id", "status")
_HEADING = "body"


def merge_articles(
    base: Article | None, mine: Article, theirs: Article, *, knowledge: Knowledge, policy: MergePolicy | None = None
) -> Merge:
    """Merge an article.

    Args:
        base: What the machine last said; without it every difference between the others is a conflict.
        mine: What lies on disk, a person's edits included, however many rules it breaks.
        theirs: What the machine says now, with settled ids.
        knowledge: What the program knows besides the articles.
        policy: What people decided.
    """
    policy, log = policy or MergePolicy(), MergeLog()
    old = base or _agree(mine, theirs)
    if base is not None and says_same(theirs, base):
        return Merge(mine)
    if says_same(mine, old) and not policy.accepted and not policy.rejected:
        return Merge(_as_draft(theirs, mine))
    versions = _in_one_category(Versions(*(read_version(one) for one in (old, mine, theirs))), log)
    data = _merge_front_matter(versions, policy, log, knowledge=knowledge)
    body = _merge_body((old.body, mine.body, theirs.body), log)
    article, faults = inspect_article(data, body)
    article = article.with_layout(mine.layout)
    errors = [fault for fault in faults if fault.severity == "error"]
    known = {fault.code for one in (mine, theirs) for fault in find_faults(one)} if errors else set()
    worse = [fault for fault in errors if fault.code not in known]
    if worse:
        reason = "; ".join(fault.message for fault in worse)
        held = Conflict(("article",), None, None, f"The new version does not go together with the edits: {reason}.")
        waiting = (read_words(fact.statement) for fact in theirs.atomic_facts if fact not in old.atomic_facts)
        return Merge(mine, (held,), tuple(log.gone), tuple(log.removed), (*log.left_out, *waiting))
    told = (tuple(log.conflicts), tuple(log.gone), tuple(log.removed), tuple(log.left_out))
    return Merge(mine if says_same(article, mine) else article, *told)


def says_same(left: Article, right: Article) -> bool:
    """Tell whether two articles say the same on whichever shelf they lie; spacing and style aside."""
    mine, theirs = ({key: value for key, value in one.to_data().items() if key != "status"} for one in (left, right))
    return (
        mine.keys() == theirs.keys()
        and all(is_same(mine[key], theirs[key]) for key in mine)
        and _read_body(left) == _read_body(right)
    )


def _read_body(article: Article) -> tuple[str, list[tuple[str, str]]]:
    return article.body.preamble.strip(), [(section.heading, section.text) for section in article.body.sections]


def _as_draft(theirs: Article, mine: Article) -> Article:
    return mine if says_same(mine, theirs) else theirs.model_copy(update={"status": mine.status}).with_layout(mine.layout)


def _agree(mine: Article, theirs: Article) -> Article:
    """Make a base where none is known: what both say."""
    own, new = mine.to_data(), theirs.to_data()
    data = {key: value for key, value in own.items() if is_same(value, new.get(key))}
    sections = tuple(section for section in mine.body.sections if theirs.body.find(section.heading) == section)
    return inspect_article(data, Body(sections=sections))[0]


def _in_one_category(versions: Versions, log: MergeLog) -> Versions:
    """Give the versions with the ids of their facts brought under the category that comes out."""
    base, mine, theirs = (version.fields.get("category") for version in versions)
    if (category := merge_value(("category",), (base, mine, theirs), MergeLog())) is None:
        return versions
    if len({str(base), str(mine), str(theirs)}) == 3:
        log.conflicts.append(Conflict(("category",), base, mine, theirs))
    return Versions(*(move_ids(version, category) for version in versions))


def _merge_front_matter(versions: Versions, policy: MergePolicy, log: MergeLog, *, knowledge: Knowledge) -> dict[str, Any]:
    base, mine, theirs = (version.fields for version in versions)
    evidence = merge_evidence(versions, policy, log, knowledge=knowledge)
    merged: dict[str, Any] = {}
    for key in order_keys(list(base), list(mine), list(theirs)):
        value = _merge_key(key, (base.get(key), mine.get(key), theirs.get(key)), policy, log)
        if value is not None:
            merged[key] = value
    parts = {FACTS: evidence.facts, SOURCES: evidence.sources}
    merged |= {key: found for key, found in parts.items() if _is_sound(mine, key)}
    if isinstance(merged.get(FACTS), list):
        merged[FACTS] = lower_confidence(merged[FACTS], merged.get("confidence"))
    return merged


def _is_sound(data: Mapping[str, Any], key: str) -> bool:
    """Tell whether a value is a list of mappings; a person's file may say anything."""
    return isinstance(data.get(key), list) and len(list_parts(data, key)) == len(data[key])


def _merge_key(key: str, versions: tuple[Any, Any, Any], policy: MergePolicy, log: MergeLog) -> Any:
    base, mine, theirs = versions
    if key in _OWN:
        return mine
    if key in {FACTS, SOURCES}:
        return mine
    if key in policy.edited and is_same(base, mine) and not isinstance(mine, list):
        base = None  # a person decided it, even if the machine came to say the same
    touched = key in policy.edited or not is_same(base, mine)
    if isinstance(mine, list) and isinstance(theirs, list) and (touched or policy.rejected):
        return _merge_entries(key, (base if isinstance(base, list) else [], mine, theirs), policy, log)
    return merge_value((key,), (base, mine, theirs), log)


def _merge_entries(key: str, versions: tuple[list[Any], list[Any], list[Any]], policy: MergePolicy, log: MergeLog) -> list[Any]:
    def resolve(name: Hashable, base: Any, mine: Any, theirs: Any) -> Any:
        if mine is None:
            if base is not None:
                log.removed.append(_name_entry(base))
            return None if base is not None or _name_entry(theirs) in policy.rejected else theirs
        if theirs is None:
            return None if base is not None and is_same(base, mine) else mine
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return merge_mapping((key, str(name)), (base if isinstance(base, dict) else mine, mine, theirs), log)
        return mine

    base, mine, theirs = (index_entries(entries, _identify) for entries in versions)
    return merge_entries((base, mine, theirs), resolve)


def _identify(entry: Any) -> Hashable:
    if isinstance(entry, dict):
        return read_locator(entry) if "title" in entry and "statement" not in entry else ("said", read_words(entry))
    return repr(entry)


def _name_entry(entry: Any) -> str:
    return read_words(entry["title"] if isinstance(entry, dict) and "statement" not in entry and "title" in entry else entry)


def _merge_body(versions: tuple[Body, Body, Body], log: MergeLog) -> Body:
    base, mine, theirs = versions
    names = order_keys(*([section.heading for section in body.sections] for body in versions))
    sections = [merged for name in dict.fromkeys(names) if (merged := _merge_section(name, versions, log)) is not None]
    sections += [section for at, section in enumerate(mine.sections) if mine.find(section.heading) is not section and at]
    preamble = merge_value((_HEADING, ""), (base.preamble, mine.preamble, theirs.preamble), log)
    return Body(sections=tuple(sections), preamble=preamble, end=mine.end)


def _merge_section(heading: str, versions: tuple[Body, Body, Body], log: MergeLog) -> BodySection | None:
    base, mine, theirs = (body.find(heading) for body in versions)
    place: Place = (_HEADING, heading)
    if mine is not None and theirs is not None:
        text = merge_prose(
            base.text if base else "", mine.text, theirs.text, lambda *texts: log.conflicts.append(Conflict(place, *texts))
        )
        return mine.model_copy(update={"text": text})
    if base is None:
        return mine or theirs
    kept = mine or theirs
    if kept is None or kept.text == base.text:
        return None  # one side took it out, the other had not changed it
    log.conflicts.append(Conflict(place, base.text, mine.text if mine else None, theirs.text if theirs else None))
    return mine
