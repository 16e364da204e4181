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
from extractor.jobs.decisions import Standing, read_words
from extractor.jobs.echoes import leave_out_rejected
from extractor.jobs.merge.articles import merge_articles, says_same
from extractor.jobs.merge.claims import is_covered
from extractor.jobs.merge.facts import FACTS, find_removed, list_parts, read_number, restore_dropped
from extractor.jobs.merge.matching import find_changed, sight_facts
from extractor.jobs.merge.memory import Memory, read_memory, remember
from extractor.jobs.merge.numbering import Highest, settle_ids
from extractor.jobs.merge.values import Conflict, Merge, Stance
from extractor.jobs.naming import renumber_result
from extractor.jobs.values import Action, PageResult
from extractor.schema import Article, Record, inspect_article
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


class Desk(NamedTuple):
    """What the workspace has of an article: its draft, its accepted version, its record, what people decided."""

    pending: Sheet | None
    accepted: Sheet | None
    record: bytes | None
    standing: Standing


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


def place_result(result: PageResult, desk: Desk) -> Placement:
    """Merge a page's new version with what the workspace has of it."""
    name = f"pending/{result.category}/{result.article_id}.md"
    memory = read_memory(desk.record)
    if memory is None and desk.pending is None and desk.accepted is None:
        return Placement("written", ((name, result.article.encode()),), result)
    memory = memory or Memory()
    record = Record.model_validate_json(result.record)
    result, highest = _settle(result, record, desk, memory)
    theirs = _leave_out(parse_article(result.article), record, desk)
    stance = _read_stance(theirs, record, desk, memory)
    if desk.pending is None and desk.accepted is None:
        return _place_anew(result, theirs, desk, stance=stance, memory=replace(memory, highest=highest))
    base, start = (_leave_out(one, record, desk) if one else None for one in (memory.base, memory.accepted_from))
    base = _restore(base, theirs, desk, memory) if base else None
    merged, before = _merge_desk(theirs, desk, replace(memory, base=base, accepted_from=start), stance)
    text = _write_draft(before, merged.article)
    untouched = text if before is desk.accepted else None
    result, waiting = remember(result, merged, memory=replace(memory, highest=highest), desk=desk, untouched=untouched)
    name = f"pending/{merged.article.category}/{result.article_id}.md"
    if untouched is not None and says_same(merged.article, before.article) and not waiting:
        files: Files = ((desk.pending.name, None),) if desk.pending else ()  # the draft has nothing to propose any more
        return Placement("unchanged", files, result)
    return _place(result, Sheet(name, text, merged.article), desk.pending, waiting=waiting)


def _leave_out(article: Article, record: Record, desk: Desk) -> Article:
    """Take out of a machine's version the sentences that say what people rejected, so that no merge brings them back."""
    return leave_out_rejected(article, desk.standing, description=record.description.text if record.description else "")


def _restore(base: Article, theirs: Article, desk: Desk, memory: Memory) -> Article:
    """Give the machine's last version with the facts that it had dropped before and states again."""
    mine = desk.pending or desk.accepted
    if mine is None or not memory.merge.dropped:
        return base
    versions = (base.to_data(), mine.article.to_data(), theirs.to_data())
    return inspect_article(restore_dropped(versions, memory.merge.dropped), base.body)[0]


def _settle(result: PageResult, record: Record, desk: Desk, memory: Memory) -> tuple[PageResult, Highest]:
    """Give the new version the ids that the workspace knows its facts and sources by."""
    earlier = [article.to_data() for article in (memory.base, memory.accepted_from) if article]
    earlier += [sheet.article.to_data() for sheet in (desk.pending, desk.accepted) if sheet]
    earlier += [{FACTS: list(memory.merge.dropped)}] if memory.merge.dropped else []
    highest = memory.highest._replace(facts=max(memory.highest.facts, desk.standing.highest_fact))
    theirs = parse_article(result.article).to_data()
    ids, highest = settle_ids(theirs, earlier, highest, _find_changed(theirs, record, desk, memory))
    return (renumber_result(result, ids) if ids else result), highest


def _find_changed(theirs: Mapping[str, Any], record: Record, desk: Desk, memory: Memory) -> Mapping[str, str]:
    """Find the facts of the new version that are known ones in new words; what people took out is not known any more."""
    base, start = (article.to_data() if article else {} for article in (memory.base, memory.accepted_from))
    files = [sheet.article.to_data() for sheet in (desk.pending, desk.accepted) if sheet]
    removed = frozenset[str]().union(*(find_removed(base, data) for data in files)).difference(memory.merge.left_out)
    out = _list_rejected(desk, memory) | removed
    kept = {read_number(fact) for data in files for fact in list_parts(data, FACTS)}
    known = (*sight_facts(base, memory.record), *sight_facts(start), *sight_facts({**base, FACTS: list(memory.merge.dropped)}))
    old = [one for one in known if read_number(one.id) in kept]
    new = [one for one in sight_facts(theirs, record) if not is_covered(one.words, out)]
    return find_changed(old, new, _list_offered(record))


def _list_rejected(desk: Desk, memory: Memory) -> frozenset[str]:
    return frozenset(desk.standing.rejected_facts).union(memory.list_removed(desk))


def _list_offered(record: Record | None) -> frozenset[str]:
    return frozenset(read_words(fact.statement) for fact in record.facts) if record else frozenset()


def _read_stance(theirs: Article, record: Record, desk: Desk, memory: Memory) -> Stance:
    lists = {"atomic_facts", "primary_sources", "body"}
    return Stance(
        accepted=desk.accepted is not None,
        rejected=_list_rejected(desk, memory),
        edited=frozenset(desk.standing.edited - lists),
        evidence=_list_offered(record) | {read_words(fact.statement) for fact in theirs.atomic_facts},
        before=_list_offered(memory.record),
        left_out=frozenset(memory.merge.left_out),
    )


def _place_anew(result: PageResult, theirs: Article, desk: Desk, *, stance: Stance, memory: Memory) -> Placement:
    """Place an article that has no file: nowhere if a person rejected it, else without the facts that people rejected."""
    result, _ = remember(result, Merge(theirs), memory=memory, desk=desk)
    if desk.standing.rejected is not None:
        return Placement("unchanged", (), result)
    facts = [fact for fact in theirs.atomic_facts if not is_covered(read_words(fact.statement), stance.rejected)]
    text = result.article
    if len(facts) < len(theirs.atomic_facts) or theirs.body != parse_article(text).body:
        data = {**theirs.to_data(), "atomic_facts": [fact.to_data() for fact in facts]}
        text = render_article(inspect_article(data, theirs.body)[0])
    return Placement("written", ((f"pending/{result.category}/{result.article_id}.md", text.encode()),), result)


def _merge_desk(theirs: Article, desk: Desk, memory: Memory, stance: Stance) -> tuple[Merge, Sheet]:
    """Merge; return what comes out and the file that it goes on from."""
    pending, accepted = desk.pending, desk.accepted
    if accepted is None or pending is None:
        sheet = pending or accepted
        assert sheet is not None  # noqa: S101 - the caller has looked
        return merge_articles(memory.base, sheet.article, theirs, stance=stance), sheet
    start = memory.accepted_from or memory.base
    after = merge_articles(start, accepted.article, theirs, stance=stance)
    before = after if memory.base is None else merge_articles(start, accepted.article, memory.base, stance=stance)
    if memory.merge.draft_sha256 == memory.hash_text(pending.text):
        return after, accepted
    merge = merge_articles(before.article, pending.article, after.article, stance=stance)
    moved = memory.accepted_sha256 is not None and memory.accepted_sha256 != memory.hash_text(accepted.text)
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
