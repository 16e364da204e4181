"""All that is known about one article when a person decides about it: its files, its record, what was decided so far."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ReviewError
from extractor.schema import Record
from extractor.workspace.articles import ArticleFile, hash_text, read_article_file
from extractor.workspace.decisions import ReviewState
from extractor.workspace.paths import Workspace, check_slug
from extractor.write import parse_record

SHELVES = ("pending", "articles")


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """An article as a reviewer meets it.

    Attributes:
        id: The article's id.
        pending: The machine's draft that waits for a decision, if there is one.
        accepted: The accepted version, if there is one.
        record: The side-car.
        record_sha256: The hash of the record's file.
        review_state: What was decided so far.
    """

    id: str
    pending: ArticleFile | None
    accepted: ArticleFile | None
    record: Record
    record_sha256: str
    review_state: ReviewState

    @property
    def files(self) -> tuple[ArticleFile, ...]:
        """The draft and the accepted version, as far as they are there."""
        return tuple(file for file in (self.pending, self.accepted) if file)

    @property
    def current(self) -> ArticleFile:
        """The version that a decision is about: the draft, else the accepted one.

        Raises:
            ReviewError: The article was rejected, or its file is gone.
        """
        file = self.pending or self.accepted
        if file is None:
            rejected = self.review_state.rejected
            message = f"'{self.id}' was rejected by {rejected.reviewer}." if rejected else f"'{self.id}' has no file."
            raise ReviewError(
                message, code="review.no-article", hint="Undo the decision, or convert its page.", article=self.id
            )
        return file

    @property
    def state(self) -> str:
        """Where it stands: pending, update (a draft over an accepted version), accepted, rejected or gone."""
        if self.pending:
            return "update" if self.accepted else "pending"
        if self.accepted:
            return "accepted"
        return "rejected" if self.review_state.rejected else "gone"

    @property
    def version(self) -> str:
        """A name for exactly these files and this record; it changes when any of them does."""
        parts = [self.record_sha256, *(file.sha256 if file else "-" for file in (self.pending, self.accepted))]
        return hash_text(" ".join(parts))[:16]


def read_context(workspace: Workspace, article_id: str, review_state: ReviewState | None) -> ArticleContext:
    """Read everything about one article.

    Raises:
        WriteError: The id is not a slug, or a file cannot be read as an article or a record.
        ReviewError: The workspace has no record of the article.
    """
    path = workspace.record(article_id)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        hint = "Give the id of an article of this workspace, or its folder with --output."
        raise ReviewError(f"There is no record {path}.", code="review.no-record", hint=hint, article=article_id) from None
    pending, accepted = (_find_file(workspace.root, shelf, article_id) for shelf in SHELVES)
    digest = hashlib.sha256(data).hexdigest()
    return ArticleContext(article_id, pending, accepted, parse_record(data), digest, review_state or ReviewState())


def _find_file(root: Path, shelf: str, article_id: str) -> ArticleFile | None:
    """Read an article's file on a shelf, whatever its category."""
    name = f"{check_slug(article_id)}.md"
    folders = sorted(folder for folder in (root / shelf).iterdir() if folder.is_dir()) if (root / shelf).is_dir() else []
    path = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if path is None:
        return None
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReviewError(
            f"{path} is not UTF-8 (byte {error.start}).", code="review.unreadable", hint="Save it as UTF-8.", path=str(path)
        ) from None
    return read_article_file(f"{shelf}/{path.parent.name}/{name}", text)
