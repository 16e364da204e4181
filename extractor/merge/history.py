"""What the record remembers between runs, read from the old one and written into the new one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from extractor.issues import make_issue
from extractor.merge.facts import FACTS, SOURCES, list_dropped, list_parts, read_number
from extractor.merge.fields import Conflict, Merge, judge_again
from extractor.merge.numbering import Highest
from extractor.runs.results import PageIssue, PageResult
from extractor.schema import (
    Article,
    ConflictEvidence,
    ConflictRecord,
    MachineArticle,
    MergeRecord,
    Record,
    inspect_article,
)
from extractor.workspace.decisions import ReviewState, read_words

if TYPE_CHECKING:
    from extractor.merge.placing import WorkspaceState

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

    def list_removed(self, current: WorkspaceState) -> tuple[str, ...]:
        """List words of what people took out: what an earlier run noticed, and facts that have left the files since."""
        files = [sheet.article for sheet in (current.pending, current.accepted) if sheet]
        if not files:
            return self.merge.removed
        said = {words for article in files for words in _read_facts(article)}
        return (*self.merge.removed, *(words for words in self.merge.kept if words not in said))

    @property
    def accepted_sha256(self) -> str | None:
        """The accepted file that the waiting draft was made from."""
        return self.merge.accepted_sha256

    @staticmethod
    def hash_text(text: str) -> str:
        """Give the SHA-256 of a file's text."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_history(data: bytes | None) -> MergeHistory | None:
    """Read the history in a record; ``None`` without one, or if the record cannot be read."""
    try:
        record = Record.model_validate_json(data) if data is not None else None
    except ValueError:
        record = None
    if record is None:
        return None
    merge = record.merge or MergeRecord()
    base = _hold(record.article)
    return MergeHistory(base, record, merge, _hold(merge.accepted_from), Highest(merge.highest_fact, merge.highest_source))


def _hold(machine: MachineArticle | None) -> Article | None:
    return inspect_article(machine.front_matter, machine.body)[0] if machine else None


def remember(
    result: PageResult, merge: Merge, *, history: MergeHistory, current: WorkspaceState, untouched: str | None = None
) -> tuple[PageResult, bool]:
    """Write into a result's record, issues and status what its merge has to tell; say whether a conflict waits.

    Args:
        result: The page's new version.
        merge: What came of it.
        history: What the last record remembers.
        current: The files that were met.
        untouched: The draft beside an accepted article, if no person's edit of a draft is in it.
    """
    from extractor.write import render_record

    record = Record.model_validate_json(result.record)
    conflicts = (*_carry(history, merge, record, current), *_describe(merge, record, history=history, current=current))
    told = tuple(dict(sorted({(conflict.place, str(conflict.mine)): conflict for conflict in conflicts}.items())).values())
    gone = _list_gone(history, merge, record)
    block = MergeRecord(conflicts=told, gone=gone, dropped=_list_dropped(history, merge, record, current))
    block = block.model_copy(
        update=_list_words(history, merge, record, current)
        | _keep_numbers(record, history.highest)
        | _keep_start(history, merge, current, draft=untouched, waiting=bool(told))
    )
    record = record.model_copy(update={"merge": block if block != MergeRecord() else None})
    issues = tuple(_list_issues(told, gone))
    if issues:
        rows = [{"code": i.code, "stage": "write", "severity": i.severity, "message": i.message} for i in issues]
        record = Record.model_validate(record.model_dump() | {"issues": [*record.model_dump()["issues"], *rows]})
        result = replace(result, status="doubtful", issues=(*result.issues, *issues))
    if issues or record.merge is not None:
        result = replace(result, record=render_record(record))
    return result, bool(told)


def _read_facts(article: Article | None) -> dict[str, None]:
    """Give the words of an article's facts, in order."""
    return dict.fromkeys(read_words(fact) for fact in list_parts(article.to_data(), FACTS)) if article else {}


def _list_gone(history: MergeHistory, merge: Merge, record: Record) -> tuple[str, ...]:
    said = _read_facts(merge.article)
    offered = {read_words(fact.statement) for fact in record.facts}
    kept = (words for words in history.merge.gone if read_words(words) in said and read_words(words) not in offered)
    return tuple(dict.fromkeys((*kept, *merge.gone)))


def _list_words(history: MergeHistory, merge: Merge, record: Record, current: WorkspaceState) -> dict[str, tuple[str, ...]]:
    """List the words of facts that people took out, that only the files have, and that the merge left out."""
    said, stated = _read_facts(merge.article), _read_facts(_hold(record.article))
    there = said | _read_facts(current.accepted.article if current.accepted else None)
    removed = dict.fromkeys((*history.list_removed(current), *merge.removed))
    left_out = dict.fromkeys((*history.merge.left_out, *merge.left_out))
    return {
        "removed": tuple(words for words in removed if words not in said),
        "kept": tuple(words for words in there if words not in stated),
        "left_out": tuple(words for words in left_out if words in stated and words not in said),
    }


def _list_dropped(history: MergeHistory, merge: Merge, record: Record, current: WorkspaceState) -> tuple[dict[str, Any], ...]:
    articles = (_hold(record.article), history.base, merge.article, current.accepted.article if current.accepted else None)
    stated, before, *files = (list_parts(article.to_data(), FACTS) if article else [] for article in articles)
    return tuple(list_dropped(stated, [*before, *history.merge.dropped], [fact for facts in files for fact in facts]))


def _keep_numbers(record: Record, highest: Highest) -> dict[str, Any]:
    """Keep the highest numbers where the machine's version does not show them."""
    data = dict(record.article.front_matter) if record.article else {}
    shown = [
        max((n for part in list_parts(data, key) if isinstance(n := read_number(part), int)), default=0)
        for key in (FACTS, SOURCES)
    ]
    names = ("highest_fact", "highest_source")
    return {name: most for name, most, there in zip(names, highest, shown, strict=True) if most > there}


def _keep_start(
    history: MergeHistory, merge: Merge, current: WorkspaceState, *, draft: str | None, waiting: bool
) -> dict[str, Any]:
    """Keep what the accepted article was made from as long as a draft waits beside it."""
    from extractor.merge.articles import says_same

    if current.accepted is None or (draft is not None and not waiting and says_same(merge.article, current.accepted.article)):
        return {}
    start = history.merge.accepted_from if current.pending else None
    machine = start or (history.record.article if history.record else None)
    made = MergeHistory.hash_text(draft) if draft is not None else None
    return {"accepted_from": machine, "accepted_sha256": MergeHistory.hash_text(current.accepted.text), "draft_sha256": made}


def _carry(history: MergeHistory, merge: Merge, record: Record, current: WorkspaceState) -> Iterator[ConflictRecord]:
    """Yield the conflicts of earlier runs that still wait: both sides say what they said, and the draft is still there."""
    theirs = _hold(record.article)
    if current.pending is None or theirs is None:
        return
    for conflict in history.merge.conflicts:
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
    found: Any = article.to_data().get(place[0])
    if place[0] in {FACTS, SOURCES} and len(place) > 1:
        found = next((part for part in list_parts({place[0]: found}, place[0]) if str(read_number(part)) == place[1]), None)
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
        about_fact = key == FACTS and decision.fact is not None and str(read_number(decision.fact)) == number
        if about_fact or (decision.fact is None and decision.field == key):
            return evidence.model_copy(update={"reviewer": decision.reviewer, "reason": decision.reason or None})
    return evidence


def _find_words(place: Key, record: Record) -> ConflictEvidence:
    """Give the words of the page behind a value."""
    sha256 = record.page.sha256
    if place[0] == FACTS and len(place) > 1:
        matches = (fact.evidence.exact for fact in record.facts if fact.id and str(read_number(fact.id)) == place[1])
        return ConflictEvidence(page_sha256=sha256, exact=next(matches, None))
    stamps: Mapping[str, Any] = {
        "created_date": record.metadata.created_at,
        "updated": record.metadata.last_updated,
        "last_verified": record.metadata.research_retrieved or record.metadata.last_updated,
    }
    stamp = stamps.get(place[0])
    exact = record.title.text if place[0] == "title" else stamp.raw if stamp else None
    return ConflictEvidence(page_sha256=sha256, exact=exact)


def _list_issues(conflicts: tuple[ConflictRecord, ...], gone: tuple[str, ...]) -> Iterator[PageIssue]:
    for conflict in conflicts:
        place = ".".join(conflict.place)
        mine, theirs = (json.dumps(value, ensure_ascii=False)[:120] for value in (conflict.mine, conflict.theirs))
        issue = make_issue("write.merge-conflict", f"{place}: the article says {mine}, the page now gives {theirs}")
        yield PageIssue(issue.code, issue.severity, issue.message)
    for statement in gone:
        issue = make_issue("write.evidence-gone", f"the page no longer says: {statement[:160]}")
        yield PageIssue(issue.code, issue.severity, issue.message)
