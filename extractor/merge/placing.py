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
from typing import Literal, NamedTuple

from extractor.errors import WriteError
from extractor.knowledge import Knowledge
from extractor.merge.articles import merge_articles, says_same
from extractor.merge.facts import Versions, find_removed, restore_dropped
from extractor.merge.fields import Conflict, Merge, MergePolicy
from extractor.merge.history import MergeHistory, read_history, remember
from extractor.merge.matching import find_changed, sight_facts
from extractor.merge.naming import renumber_conversion
from extractor.merge.numbering import settle_ids
from extractor.merge.restatements import leave_out_rejected
from extractor.merge.versions import Conversion, WorkspaceState, read_key, read_version
from extractor.schema import Article, Record, inspect_article
from extractor.schema.parts import read_words
from extractor.structure.facts.statements import is_covered
from extractor.workspace.articles import ArticleFile
from extractor.write import mend_style, render_article, update_article

Files = tuple[tuple[str, bytes | None], ...]
"""Names in the workspace with what is to stand there; ``None`` takes a file away."""


class Placement(NamedTuple):
    """What to do with a page's new version: what it is counted as, the files to write after the record, what to record.

    Without a conversion the record stays as it is too.
    """

    action: Literal["written", "unchanged", "conflict"]
    files: Files = ()
    new: Conversion | None = None


def place_conversion(new: Conversion, current: WorkspaceState, *, knowledge: Knowledge) -> Placement:
    """Merge a page's new version with what the workspace has of it."""
    history = read_history(current.record)
    if history is None and not current.files:
        return Placement("written", ((name_draft(new.article), render_article(new.article).encode()),), new)
    placing = _Placing(new, current, history or MergeHistory(), knowledge).settle()
    return placing.merge() if current.files else placing.place_anew()


def name_draft(article: Article) -> str:
    """Give the name of an article's draft in the workspace."""
    return f"pending/{article.category}/{article.id}.md"


@dataclass(frozen=True)
class _Placing:
    """A conversion that meets something: what it is, what it meets, what the last record remembers."""

    new: Conversion
    current: WorkspaceState
    history: MergeHistory
    knowledge: Knowledge

    def settle(self) -> _Placing:
        """Give the new version the ids that the workspace knows its facts and sources by."""
        history = self.history
        earlier = [read_version(article) for article in (history.base, history.accepted_from) if article]
        earlier += [read_version(file.article) for file in self.current.files]
        earlier += [read_version(None).with_facts(history.merge.dropped)] if history.merge.dropped else []
        highest = history.highest._replace(facts=max(history.highest.facts, self.current.review_state.highest_fact))
        ids, highest = settle_ids(read_version(self.new.article), earlier, highest, self._find_changed())
        new = renumber_conversion(self.new, ids) if ids else self.new
        return replace(self, new=new, history=replace(history, highest=highest))

    def _find_changed(self) -> Mapping[str, str]:
        """Find the facts of the new version that are known ones in new words; what people took out is not known any more."""
        history = self.history
        base, start = read_version(history.base), read_version(history.accepted_from)
        files = [read_version(file.article) for file in self.current.files]
        removed = frozenset[str]().union(*(find_removed(base, file) for file in files)).difference(history.merge.left_out)
        out = self._list_rejected() | removed
        known = (
            *sight_facts(base, history.record),
            *sight_facts(start),
            *sight_facts(base.with_facts(history.merge.dropped)),
        )
        old = [one for one in known if any(read_key(one.id) in file.facts for file in files)]
        new = sight_facts(read_version(self.new.article), self.new.record)
        wanted = [one for one in new if not is_covered(one.words, out, knowledge=self.knowledge)]
        return find_changed(old, wanted, _list_offered(self.new.record), knowledge=self.knowledge)

    def merge(self) -> Placement:
        """Merge the new version with the files that are there."""
        current = self.current
        theirs = self._leave_out(self.new.article)
        merged, before = self._merge_files(theirs, self._read_policy(theirs))
        text = _write_draft(before, merged.article)
        untouched = text if before is current.accepted else None
        new, waiting = remember(self.new, merged, history=self.history, current=current, untouched=untouched)
        if untouched is not None and says_same(merged.article, before.article) and not waiting:
            files: Files = ((current.pending.name, None),) if current.pending else ()  # there is nothing to propose any more
            return Placement("unchanged", files, new)
        name = f"pending/{merged.article.category}/{new.article.id}.md"
        files = _list_files(name, text, current.pending)
        return Placement("conflict" if waiting else "written" if files else "unchanged", files, new)

    def place_anew(self) -> Placement:
        """Place an article that has no file: nowhere if a person rejected it, else without the facts that people rejected."""
        theirs = self._leave_out(self.new.article)
        new, _ = remember(self.new, Merge(theirs), history=self.history, current=self.current)
        if self.current.review_state.rejected is not None:
            return Placement("unchanged", (), new)
        out = self._list_rejected()
        facts = [
            fact for fact in theirs.atomic_facts if not is_covered(read_words(fact.statement), out, knowledge=self.knowledge)
        ]
        if len(facts) < len(theirs.atomic_facts):
            data = {**theirs.to_data(), "atomic_facts": [fact.to_data() for fact in facts]}
            theirs = inspect_article(data, theirs.body)[0]
        return Placement("written", ((name_draft(theirs), render_article(theirs).encode()),), new)

    def _merge_files(self, theirs: Article, policy: MergePolicy) -> tuple[Merge, ArticleFile]:
        """Merge; return what comes out and the file that it goes on from."""
        pending, accepted = self.current.pending, self.current.accepted
        base, start = (self._leave_out(one) if one else None for one in (self.history.base, self.history.accepted_from))
        base = self._restore(base, theirs) if base else None

        def merge(old: Article | None, mine: Article, new: Article) -> Merge:
            return merge_articles(old, mine, new, knowledge=self.knowledge, policy=policy)

        if accepted is None or pending is None:
            (file,) = self.current.files
            return merge(base, file.article, theirs), file
        after = merge(start or base, accepted.article, theirs)
        if self.history.merge.draft_sha256 == pending.sha256:
            return after, accepted
        before = merge(start or base, accepted.article, base) if base else after
        merged = merge(before.article, pending.article, after.article)
        moved = self.history.merge.accepted_sha256 not in {None, accepted.sha256}
        reason = "The accepted article was changed after the draft beside it was made and edited."
        late = (Conflict(("article",), None, None, reason),) if moved else ()
        told = (dict.fromkeys((*getattr(after, key), *getattr(merged, key))) for key in ("gone", "removed", "left_out"))
        gone, removed, left_out = map(tuple, told)
        return Merge(merged.article, (*merged.conflicts, *after.conflicts, *late), gone, removed, left_out), pending

    def _leave_out(self, article: Article) -> Article:
        """Take out of a machine's version the sentences that say what people rejected, so that no merge brings them back."""
        description = self.new.record.description
        return leave_out_rejected(
            article,
            self.current.review_state,
            description=description.text if description else "",
            knowledge=self.knowledge,
        )

    def _restore(self, base: Article, theirs: Article) -> Article:
        """Give the machine's last version with the facts that it had dropped before and states again."""
        dropped = self.history.merge.dropped
        if not dropped:
            return base
        versions = Versions(*(read_version(one) for one in (base, self.current.files[0].article, theirs)))
        return inspect_article(restore_dropped(versions, dropped).fields, base.body)[0]

    def _list_rejected(self) -> frozenset[str]:
        return frozenset(self.current.review_state.rejected_facts).union(self.history.list_removed(self.current.files))

    def _read_policy(self, theirs: Article) -> MergePolicy:
        return MergePolicy(
            accepted=self.current.accepted is not None,
            rejected=self._list_rejected(),
            edited=frozenset(self.current.review_state.edited - {"atomic_facts", "primary_sources", "body"}),
            evidence=_list_offered(self.new.record) | {read_words(fact.statement) for fact in theirs.atomic_facts},
            before=_list_offered(self.history.record),
            left_out=frozenset(self.history.merge.left_out),
        )


def _list_offered(record: Record | None) -> frozenset[str]:
    return frozenset(read_words(fact.statement) for fact in record.facts) if record else frozenset()


def _list_files(name: str, text: str, old: ArticleFile | None) -> Files:
    """Say what to write, and what to take away, for a draft to stand under a name."""
    files: Files = () if old and (old.name, old.text) == (name, text) else ((name, text.encode()),)
    return (*files, (old.name, None)) if old and old.name != name else files


def _write_draft(file: ArticleFile, article: Article) -> str:
    """Write an article over a file, as a draft; the file as it is if that says the same.

    Beside an accepted article, whose style is that person's, the draft is in the house style.
    """
    draft = article.model_copy(update={"status": "draft"})
    if says_same(article, file.article) and file.article.status == "draft":
        return file.text
    with suppress(WriteError):
        text = update_article(file.article, draft)
        return mend_style(text) if file.shelf == "articles" else text
    return render_article(draft)
