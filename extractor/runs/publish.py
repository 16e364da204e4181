"""From results to files: who owns which id, what goes to ``pending/``, what a person's file is left alone for.

The order of writing makes a kill harmless. The record comes first, then the article, then the ledger's row: whatever was
cut off is done again by the next run, and comes out the same.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from extractor.errors import WriteError
from extractor.issues import make_issue
from extractor.knowledge import Knowledge
from extractor.merge.history import read_history
from extractor.merge.identity import is_same_page
from extractor.merge.naming import list_names, rename_conversion
from extractor.merge.placing import Files, Placement, place_conversion
from extractor.merge.versions import Conversion, WorkspaceState
from extractor.runs.index import WorkspaceIndex
from extractor.runs.inputs import find_entry, is_fetched
from extractor.runs.ledger import Ledger, PageOwnership
from extractor.runs.quarantine import FOLDER, file_item, name_page
from extractor.runs.relating import keep_links
from extractor.runs.results import Action, PageResult, Task, TaskDone
from extractor.workspace.articles import ArticleFile, read_article_file
from extractor.workspace.lock import hold_articles
from extractor.workspace.paths import check_slug
from extractor.workspace.storage import Storage, local_path, read_file
from extractor.write import parse_record, read_machine_article, render_record

_MEMBER = re.compile(r"[#!].*$", re.DOTALL)


def place_draft(
    storage: Storage, shelf: WorkspaceIndex, new: Conversion, *, written: str | None = None, knowledge: Knowledge
) -> Placement:
    """Decide where a page's new version goes: what people have made of the last one is kept (``merge.placing``).

    Where a file of the article cannot be read, nothing of it is touched.

    Args:
        storage: The workspace.
        shelf: What lies in it.
        new: The new version.
        written: Hash of the draft that the machine last finished writing.
        knowledge: What the program knows besides the page.
    """
    article_id = new.article.id
    try:
        pending, accepted = (_read_file(storage, name) for name in (shelf.find_draft(article_id), shelf.find(article_id)))
    except (WriteError, UnicodeDecodeError):
        return Placement("conflict")
    record = read_file(storage, f"records/{check_slug(article_id)}.json")
    new = keep_links(new, record)
    if pending and _is_left_over(pending, record, written):
        pending = None
    current = WorkspaceState(pending, accepted, record, shelf.read_review_state(article_id))
    return place_conversion(new, current, knowledge=knowledge)


def _read_file(storage: Storage, name: str | None) -> ArticleFile | None:
    data = read_file(storage, name) if name else None
    return read_article_file(name, data.decode("utf-8")) if name and data is not None else None


def _is_left_over(draft: ArticleFile, record: bytes | None, written: str | None) -> bool:
    """Tell a draft that a kill kept from being replaced, after its record was: nobody has edited it, it is only old."""
    machine = read_machine_article(record.decode("utf-8", "replace")) if record is not None else None
    return machine is not None and draft.sha256 == written != machine.sha256


def _tell(result: PageResult, new: Conversion, action: Action = "") -> PageResult:
    """Give a result with what merging and publishing made of it; every new doubt asks for a person."""
    issues = (*result.issues, *new.issues)
    status = "doubtful" if new.issues else result.status
    return replace(result, conversion=new._replace(issues=()), issues=issues, status=status, action=action)


def hash_bytes(data: bytes) -> str:
    """Give the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Publisher:
    """Writes what comes out of the pages of one run, in the order of the plan."""

    def __init__(self, ledger: Ledger, shelf: WorkspaceIndex, *, knowledge: Knowledge, fingerprint: str, run_id: str) -> None:
        self.knowledge = knowledge
        self._storage = shelf.storage
        self._ledger = ledger
        self._shelf = shelf
        self._fingerprint = fingerprint
        self._run_id = run_id

    def publish_page(self, task: Task, stamp: int | None, index: int, result: PageResult) -> PageResult:
        """Write a page's files and its row; return the result with what was done, under the id it got."""
        known = self._ledger.find_page(result.path)
        if (new := result.conversion) is None:
            return self._quarantine(task, result, known)
        try:
            with hold_articles(self._storage):
                self._shelf.refresh()
                result, owned = self._publish(task, result, new, known)
                self._ledger.record_page(result, owned, source=task.path, run_id=self._run_id)
                if known is not None:
                    self._tidy(known, owned)
        except (WriteError, ValueError) as error:  # such as characters that no file can hold
            known_error = error if isinstance(error, WriteError) else WriteError(f"{error}.", hint="Please report it.")
            failure = {"code": known_error.code, "stage": "write", "message": known_error.message, "hint": known_error.hint}
            return self._quarantine(task, replace(result, status="failed", failure=failure), known)
        if index > 0:  # a container of many pages: a kill must not cost those that are done
            self._ledger.record_progress(task, stamp, index + 1, self._fingerprint)
            self._ledger.commit()
        return result

    def finish_task(self, task: Task, stamp: int | None, done: TaskDone) -> None:
        """Write down that an input is done; from here on it is unchanged."""
        if task.skip == 0:
            for path in self._ledger.drop_stale_failures(task.path, self._run_id):
                self._storage.remove(f"{FOLDER}/{name_page(path)}.json")
        self._ledger.record_input(task, stamp, done, self._fingerprint)
        self._ledger.commit()

    def _quarantine(self, task: Task, result: PageResult, known: PageOwnership | None) -> PageResult:
        result = replace(result, action="failed")
        self._storage.write(f"{FOLDER}/{name_page(result.path)}.json", file_item(result, task, self._fingerprint))
        kept = known or PageOwnership(result.path, "", None, None, None, None, None, "failed")
        owned = kept._replace(sha256=result.sha256, status="failed", duplicate_of=None)
        self._ledger.record_page(result, owned, source=task.path, run_id=self._run_id)
        return result

    def _publish(
        self, task: Task, result: PageResult, new: Conversion, known: PageOwnership | None
    ) -> tuple[PageResult, PageOwnership]:
        slug = new.article.id
        is_same = known is not None and self._is_same(task, new, known)
        name, duplicate_of = (known.article_id, None) if known is not None and is_same else self._claim(result)
        owned = PageOwnership(result.path, result.sha256, slug, name, None, None, duplicate_of, result.status)
        if name is None:
            return replace(result, action="duplicate"), owned
        if name != slug:
            new = rename_conversion(new, name)
        written = known.article_sha256 if known else None
        placement = place_draft(self._storage, self._shelf, new, written=written, knowledge=self.knowledge)
        owned = owned._replace(category=new.article.category)
        if placement.new is None:
            status = _tell(result, new).status
            new = new._replace(issues=(*new.issues, make_issue("write.edited-draft")))
            return _tell(result, new, action="conflict"), owned._replace(article_sha256=written, status=status)
        self._write_files(placement.new, placement.files, is_known=known is not None)
        result = _tell(result, placement.new, action=placement.action)
        return result, owned._replace(article_sha256=placement.new.sha256, status=result.status)

    def _write_files(self, new: Conversion, files: Files, *, is_known: bool) -> None:
        """Write an article's record, if it is another than before, and then its files."""
        name, data = f"records/{new.article.id}.json", render_record(new.record).encode("utf-8", "backslashreplace")
        if not is_known or read_file(self._storage, name) != data:
            self._storage.write(name, data)
        for file, content in files:
            self._put(file, content)

    def _put(self, name: str, content: bytes | None) -> None:
        if content is None:
            self._storage.remove(name)
        else:
            self._storage.write(name, content)
        self._shelf.note_draft(name, there=content is not None)

    def _is_same(self, task: Task, new: Conversion, known: PageOwnership) -> bool:
        """Say whether the article of a page is still about it: its title is the same, or the page is, by all else."""
        if known.article_id is None or known.slug == new.article.id:
            return known.article_id is not None
        history = read_history(read_file(self._storage, f"records/{known.article_id}.json"))
        if history is None or history.record is None or history.record.page.path != new.record.page.path:
            return False
        return is_same_page(history.record, new.record, is_fetched=is_fetched(task.url))

    def _claim(self, result: PageResult) -> tuple[str | None, str | None]:
        """Give the id that a page's article gets; without one, the page of the same bytes that has the article.

        Raises:
            WriteError: Every name is taken, which takes a collision of hashes.
        """
        twin = self._ledger.find_twin(result.sha256, result.article_id)
        if twin is not None and twin.path != result.path:
            if not self._has_moved(twin):
                return None, twin.path
            self._ledger.release_article(twin.path)
            return twin.article_id, None
        for name in list_names(result.article_id, result.sha256):
            owner = self._ledger.find_owner(name)
            if owner is None:
                if not self._is_foreign(name, result):
                    return name, None
            elif owner.path == result.path:
                return name, None
        raise WriteError(
            "Every name for the article is taken.", code="write.foreign-article", hint="Rename the page.", path=result.path
        )

    def _is_foreign(self, name: str, result: PageResult) -> bool:
        """Say whether files that the ledger does not know of have the name: another page's, or a person's own."""
        record = f"records/{name}.json"
        if (data := read_file(self._storage, record)) is not None:
            try:
                page = parse_record(data).page
            except WriteError:
                return False  # whose it was cannot be told; what people made of it is kept either way
            return page.path != result.path and page.sha256 != result.sha256
        return self._shelf.find(name) is not None

    def _has_moved(self, owner: PageOwnership) -> bool:
        url, folder = self._ledger.find_input(owner.path), local_path(self._storage.root)
        if url is None and folder is not None:  # the ledger has it from its record only, which names it by its place
            url = str(folder.parent / _MEMBER.sub("", owner.path))
        return url is not None and find_entry(url) is None

    def _tidy(self, known: PageOwnership, owned: PageOwnership) -> None:
        """Take away what an earlier version of the page left: its quarantine file, its draft under another name."""
        if known.status == "failed":
            self._storage.remove(f"{FOLDER}/{name_page(known.path)}.json")
        if known.sha256 != owned.sha256:
            self._ledger.release_duplicates(known.path)
        if known.article_id and (known.article_id, known.category) != (owned.article_id, owned.category):
            name = f"pending/{known.category}/{known.article_id}.md"
            draft = read_file(self._storage, name)
            if draft is not None and hash_bytes(draft) == known.article_sha256:
                self._storage.remove(name)
                if known.article_id != owned.article_id and self._shelf.find(known.article_id) is None:
                    self._storage.remove(f"records/{known.article_id}.json")
