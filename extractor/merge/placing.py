"""Which files a page's new version meets in the workspace, and what becomes of them.

    nothing there       the new version goes to ``pending/``
    a draft             base: the machine's last version · mine: the draft
    an accepted one     the same, with the accepted article; what is new is a draft beside it, which is never touched
    both                first the accepted one with both versions of the machine, then the draft with what comes of that

Nothing is written where the merge says nothing new, so that no file changes for the sake of style.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from extractor.errors import WriteError
from extractor.knowledge import Knowledge
from extractor.merge.articles import merge_articles, says_same
from extractor.merge.facts import FACTS, find_removed, list_parts, read_number, restore_dropped
from extractor.merge.fields import Conflict, Merge, MergePolicy
from extractor.merge.history import MergeHistory, read_history, remember
from extractor.merge.matching import find_changed, sight_facts
from extractor.merge.naming import renumber_result
from extractor.merge.numbering import Highest, settle_ids
from extractor.merge.restatements import leave_out_rejected
from extractor.merge.statements import is_covered
from extractor.runs.results import Action, PageResult
from extractor.schema import Article, Record, inspect_article
from extractor.workspace.decisions import ReviewState, read_words
from extractor.write import parse_article, render_article, update_article_text

Files = tuple[tuple[str, bytes | None], ...]
"""Names in the workspace with what is to stand there; ``None`` takes a file away."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of an article: its name in the workspace, its text, what it says."""

    name: str
    text: str
    article: Article


class Placement(NamedTuple):
    """What to do with a page's new version: what it is counted as, the files to write after the record, the result to record.

    Without a result the record stays as it is too.
    """

    action: Action
    files: Files = ()
    result: PageResult | None = None


class WorkspaceState(NamedTuple):
    """What the workspace has of an article: its draft, its accepted version, its record, what people decided."""

    pending: Sheet | None
    accepted: Sheet | None
    record: bytes | None
    review_state: ReviewState


def read_sheet(name: str, data: bytes) -> Sheet:
    """Read a file of an article.

    Raises:
        WriteError: It is no article.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise WriteError(f"{name} is not UTF-8.", code="write.unreadable", hint="Save it as UTF-8.", name=name) from None
    return Sheet(name, text, parse_article(text))


def place_result(result: PageResult, current: WorkspaceState, *, knowledge: Knowledge) -> Placement:
    """Merge a page's new version with what the workspace has of it."""
    name = f"pending/{result.category}/{result.article_id}.md"
    history = read_history(current.record)
    if history is None and current.pending is None and current.accepted is None:
        return Placement("written", ((name, result.article.encode()),), result)
    history = history or MergeHistory()
    record = Record.model_validate_json(result.record)
    result, highest = _settle(result, record, current, history, knowledge=knowledge)
    theirs = _leave_out(parse_article(result.article), record, current, knowledge=knowledge)
    policy = _read_policy(theirs, record, current, history)
    if current.pending is None and current.accepted is None:
        return _place_anew(
            result, theirs, current, policy=policy, history=replace(history, highest=highest), knowledge=knowledge
        )
    base, start = (
        _leave_out(one, record, current, knowledge=knowledge) if one else None for one in (history.base, history.accepted_from)
    )
    base = _restore(base, theirs, current, history) if base else None
    merged, before = _merge_current(
        theirs, current, replace(history, base=base, accepted_from=start), policy, knowledge=knowledge
    )
    text = _write_draft(before, merged.article)
    untouched = text if before is current.accepted else None
    result, waiting = remember(result, merged, history=replace(history, highest=highest), current=current, untouched=untouched)
    name = f"pending/{merged.article.category}/{result.article_id}.md"
    if untouched is not None and says_same(merged.article, before.article) and not waiting:
        files: Files = ((current.pending.name, None),) if current.pending else ()  # the draft has nothing to propose any more
        return Placement("unchanged", files, result)
    return _place(result, Sheet(name, text, merged.article), current.pending, waiting=waiting)


def _leave_out(article: Article, record: Record, current: WorkspaceState, *, knowledge: Knowledge) -> Article:
    """Take out of a machine's version the sentences that say what people rejected, so that no merge brings them back."""
    return leave_out_rejected(
        article, current.review_state, description=record.description.text if record.description else "", knowledge=knowledge
    )


def _restore(base: Article, theirs: Article, current: WorkspaceState, history: MergeHistory) -> Article:
    """Give the machine's last version with the facts that it had dropped before and states again."""
    mine = current.pending or current.accepted
    if mine is None or not history.merge.dropped:
        return base
    versions = (base.to_data(), mine.article.to_data(), theirs.to_data())
    return inspect_article(restore_dropped(versions, history.merge.dropped), base.body)[0]


def _settle(
    result: PageResult, record: Record, current: WorkspaceState, history: MergeHistory, *, knowledge: Knowledge
) -> tuple[PageResult, Highest]:
    """Give the new version the ids that the workspace knows its facts and sources by."""
    earlier = [article.to_data() for article in (history.base, history.accepted_from) if article]
    earlier += [sheet.article.to_data() for sheet in (current.pending, current.accepted) if sheet]
    earlier += [{FACTS: list(history.merge.dropped)}] if history.merge.dropped else []
    highest = history.highest._replace(facts=max(history.highest.facts, current.review_state.highest_fact))
    theirs = parse_article(result.article).to_data()
    ids, highest = settle_ids(theirs, earlier, highest, _find_changed(theirs, record, current, history, knowledge=knowledge))
    return (renumber_result(result, ids) if ids else result), highest


def _find_changed(
    theirs: Mapping[str, Any], record: Record, current: WorkspaceState, history: MergeHistory, *, knowledge: Knowledge
) -> Mapping[str, str]:
    """Find the facts of the new version that are known ones in new words; what people took out is not known any more."""
    base, start = (article.to_data() if article else {} for article in (history.base, history.accepted_from))
    files = [sheet.article.to_data() for sheet in (current.pending, current.accepted) if sheet]
    removed = frozenset[str]().union(*(find_removed(base, data) for data in files)).difference(history.merge.left_out)
    out = _list_rejected(current, history) | removed
    kept = {read_number(fact) for data in files for fact in list_parts(data, FACTS)}
    known = (
        *sight_facts(base, history.record),
        *sight_facts(start),
        *sight_facts({**base, FACTS: list(history.merge.dropped)}),
    )
    old = [one for one in known if read_number(one.id) in kept]
    new = [one for one in sight_facts(theirs, record) if not is_covered(one.words, out, knowledge=knowledge)]
    return find_changed(old, new, _list_offered(record), knowledge=knowledge)


def _list_rejected(current: WorkspaceState, history: MergeHistory) -> frozenset[str]:
    return frozenset(current.review_state.rejected_facts).union(history.list_removed(current))


def _list_offered(record: Record | None) -> frozenset[str]:
    return frozenset(read_words(fact.statement) for fact in record.facts) if record else frozenset()


def _read_policy(theirs: Article, record: Record, current: WorkspaceState, history: MergeHistory) -> MergePolicy:
    lists = {"atomic_facts", "primary_sources", "body"}
    return MergePolicy(
        accepted=current.accepted is not None,
        rejected=_list_rejected(current, history),
        edited=frozenset(current.review_state.edited - lists),
        evidence=_list_offered(record) | {read_words(fact.statement) for fact in theirs.atomic_facts},
        before=_list_offered(history.record),
        left_out=frozenset(history.merge.left_out),
    )


def _place_anew(
    result: PageResult,
    theirs: Article,
    current: WorkspaceState,
    *,
    policy: MergePolicy,
    history: MergeHistory,
    knowledge: Knowledge,
) -> Placement:
    """Place an article that has no file: nowhere if a person rejected it, else without the facts that people rejected."""
    result, _ = remember(result, Merge(theirs), history=history, current=current)
    if current.review_state.rejected is not None:
        return Placement("unchanged", (), result)
    facts = [
        fact for fact in theirs.atomic_facts if not is_covered(read_words(fact.statement), policy.rejected, knowledge=knowledge)
    ]
    text = result.article
    if len(facts) < len(theirs.atomic_facts) or theirs.body != parse_article(text).body:
        data = {**theirs.to_data(), "atomic_facts": [fact.to_data() for fact in facts]}
        text = render_article(inspect_article(data, theirs.body)[0])
    return Placement("written", ((f"pending/{result.category}/{result.article_id}.md", text.encode()),), result)


def _merge_current(
    theirs: Article, current: WorkspaceState, history: MergeHistory, policy: MergePolicy, *, knowledge: Knowledge
) -> tuple[Merge, Sheet]:
    """Merge; return what comes out and the file that it goes on from."""
    pending, accepted = current.pending, current.accepted
    if accepted is None or pending is None:
        sheet = pending or accepted
        assert sheet is not None  # noqa: S101 - the caller has looked
        return merge_articles(history.base, sheet.article, theirs, knowledge=knowledge, policy=policy), sheet
    start = history.accepted_from or history.base
    after = merge_articles(start, accepted.article, theirs, knowledge=knowledge, policy=policy)
    before = (
        after
        if history.base is None
        else merge_articles(start, accepted.article, history.base, knowledge=knowledge, policy=policy)
    )
    if history.merge.draft_sha256 == history.hash_text(pending.text):
        return after, accepted
    merge = merge_articles(before.article, pending.article, after.article, knowledge=knowledge, policy=policy)
    moved = history.accepted_sha256 is not None and history.accepted_sha256 != history.hash_text(accepted.text)
    reason = "The accepted article was changed after the draft beside it was made and edited."
    late = (Conflict(("article",), None, None, reason),) if moved else ()
    gone = tuple(dict.fromkeys((*after.gone, *merge.gone)))
    removed = tuple(dict.fromkeys((*after.removed, *merge.removed)))
    left_out = tuple(dict.fromkeys((*after.left_out, *merge.left_out)))
    return Merge(merge.article, (*merge.conflicts, *after.conflicts, *late), gone, removed, left_out), pending


def _place(result: PageResult, draft: Sheet, old: Sheet | None, *, waiting: bool) -> Placement:
    files: Files = () if old and (old.name, old.text) == (draft.name, draft.text) else ((draft.name, draft.text.encode()),)
    if old and old.name != draft.name:
        files = (*files, (old.name, None))
    return Placement("conflict" if waiting else "written" if files else "unchanged", files, result)


def _write_draft(sheet: Sheet, article: Article) -> str:
    """Write an article over a file, as a draft; the file as it is if that says the same."""
    draft = article.model_copy(update={"status": "draft"})
    if says_same(article, sheet.article) and sheet.article.status == "draft":
        return sheet.text
    with suppress(WriteError):
        return update_article_text(sheet.text, draft)
    return render_article(draft)
