"""The ledger read again from the files: every record says which page it was made of and by what, every quarantine file too.

The input of a container's page is not hashed in its record, so containers are converted again; the bytes come out the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.errors import WriteError
from extractor.runs.ledger import Ledger, PageOwnership
from extractor.runs.quarantine import read_items
from extractor.structure.identity import make_article_id
from extractor.workspace.storage import Storage, read_file
from extractor.write import parse_record


def rebuild_ledger(ledger: Ledger, storage: Storage) -> tuple[str, ...]:
    """Fill an empty ledger from the records and the quarantine; return the names of those that cannot be read."""
    names = sorted(entry.name for entry in storage.walk("records") if entry.name.endswith(".json"))
    unread = [name for name in names if not _take_record(ledger, storage.read(name))]
    items, bad = read_items(storage)
    for item in items:
        sha256 = item["input"]["page_sha256"] or ""
        owned = PageOwnership(item["path"], sha256, None, None, None, None, None, "failed")
        ledger.add_page(owned, item["input"]["path"], item["fingerprint"])
    ledger.commit()
    return (*unread, *bad)


def take_records(ledger: Ledger, storage: Storage, names: Iterable[str]) -> None:
    """Take some records into a ledger that has forgotten their pages; a record that is gone is left out."""
    for name in names:
        data = read_file(storage, name)
        if data is not None:
            _take_record(ledger, data)
    ledger.commit()


def forget_torn(ledger: Ledger, storage: Storage) -> int:
    """Forget pages of the last run whose files a power cut has torn, so that they are done again; return how many.

    Files are renamed into place but not forced to the disk, so after a crash of the whole machine the newest may be empty or
    full of zeros. A kill cannot do that: while the machine is up, nothing is looked at.
    """
    torn = []
    for path, article_id, category in ledger.list_unsafe_pages():
        names = (f"records/{article_id}.json", f"pending/{category}/{article_id}.md")
        blank = [name for name in names if (data := read_file(storage, name)) is not None and not data.strip(b"\0")]
        for name in blank:
            storage.remove(name)
        if blank:
            torn.append(path)
    ledger.forget_pages(torn)
    return len(torn)


def describe_fingerprint(version: str, config: str, model: str | None) -> str:
    """Give a record's fingerprint as one string."""
    return f"{version} {config} {model or 'none'}"


def _take_record(ledger: Ledger, data: bytes) -> bool:
    """Take a record in; say whether it could be read."""
    try:
        record = parse_record(data)
    except WriteError:
        return False
    page, article, made = record.page, record.article, record.fingerprint
    category = article.front_matter.get("category") if article else None
    owned = PageOwnership(
        path=page.path,
        sha256=page.sha256,
        slug=make_article_id(record.title.text),
        article_id=record.id,
        category=category if isinstance(category, str) else None,
        article_sha256=article.sha256 if article else None,
        duplicate_of=None,
        status="doubtful" if any(issue.severity != "info" for issue in record.issues) else "ok",
    )
    fingerprint = describe_fingerprint(made.version, made.config, made.model)
    ledger.add_page(owned, page.path.partition("#")[0].partition("!")[0], fingerprint)
    return True
