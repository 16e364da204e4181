"""What the record remembers between runs, read from the old one and written into the new one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from extractor.issues import Issue, make_issue
from extractor.merge.articles import says_same
from extractor.merge.facts import list_dropped
from extractor.merge.fields import Conflict, Merge, judge_again
from extractor.merge.numbering import Highest, find_highest
from extractor.merge.versions import FACTS, SOURCES, Conversion, WorkspaceState, read_key, read_version
from extractor.schema import (
    Article,
    ConflictEvidence,
    ConflictRecord,
    MachineArticle,
    MergeRecord,
    Record,
    inspect_article,
)
from extractor.schema.parts import read_words
from extractor.schema.record import IssueRecord
from extractor.workspace.articles import ArticleFile, hash_text
from extractor.workspace.decisions import ReviewState

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeHistory:
    """What an earlier run has left in a record.

    Attributes:
        base: The machine's last version of the article.
        record: The record.
        merge: Its history of merges.
        accepted_from: The machine's version that the accepted article was made from, while a newer draft waits beside it.
        highest: The highest numbers that were ever given.
    """

    base: Article | None = None
    record: Record | None = None
    merge: MergeRecord = field(default_factory=MergeRecord)
    accepted_from: Article | None = None
    highest: Highest = field(default_factory=Highest)

    def list_removed(self, files: Iterable[ArticleFile]) -> tuple[str, ...]:
        """List words of what people took out: what an earlier run noticed, and facts that have left the files since."""
        articles = [file.article for file in files]
        if not articles:
            return self.merge.removed
        said = {words for article in articles for words in _read_facts(article)}
        return (*self.merge.removed, *(words for words in self.merge.kept if words not in said))


def read_history(data: bytes | None) -> MergeHistory | None:
    """Read the history in a record; ``None`` without one, or if the record cannot be read."""
    try:
        record = Record.model_validate_json(data) if data is not None else None
    except ValueError:
        record = None
    if record is None:
        return None
    merge = record.merge or MergeRecord()
    base, start = _read_machine(record.article), _read_machine(merge.accepted_from)
    return MergeHistory(base, record, merge, start, Highest(merge.highest_fact, merge.highest_source))


def _read_machine(machine: MachineArticle | None) -> Article | None:
    return inspect_article(machine.front_matter, machine.body)[0] if machine else None


def remember(
    new: Conversion, merge: Merge, *, history: MergeHistory, current: WorkspaceState, untouched: str | None = None
) -> tuple[Conversion, bool]:
    """Write into a conversion's record and issues what its merge has to tell; say whether a conflict waits.

    Args:
        new: The page's new version.
        merge: What came of it.
        history: What the last record remembers.
        current: The files that were met.
        untouched: The draft beside an accepted article, if no person's edit of a draft is in it.
    """
    conflicts = (*_carry(history, merge, new.article, current), *_describe(merge, new.record, history=history, current=current))
    told = tuple(dict(sorted({(conflict.place, str(conflict.mine)): conflict for conflict in conflicts}.items())).values())
    gone = _list_gone(history, merge, new.record)
    block = MergeRecord(conflicts=told, gone=gone, dropped=_list_dropped(history, merge, new.article, current))
    block = block.model_copy(
        update=_list_words(history, merge, new.article, current)
        | _keep_numbers(new.article, history.highest)
        | _keep_start(history, merge, current, draft=untouched, waiting=bool(told))
    )
    issues = tuple(_list_issues(told, gone))
    rows = (IssueRecord(code=i.code, stage=i.stage, severity=i.severity, message=i.message) for i in issues)
    changes = {"merge": block if block != MergeRecord() else None, "issues": (*new.record.issues, *rows)}
    return Conversion(new.article, new.record.model_copy(update=changes), (*new.issues, *issues)), bool(told)


def _read_facts(article: Article | None) -> dict[str, None]:
    """Give the words of an article's facts, in order."""
    return dict.fromkeys(read_version(article).words.values())


def _list_gone(history: MergeHistory, merge: Merge, record: Record) -> tuple[str, ...]:
    said = _read_facts(merge.article)
    offered = {read_words(fact.statement) for fact in record.facts}
    kept = (words for words in history.merge.gone if read_words(words) in said and read_words(words) not in offered)
    return tuple(dict.fromkeys((*kept, *merge.gone)))


def _list_words(history: MergeHistory, merge: Merge, machine: Article, current: WorkspaceState) -> dict[str, tuple[str, ...]]:
    """List the words of facts that people took out, that only the files have, and that the merge left out."""
    said, stated = _read_facts(merge.article), _read_facts(machine)
    there = said | _read_facts(current.accepted.article if current.accepted else None)
    removed = dict.fromkeys((*history.list_removed(current.files), *merge.removed))
    left_out = dict.fromkeys((*history.merge.left_out, *merge.left_out))
    return {
        "removed": tuple(words for words in removed if words not in said),
        "kept": tuple(words for words in there if words not in stated),
        "left_out": tuple(words for words in left_out if words in stated and words not in said),
    }


def _list_dropped(history: MergeHistory, merge: Merge, machine: Article, current: WorkspaceState) -> tuple[dict[str, Any], ...]:
    before = (*read_version(history.base).facts.values(), *history.merge.dropped)
    files = (merge.article, current.accepted.article if current.accepted else None)
    return tuple(list_dropped(read_version(machine), before, [read_version(file) for file in files]))


def _keep_numbers(machine: Article, highest: Highest) -> dict[str, Any]:
    """Keep the highest numbers where the machine's version does not show them."""
    version = read_version(machine)
    shown = [find_highest(parts.values()) for parts in (version.facts, version.sources)]
    names = ("highest_fact", "highest_source")
    return {name: most for name, most, there in zip(names, highest, shown, strict=True) if most > there}


def _keep_start(
    history: MergeHistory, merge: Merge, current: WorkspaceState, *, draft: str | None, waiting: bool
) -> dict[str, Any]:
    """Keep what the accepted article was made from as long as a draft waits beside it."""
    if current.accepted is None or (draft is not None and not waiting and says_same(merge.article, current.accepted.article)):
        return {}
    start = history.merge.accepted_from if current.pending else None
    machine = start or (history.record.article if history.record else None)
    made = hash_text(draft) if draft is not None else None
    return {"accepted_from": machine, "accepted_sha256": current.accepted.sha256, "draft_sha256": made}


def _carry(history: MergeHistory, merge: Merge, theirs: Article, current: WorkspaceState) -> Iterator[ConflictRecord]:
    """Yield the conflicts of earlier runs that still wait: both sides say what they said, and the draft is still there."""
    for conflict in history.merge.conflicts if current.pending else ():
        if conflict.place == ("article",):
            if history.base is not None and theirs.to_data() == history.base.to_data():
                yield conflict
        elif is_said(merge.article, conflict.place, conflict.mine) and is_said(theirs, conflict.place, conflict.theirs):
            yield conflict


def is_said(article: Article, place: Key, value: Any) -> bool:
    """Tell whether an article says something at a place."""
    if place[0] == "body":
        section = article.body.find(place[1])
        return value is None if section is None else bool(value is not None and value in section.text)
    version = read_version(article)
    found: Any = version.fields.get(place[0])
    if place[0] in {FACTS, SOURCES} and len(place) > 1:
        parts = version.facts if place[0] == FACTS else version.sources
        found = next((part for number, part in parts.items() if str(number) == place[1]), None)
    elif len(place) > 1:
        return True
    for key in place[2:]:
        found = found.get(key) if isinstance(found, dict) else None
    return bool(found == value)


def _describe(merge: Merge, record: Record, *, history: MergeHistory, current: WorkspaceState) -> Iterator[ConflictRecord]:
    waiting = [Conflict(old.place, old.base, old.mine, old.theirs) for old in history.merge.conflicts if current.pending]
    again = (judge_again(conflict, waiting) for conflict in merge.conflicts)
    for conflict in (one for one in again if one is not None):
        yield ConflictRecord(
            place=conflict.place,
            base=conflict.base,
            mine=conflict.mine,
            theirs=conflict.theirs,
            mine_evidence=_find_person(conflict, current.review_state, history.record),
            theirs_evidence=_find_words(conflict.place, record),
        )


def _find_person(conflict: Conflict, review_state: ReviewState, old: Record | None) -> ConflictEvidence:
    """Give what a person's value rests on: their decision, if there is one, and the words of the page they had before them."""
    evidence = _find_words(conflict.place, old) if old else ConflictEvidence()
    key, number = conflict.place[0], conflict.place[1] if len(conflict.place) > 1 else None
    for decision in reversed(review_state.history):
        about_fact = key == FACTS and decision.fact is not None and str(read_key(decision.fact)) == number
        if about_fact or (decision.fact is None and decision.field == key):
            return evidence.model_copy(update={"reviewer": decision.reviewer, "reason": decision.reason or None})
    return evidence


def _find_words(place: Key, record: Record) -> ConflictEvidence:
    """Give the words of the page behind a value."""
    sha256 = record.page.sha256
    if place[0] == FACTS and len(place) > 1:
        matches = (fact.evidence.exact for fact in record.facts if fact.id and str(read_key(fact.id)) == place[1])
        return ConflictEvidence(page_sha256=sha256, exact=next(matches, None))
    stamps: Mapping[str, Any] = {
        "created_date": record.metadata.created_at,
        "updated": record.metadata.last_updated,
        "last_verified": record.metadata.research_retrieved or record.metadata.last_updated,
    }
    stamp = stamps.get(place[0])
    exact = record.title.text if place[0] == "title" else stamp.raw if stamp else None
    return ConflictEvidence(page_sha256=sha256, exact=exact)


def _list_issues(conflicts: tuple[ConflictRecord, ...], gone: tuple[str, ...]) -> Iterator[Issue]:
    for conflict in conflicts:
        place = ".".join(conflict.place)
        mine, theirs = (json.dumps(value, ensure_ascii=False)[:120] for value in (conflict.mine, conflict.theirs))
        yield make_issue("write.merge-conflict", f"{place}: the article says {mine}, the page now gives {theirs}")
    for statement in gone:
        yield make_issue("write.evidence-gone", f"the page no longer says: {statement[:160]}")
